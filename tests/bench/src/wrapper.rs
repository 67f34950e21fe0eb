//! This program as a wrapper around another: it runs it and writes what it used to a file.
//!
//! A process learns only the sum over all its children, so each measured process gets a parent of its own. As cargo's
//! `RUSTC_WRAPPER` it measures the crates that are asked for; dependencies and cargo itself do not count.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use nix::sys::resource::{Resource, UsageWho, getrusage, setrlimit};
use nix::sys::time::{TimeVal, TimeValLike as _};

use crate::Result;
use crate::report;
use crate::sample::Sample;

/// Names the file that measurements are added to; set only for the wrapper.
const FILE: &str = "OAXIDE_BENCH_FILE";
/// Names the crates that are measured, with commas between, where the wrapped program is rustc.
const CRATES: &str = "OAXIDE_BENCH_CRATES";
/// The most memory in bytes that the wrapped program may ask for, where there is a limit.
const MEMORY: &str = "OAXIDE_BENCH_MEMORY";

/// Makes `cargo` measure how rustc compiles these packages.
pub(crate) fn measure_rustc(cargo: &mut Command, packages: &[&str], file: &Path) -> Result<()> {
    cargo.env("RUSTC_WRAPPER", this_program()?);
    let crates = packages.join(",").replace('-', "_");
    cargo.env(FILE, file).env(CRATES, crates);
    Ok(())
}

/// A command that runs `program` and measures it.
pub(crate) fn measured(program: &Path, file: &Path) -> Result<Command> {
    let mut command = Command::new(this_program()?);
    command.arg(program).env(FILE, file).env_remove(CRATES);
    Ok(command)
}

/// Lets the measured program have at most so much memory.
pub(crate) fn limit_memory(command: &mut Command, bytes: u64) {
    command.env(MEMORY, bytes.to_string());
}

fn this_program() -> Result<std::path::PathBuf> {
    std::env::current_exe().map_err(|error| format!("cannot find this program itself: {error}"))
}

/// Does the wrapper's work if this process is one; its exit code is that of the wrapped program.
pub(crate) fn run_as_wrapper() -> Option<ExitCode> {
    let file = std::env::var_os(FILE)?;
    Some(match wrap(Path::new(&file)) {
        Ok(code) => ExitCode::from(code),
        Err(message) => {
            report::complain(&message);
            ExitCode::FAILURE
        }
    })
}

fn wrap(file: &Path) -> Result<u8> {
    let mut arguments = std::env::args_os().skip(1);
    let program = arguments.next().ok_or("nothing to wrap")?;
    let arguments: Vec<OsString> = arguments.collect();
    let wanted = std::env::var(CRATES).map_or(true, |crates| {
        let is_crate = |name: &OsString| crates.split(',').any(|wanted| name == wanted);
        arguments
            .windows(2)
            .any(|pair| matches!(pair, [key, name] if key == "--crate-name" && is_crate(name)))
    });
    if let Some(bytes) = std::env::var(MEMORY).ok().filter(|_| wanted) {
        let bytes = bytes.parse().map_err(|_| "no number of bytes")?;
        setrlimit(Resource::RLIMIT_AS, bytes, bytes)
            .map_err(|error| format!("cannot limit memory: {error}"))?;
    }
    let start = Instant::now();
    let status = Command::new(&program)
        .args(&arguments)
        .env_remove(FILE)
        .env_remove(MEMORY)
        .status()
        .map_err(|error| format!("cannot run `{}`: {error}", program.display()))?;
    let wall = start.elapsed().as_secs_f64();
    if wanted {
        let used = getrusage(UsageWho::RUSAGE_CHILDREN)
            .map_err(|error| format!("cannot ask for used resources: {error}"))?;
        let sample = Sample {
            wall,
            cpu: seconds(used.user_time()) + seconds(used.system_time()),
            peak: peak(used.max_rss()),
        };
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(file)
            .and_then(|mut file| file.write_all(sample.to_line().as_bytes()))
            .map_err(|error| format!("cannot write `{}`: {error}", file.display()))?;
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.unwrap_or(1))
}

#[allow(clippy::cast_precision_loss, reason = "a measurement")]
fn seconds(time: TimeVal) -> f64 {
    time.num_microseconds() as f64 / 1e6
}

/// The kernel counts in KiB; macOS in bytes.
#[allow(clippy::cast_precision_loss, reason = "a measurement")]
fn peak(max_rss: i64) -> f64 {
    let unit = if cfg!(target_os = "macos") {
        1.0
    } else {
        1024.0
    };
    max_rss as f64 * unit / 1e6
}
