//! Waiting.

use std::time::Duration;

/// Waits. Returns whether it could: there must be a `tokio` runtime, which a browser has not.
pub(super) async fn sleep(time: Duration) -> bool {
    if cfg!(all(target_arch = "wasm32", target_os = "unknown")) {
        return false;
    }
    // Its timers panic elsewhere.
    let here = tokio::runtime::Handle::try_current().is_ok();
    if here {
        tokio::time::sleep(time).await;
    }
    here
}
