//! Other programs, run to their end but not longer than they may.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::Result;

/// How a program ended.
#[derive(Debug, Default)]
pub struct Ended {
    /// Whether it said that all went well.
    pub ok: bool,
    /// Whether it took too long and was ended.
    pub late: bool,
    /// How it ended, in words.
    pub status: String,
    /// From start to end.
    pub seconds: f64,
    /// Its standard output.
    pub out: String,
    /// Its standard error.
    pub err: String,
}

/// Runs `command`; after `limit` it is ended, with all processes it started.
pub fn run(command: &mut Command, limit: Duration) -> Result<Ended> {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot run {command:?}: {error}"))?;
    let out = collect(child.stdout.take());
    let err = collect(child.stderr.take());
    let mut late = false;
    let status = loop {
        let ended = child
            .try_wait()
            .map_err(|error| format!("cannot wait for {command:?}: {error}"))?;
        if let Some(status) = ended {
            break status;
        }
        if !late && start.elapsed() > limit {
            late = true;
            end(&mut child);
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    let text = |thread: JoinHandle<String>| thread.join().unwrap_or_default();
    Ok(Ended {
        ok: status.success() && !late,
        late,
        status: status.to_string(),
        seconds: start.elapsed().as_secs_f64(),
        out: text(out),
        err: text(err),
    })
}

/// Ends the group that the child leads: cargo's compilers go with it.
fn end(child: &mut Child) {
    #[cfg(unix)]
    {
        let group = format!("-{}", child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
    }
    let _ = child.kill();
}

fn collect(stream: Option<impl Read + Send + 'static>) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut stream) = stream {
            let _ = stream.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
