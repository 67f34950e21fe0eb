//! What the figures depend on beside the generators: the machine, the compiler, the commit.

use std::path::Path;
use std::process::Command;

use crate::Result;
use crate::crates::run;

/// Cores, memory and compiler, as one text: figures of another machine are not compared.
pub(crate) fn describe() -> Result<String> {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let meminfo = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let total = meminfo
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"));
    let kibibytes = total.and_then(|text| text.trim().trim_end_matches(" kB").parse::<u64>().ok());
    let memory = kibibytes.map_or_else(String::new, |kibibytes| {
        format!(", {} GiB", (kibibytes + (1 << 19)) >> 20)
    });
    let rustc = text(Command::new("rustc").arg("--version"))?;
    let version = rustc.split(" (").next().unwrap_or_default();
    let os = std::env::consts::OS;
    let architecture = std::env::consts::ARCH;
    Ok(format!(
        "{cores} cores{memory}, {os} {architecture}, {version}"
    ))
}

/// The commit that last changed our generator: what others changed since does not make its figures old.
pub(crate) fn commit(root: &Path) -> Result<String> {
    let parts = ["generator", "templates"];
    let git = |words: &[&str]| {
        let mut git = Command::new("git");
        text(git.args(words).arg("--").args(parts).current_dir(root))
    };
    let commit = git(&["log", "-1", "--format=%h"])?;
    let changed = git(&["status", "--porcelain", "--untracked-files=no"])?;
    let mark = if changed.is_empty() { "" } else { "-changed" };
    Ok(format!("{commit}{mark}"))
}

fn text(command: &mut Command) -> Result<String> {
    let output = run(command)?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
