// What the path needs is an argument: it cannot be forgotten.
use generated::user_management::Client;

fn story(client: &Client) {
    let _ = client.delete_user();
}

fn main() {}
