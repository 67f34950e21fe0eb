//! `NetHSM`: create a user.

use generated::nethsm::operations::{CreateUser, CreateUserError};
use generated::nethsm::{Call, Client, models};
use serde_json::json;
use support::documented::answers;

use super::outcome::documented;
use super::server::{Reply, Server};

const LOCATION: &str = "https://nethsm.local/v1/users/I8mhHYJ1T3uk2lXrwXehVaw9KZzg7K";

fn create(server: &Server) -> Call<CreateUser> {
    let client = Client::builder()
        .base_url(format!("{}/api/v1", server.url()))
        .basic("admin", "correct horse battery")
        .build()
        .unwrap();
    client.create_user(models::UserPostData::new(
        "real_name_example",
        models::UserRole::Administrator,
        "passphrase_example",
    ))
}

#[track_caller]
fn assert_sent(server: &Server) {
    let headers = [
        ("accept", "application/json"),
        (
            "authorization",
            "Basic YWRtaW46Y29ycmVjdCBob3JzZSBiYXR0ZXJ5",
        ),
        ("content-type", "application/json"),
        ("user-agent", "nethsm/1.0.0"),
    ];
    let body = json!({
        "realName": "real_name_example",
        "role": "Administrator",
        "passphrase": "passphrase_example",
    });
    server.assert_saw("POST /api/v1/users HTTP/1.1", &headers, Some(body));
}

#[tokio::test]
async fn every_documented_answer() {
    for (operation, status) in answers("nethsm") {
        assert_eq!(operation, "users_post", "an operation without a test");
        play(&status).await;
    }
}

async fn play(status: &str) {
    let code = status.parse().unwrap();
    let reply = match status {
        "201" => Reply::with(
            201,
            &[("content-type", "application/json"), ("Location", LOCATION)],
            json!({"id": "I8mhHYJ1T3uk2lXrwXehVaw9KZzg7K"}),
        ),
        "400" => Reply::json(400, json!({"message": "weak passphrase"})),
        _ => Reply::empty(code),
    };
    let server = Server::answering(reply);
    let expected = match status {
        "201" => {
            let created = create(&server).send().await.unwrap();
            assert_eq!(created.status(), 201);
            assert_eq!(created.location(), Some(LOCATION));
            assert_eq!(created.id, "I8mhHYJ1T3uk2lXrwXehVaw9KZzg7K");
            assert_sent(&server);
            return;
        }
        "400" => CreateUserError::BadRequest(models::Error::new("weak passphrase")),
        "401" => CreateUserError::Unauthorized,
        "403" => CreateUserError::Forbidden,
        "406" => CreateUserError::NotAcceptable,
        "412" => CreateUserError::PreconditionFailed,
        _ => panic!("no test plays {status}"),
    };
    let error = documented(create(&server), code).await;
    assert_eq!(format!("{error:?}"), format!("{expected:?}"));
    assert_sent(&server);
}

/// Statuses without a documented body are what they are, whatever body comes.
#[tokio::test]
async fn a_body_that_is_not_documented_is_kept() {
    let server = Server::answering(Reply::with(403, &[("content-type", "text/html")], "<p>no"));
    let error = create(&server).send().await.unwrap_err();
    assert!(matches!(
        error.documented(),
        Some(CreateUserError::Forbidden)
    ));
    let generated::nethsm::Error::Documented(failure) = error else {
        panic!("{error:?}");
    };
    assert_eq!(failure.body().as_ref(), b"<p>no");
    assert_eq!(failure.header("Content-Type"), Some("text/html"));
}

#[tokio::test]
async fn a_missing_location_is_none() {
    let server = Server::answering(Reply::json(201, json!({"id": "x"})));
    let created = create(&server).send().await.unwrap();
    assert_eq!(created.location(), None);
}

/// A role of a later version is sent and shown as it is.
#[tokio::test]
async fn an_unknown_role_is_sent_as_it_is() {
    let server = Server::answering(Reply::empty(412));
    let client = Client::builder()
        .base_url(server.url())
        .basic("admin", "correct horse battery")
        .build()
        .unwrap();
    let role = models::UserRole::from("Auditor");
    assert!(matches!(role, models::UserRole::Unknown(_)));
    assert_eq!(role.to_string(), "Auditor");
    let call = client.create_user(models::UserPostData::new(
        "Jane",
        role,
        "passphrase_example",
    ));
    documented(call, 412).await;
    assert_eq!(server.only().json()["role"], "Auditor");
    // A known text never becomes the unknown variant.
    assert_eq!(
        models::UserRole::from("Backup".to_owned()),
        models::UserRole::Backup
    );
}
