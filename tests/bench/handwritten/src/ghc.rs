//! MilMove GHC: office users.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::error::{Error, http_client, send};

#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    base_url: String,
}

impl Client {
    pub fn new(origin: &str) -> Self {
        Self {
            http: http_client(),
            base_url: format!("{}/ghc/v1", origin.trim_end_matches('/')),
        }
    }

    /// Requests an office account; an administrator has to approve it.
    pub async fn create_requested_office_user(
        &self,
        body: &OfficeUserCreate,
    ) -> Result<OfficeUser, Error<CreateRequestedOfficeUserError>> {
        let url = format!("{}/open/requested-office-users", self.base_url);
        let answer = send(self.http.post(url).json(body)).await?;
        match answer.status.as_u16() {
            201 => Ok(answer.json()?),
            422 => Err(Error::Documented(
                CreateRequestedOfficeUserError::UnprocessableEntity(answer.json()?),
            )),
            500 => Err(Error::Documented(
                CreateRequestedOfficeUserError::InternalServerError,
            )),
            _ => Err(answer.undocumented()),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum CreateRequestedOfficeUserError {
    UnprocessableEntity(ValidationError),
    InternalServerError,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfficeUserCreate {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// `Some(None)` sends `null`.
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub edipi: Option<Option<String>>,
    #[serde(
        default,
        deserialize_with = "present",
        skip_serializing_if = "Option::is_none"
    )]
    pub other_unique_id: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub middle_initials: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transportation_office_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<OfficeUserRole>>,
}

fn present<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfficeUser {
    pub id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edipi: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_unique_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub middle_initials: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transportation_office_id: Option<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<OfficeUserRole>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rejection_reason: Option<String>,
    #[serde(
        default,
        with = "time::serde::rfc3339::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub created_at: Option<OffsetDateTime>,
    #[serde(
        default,
        with = "time::serde::rfc3339::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub updated_at: Option<OffsetDateTime>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfficeUserRole {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_type: Option<RoleType>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RoleType {
    TaskOrderingOfficer,
    TaskInvoicingOfficer,
    ContractingOfficer,
    ServicesCounselor,
    Qae,
    CustomerServiceRepresentative,
    Gsr,
    Headquarters,
    #[serde(untagged)]
    Unknown(String),
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ValidationError {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invalid_fields: Option<BTreeMap<String, Vec<String>>>,
}
