//! Odin: log in, users.

use std::collections::BTreeMap;
use std::convert::Infallible;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, http_client, send};

#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base_url: String,
    token: Option<String>,
}

impl Client {
    pub fn new(host: &str, version: &str) -> Self {
        Self {
            http: http_client(),
            base_url: format!("https://{host}/api/v{version}"),
            token: None,
        }
    }

    pub fn with_token(mut self, token: &str) -> Self {
        self.token = Some(token.to_owned());
        self
    }

    /// Exchanges a user name and a password for a token.
    pub async fn authenticate(&self, body: &Credentials) -> Result<Token, Error<Infallible>> {
        let url = format!("{}/auth/token", self.base_url);
        let answer = send(self.http.post(url).json(body)).await?;
        if answer.status.is_success() {
            Ok(answer.json()?)
        } else {
            Err(answer.undocumented())
        }
    }

    /// Creates a user.
    pub async fn create_user(&self, body: &UserCreate) -> Result<OneOrMany, Error<Infallible>> {
        let mut request = self.http.post(format!("{}/users", self.base_url));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        let answer = send(request.json(body)).await?;
        if answer.status.is_success() {
            Ok(answer.json()?)
        } else {
            Err(answer.undocumented())
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Credentials {
    pub username: String,
    pub password: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Token {
    pub token: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserCreate {
    pub service_provider_id: String,
    pub group_id: String,
    pub user_id: String,
    pub first_name: String,
    pub last_name: String,
    pub extension: String,
    pub password: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calling_line_id_first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calling_line_id_last_name: Option<String>,
    #[serde(flatten)]
    pub extra: BTreeMap<String, Value>,
}

/// The API answers with the user or with an array of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    One(Box<User>),
    Many(Vec<User>),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub service_provider_id: String,
    pub group_id: String,
    pub user_id: String,
    pub last_name: String,
    pub first_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calling_line_id_last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calling_line_id_first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hiragana_last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hiragana_first_name: Option<String>,
    pub extension: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone_display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_alias: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_video: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calling_line_id_phone_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aliases: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_device_endpoint: Option<AccessDeviceEndpoint>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trunk_addressing: Option<TrunkAddressing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<Department>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub national_prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number_activated: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_enterprise: Option<bool>,
    #[serde(
        default,
        with = "integer_string",
        skip_serializing_if = "Option::is_none"
    )]
    pub password_expires_days: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AccessDeviceEndpoint {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contacts: Option<Vec<Value>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TrunkAddressing {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trunk_group_device_endpoint: Option<TrunkGroupDeviceEndpoint>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TrunkGroupDeviceEndpoint {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contacts: Option<Vec<Value>>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Department {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_provider_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A number that the API writes as a string.
mod integer_string {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[allow(clippy::ref_option, reason = "serde calls it so")]
    pub(super) fn serialize<S: Serializer>(
        value: &Option<i64>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.collect_str(value),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<i64>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| text.parse().map_err(D::Error::custom))
            .transpose()
    }
}
