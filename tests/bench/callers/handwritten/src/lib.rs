//! Every call of the hand-written clients, made once.

use handwritten::{ghc, guardian, nethsm, odin, user_management};

type Called = Box<dyn Future<Output = bool>>;

pub fn ghc(client: ghc::Client, body: ghc::OfficeUserCreate) -> Called {
    Box::new(async move { client.create_requested_office_user(&body).await.is_ok() })
}

pub fn guardian(client: guardian::Client, body: guardian::UserInput) -> Called {
    Box::new(async move { client.create_user(&body).await.is_ok() })
}

pub fn nethsm(client: nethsm::Client, body: nethsm::UserPostData) -> Called {
    Box::new(async move {
        let answer = client.create_user(&body).await;
        answer.is_ok_and(|(_, location)| location.is_some())
    })
}

pub fn odin_authenticate(client: odin::Client, body: odin::Credentials) -> Called {
    Box::new(async move { client.authenticate(&body).await.is_ok() })
}

pub fn odin_create_user(client: odin::Client, body: odin::UserCreate) -> Called {
    Box::new(async move { client.create_user(&body).await.is_ok() })
}

pub fn check_user_permission(client: user_management::Client) -> Called {
    let query = user_management::CheckUserPermission {
        action: Some(user_management::UserPermissionAction::Read),
        resource: Some(user_management::UserPermissionResource::Rules),
    };
    Box::new(async move { client.check_user_permission(&query).await.is_ok() })
}

pub fn search_users(client: user_management::Client) -> Called {
    let query = user_management::SearchUsers {
        search_string: Some("bob".to_owned()),
        sort: Some(user_management::PaginationSortMethod::Asc),
        page_size: Some(20),
        page: Some(1),
    };
    Box::new(async move { client.search_users(&query).await.is_ok() })
}

pub fn create_user(
    client: user_management::Client,
    body: user_management::CreateUserRequest,
) -> Called {
    Box::new(async move { client.create_user(&body).await.is_ok() })
}

pub fn delete_user(client: user_management::Client) -> Called {
    Box::new(async move { client.delete_user("bob").await.is_ok() })
}

pub fn reset_user_password(
    client: user_management::Client,
    body: user_management::PasswordResetRequest,
) -> Called {
    Box::new(async move { client.reset_user_password("bob", &body).await.is_ok() })
}
