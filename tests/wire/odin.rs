//! Odin: log in, then create a user.

use generated::odin::operations::{Authenticate, CreateUser};
use generated::odin::{Call, Client, models};
use generated::runtime::OneOrMany;
use serde_json::{Value, json};
use support::documented::answers;

use super::server::{Reply, Server};

/// The page's answer to a request like [`create`].
const CREATED: &str = include_str!("../fixtures/examples/odin/create-user-response.json");

fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(format!("{}/api/v2", server.url()))
        .bearer("the-token")
        .build()
        .unwrap()
}

fn log_in(server: &Server) -> Call<Authenticate> {
    client(server).authenticate(models::Credentials::new("john.smith", "ODIN_INSTANCE_1"))
}

fn user() -> models::UserCreate {
    models::UserCreate::new(
        "my_service_provider_id",
        "my_group_id",
        "john.smith@testdomain.net",
        "John",
        "Smith",
        "1234",
        "my_web_auth_password123!",
    )
}

fn create(server: &Server) -> Call<CreateUser> {
    client(server).create_user(user())
}

fn user_json() -> Value {
    json!({
        "serviceProviderId": "my_service_provider_id",
        "groupId": "my_group_id",
        "userId": "john.smith@testdomain.net",
        "firstName": "John",
        "lastName": "Smith",
        "extension": "1234",
        "password": "my_web_auth_password123!",
    })
}

#[track_caller]
fn assert_created(server: &Server, body: Value) {
    let headers = [
        ("accept", "application/json"),
        ("authorization", "Bearer the-token"),
        ("content-type", "application/json"),
        ("user-agent", "odin/1.0.0"),
    ];
    server.assert_saw("POST /api/v2/users HTTP/1.1", &headers, Some(body));
}

#[tokio::test]
async fn every_documented_answer() {
    for (operation, status) in answers("odin") {
        assert_eq!(status, "2XX", "{operation}: no test plays {status}");
        for code in [200, 201, 299] {
            match operation.as_str() {
                "authenticate" => play_authenticate(code).await,
                "createUser" => play_create(code).await,
                _ => panic!("no test plays {operation}"),
            }
        }
    }
}

/// The login sends no credential, also where the client has one.
async fn play_authenticate(code: u16) {
    let server = Server::answering(Reply::json(code, json!({"token": "eyJ"})));
    let token = log_in(&server).send().await.unwrap();
    assert_eq!(token.status(), code);
    assert_eq!(token.token.expose(), "eyJ");
    let headers = [
        ("accept", "application/json"),
        ("content-type", "application/json"),
        ("user-agent", "odin/1.0.0"),
    ];
    let body = json!({"username": "john.smith", "password": "ODIN_INSTANCE_1"});
    server.assert_saw("POST /api/v2/auth/token HTTP/1.1", &headers, Some(body));
}

async fn play_create(code: u16) {
    let server = Server::answering(Reply::json(code, CREATED));
    let created = create(&server).send().await.unwrap();
    assert_eq!(created.status(), code);
    assert!(matches!(created.body(), OneOrMany::Many(_)));
    assert_eq!(created.len(), 1);
    assert_is_john(&created[0]);
    assert_created(&server, user_json());
}

fn assert_is_john(user: &models::User) {
    assert_eq!(user.user_id, "john.smith@testdomain.net");
    assert_eq!(user.aliases.as_deref(), Some(&[][..]));
    assert_eq!(user.allow_video, Some(true));
    assert_eq!(user.phone_number.as_deref(), Some(""));
    assert_eq!(user.password_expires_days, Some(-2_147_483_648));
    let trunk = user.trunk_addressing.as_ref().unwrap();
    let endpoint = trunk.trunk_group_device_endpoint.as_ref().unwrap();
    assert_eq!(endpoint.contacts.as_deref(), Some(&[][..]));
    let department = user.department.as_ref().unwrap();
    assert_eq!(department.name.as_deref(), Some(""));
}

