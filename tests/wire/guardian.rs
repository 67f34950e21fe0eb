//! Guardian: create a user.

use generated::guardian::operations::CreateUser;
use generated::guardian::{Call, Client, models};
use serde_json::{Value, json};
use support::documented::answers;

use super::server::{Reply, Server};

const REQUEST: &str = include_str!("../fixtures/examples/guardian/create-user-request.json");
const CREATED: &str = include_str!("../fixtures/examples/guardian/create-user-response.json");

fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(format!("{}/v1", server.url()))
        .bearer("the-token")
        .build()
        .unwrap()
}

/// The page's request.
fn create(server: &Server) -> Call<CreateUser> {
    let user = models::UserInput::new("Bhawani", "Charan", 20)
        .work_number("6023574400")
        .title("HR Manager")
        .home_number("4805465687")
        .work_extension("12")
        .middle_name("Shanker")
        .cell_number("9865334512")
        .email_address("bshanker@abccorp.com");
    client(server).create_user(user)
}

#[track_caller]
fn assert_sent(server: &Server, body: Value) {
    let headers = [
        ("accept", "application/json"),
        ("authorization", "Bearer the-token"),
        ("content-type", "application/json"),
        ("user-agent", "guardian/1.0.0"),
    ];
    server.assert_saw("POST /v1/users HTTP/1.1", &headers, Some(body));
}

#[tokio::test]
async fn every_documented_answer() {
    for (operation, status) in answers("guardian") {
        assert_eq!(operation, "createUser", "no test");
        assert_eq!(status, "2XX", "no test plays {status}");
        for code in [200, 201, 299] {
            let server = Server::answering(Reply::json(code, CREATED));
            let created = create(&server).send().await.unwrap();
            assert_eq!(created.status(), code);
            assert_is_bhawani(&created);
            assert_sent(&server, serde_json::from_str(REQUEST).unwrap());
        }
    }
}

fn assert_is_bhawani(user: &models::User) {
    assert_eq!(user.id, 2_312_934);
    assert_eq!(user.role, 20);
    assert_eq!(user.full_name.as_deref(), Some("Bhawani Shanker Charan "));
    assert_eq!(user.login.as_deref(), Some("sV5ijCZ8v"));
    assert_eq!(user.retired, None);
    assert_eq!(
        user.links.as_deref(),
        Some(&[models::Link::new("/v1/users/2312934/", "self")][..])
    );
}

/// The role comes as `"20"` and as `20`.
#[tokio::test]
async fn a_role_in_a_string_or_as_a_number() {
    for role in [json!("20"), json!(20)] {
        let mut answer: Value = serde_json::from_str(CREATED).unwrap();
        answer["role"] = role;
        let server = Server::answering(Reply::json(200, answer));
        let created = create(&server).await.unwrap();
        assert_is_bhawani(&created);
        let again = serde_json::to_value(&created).unwrap();
        assert_eq!(again["role"], json!("20"));
    }
}

/// `password` and `sendLoginEmail` go in.
#[tokio::test]
async fn what_only_goes_in_is_sent() {
    let server = Server::answering(Reply::json(200, CREATED));
    let user = models::UserInput::new("A", "B", -1)
        .password("s3cret")
        .send_login_email(true)
        .retired(false);
    client(&server).create_user(user).await.unwrap();
    let expected = json!({
        "firstName": "A",
        "lastName": "B",
        "role": "-1",
        "password": "s3cret",
        "sendLoginEmail": true,
        "retired": false,
    });
    assert_sent(&server, expected);
}

/// A server that sends back what only goes in is not echoed: the answer's type has no place for it.
#[tokio::test]
async fn what_only_goes_in_does_not_come_back() {
    let mut answer: Value = serde_json::from_str(CREATED).unwrap();
    answer["password"] = json!("s3cret");
    answer["sendLoginEmail"] = json!(true);
    let server = Server::answering(Reply::json(200, answer));
    let created = create(&server).send().await.unwrap();
    assert!(!format!("{created:?}").contains("s3cret"));
    let again = serde_json::to_value(created.body()).unwrap();
    assert_eq!(again.get("password"), None);
    assert_eq!(again.get("sendLoginEmail"), None);
}

/// What only comes back is skipped where it is read into what is sent, as when a stored answer is the start of a new
/// request.
#[tokio::test]
async fn what_only_comes_back_is_not_sent() {
    let server = Server::answering(Reply::json(200, CREATED));
    let user: models::UserInput = serde_json::from_str(CREATED).unwrap();
    client(&server).create_user(user).await.unwrap();
    let mut expected: Value = serde_json::from_str(CREATED).unwrap();
    for name in ["id", "fullName", "links"] {
        expected.as_object_mut().unwrap().remove(name).unwrap();
    }
    assert_sent(&server, expected);
}
