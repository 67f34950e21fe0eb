//! An answer that is neither decoded nor judged, whole or in pieces.

use generated::user_management::{Client, models};

pub(super) async fn story(client: &Client) -> Result<usize, Box<dyn std::error::Error>> {
    let mut answer = client
        .check_user_permission()
        .action(models::UserPermissionAction::from("read"))
        .send_raw()
        .await?;
    if !answer.status().is_success() {
        return Ok(answer.bytes().await?.len());
    }
    let mut length = 0;
    while let Some(chunk) = answer.chunk().await? {
        length += chunk.len();
    }
    Ok(length)
}

/// What would be sent, without sending it.
pub(super) fn look(client: &Client) -> Result<String, Box<dyn std::error::Error>> {
    let inspection = client.delete_user("7").inspect()?;
    Ok(format!("{inspection:?}"))
}
