//! What is sent has no fields that only the server sets; what comes back has them.

use generated::guardian::{Client, models};

pub(super) async fn story(client: &Client) -> Result<models::User, Box<dyn std::error::Error>> {
    let mut body = models::UserInput::new("Jane", "User", 20);
    body.email_address = Some("jane@example.org".to_owned());
    let created: models::User = client.create_user(body).await?;
    let id: i64 = created.id;
    println!("{id}");
    Ok(created)
}
