//! Where one generator puts its crates, and how they are compiled: dependencies before, and then the crate alone.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use rivals::generate::{self, Ending, NAME};
use rivals::process::{self, Ended};
use rivals::tools::Tool;
use rivals::{cargo, disk, files};

use crate::Result;
use crate::crates::failed;
use crate::sample::Sample;
use crate::wrapper;

/// Dependencies compile once for each generator and kind of build.
const DEPENDENCIES: Duration = Duration::from_secs(3600);
/// Where a generator writes a module only: what is best for it, because it writes what only this edition has.
const EDITION: &str = "2024";
/// The folder of the crates that others took the place of.
const REPLACED: &str = "replaced";

/// What came of one run: a measurement, or why there is none.
pub(crate) type Outcome = std::result::Result<Sample, String>;

/// What one run may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    pub(crate) time: Duration,
    /// In bytes.
    pub(crate) memory: u64,
}

/// Which package is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The crate of the document.
    Client,
    /// What our crates have beside them.
    Runtime,
}

/// The folder of one generator.
pub(crate) struct Place {
    pub(crate) tool: Tool,
    /// Where the generators are installed.
    installed: PathBuf,
    /// Our own command.
    ours: PathBuf,
    folder: PathBuf,
    /// What is compiled of all crates: generators share what they depend on.
    target: PathBuf,
    limit: Limit,
}

impl Place {
    pub(crate) fn new(tool: Tool, root: &Path, ours: &Path, limit: Limit) -> Self {
        Self {
            tool,
            installed: root.join("target/corpus/peers"),
            ours: ours.to_owned(),
            folder: root.join("target/bench/peers").join(tool.name()),
            target: root.join("target/bench/peers/target"),
            limit,
        }
    }

    /// The crate of the document at hand.
    pub(crate) fn package(&self) -> PathBuf {
        self.folder.join("crate")
    }

    /// Installs the generator.
    pub(crate) fn install(&self) -> Result<()> {
        self.tool.install(&self.installed, crate::report::progress)
    }

    /// Makes the crate of a document.
    pub(crate) fn generate(&self, document: &Path) -> Result<Outcome> {
        let package = self.package();
        if package.exists() {
            let aside = self.aside()?;
            fs::rename(&package, &aside).map_err(failed("rename", &package))?;
        }
        let (program, arguments) = generate::command(
            self.tool,
            &self.installed,
            &self.ours,
            document,
            &self.package(),
        );
        let mut command = wrapper::measured(&program, &self.sample())?;
        command.args(arguments).env_remove("RUST_BACKTRACE");
        let (ended, sample) = self.run(&mut command)?;
        let (ending, why) = generate::judge(&ended);
        generate::finish(self.tool, &package, EDITION)?;
        if ending != Ending::Made {
            return Ok(Err(format!("{ending}: {why}")));
        }
        if files::rust(&package).is_empty() {
            return Ok(Err("refused: it wrote no crate".to_owned()));
        }
        Ok(sample.ok_or_else(|| "died: nothing was measured".to_owned()))
    }

    /// A new name for the crate of the last run. All of them are removed together at the end ([`Place::clear`]), because a
    /// file system looks long for numbers of files where many were deleted just before.
    fn aside(&self) -> Result<PathBuf> {
        let replaced = self.folder.join(REPLACED);
        fs::create_dir_all(&replaced).map_err(failed("create", &replaced))?;
        let mut paths = (0..).map(|number: usize| replaced.join(number.to_string()));
        Ok(paths.find(|path| !path.exists()).unwrap_or_default())
    }

    /// Removes the crates of all runs but the last.
    pub(crate) fn clear(&self) {
        let _ = fs::remove_dir_all(self.folder.join(REPLACED));
    }

