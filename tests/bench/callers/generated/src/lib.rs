//! Every call of the generated clients, made once.

use generated::{ghc, guardian, nethsm, odin, user_management};

type Called = Box<dyn Future<Output = bool>>;

pub fn ghc(client: &ghc::Client, body: ghc::models::OfficeUserCreate) -> Called {
    let call = client.create_requested_office_user().body(body);
    Box::new(async move { call.await.is_ok() })
}

pub fn guardian(client: &guardian::Client, body: guardian::models::UserInput) -> Called {
    let call = client.create_user(body);
    Box::new(async move { call.await.is_ok() })
}

pub fn nethsm(client: &nethsm::Client, body: nethsm::models::UserPostData) -> Called {
    let call = client.create_user(body);
    Box::new(async move {
        let answer = call.send().await;
        answer.is_ok_and(|answer| answer.location().is_some())
    })
}

pub fn odin_authenticate(client: &odin::Client, body: odin::models::Credentials) -> Called {
    let call = client.authenticate(body);
    Box::new(async move { call.await.is_ok() })
}

pub fn odin_create_user(client: &odin::Client, body: odin::models::UserCreate) -> Called {
    let call = client.create_user(body);
    Box::new(async move { call.await.is_ok() })
}

pub fn check_user_permission(client: &user_management::Client) -> Called {
    let call = client
        .check_user_permission()
        .action(user_management::models::UserPermissionAction::Read)
        .resource(user_management::models::UserPermissionResource::Rules);
    Box::new(async move { call.await.is_ok() })
}

pub fn search_users(client: &user_management::Client) -> Called {
    let call = client
        .search_users()
        .search_string("bob")
        .sort(user_management::models::PaginationSortMethod::Asc)
        .page_size(20)
        .page(1);
    Box::new(async move { call.await.is_ok() })
}

pub fn create_user(
    client: &user_management::Client,
    body: user_management::models::CreateUserRequest,
) -> Called {
    let call = client.create_user(body);
    Box::new(async move { call.await.is_ok() })
}

pub fn delete_user(client: &user_management::Client) -> Called {
    let call = client.delete_user("bob");
    Box::new(async move { call.await.is_ok() })
}

pub fn reset_user_password(
    client: &user_management::Client,
    body: user_management::models::PasswordResetRequest,
) -> Called {
    let call = client.reset_user_password("bob", body);
    Box::new(async move { call.await.is_ok() })
}
