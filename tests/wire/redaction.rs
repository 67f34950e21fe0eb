//! No secret in anything that programs print: clients, builders, calls, requests, models, errors and what caused them.

use std::fmt::Debug;
use std::time::Duration;

use generated::runtime::{Credential, Secret};
use generated::{guardian, nethsm, odin, user_management};

use super::outcome::shown;
use super::server::{Reply, Server};

/// Stands in every place where a secret goes.
const CANARY: &str = "canary-4711";

#[track_caller]
fn assert_hidden(value: &impl Debug) {
    let text = format!("{value:?}\n{value:#?}");
    // `Debug` of bytes and lists of numbers would show it in other clothes.
    let numbers = format!("{:?}", CANARY.as_bytes());
    let numbers = numbers.trim_matches(['[', ']']);
    assert!(!text.contains(CANARY) && !text.contains(numbers), "{text}");
    // Base64 of `canary-4711` after a user name of one, two or three letters.
    for coded in ["Y2FuYXJ5LTQ3MT", "NhbmFyeS00NzEx", "jYW5hcnktNDcxM"] {
        assert!(!text.contains(coded), "{text}");
    }
}

fn nethsm_client(base_url: String) -> nethsm::ClientBuilder {
    let builder = nethsm::Client::builder().base_url(base_url);
    builder.default_header("x-key", CANARY).basic("u", CANARY)
}

fn user() -> nethsm::models::UserPostData {
    nethsm::models::UserPostData::new("Jane", nethsm::models::UserRole::Operator, CANARY)
}

#[test]
fn values() {
    let builder = nethsm_client("https://hsm.example.org".to_owned());
    assert_hidden(&builder);
    let client = builder.build().unwrap();
    assert_hidden(&client);
    let call = client.create_user(user()).header("x-own", CANARY);
    assert_hidden(&call);
    assert_hidden(&call.inspect().unwrap());
    assert_hidden(&call.send());
    assert_hidden(&user());
    assert_hidden(&Credential::basic("u", CANARY));
    assert_hidden(&Credential::bearer(CANARY));
    assert_hidden(&Secret::from(CANARY));
    assert_eq!(Secret::from(CANARY).to_string(), "[redacted]");
    assert_hidden(&odin::models::Credentials::new("u", CANARY));
    assert_hidden(&serde_json::from_value::<odin::models::Token>(
        serde_json::json!({"token": CANARY}),
    ));
    assert_hidden(&guardian::models::UserInput::new("A", "B", 1).password(CANARY));
    assert_hidden(&user_management::models::PasswordResetRequest::new(CANARY));
    let create = user_management::models::CreateUserRequest::new(
        "e",
        CANARY,
        Vec::<String>::new(),
        "f",
        "l",
    );
    assert_hidden(&create);

    // A search may be for a name: the call's `Debug` shows that there is one, not which.
    let client = user_management::Client::builder().api_key(CANARY);
    let call = client.build().unwrap().search_users().search_string(CANARY);
    assert_hidden(&call);
    assert!(format!("{call:?}").contains("search_string"));
    assert_hidden(&call.inspect().unwrap());
}

/// Each way in which a call can fail.
#[tokio::test]
async fn errors() {
    let answers = [
        Reply::json(400, r#"{"message": "weak"}"#),
        Reply::json(400, "{}"),
        Reply::json(200, r#"{"id": 1}"#),
        Reply::with(500, &[("x-echo", CANARY)], CANARY),
        Reply::truncated(201, "{"),
        Reply::json(201, "{}").after(Duration::from_secs(20)),
    ];
    for reply in answers {
        let server = Server::answering(reply);
        let client = nethsm_client(server.url()).build().unwrap();
        let call = client
            .create_user(user())
            .timeout(Duration::from_millis(300));
        let error = call.send().await.unwrap_err();
        assert!(!shown(&error).contains(CANARY), "{error:?}");
        assert_hidden(&error);
    }
    let client = nethsm_client("http://127.0.0.1:1".to_owned())
        .build()
        .unwrap();
    let error = client.create_user(user()).await.unwrap_err();
    assert!(!shown(&error).contains(CANARY), "{error:?}");
    let error = client.create_user(user()).security(7).await.unwrap_err();
    assert!(!shown(&error).contains(CANARY), "{error:?}");
    let error = client.create_user(user()).header("x", "canary-4711\n");
    let error = error.await.unwrap_err();
    assert!(!shown(&error).contains(CANARY), "{error:?}");
}

/// An answer in another form than documented may hold a secret too: the error says what it was, not which.
#[tokio::test]
async fn a_secret_in_an_unreadable_answer() {
    let quoted = format!("{CANARY:?}");
    let answers = [
        quoted.clone(),
        format!("[{quoted}]"),
        format!(r#"{{"token": [{quoted}]}}"#),
        format!(r#"{{"token": {{"value": {quoted}}}}}"#),
        format!(r#"{{"access_token": {quoted}}}"#),
        format!(r#"{{"token": {quoted}"#),
        format!(r#"{{"token": {quoted}, "token": {quoted}}}"#),
        CANARY.to_owned(),
        format!(r#"["{CANARY}, expected \"{CANARY}"]"#),
        format!(r#"{{"token": ["`, expected {CANARY}"]}}"#),
        format!(r#""{CANARY}, expected {CANARY}, expected""#),
    ];
    for answer in answers {
        let server = Server::answering(Reply::json(200, &answer));
        let client = odin::Client::builder().base_url(server.url());
        let login = odin::models::Credentials::new("u", CANARY);
        let error = client
            .build()
            .unwrap()
            .authenticate(login)
            .await
            .unwrap_err();
        assert!(!shown(&error).contains(CANARY), "{answer}: {error:?}");
        assert_eq!(error.status().unwrap(), 200);
    }
    // Numbers and text of other types are values as well.
    let server = Server::answering(Reply::json(200, r#"{"token": 471147114711}"#));
    let client = odin::Client::builder().base_url(server.url());
    let login = odin::models::Credentials::new("u", "p");
    let error = client
        .build()
        .unwrap()
        .authenticate(login)
        .await
        .unwrap_err();
    assert!(!shown(&error).contains("471147114711"), "{error:?}");
    assert!(error.to_string().contains("expected a string"), "{error}");
}
