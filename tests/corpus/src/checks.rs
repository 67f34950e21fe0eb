//! A generated crate in cargo's hands: checked, linted, documented, and run on its document's examples.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::compare::same;
use crate::disk::read;
use crate::examples::Line;
use crate::options::Check;
use crate::process::{self, Ended};
use crate::record::{Checks, Examples, Step};
use crate::{Result, cargo};

/// No crate takes that long.
const LIMIT: Duration = Duration::from_secs(1800);
/// So many faults are kept of one document.
const FAULTS: usize = 5;

/// One crate and where cargo puts what it makes of it.
pub(crate) struct Crate<'a> {
    /// The crate.
    pub(crate) folder: &'a Path,
    /// Shared by all crates of one worker, so that dependencies compile once.
    pub(crate) target: &'a Path,
    /// The folder for figures.
    pub(crate) scratch: &'a Path,
}

impl Crate<'_> {
    /// Does those `wanted` checks that `checks` does not have yet.
    pub(crate) fn check(
        &self,
        wanted: &[Check],
        checks: &mut Checks,
        examples: Option<&mut Examples>,
    ) -> Result<()> {
        let lock = self.folder.join("Cargo.lock");
        // Versions of the workspace, so that all crates share what is compiled of them.
        let ours = crate::options::workspace()?.join("Cargo.lock");
        fs::copy(&ours, &lock)
            .map_err(|error| format!("cannot copy `{}`: {error}", ours.display()))?;
        let features = cargo::features(self.folder)?;
        if wanted.contains(&Check::Rustc) && checks.check.is_none() {
            let mut cargo = self.cargo("check", &features);
            let (ended, used) =
                crate::wrapper::measured(&mut cargo, &self.scratch.join("peak"), LIMIT)?;
            checks.check = Some(Step {
                peak: used.peak,
                ..step(&ended)
            });
        }
        if wanted.contains(&Check::Clippy) && checks.clippy.is_none() {
            let mut cargo = self.cargo("clippy", &features);
            cargo.args(["--", "-D", "warnings"]);
            checks.clippy = Some(step(&process::run(&mut cargo, LIMIT)?));
        }
        if wanted.contains(&Check::Doc) && checks.doc.is_none() {
            let mut cargo = self.cargo("doc", &features);
            cargo.arg("--no-deps").env("RUSTDOCFLAGS", "-D warnings");
            checks.doc = Some(step(&process::run(&mut cargo, LIMIT)?));
            // Pages are many, and nobody reads them.
            let _ = fs::remove_dir_all(self.target.join("doc"));
        }
        let examples = examples.filter(|examples| examples.valid > 0);
        if wanted.contains(&Check::Examples)
            && checks.examples.is_none()
            && let Some(examples) = examples
        {
            checks.examples = Some(self.examples(&features, examples)?);
        }
        Ok(())
    }

    /// Compiles the program of the examples, gives it the values, and compares what it writes.
    fn examples(&self, features: &str, examples: &mut Examples) -> Result<Step> {
        let lines = read(&self.folder.join("values.jsonl"))?;
        let lines: Vec<Line> = lines
            .lines()
            .map(serde_json::from_str)
            .collect::<std::result::Result<_, _>>()
            .map_err(|error| error.to_string())?;
        let mut input = String::new();
        for line in &lines {
            let _ = writeln!(input, "{} {}", line.number, line.value);
        }
        let file = self.scratch.join("input.txt");
        crate::disk::write(&file, &input)?;
        let mut cargo = self.cargo("build", features);
        cargo.args(["--example", "corpus"]);
        let mut step = step(&process::run(&mut cargo, LIMIT)?);
        if !step.ok {
            return Ok(step);
        }
        let program = self.target.join("debug/examples/corpus");
        let mut shell = Command::new("sh");
        shell
            .args(["-c", "exec \"$0\" < \"$1\""])
            .arg(&program)
            .arg(&file);
        let ended = process::run(&mut shell, Duration::from_secs(120))?;
        let answers: Vec<&str> = ended.out.lines().collect();
        let mut good = 0;
        examples.faults.clear();
        for (index, line) in lines.iter().enumerate() {
            match judge(line, answers.get(index).copied()) {
                Ok(()) => good += 1,
                Err(fault) if examples.faults.len() < FAULTS => {
                    examples.faults.push(format!("{}: {fault}", line.pointer));
                }
                Err(_) => {}
            }
        }
        examples.good = Some(good);
        if !ended.ok {
            step.ok = false;
            step.fault = format!(
                "{}: {}",
                ended.status,
                ended.err.lines().next().unwrap_or_default()
            );
        }
        Ok(step)
    }

    fn cargo(&self, command: &str, features: &str) -> Command {
        let mut cargo = cargo::command(command, self.folder, self.target);
        cargo.args(["--no-default-features", "--features", features]);
        cargo
    }
}

fn step(ended: &Ended) -> Step {
    let fault = cargo::message(&ended.err, &["error", "warning"]);
    let late = if ended.late { "took too long" } else { "" };
    Step {
        ok: ended.ok && fault.is_none(),
        seconds: ended.seconds,
        peak: 0,
        fault: fault.unwrap_or_else(|| {
            if ended.ok {
                String::new()
            } else {
                format!("{} {late}", ended.status)
            }
        }),
    }
}

fn judge(line: &Line, answer: Option<&str>) -> std::result::Result<(), String> {
    let answer = answer.ok_or("no answer: the program ended before")?;
    match answer.split_at_checked(1) {
        Some(("+", text)) => {
            let written: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
            same(&line.value, &line.kept, &written)
        }
        Some((_, error)) => Err(error.to_owned()),
        None => Err("no answer".to_owned()),
    }
}
