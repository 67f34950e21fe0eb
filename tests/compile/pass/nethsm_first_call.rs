//! A server of one's own, a credential, a body, a typed header.

use std::time::Duration;

use generated::nethsm::{Client, Server, models};

pub(super) async fn story(passphrase: String) -> Result<String, Box<dyn std::error::Error>> {
    let client = Client::builder()
        .server(Server::default().host("hsm.example.org"))
        .basic("admin", passphrase)
        .build()?;
    let body = models::UserPostData::new(
        "Jane User",
        models::UserRole::Operator,
        "correct horse battery",
    );
    let created = client
        .create_user(body)
        .timeout(Duration::from_secs(5))
        .send()
        .await?;
    println!("{} at {:?}", created.id, created.location());
    Ok(created.into_body().id)
}

#[test]
fn it_can_be_spawned() {
    fn spawned<T: Send + 'static>(_: T) {}
    spawned(story(String::new()));
}
