//! Which credentials go where, and that none goes where it must not.

use std::time::Duration;

use generated::runtime::{CallError, Error};
use generated::user_management::models;
use generated::{nethsm, odin, user_management};

use super::outcome::{documented, refused, shown};
use super::server::{Reply, Server};

fn user() -> nethsm::models::UserPostData {
    nethsm::models::UserPostData::new("Jane", nethsm::models::UserRole::Operator, "passphrase")
}

#[tokio::test]
async fn a_missing_credential_is_noticed_before_anything_is_sent() {
    let server = Server::answering(Reply::empty(200));
    let client = nethsm::Client::builder().base_url(server.url());
    let client = client.build().unwrap();
    let error = client.create_user(user()).send().await.unwrap_err();
    let Error::MissingCredential(missing) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(missing.alternatives().collect::<Vec<_>>(), [["basic"]]);
    assert!(error.to_string().contains("`basic`"), "{error}");
    let error = client.create_user(user()).send_raw().await.unwrap_err();
    assert!(
        matches!(error, CallError::MissingCredential(_)),
        "{error:?}"
    );

    let client = user_management::Client::builder().base_url(server.url());
    let client = client.build().unwrap();
    let error = client.delete_user("u").await.unwrap_err();
    assert!(error.to_string().contains("`API_Key`"), "{error}");
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(server.connections(), 0);

    // What wants none works without one.
    let reset = client.reset_user_password("u", models::PasswordResetRequest::new("n3w"));
    assert!(reset.await.unwrap().is_null(), "an empty body");
    assert_eq!(server.only().header("authorization"), None);
}

#[tokio::test]
async fn alternatives_are_chosen_by_index() {
    let server = Server::answering(Reply::empty(412));
    let client = nethsm::Client::builder().base_url(server.url());
    let client = client.basic("admin", "pä:ss").build().unwrap();
    documented(client.create_user(user()).security(0), 412).await;
    let sent = server.only();
    assert_eq!(sent.header("authorization"), Some("Basic YWRtaW46cMOkOnNz"));

    let said = refused(client.create_user(user()).security(1)).await;
    assert!(said.contains("no security alternative 1"), "{said}");
    let said = refused(client.create_user(user()).security(usize::MAX)).await;
    assert!(said.contains("no security alternative"), "{said}");

    let client = nethsm::Client::builder().base_url(server.url());
    let call = client.build().unwrap().create_user(user()).security(0);
    let error = call.send().await.unwrap_err();
    assert!(matches!(error, Error::MissingCredential(_)), "{error:?}");

    // An operation without security has no alternative 0.
    let client = odin::Client::builder().base_url(server.url());
    let login = odin::models::Credentials::new("u", "p");
    let call = client.build().unwrap().authenticate(login).security(0);
    let said = refused(call).await;
    assert!(said.contains("no security alternative 0"), "{said}");
    assert_eq!(server.connections(), 1);
}

/// A credential that no header can carry is refused, and not shown.
#[tokio::test]
async fn a_credential_cannot_bring_a_header() {
    let server = Server::answering(Reply::empty(200));
    for token in ["canary\r\nx-b: 2", "canary\n", "can\0ary", "canaryé"] {
        let client = user_management::Client::builder().base_url(server.url());
        let call = client.api_key(token).build().unwrap().search_users();
        let error = call.await.unwrap_err();
        assert!(matches!(error, Error::Build(_)), "{error:?}");
        assert!(error.to_string().contains("`API_Key`"), "{error}");
        assert!(!shown(&error).contains("canary"), "{error:?}");
    }
    let client = nethsm::Client::builder().base_url(server.url());
    let client = client.basic("can:ary", "x").build().unwrap();
    let said = refused(client.create_user(user())).await;
    assert!(
        said.contains("colon") && !said.contains("can:ary"),
        "{said}"
    );
    assert_eq!(server.connections(), 0);
}

/// Credentials want TLS, but for this machine and for who says otherwise.
#[tokio::test]
async fn credentials_want_tls() {
    let open = [
        "http://hsm.example.org",
        "http://10.0.0.1:8080/api",
        "http://localhost.example.org",
    ];
    for url in open {
        let error = nethsm::Client::builder().base_url(url).basic("u", "p");
        let said = error.build().unwrap_err().to_string();
        assert!(
            said.contains("https") && said.contains("allow_insecure_http"),
            "{said}"
        );
        let client = nethsm::Client::builder().base_url(url).basic("u", "p");
        client.allow_insecure_http().build().unwrap();
        // Without a credential there is nothing to protect.
        nethsm::Client::builder().base_url(url).build().unwrap();
    }
    let closed = [
        "https://hsm.example.org",
        "http://127.0.0.1:1",
        "http://127.1.2.3",
        "http://[::1]:8080",
        "http://localhost:8080",
        "http://LOCALHOST",
        "http://hsm.localhost",
    ];
    for url in closed {
        let client = nethsm::Client::builder().base_url(url).basic("u", "p");
        client
            .build()
            .unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    // The same for a server of the call's own, where the call has a credential.
    let client = nethsm::Client::builder().basic("u", "p").build().unwrap();
    let call = client
        .create_user(user())
        .base_url("http://hsm.example.org");
    assert!(refused(call).await.contains("https"));
    let client = odin::Client::builder().bearer("t").build().unwrap();
    let login = odin::models::Credentials::new("u", "p");
    let call = client.authenticate(login).base_url("http://odin.invalid");
    call.inspect().unwrap();
}
