//! What a token endpoint gives (RFC 6749 section 5.1).

use std::time::Duration;

use serde_json::Value;

use super::super::secret::Secret;

/// Tokens as the authorization server gave them.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Tokens {
    /// What calls are sent with.
    pub access_token: Secret,
    /// What the next access token is asked for with.
    pub refresh_token: Option<Secret>,
    /// How long the access token is good, where the server says so.
    pub expires_in: Option<Duration>,
    /// The scopes that were granted, where the server says so.
    pub scope: Option<String>,
    /// Who the user is, as a token of OIDC. It is not verified.
    pub id_token: Option<Secret>,
}

impl Tokens {
    pub(super) fn read(value: &Value) -> Result<Self, String> {
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let secret = |name: &str| text(name).map(Secret::from);
        let access_token = secret("access_token")
            .filter(|token| !token.expose().is_empty())
            .ok_or("there is no `access_token` in its answer")?;
        // It must be there, but some leave it out; others than these are not sent as `Bearer`.
        if let Some(kind) = text("token_type").filter(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            let kind: String = kind
                .chars()
                .filter(char::is_ascii_graphic)
                .take(40)
                .collect();
            return Err(format!("its token is of type `{kind}`, not a bearer token"));
        }
        // A number; some send it as text.
        let seconds = match value.get("expires_in") {
            Some(Value::String(text)) => text.parse().ok(),
            Some(number) => number.as_f64(),
            None => None,
        };
        Ok(Self {
            access_token,
            refresh_token: secret("refresh_token"),
            expires_in: seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()),
            scope: text("scope").map(str::to_owned),
            id_token: secret("id_token"),
        })
    }
}
