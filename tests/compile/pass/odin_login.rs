//! A client without a credential gets one, and a second client uses it.

use generated::odin::{Client, models};

pub(super) async fn story(password: &str) -> Result<(), Box<dyn std::error::Error>> {
    let anonymous = Client::builder().build()?;
    let token = anonymous
        .authenticate(models::Credentials::new("jane", password))
        .await?
        .token;
    let client = Client::builder().bearer(token).build()?;
    let body = models::UserCreate::new(
        "provider", "group", "jane", "Jane", "User", "1001", "secret",
    );
    let created = client.create_user(body).await?;
    println!("{created:?}");
    Ok(())
}