    /// Compiles what the crate depends on, and locks the crate to it; the text says why that is not possible.
    pub(crate) fn dependencies(&self, words: &[&str]) -> Result<std::result::Result<(), String>> {
        let (package, empty) = (self.package(), self.folder.join("dependencies"));
        cargo::empty_twin(&package, &empty)?;
        let mut cargo = self.cargo(words, &empty, NAME)?;
        let ended = process::run(&mut cargo, DEPENDENCIES)?;
        let _ = fs::copy(empty.join("Cargo.lock"), package.join("Cargo.lock"));
        Ok(if ended.ok {
            Ok(())
        } else {
            Err(format!("dependencies: {}", cargo::fault(&ended)))
        })
    }

    /// Compiles a package and measures its rustc; all of it anew unless `change` says otherwise.
    pub(crate) fn compile(
        &self,
        part: Part,
        words: &[&str],
        change: impl FnOnce(&mut Command),
    ) -> Result<Outcome> {
        let (library, name) = match part {
            Part::Client => (self.package().join("src/lib.rs"), NAME.to_owned()),
            Part::Runtime => {
                let library = self.package().join("runtime/src/lib.rs");
                (library, format!("{NAME}-runtime"))
            }
        };
        let file = fs::File::options().append(true).open(&library);
        file.and_then(|file| file.set_modified(SystemTime::now()))
            .map_err(failed("touch", &library))?;
        let mut cargo = self.cargo(words, &self.package(), &name)?;
        change(&mut cargo);
        let (ended, sample) = self.run(&mut cargo)?;
        Ok(match sample {
            _ if ended.late => Err(format!("late: more than {} s", self.limit.time.as_secs())),
            Some(sample) if ended.ok => Ok(sample),
            _ if is_out_of_memory(&ended) => {
                let most = self.limit.memory / 1_000_000_000;
                Err(format!("memory: more than {most} GB"))
            }
            _ => Err(format!("fails: {}", cargo::fault(&ended))),
        })
    }

    /// A cargo command for the crate, measured by this program. The profiles are cargo's own.
    fn cargo(&self, words: &[&str], package: &Path, measured: &str) -> Result<Command> {
        let (subcommand, rest) = words.split_first().ok_or("no command of cargo")?;
        let mut cargo = cargo::command(subcommand, package, &self.target);
        cargo.env_remove("CARGO_PROFILE_DEV_DEBUG").arg("--lib");
        // What stands behind `--` is for rustc.
        let at = rest.iter().position(|word| *word == "--");
        let (before, after) = rest.split_at(at.unwrap_or(rest.len()));
        if !before.contains(&"--features") {
            cargo.args(cargo::choice(self.tool, package)?);
        }
        cargo.args(before).args(after);
        wrapper::measure_rustc(&mut cargo, &[measured], &self.sample())?;
        Ok(cargo)
    }

    fn sample(&self) -> PathBuf {
        self.folder.join("sample")
    }

    fn run(&self, command: &mut Command) -> Result<(Ended, Option<Sample>)> {
        let file = self.sample();
        disk::write(&file, "")?;
        wrapper::limit_memory(command, self.limit.memory);
        let ended = process::run(command, self.limit.time)?;
        let text = disk::read(&file)?;
        let sample = text.lines().last().and_then(|line| line.parse().ok());
        Ok((ended, sample))
    }

    /// Removes what incremental builds left.
    pub(crate) fn forget_increments(&self) {
        let _ = fs::remove_dir_all(self.target.join("debug/incremental"));
    }

    /// Files of the crate that cargo wrote with this ending.
    pub(crate) fn written(&self, ending: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.target.join("debug/deps"));
        let paths = entries
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path());
        let library = NAME.replace('-', "_");
        paths
            .filter(|path| path.extension() == Some(OsStr::new(ending)))
            .filter(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                name.starts_with(&library)
            })
            .collect()
    }
}

fn is_out_of_memory(ended: &Ended) -> bool {
    let marks = [
        "memory allocation of",
        "out of memory",
        "Cannot allocate memory",
        "SIGKILL",
    ];
    marks.iter().any(|mark| ended.err.contains(mark))
}
