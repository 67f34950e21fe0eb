// What comes back cannot be sent: it has fields that only the server sets.
use generated::guardian::{Client, models};

fn story(client: &Client, received: models::User) {
    let _ = client.create_user(received);
}

fn main() {}
