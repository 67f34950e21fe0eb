//! The command as a process.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// How a run ended and what it said.
#[derive(Debug)]
pub struct Run {
    /// The exit code; `None` where a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// Fails, with all that was said, where the exit code is another.
    #[must_use]
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(
            self.code,
            Some(code),
            "stdout:\n{}\nstderr:\n{}",
            self.out,
            self.err
        );
        self
    }
}

/// The command at `path`, in the directory `dir`, with nothing of this terminal in its environment.
#[must_use]
pub fn command(path: &str, dir: &Path) -> Command {
    let mut command = Command::new(path);
    command
        .current_dir(dir)
        .env_remove("COLUMNS")
        .env_remove("NO_COLOR");
    #[cfg(unix)]
    std::os::unix::process::CommandExt::arg0(&mut command, "oaxide");
    command
}

/// Runs a command to its end with `input` on its standard input.
#[must_use]
pub fn run<S: AsRef<OsStr>>(mut command: Command, arguments: &[S], input: &str) -> Run {
    let mut child = command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("it was piped");
    // A command that does not read its input ends before all is written.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("the command ends");
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("it prints UTF-8"),
        err: String::from_utf8(output.stderr).expect("it prints UTF-8"),
    }
}
