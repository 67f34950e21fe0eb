//! LawLogix Guardian: users.

use std::convert::Infallible;

use serde::{Deserialize, Serialize};

use crate::error::{Error, http_client, send};

#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base_url: String,
    token: String,
}

impl Client {
    pub fn new(server: &str, token: &str) -> Self {
        Self {
            http: http_client(),
            base_url: format!("https://{server}/v1"),
            token: token.to_owned(),
        }
    }

    /// Creates a user.
    pub async fn create_user(&self, body: &UserInput) -> Result<User, Error<Infallible>> {
        let url = format!("{}/users", self.base_url);
        let answer = send(self.http.post(url).bearer_auth(&self.token).json(body)).await?;
        if answer.status.is_success() {
            Ok(answer.json()?)
        } else {
            Err(answer.undocumented())
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: i64,
    pub first_name: String,
    pub last_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub middle_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile_id: Option<String>,
    #[serde(with = "integer_string")]
    pub role: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work_extension: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oauth_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saml_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retired: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Vec<Link>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserInput {
    pub first_name: String,
    pub last_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub middle_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile_id: Option<String>,
    #[serde(with = "integer_string")]
    pub role: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub work_extension: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oauth_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saml_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_login_email: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retired: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    pub href: String,
    pub rel: String,
}

/// The API writes the role's number as a string.
mod integer_string {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(value: &i64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}
