//! GHC: ask for an office account. No credential exists; everything in the body is optional.

use std::collections::BTreeMap;

use generated::ghc::operations::{CreateRequestedOfficeUser, CreateRequestedOfficeUserError};
use generated::ghc::{Call, Client, Server as Ghc, models};
use generated::runtime::Nullable;
use serde_json::{Value, json};
use support::documented::answers;

use super::outcome::documented;
use super::server::{Reply, Server};

const LINE: &str = "POST /ghc/v1/open/requested-office-users HTTP/1.1";
const ID: &str = "e9c5a1b4-3c70-4d0e-8a5e-8f7a6d1c2b3a";

fn client(server: &Server) -> Client {
    Client::builder()
        .server(Ghc::new(server.url()))
        .build()
        .unwrap()
}

fn ask(server: &Server) -> Call<CreateRequestedOfficeUser> {
    let role = models::OfficeUserRole::new()
        .name("Task Ordering Officer")
        .role_type(models::RoleType::TaskOrderingOfficer);
    let body = models::OfficeUserCreate::new()
        .email("user@userdomain.com")
        .edipi("1234567890")
        .first_name("first_name_example")
        .telephone("212-555-5555")
        .transportation_office_id("c56a4180-65aa-42ec-a945-5fd21dec0538".parse().unwrap())
        .roles([role]);
    client(server).create_requested_office_user().body(body)
}

#[track_caller]
fn assert_sent(server: &Server) {
    let headers = [
        ("accept", "application/json"),
        ("content-type", "application/json"),
        ("user-agent", "ghc/1.0.0"),
    ];
    // What was not set is not sent: neither `otherUniqueId` nor any other property.
    let body = json!({
        "email": "user@userdomain.com",
        "edipi": "1234567890",
        "firstName": "first_name_example",
        "telephone": "212-555-5555",
        "transportationOfficeId": "c56a4180-65aa-42ec-a945-5fd21dec0538",
        "roles": [{"name": "Task Ordering Officer", "roleType": "task_ordering_officer"}],
    });
    server.assert_saw(LINE, &headers, Some(body));
}

#[tokio::test]
async fn every_documented_answer() {
    for (operation, status) in answers("ghc") {
        assert_eq!(operation, "createRequestedOfficeUser", "no test");
        play(&status).await;
    }
}

async fn play(status: &str) {
    match status {
        "201" => created().await,
        "422" => {
            let server = Server::answering(Reply::json(
                422,
                json!({
                    "title": "Validation Error",
                    "detail": "The data doesn't make sense",
                    "invalidFields": {"telephone": ["bad", "worse"], "edipi": []},
                }),
            ));
            let error = documented(ask(&server), 422).await;
            let fields = [
                ("edipi", vec![]),
                ("telephone", vec!["bad".to_owned(), "worse".to_owned()]),
            ];
            let fields = fields.map(|(name, messages)| (name.to_owned(), messages));
            let expected = models::ValidationError::new()
                .title("Validation Error")
                .detail("The data doesn't make sense")
                .invalid_fields(BTreeMap::from(fields));
            let CreateRequestedOfficeUserError::UnprocessableEntity(told) = error else {
                panic!("{error:?}");
            };
            assert_eq!(told, expected);
            assert_sent(&server);
        }
        "500" => {
            let server = Server::answering(Reply::empty(500));
            assert!(matches!(
                documented(ask(&server), 500).await,
                CreateRequestedOfficeUserError::InternalServerError
            ));
            assert_sent(&server);
        }
        _ => panic!("no test plays {status}"),
    }
}

async fn created() {
    let answer = json!({
        "id": ID,
        "userId": ID,
        "email": "user@userdomain.com",
        "edipi": null,
        "otherUniqueId": "x",
        "active": false,
        "status": "REQUESTED",
        "rejectionReason": null,
        "roles": [{"name": "N", "roleType": "gsr"}, {"roleType": "of_a_later_version"}],
        "createdAt": "2024-02-29T23:59:59.123Z",
        "updatedAt": "2024-03-01T01:00:00+02:00",
        "unknownToTheDocument": {"is": "skipped"},
    });
    let server = Server::answering(Reply::json(201, answer));
    let user = ask(&server).send().await.unwrap();
    assert_eq!(user.status(), 201);
    assert_eq!(user.id.to_string(), ID);
    assert_eq!(user.user_id, Some(user.id));
    assert_eq!(user.email.as_deref(), Some("user@userdomain.com"));
    assert_eq!(user.edipi, None);
    assert_eq!(user.other_unique_id.as_deref(), Some("x"));
    assert_eq!(user.active, Some(false));
    assert_eq!(user.telephone, None);
    let roles = user.roles.as_deref().unwrap();
    assert_eq!(roles[0].role_type, Some(models::RoleType::Gsr));
    let later = roles[1].role_type.as_ref().unwrap();
    assert_eq!(later.as_str(), "of_a_later_version");
    let created = user.created_at.unwrap();
    assert_eq!(created.unix_timestamp_nanos(), 1_709_251_199_123_000_000);
    assert_eq!(user.updated_at.unwrap().offset().whole_hours(), 2);
    // Written again, the unknown role is what it was.
    let again = serde_json::to_value(user.body()).unwrap();
    assert_eq!(again["roles"][1]["roleType"], "of_a_later_version");
    assert_eq!(again["updatedAt"], "2024-03-01T01:00:00+02:00");
    assert_sent(&server);
}

/// A property that is left out, one that is `null` and one with a value are three requests.
#[tokio::test]
async fn absent_null_and_value_differ() {
    let new = models::OfficeUserCreate::new;
    let bodies: [(models::OfficeUserCreate, Value); 5] = [
        (new(), json!({})),
        (new().edipi(Nullable::Absent), json!({})),
        (new().edipi(Nullable::Null), json!({"edipi": null})),
        (new().edipi(None), json!({"edipi": null})),
        (
            new().edipi("1234567890").other_unique_id("x".to_owned()),
            json!({"edipi": "1234567890", "otherUniqueId": "x"}),
        ),
    ];
    for (body, expected) in bodies {
        let server = Server::answering(Reply::empty(500));
        let call = client(&server).create_requested_office_user().body(body);
        documented(call, 500).await;
        assert_eq!(server.only().json(), expected);
    }
}

/// The body is optional: without it there is none, and no content type.
#[tokio::test]
async fn without_a_body_nothing_is_said_of_one() {
    let server = Server::answering(Reply::empty(500));
    documented(client(&server).create_requested_office_user(), 500).await;
    let headers = [("accept", "application/json"), ("user-agent", "ghc/1.0.0")];
    server.assert_saw(LINE, &headers, None);
}
