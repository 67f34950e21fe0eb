//! NetHSM: users.

use serde::{Deserialize, Serialize};

use crate::error::{Error, http_client, send};

#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base_url: String,
    username: String,
    password: String,
}

impl Client {
    pub fn new(host: &str, username: &str, password: &str) -> Self {
        Self {
            http: http_client(),
            base_url: format!("https://{host}/api/v1"),
            username: username.to_owned(),
            password: password.to_owned(),
        }
    }

    /// Creates a user; the second value is the `Location` header.
    pub async fn create_user(
        &self,
        body: &UserPostData,
    ) -> Result<(CreatedUser, Option<String>), Error<CreateUserError>> {
        let request = self
            .http
            .post(format!("{}/users", self.base_url))
            .basic_auth(&self.username, Some(&self.password))
            .json(body);
        let answer = send(request).await?;
        let error = match answer.status.as_u16() {
            201 => {
                let location = answer.headers.get("location");
                let location = location.and_then(|value| value.to_str().ok());
                return Ok((answer.json()?, location.map(str::to_owned)));
            }
            400 => CreateUserError::BadRequest(answer.json()?),
            401 => CreateUserError::Unauthorized,
            403 => CreateUserError::Forbidden,
            406 => CreateUserError::NotAcceptable,
            412 => CreateUserError::PreconditionFailed,
            _ => return Err(answer.undocumented()),
        };
        Err(Error::Documented(error))
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum CreateUserError {
    BadRequest(Problem),
    Unauthorized,
    Forbidden,
    NotAcceptable,
    PreconditionFailed,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserPostData {
    pub real_name: String,
    pub role: UserRole,
    pub passphrase: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum UserRole {
    Administrator,
    Operator,
    Metrics,
    Backup,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CreatedUser {
    pub id: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    pub message: String,
}
