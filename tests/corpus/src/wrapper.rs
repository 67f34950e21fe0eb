//! This program as cargo's `RUSTC_WORKSPACE_WRAPPER`: it runs rustc and notes how much memory and work that took.
//!
//! A process learns only the sum over all its children, so each rustc gets a parent of its own. Cargo asks this wrapper
//! for members of the workspace only: dependencies are shared by all crates, whoever compiled them.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::{TimeVal, TimeValLike as _};
use rivals::process::{self, Ended};

use crate::Result;

/// What a rustc took.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Used {
    /// The most memory, in MB (10^6 bytes).
    pub(crate) peak: u64,
    /// The seconds that processors worked for it, which other programs on the machine hardly change.
    pub(crate) processor: f64,
}

/// Names the file for the measurement; set only for the wrapper.
const FILE: &str = "OAXIDE_CORPUS_FILE";

/// Runs `cargo` and says what the rustc of the crate itself took; nothing where that is not known. `file` is where it
/// is noted.
pub(crate) fn measured(cargo: &mut Command, file: &Path, limit: Duration) -> Result<(Ended, Used)> {
    let _ = fs::remove_file(file);
    measure(cargo, file)?;
    let ended = process::run(cargo, limit)?;
    Ok((ended, noted(file).unwrap_or_default()))
}

/// Makes `cargo` note the peak memory of rustc in `file`.
fn measure(cargo: &mut Command, file: &Path) -> Result<()> {
    let this = std::env::current_exe()
        .map_err(|error| format!("cannot find this program itself: {error}"))?;
    cargo.env("RUSTC_WORKSPACE_WRAPPER", this).env(FILE, file);
    Ok(())
}

/// What was noted in `file`; nothing where rustc did not run or was ended.
fn noted(file: &Path) -> Option<Used> {
    let text = fs::read_to_string(file).ok()?;
    let (peak, processor) = text.split_once(' ')?;
    Some(Used {
        peak: peak.parse().ok()?,
        processor: processor.parse().ok()?,
    })
}

/// Does the wrapper's work if this process is one; its exit code is that of rustc.
pub(crate) fn run_as_wrapper() -> Option<ExitCode> {
    let file = std::env::var_os(FILE)?;
    Some(match wrap(Path::new(&file)) {
        Ok(code) => ExitCode::from(code),
        Err(message) => {
            crate::say::complain(&message);
            ExitCode::FAILURE
        }
    })
}

fn wrap(file: &Path) -> Result<u8> {
    let mut arguments = std::env::args_os().skip(1);
    let program = arguments.next().ok_or("nothing to wrap")?;
    let arguments: Vec<OsString> = arguments.collect();
    let status = Command::new(&program)
        .args(&arguments)
        .env_remove(FILE)
        .status()
        .map_err(|error| format!("cannot run `{}`: {error}", program.display()))?;
    // Cargo also asks which rustc this is: no crate, nothing to note.
    if arguments.iter().any(|argument| argument == "--crate-name") {
        let used = getrusage(UsageWho::RUSAGE_CHILDREN)
            .map_err(|error| format!("cannot ask for used resources: {error}"))?;
        let processor = seconds(used.user_time()) + seconds(used.system_time());
        let text = format!("{} {processor:.3}", megabytes(used.max_rss()));
        let _ = fs::write(file, text);
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.unwrap_or(1))
}

#[allow(clippy::cast_precision_loss, reason = "a measurement")]
fn seconds(time: TimeVal) -> f64 {
    time.num_microseconds() as f64 / 1e6
}

/// The kernel counts in KiB; macOS in bytes.
fn megabytes(max_rss: i64) -> i64 {
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    max_rss.saturating_mul(unit) / 1_000_000
}
