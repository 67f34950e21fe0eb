//! What a device asks its user to do (RFC 8628 section 3.2).

use std::time::Duration;

use serde_json::Value;

use super::super::secret::Secret;

/// What to show the user: where to go, and what to type there.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DevicePrompt {
    /// Where the user goes, with any device.
    pub verification_uri: String,
    /// What the user types there.
    pub user_code: String,
    /// The same with the code in it, for a link or a QR code.
    pub verification_uri_complete: Option<String>,
    /// How long that is possible.
    pub expires_in: Duration,
    pub(super) device_code: Secret,
    pub(super) interval: Duration,
}

impl DevicePrompt {
    pub(super) fn read(value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let seconds = |name: &str| {
            value
                .get(name)
                .and_then(Value::as_u64)
                .map(Duration::from_secs)
        };
        Some(Self {
            // An old draft's name, which Google still uses.
            verification_uri: text("verification_uri").or_else(|| text("verification_url"))?,
            user_code: text("user_code")?,
            verification_uri_complete: text("verification_uri_complete"),
            expires_in: seconds("expires_in").unwrap_or(Duration::from_secs(1800)),
            device_code: text("device_code")?.into(),
            interval: seconds("interval").unwrap_or(Duration::from_secs(5)),
        })
    }
}