/// One object and an array of it are the same user, and each is written as it came.
#[tokio::test]
async fn one_user_alone_or_in_an_array() {
    let many: Value = serde_json::from_str(CREATED).unwrap();
    let server = Server::answering(Reply::json(200, &many[0]));
    let created = create(&server).await.unwrap();
    assert!(matches!(created, OneOrMany::One(_)));
    assert_eq!(created.len(), 1);
    assert_eq!(serde_json::to_value(&created).unwrap(), many[0]);
    let again: models::CreatedUser = serde_json::from_str(CREATED).unwrap();
    assert_eq!(serde_json::to_value(&again).unwrap(), many);
    assert_is_john(&created[0]);
    let [user] = <[models::User; 1]>::try_from(created.into_vec()).unwrap();
    assert_is_john(&user);

    let server = Server::answering(Reply::json(200, json!([])));
    assert!(create(&server).await.unwrap().is_empty());
}

/// A number in a string, or as a number; written as a string; anything else is an error that names the place.
#[tokio::test]
async fn a_number_in_a_string() {
    let answer = |days: Value| {
        let mut user: Value = serde_json::from_str(CREATED).unwrap();
        user[0]["passwordExpiresDays"] = days;
        Server::answering(Reply::json(200, user))
    };
    for (days, expected) in [
        (json!("-2147483648"), Some(-2_147_483_648)),
        (json!("9223372036854775807"), Some(i64::MAX)),
        (json!(90), Some(90)),
        (Value::Null, None),
    ] {
        let created = create(&answer(days.clone())).await.unwrap();
        assert_eq!(created[0].password_expires_days, expected, "{days}");
        let again = serde_json::to_value(&created[0]).unwrap();
        assert_eq!(
            again.get("passwordExpiresDays"),
            expected.map(|days| json!(days.to_string())).as_ref()
        );
    }
    for days in [
        json!("soon"),
        json!(""),
        json!(1.5),
        json!("9223372036854775808"),
    ] {
        let error = create(&answer(days.clone())).await.unwrap_err();
        let generated::odin::Error::Decode(error) = error else {
            panic!("{days}: {error:?}");
        };
        assert_eq!(error.path(), "[0].passwordExpiresDays", "{days}");
    }
}

/// What the page calls the payload goes beside the named properties; the optional ones are sent where they are set.
#[tokio::test]
async fn further_properties_are_sent_beside_the_named() {
    let server = Server::answering(Reply::json(200, CREATED));
    let mut user = user()
        .calling_line_id_first_name("John")
        .calling_line_id_last_name("Smith");
    user.extra.insert("language".to_owned(), json!("English"));
    user.extra
        .insert("deep".to_owned(), json!({"a": [1, null]}));
    client(&server).create_user(user).await.unwrap();
    let mut expected = user_json();
    expected["callingLineIdFirstName"] = json!("John");
    expected["callingLineIdLastName"] = json!("Smith");
    expected["language"] = json!("English");
    expected["deep"] = json!({"a": [1, null]});
    assert_created(&server, expected);
}

/// The two operations as the page shows them: the token of the login is the credential of what follows.
#[tokio::test]
async fn log_in_and_go_on() {
    let server = Server::start(|request| match request.line.as_str() {
        "POST /api/v2/auth/token HTTP/1.1" => Reply::json(200, json!({"token": "fresh"})),
        _ => Reply::json(200, CREATED),
    });
    let base_url = format!("{}/api/v2", server.url());
    let anonymous = Client::builder().base_url(&base_url).build().unwrap();
    let login = models::Credentials::new("john.smith", "ODIN_INSTANCE_1");
    let token = anonymous.authenticate(login).await.unwrap().token;
    let client = Client::builder()
        .base_url(&base_url)
        .bearer(token)
        .build()
        .unwrap();
    client.create_user(user()).await.unwrap();
    let seen = server.seen();
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].header("authorization"), None);
    assert_eq!(seen[1].header("authorization"), Some("Bearer fresh"));
}
