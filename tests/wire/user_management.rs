//! User Management: five operations, four of which want an API key.

use generated::runtime::{Call, Operation};
use generated::user_management::Client;
use generated::user_management::models::{
    self, HttpValidationError, PaginationSortMethod, UserPermissionAction, UserPermissionResource,
    ValidationErrorLocItem,
};
use generated::user_management::operations::{
    CheckUserPermission, CheckUserPermissionError, CreateUser, CreateUserError, DeleteUser,
    DeleteUserError, ResetUserPassword, ResetUserPasswordError, SearchUsers, SearchUsersError,
};
use serde_json::{Value, json};
use support::documented::answers;

use super::outcome::documented;
use super::server::{Reply, Server};

const ACCEPT: (&str, &str) = ("accept", "application/json");
const KEY: (&str, &str) = ("authorization", "Bearer the-key");
const JSON: (&str, &str) = ("content-type", "application/json");
const AGENT: (&str, &str) = ("user-agent", "user_management/1.0.0");

fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(server.url())
        .api_key("the-key")
        .build()
        .unwrap()
}

fn check(server: &Server) -> Call<CheckUserPermission> {
    client(server).check_user_permission()
}

type Search = fn(&Server) -> Call<SearchUsers>;

fn search(server: &Server) -> Call<SearchUsers> {
    client(server).search_users()
}

fn create(server: &Server) -> Call<CreateUser> {
    client(server).create_user(models::CreateUserRequest::new(
        "bob@example.org",
        "s3cret",
        ["CHAT-USER".to_owned()],
        "Bob",
        "Builder",
    ))
}

fn delete(server: &Server) -> Call<DeleteUser> {
    client(server).delete_user("u-1")
}

fn reset(server: &Server) -> Call<ResetUserPassword> {
    client(server).reset_user_password("u-1", models::PasswordResetRequest::new("n3w"))
}

fn created_json() -> Value {
    json!({
        "email": "bob@example.org",
        "password": "s3cret",
        "roles": ["CHAT-USER"],
        "firstName": "Bob",
        "lastName": "Builder",
    })
}

/// Fails unless the one request is the one of this operation.
fn assert_sent(server: &Server, operation: &str) {
    let (line, headers, body): (&str, &[_], _) = match operation {
        "check_user_permission_users_permissions_check_get" => (
            "GET /users/permissions/check HTTP/1.1",
            &[ACCEPT, KEY, AGENT],
            None,
        ),
        "search_users_users_get" => ("GET /users HTTP/1.1", &[ACCEPT, KEY, AGENT], None),
        "create_user_users_post" => (
            "POST /users HTTP/1.1",
            &[ACCEPT, KEY, JSON, AGENT],
            Some(created_json()),
        ),
        "delete_user_users_user_id_delete" => {
            ("DELETE /users/u-1 HTTP/1.1", &[ACCEPT, KEY, AGENT], None)
        }
        // Wants no credential, so none is sent, though the client has one.
        "reset_user_password_users_user_id_reset_password_post" => (
            "POST /users/u-1/reset_password HTTP/1.1",
            &[ACCEPT, JSON, AGENT],
            Some(json!({"password": "n3w"})),
        ),
        _ => panic!("no test knows {operation}"),
    };
    server.assert_saw(line, headers, body);
}

#[tokio::test]
async fn every_documented_answer() {
    for (operation, status) in answers("user_management") {
        let reply = match (operation.as_str(), status.as_str()) {
            ("search_users_users_get", "200") => Reply::json(200, users()),
            (_, "200") => Reply::json(200, json!({"any": [1, "value"]})),
            (_, "403") => Reply::empty(403),
            (_, "422") => Reply::json(422, fault()),
            _ => panic!("no test plays {status} of {operation}"),
        };
        let server = Server::answering(reply);
        match status.as_str() {
            "200" => succeed(&server, &operation).await,
            "403" => assert!(matches!(
                documented(check(&server), 403).await,
                CheckUserPermissionError::Forbidden
            )),
            _ => assert_fault(&fail(&server, &operation).await),
        }
        assert_sent(&server, &operation);
    }
}

/// Sends the operation, which the server answers with a success.
async fn succeed(server: &Server, operation: &str) {
    match operation {
        "check_user_permission_users_permissions_check_get" => any(check(server)).await,
        "search_users_users_get" => assert_users(&search(server).await.unwrap()),
        "create_user_users_post" => any(create(server)).await,
        "delete_user_users_user_id_delete" => any(delete(server)).await,
        _ => any(reset(server)).await,
    }
}

/// The document says of these answers only that they are JSON.
async fn any<O: Operation<Output = Value, Error: std::fmt::Debug>>(call: Call<O>) {
    assert_eq!(call.await.unwrap(), json!({"any": [1, "value"]}));
}

