//! A field that may be left out, be `null`, or have a value.

use generated::ghc::{Client, Server, models};
use generated::runtime::Nullable;

pub(super) async fn story() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        .server(Server::new("https://milmove.example.org"))
        .build()?;
    let body = models::OfficeUserCreate::new()
        .email("jane@example.org")
        .edipi("1234567890")
        .other_unique_id(Nullable::Null);
    match &body.edipi {
        Nullable::Absent => println!("not said"),
        Nullable::Null => println!("none"),
        Nullable::Value(edipi) => println!("{edipi}"),
    }
    let user = client.create_requested_office_user().body(body).await?;
    println!("{}", user.id);
    Ok(())
}
