//! Values in paths stay one segment of the path they belong to.

use generated::user_management::{Client, models};

use super::outcome::refused;
use super::server::{Reply, Server};

fn client(server: &Server) -> Client {
    let builder = Client::builder().base_url(format!("{}/base/", server.url()));
    builder.api_key("the-key").build().unwrap()
}

#[tokio::test]
async fn a_value_is_one_segment() {
    let server = Server::answering(Reply::json(200, "null"));
    let client = client(&server);
    for (id, segment) in [
        ("u-1", "u-1"),
        ("a/b?c#d%", "a%2Fb%3Fc%23d%25"),
        ("../admin", "..%2Fadmin"),
        ("%2e%2e", "%252e%252e"),
        ("%2F", "%252F"),
        ("a\\b", "a%5Cb"),
        ("...", "..."),
        (" ", "%20"),
        ("a;b=c", "a%3Bb%3Dc"),
        ("x\r\ny", "x%0D%0Ay"),
        ("ü@:", "%C3%BC%40%3A"),
        ("{user_id}", "%7Buser_id%7D"),
    ] {
        client.delete_user(id).await.unwrap();
        let line = format!("DELETE /base/users/{segment} HTTP/1.1");
        assert_eq!(server.last().line, line, "{id:?}");

        let body = models::PasswordResetRequest::new("n3w");
        client.reset_user_password(id, body).await.unwrap();
        let line = format!("POST /base/users/{segment}/reset_password HTTP/1.1");
        assert_eq!(server.last().line, line, "{id:?}");
    }
}

/// Nothing, and steps on the spot or up, would call another path: they are refused.
#[tokio::test]
async fn a_value_that_is_no_segment_is_refused() {
    let server = Server::answering(Reply::json(200, "null"));
    for id in ["", ".", ".."] {
        let said = refused(client(&server).delete_user(id)).await;
        assert!(said.contains("`user_id`"), "{said}");
        let body = models::PasswordResetRequest::new("n3w");
        let said = refused(client(&server).reset_user_password(id, body)).await;
        assert!(said.contains("`user_id`"), "{said}");
    }
    assert_eq!(server.connections(), 0);
}

/// A value that is too long for a URL is an error, not a broken request.
#[tokio::test]
async fn a_url_has_a_length() {
    let server = Server::answering(Reply::json(200, "null"));
    let said = refused(client(&server).delete_user(&"x".repeat(70_000))).await;
    assert!(said.contains("65,534 bytes"), "{said}");
    assert_eq!(server.connections(), 0);
}
