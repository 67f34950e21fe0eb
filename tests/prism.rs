//! The five clients against Prism, a mock server that somebody else wrote: it checks every request against the
//! document, and plays every documented status.
//!
//! Without `PRISM_*` in the environment there is no Prism, and nothing is tested; see `conformance/README.md`:
//!
//! ```sh
//! node tests/conformance/with-prism.mjs -- cargo test -q -p e2e --test prism
//! ```

use std::fmt::Debug;
use std::io::Write as _;
use std::mem;

use generated::runtime::{Call, Error, HeaderMap, Operation};
use generated::{ghc, guardian, nethsm, odin, user_management};
use serde_json::Value;
use support::documented::answers;

/// The address of an API's Prism, if it runs. Says so where it does not: a test that is skipped looks like one that
/// passed.
fn prism(api: &str) -> Option<String> {
    let name = format!("PRISM_{}", api.to_uppercase());
    let address = std::env::var(&name).ok();
    if address.is_none() {
        // Not by `eprintln!`, which is kept to itself where a test passes.
        let mut stderr = std::io::stderr();
        writeln!(
            stderr,
            "skipped: {name} is not set, so there is no Prism for {api}"
        )
        .unwrap();
    }
    address
}

/// The statuses to be played for one of the document's.
fn codes(status: &str) -> Vec<u16> {
    match status {
        "2XX" => vec![200, 201],
        _ => vec![status.parse().unwrap()],
    }
}

/// Fails where Prism says that the request is not as documented. Only this header tells its own 422 from a played one.
fn assert_as_documented(headers: &HeaderMap) {
    assert_eq!(headers.get("sl-violations"), None);
}

fn playing<O>(call: Call<O>, code: u16) -> Call<O> {
    call.header("prefer", format!("code={code}"))
}

/// Sends a call that Prism answers with this success.
async fn succeeded<O: Operation<Output: Debug, Error: Debug>>(
    call: Call<O>,
    code: u16,
) -> O::Output {
    let answer = playing(call, code).send().await.unwrap();
    assert_as_documented(answer.headers());
    assert_eq!(answer.status(), code);
    answer.into_body()
}

/// Sends a call that Prism answers with this documented error.
async fn failed<O: Operation<Output: Debug, Error: Debug>>(call: Call<O>, code: u16) -> O::Error {
    match playing(call, code).send().await.unwrap_err() {
        Error::Documented(failure) => {
            assert_as_documented(failure.headers());
            assert_eq!(failure.status(), code);
            failure.error
        }
        other => panic!("{code}: {other:?}"),
    }
}

#[tokio::test]
async fn ghc() {
    use generated::ghc::models::{OfficeUserCreate, OfficeUserRole, RoleType};
    use generated::ghc::operations::CreateRequestedOfficeUserError as Failed;
    let Some(address) = prism("ghc") else {
        return;
    };
    let client = ghc::Client::builder().base_url(address).build().unwrap();
    let role = OfficeUserRole::new().name("Task Ordering Officer");
    let user = OfficeUserCreate::new()
        .email("user@userdomain.com")
        .edipi("1234567890")
        .other_unique_id(None)
        .first_name("first_name_example")
        .middle_initials("L.")
        .last_name("last_name_example")
        .telephone("212-555-5555")
        .transportation_office_id("c56a4180-65aa-42ec-a945-5fd21dec0538".parse().unwrap())
        .roles([role.role_type(RoleType::TaskOrderingOfficer)]);
    let call = || client.create_requested_office_user().body(user.clone());
    for (operation, status) in answers("ghc") {
        match (operation.as_str(), status.as_str()) {
            ("createRequestedOfficeUser", "201") => {
                let created = succeeded(call(), 201).await;
                assert_eq!(created.email.as_deref(), Some("user@userdomain.com"));
                assert!(created.created_at.is_some());
                succeeded(client.create_requested_office_user(), 201).await;
            }
            ("createRequestedOfficeUser", "422") => {
                let error = failed(call(), 422).await;
                assert!(
                    matches!(error, Failed::UnprocessableEntity(error) if error.title.is_some())
                );
            }
            ("createRequestedOfficeUser", "500") => {
                let error = failed(call(), 500).await;
                assert!(matches!(error, Failed::InternalServerError), "{error:?}");
            }
            _ => panic!("no test plays {status} of {operation}"),
        }
    }
}

#[tokio::test]
async fn odin() {
    let Some(address) = prism("odin") else {
        return;
    };
    let client = odin::Client::builder().base_url(address).bearer("token");
    let client = client.build().unwrap();
    for (operation, status) in answers("odin") {
        for code in codes(&status) {
            match operation.as_str() {
                "authenticate" => {
                    let login = odin::models::Credentials::new("john.smith", "ODIN_INSTANCE_1");
                    let token = succeeded(client.authenticate(login), code).await;
                    assert!(!token.token.expose().is_empty());
                }
                "createUser" => {
                    let mut user = odin::models::UserCreate::new(
                        "my_service_provider_id",
                        "my_group_id",
                        "john.smith@testdomain.net",
                        "John",
                        "Smith",
                        "1234",
                        "my_web_auth_password123!",
                    );
                    user.extra.insert("language".to_owned(), "English".into());
                    let created = succeeded(client.create_user(user), code).await;
                    assert_eq!(created[0].user_id, "john.smith@testdomain.net");
                    assert_eq!(created[0].password_expires_days, Some(-2_147_483_648));
                }
                _ => panic!("no test plays {operation}"),
            }
        }
    }
}

