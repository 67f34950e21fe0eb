//! User Management: users, passwords, permissions.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, http_client, send};

#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base_url: String,
    api_key: String,
}

impl Client {
    pub fn new(base_url: &str, api_key: &str) -> Self {
        Self {
            http: http_client(),
            base_url: base_url.trim_end_matches('/').to_owned(),
            api_key: api_key.to_owned(),
        }
    }

    /// Tells by the status whether the current user has a permission.
    pub async fn check_user_permission(
        &self,
        query: &CheckUserPermission,
    ) -> Result<Value, Error<CheckUserPermissionError>> {
        let url = format!("{}/users/permissions/check", self.base_url);
        let answer = send(self.http.get(url).bearer_auth(&self.api_key).query(query)).await?;
        match answer.status.as_u16() {
            200 => Ok(answer.json()?),
            403 => Err(Error::Documented(CheckUserPermissionError::Forbidden)),
            422 => Err(Error::Documented(
                CheckUserPermissionError::UnprocessableEntity(answer.json()?),
            )),
            _ => Err(answer.undocumented()),
        }
    }

    /// Fetches users, page by page.
    pub async fn search_users(
        &self,
        query: &SearchUsers,
    ) -> Result<Vec<UserResponse>, Error<SearchUsersError>> {
        let url = format!("{}/users", self.base_url);
        let answer = send(self.http.get(url).bearer_auth(&self.api_key).query(query)).await?;
        match answer.status.as_u16() {
            200 => Ok(answer.json()?),
            422 => Err(Error::Documented(SearchUsersError::UnprocessableEntity(
                answer.json()?,
            ))),
            _ => Err(answer.undocumented()),
        }
    }

    /// Creates a user with roles.
    pub async fn create_user(
        &self,
        body: &CreateUserRequest,
    ) -> Result<Value, Error<CreateUserError>> {
        let url = format!("{}/users", self.base_url);
        let answer = send(self.http.post(url).bearer_auth(&self.api_key).json(body)).await?;
        match answer.status.as_u16() {
            200 => Ok(answer.json()?),
            422 => Err(Error::Documented(CreateUserError::UnprocessableEntity(
                answer.json()?,
            ))),
            _ => Err(answer.undocumented()),
        }
    }

    /// Deletes a user.
    pub async fn delete_user(&self, user_id: &str) -> Result<Value, Error<DeleteUserError>> {
        let url = self.user_url(user_id)?;
        let answer = send(self.http.delete(url).bearer_auth(&self.api_key)).await?;
        match answer.status.as_u16() {
            200 => Ok(answer.json()?),
            422 => Err(Error::Documented(DeleteUserError::UnprocessableEntity(
                answer.json()?,
            ))),
            _ => Err(answer.undocumented()),
        }
    }

    /// Sets a new password for a user.
    pub async fn reset_user_password(
        &self,
        user_id: &str,
        body: &PasswordResetRequest,
    ) -> Result<Value, Error<ResetUserPasswordError>> {
        let mut url = self.user_url(user_id)?;
        if let Ok(mut path) = url.path_segments_mut() {
            path.push("reset_password");
        }
        let answer = send(self.http.post(url).json(body)).await?;
        match answer.status.as_u16() {
            200 => Ok(answer.json()?),
            422 => Err(Error::Documented(
                ResetUserPasswordError::UnprocessableEntity(answer.json()?),
            )),
            _ => Err(answer.undocumented()),
        }
    }

    /// `/users/{user_id}`, the ID encoded.
    fn user_url<E>(&self, user_id: &str) -> Result<reqwest::Url, Error<E>> {
        let request = self.http.get(format!("{}/users", self.base_url)).build()?;
        let mut url = request.url().clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.push(user_id);
        }
        Ok(url)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum CheckUserPermissionError {
    Forbidden,
    UnprocessableEntity(HttpValidationError),
}

#[derive(Debug, Clone, PartialEq)]
pub enum SearchUsersError {
    UnprocessableEntity(HttpValidationError),
}

#[derive(Debug, Clone, PartialEq)]
pub enum CreateUserError {
    UnprocessableEntity(HttpValidationError),
}

#[derive(Debug, Clone, PartialEq)]
pub enum DeleteUserError {
    UnprocessableEntity(HttpValidationError),
}

#[derive(Debug, Clone, PartialEq)]
pub enum ResetUserPasswordError {
    UnprocessableEntity(HttpValidationError),
}

#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct CheckUserPermission {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<UserPermissionAction>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<UserPermissionResource>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct SearchUsers {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search_string: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<PaginationSortMethod>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UserPermissionAction {
    Create,
    Read,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UserPermissionResource {
    Prompts,
    Responses,
    Rules,
    Tasks,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PaginationSortMethod {
    Asc,
    Desc,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateUserRequest {
    pub email: String,
    pub password: String,
    pub roles: Vec<String>,
    pub first_name: String,
    pub last_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temporary: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PasswordResetRequest {
    pub password: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UserResponse {
    pub id: String,
    pub email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    pub roles: Vec<AuthUserRole>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AuthUserRole {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub name: String,
    pub description: String,
    pub composite: bool,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct HttpValidationError {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<Vec<ValidationError>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValidationError {
    pub loc: Vec<Location>,
    pub msg: String,
    pub r#type: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Location {
    String(String),
    Integer(i64),
    Unknown(Value),
}
