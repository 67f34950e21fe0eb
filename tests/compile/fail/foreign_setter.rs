// An operation has its own optional parameters.
use generated::user_management::Client;

fn story(client: &Client) {
    let _ = client.delete_user("7").page_size(20);
}

fn main() {}