#[tokio::test]
async fn nethsm() {
    use generated::nethsm::models::{UserPostData, UserRole};
    use generated::nethsm::operations::CreateUserError as Failed;
    let Some(address) = prism("nethsm") else {
        return;
    };
    let client = nethsm::Client::builder()
        .base_url(address)
        .basic("admin", "passphrase");
    let client = client.build().unwrap();
    let user = UserPostData::new("Jane", UserRole::Operator, "passphrase_example");
    let call = || client.create_user(user.clone());
    for (_, status) in answers("nethsm") {
        let code = status.parse().unwrap();
        let expected = match code {
            201 => {
                let created = playing(call(), 201).send().await.unwrap();
                assert_as_documented(created.headers());
                assert_eq!(created.id, "I8mhHYJ1T3uk2lXrwXehVaw9KZzg7K");
                assert!(created.location().unwrap().ends_with(&created.id));
                continue;
            }
            400 => {
                let error = failed(call(), 400).await;
                assert!(matches!(error, Failed::BadRequest(error) if !error.message.is_empty()));
                continue;
            }
            401 => Failed::Unauthorized,
            403 => Failed::Forbidden,
            406 => Failed::NotAcceptable,
            412 => Failed::PreconditionFailed,
            _ => panic!("no test plays {status}"),
        };
        let error = failed(call(), code).await;
        assert_eq!(mem::discriminant(&error), mem::discriminant(&expected));
    }
    // Prism notices what the document forbids, and the header tells.
    let short = client.create_user(UserPostData::new("Jane", UserRole::Operator, "short"));
    let answer = playing(short, 201).send_raw().await.unwrap();
    assert_eq!(answer.status(), 400);
    let said = answer.headers()["sl-violations"].to_str().unwrap();
    assert!(said.contains("passphrase"), "{said}");
}

#[tokio::test]
async fn guardian() {
    let Some(address) = prism("guardian") else {
        return;
    };
    let client = guardian::Client::builder()
        .base_url(address)
        .bearer("token");
    let client = client.build().unwrap();
    for (operation, status) in answers("guardian") {
        assert_eq!((operation.as_str(), status.as_str()), ("createUser", "2XX"));
        for code in codes(&status) {
            let user = guardian::models::UserInput::new("Bhawani", "Charan", 20)
                .title("HR Manager")
                .password("s3cret")
                .send_login_email(true);
            let created = succeeded(client.create_user(user), code).await;
            assert_eq!((created.id, created.role), (2_312_934, 20));
        }
    }
}

#[tokio::test]
async fn user_management() {
    let Some(address) = prism("user_management") else {
        return;
    };
    let client = user_management::Client::builder()
        .base_url(address)
        .api_key("key");
    let client = client.build().unwrap();
    for (operation, status) in answers("user_management") {
        play(&client, &operation, status.parse().unwrap()).await;
    }
}

async fn play(client: &user_management::Client, operation: &str, code: u16) {
    use generated::user_management::models::{
        CreateUserRequest, PaginationSortMethod, PasswordResetRequest, UserPermissionAction,
        UserPermissionResource,
    };
    use generated::user_management::operations as of;
    let faults = match operation {
        "check_user_permission_users_permissions_check_get" => {
            let call = client
                .check_user_permission()
                .action(UserPermissionAction::Read)
                .resource(UserPermissionResource::Tasks);
            match code {
                200 => return assert_any(&succeeded(call, 200).await),
                403 => {
                    let error = failed(call, 403).await;
                    let is_forbidden = matches!(error, of::CheckUserPermissionError::Forbidden);
                    return assert!(is_forbidden, "{error:?}");
                }
                _ => match failed(call, code).await {
                    of::CheckUserPermissionError::UnprocessableEntity(faults) => faults,
                    other => panic!("{other:?}"),
                },
            }
        }
        "search_users_users_get" => {
            let call = client
                .search_users()
                .search_string("bob & co")
                .sort(PaginationSortMethod::Asc)
                .page_size(10)
                .page(0);
            if code == 200 {
                let users = succeeded(call, 200).await;
                assert!(!users[0].id.is_empty());
                succeeded(client.search_users(), 200).await;
                return;
            }
            match failed(call, code).await {
                of::SearchUsersError::UnprocessableEntity(faults) => faults,
                other => panic!("{other:?}"),
            }
        }
        "create_user_users_post" => {
            let roles = ["CHAT-USER".to_owned()];
            let user = CreateUserRequest::new("bob@example.org", "s3cret", roles, "Bob", "B");
            let call = client.create_user(user.temporary(false));
            if code == 200 {
                return assert_any(&succeeded(call, 200).await);
            }
            match failed(call, code).await {
                of::CreateUserError::UnprocessableEntity(faults) => faults,
                other => panic!("{other:?}"),
            }
        }
        "delete_user_users_user_id_delete" => {
            let call = client.delete_user("a/b?c#d%");
            if code == 200 {
                return assert_any(&succeeded(call, 200).await);
            }
            match failed(call, code).await {
                of::DeleteUserError::UnprocessableEntity(faults) => faults,
                other => panic!("{other:?}"),
            }
        }
        "reset_user_password_users_user_id_reset_password_post" => {
            let call = client.reset_user_password("u-1", PasswordResetRequest::new("n3w"));
            if code == 200 {
                return assert_any(&succeeded(call, 200).await);
            }
            match failed(call, code).await {
                of::ResetUserPasswordError::UnprocessableEntity(faults) => faults,
                other => panic!("{other:?}"),
            }
        }
        _ => panic!("no test plays {operation}"),
    };
    assert_eq!(code, 422, "no test plays {code} of {operation}");
    let detail = faults.detail.unwrap();
    assert!(detail.iter().all(|fault| !fault.msg.is_empty()));
}

/// What Prism makes up where a document allows any value.
fn assert_any(value: &Value) {
    assert_eq!(*value, Value::Null);
}
