// A call that is not awaited does nothing.
#![deny(unused_must_use)]

use generated::user_management::Client;

fn story(client: &Client) {
    client.search_users();
    client.search_users().page_size(20);
    client.search_users().send();
}

fn main() {}
