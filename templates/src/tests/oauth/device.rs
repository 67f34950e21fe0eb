//! The user agrees on another device.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::api::{Server, body, refused, token};
use crate::runtime::Error;
use crate::runtime::oauth::{OAuth2, OAuthError};

fn code(fields: &str) -> (u16, String) {
    let text = format!(
        r#"{{"device_code":"d3vice","user_code":"ABCD-EFGH","verification_uri":"https://login.test/device"{fields}}}"#
    );
    (200, text)
}

#[tokio::test]
async fn it_waits_until_the_user_agrees() {
    let server = Server::new(|count, _| match count {
        1 => code(
            r#","interval":0,"verification_uri_complete":"https://login.test/device?c=ABCD","expires_in":60"#,
        ),
        2 | 3 => refused("authorization_pending"),
        _ => (200, token(count, "")),
    });
    let shown = Arc::new(Mutex::new(Vec::new()));
    let show = Arc::clone(&shown);
    let credential = OAuth2::device("id", move |prompt| {
        show.lock()
            .unwrap()
            .push(format!("{} {}", prompt.verification_uri, prompt.user_code));
        assert!(!format!("{prompt:?}").contains("d3vice"));
    });
    let client = server.client(credential.scopes(["read"]));
    client.read().await.unwrap();
    assert_eq!(
        *shown.lock().unwrap(),
        ["https://login.test/device ABCD-EFGH"]
    );
    let asked = server.asked();
    assert!(asked[0].starts_with("POST /oauth/device "));
    assert_eq!(body(&asked[0]), "scope=read&client_id=id");
    assert!(asked[1].starts_with("POST /v1/token "));
    assert_eq!(
        body(&asked[1]),
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=d3vice&client_id=id"
    );
    assert_eq!(asked.len(), 4);
}

#[tokio::test]
async fn it_ends() {
    for (fields, error, expired) in [
        (r#","interval":0"#, "access_denied", false),
        (r#","interval":0"#, "expired_token", true),
        (
            r#","interval":0,"expires_in":0"#,
            "authorization_pending",
            true,
        ),
        // Five seconds more than the code is good for.
        (r#","interval":0,"expires_in":4"#, "slow_down", true),
    ] {
        let server = Server::new(move |count, _| match count {
            1 => code(fields),
            _ => refused(error),
        });
        let client = server.client(OAuth2::device("id", |_| {}));
        let started = Instant::now();
        let Error::Token(found) = client.read().await.unwrap_err() else {
            panic!()
        };
        let found = found.oauth().unwrap();
        assert_eq!(
            matches!(found, OAuthError::Expired),
            expired,
            "{error}: {found}"
        );
        assert!(started.elapsed() < Duration::from_secs(3));
    }
}