/// Sends the operation, which the server answers with 422.
async fn fail(server: &Server, operation: &str) -> HttpValidationError {
    match operation {
        "check_user_permission_users_permissions_check_get" => {
            match documented(check(server), 422).await {
                CheckUserPermissionError::UnprocessableEntity(error) => error,
                other => panic!("{other:?}"),
            }
        }
        "search_users_users_get" => match documented(search(server), 422).await {
            SearchUsersError::UnprocessableEntity(error) => error,
            other => panic!("{other:?}"),
        },
        "create_user_users_post" => match documented(create(server), 422).await {
            CreateUserError::UnprocessableEntity(error) => error,
            other => panic!("{other:?}"),
        },
        "delete_user_users_user_id_delete" => match documented(delete(server), 422).await {
            DeleteUserError::UnprocessableEntity(error) => error,
            other => panic!("{other:?}"),
        },
        _ => match documented(reset(server), 422).await {
            ResetUserPasswordError::UnprocessableEntity(error) => error,
            other => panic!("{other:?}"),
        },
    }
}

fn fault() -> Value {
    json!({"detail": [{
        "loc": ["body", "roles", 0],
        "msg": "field required",
        "type": "value_error.missing",
        "ctx": {"of a later version": 1},
    }]})
}

fn assert_fault(error: &HttpValidationError) {
    let [fault] = error.detail.as_deref().unwrap() else {
        panic!("{error:?}");
    };
    let expected = [
        ValidationErrorLocItem::String("body".to_owned()),
        ValidationErrorLocItem::String("roles".to_owned()),
        ValidationErrorLocItem::Integer(0),
    ];
    assert_eq!(fault.loc, expected);
    assert_eq!(fault.msg, "field required");
    assert_eq!(fault.r#type, "value_error.missing");
}

fn users() -> Value {
    json!([
        {"id": "1", "email": "a@example.org", "first_name": "A", "last_name": null, "roles": [
            {"id": null, "name": "CHAT-USER", "description": "", "composite": false},
        ]},
        {"id": "2", "email": "b@example.org", "roles": []},
    ])
}

fn assert_users(users: &[models::UserResponse]) {
    let [first, second] = users else {
        panic!("{users:?}");
    };
    assert_eq!(first.first_name.as_deref(), Some("A"));
    assert_eq!(first.last_name, None);
    let role = models::AuthUserRole::new("CHAT-USER", "", false);
    assert_eq!(first.roles, [role]);
    assert_eq!(*second, models::UserResponse::new("2", "b@example.org", []));
}

/// Only what is set is in the query, and encoded so that it stays one value.
#[tokio::test]
async fn optional_parameters() {
    let cases: [(Search, &str); 5] = [
        (search, "GET /users HTTP/1.1"),
        (
            |server| {
                let call = search(server).page(0).page_size(10);
                call.search_string("bob").sort(PaginationSortMethod::Desc)
            },
            "GET /users?page=0&page_size=10&search_string=bob&sort=desc HTTP/1.1",
        ),
        (
            |server| search(server).search_string("a b&c=d/é+%"),
            "GET /users?search_string=a%20b%26c%3Dd%2F%C3%A9%2B%25 HTTP/1.1",
        ),
        (
            |server| search(server).search_string("").page(-1),
            "GET /users?search_string=&page=-1 HTTP/1.1",
        ),
        // The last of two counts; a direction of a later version goes as it is.
        (
            |server| search(server).page(1).page(2).sort("random".into()),
            "GET /users?page=2&sort=random HTTP/1.1",
        ),
    ];
    for (call, line) in cases {
        let server = Server::answering(Reply::json(200, "[]"));
        assert!(call(&server).await.unwrap().is_empty());
        server.assert_saw(line, &[ACCEPT, KEY, AGENT], None);
    }

    let server = Server::answering(Reply::json(200, "null"));
    let call = check(&server)
        .action(UserPermissionAction::Create)
        .resource(UserPermissionResource::Prompts);
    assert_eq!(call.await.unwrap(), Value::Null);
    let line = "GET /users/permissions/check?action=create&resource=prompts HTTP/1.1";
    server.assert_saw(line, &[ACCEPT, KEY, AGENT], None);
}

/// A default of the document is the server's to apply: it is not sent.
#[tokio::test]
async fn a_default_is_sent_only_where_it_is_set() {
    for (temporary, expected) in [
        (None, None),
        (Some(true), Some(true)),
        (Some(false), Some(false)),
    ] {
        let server = Server::answering(Reply::json(200, "null"));
        let mut user = models::CreateUserRequest::new("e", "p", Vec::<String>::new(), "f", "l");
        user.temporary = temporary;
        client(&server).create_user(user).await.unwrap();
        let sent = server.only().json();
        assert_eq!(sent.get("temporary").and_then(Value::as_bool), expected);
        assert_eq!(sent["roles"], json!([]));
    }
}

/// An element that is neither text nor integer is kept as it came.
#[tokio::test]
async fn a_place_of_another_kind_is_kept() {
    let body = json!({"detail": [{"loc": [1.5], "msg": "m", "type": "t"}]});
    let server = Server::answering(Reply::json(422, &body));
    let error = fail(&server, "create_user_users_post").await;
    let place = &error.detail.as_ref().unwrap()[0].loc[0];
    assert!(matches!(place, ValidationErrorLocItem::Unknown(raw) if raw.get() == "1.5"));
    assert_eq!(serde_json::to_value(&error).unwrap(), body);
}
