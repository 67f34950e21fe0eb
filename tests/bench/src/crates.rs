//! The crates that are measured: copied or generated into a workspace of their own in `target/bench/crates`, with the
//! repository's lock file, so that all are compiled against the same dependencies.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::Result;
use crate::report;
use crate::sample::{Pairs, Sample};
use crate::wrapper;

/// The workspace of measured crates.
pub(crate) struct Crates {
    root: PathBuf,
    folder: PathBuf,
    oaxide: PathBuf,
}

impl Crates {
    /// Compiles `oaxide` and starts with an empty workspace; what is compiled of dependencies stays.
    pub(crate) fn set_up(root: &Path) -> Result<Self> {
        let oaxide = build_oaxide(root)?;
        let folder = root.join("target/bench");
        let crates = folder.join("crates");
        if crates.exists() {
            fs::remove_dir_all(&crates).map_err(failed("remove", &crates))?;
        }
        write(
            &crates.join("Cargo.toml"),
            "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n",
        )?;
        copy(&root.join("Cargo.lock"), &crates.join("Cargo.lock"))?;
        Ok(Self {
            root: root.to_owned(),
            folder,
            oaxide,
        })
    }

    /// The repository.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// `target/bench`.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The command that is measured.
    pub(crate) fn oaxide(&self) -> &Path {
        &self.oaxide
    }

    /// Where the crate of this name lies.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join("crates").join(name)
    }

    /// Copies a package of the repository.
    pub(crate) fn add_copy(&self, from: &str, name: &str) -> Result<()> {
        copy_tree(&self.root.join(from), &self.path(name))
    }

    /// Writes a package's manifest or source.
    pub(crate) fn add_file(&self, name: &str, file: &str, text: &str) -> Result<()> {
        write(&self.path(name).join(file), text)
    }

    /// Generates a package from a document's text.
    pub(crate) fn add_generated(&self, name: &str, document: &str) -> Result<()> {
        let file = self.folder.join(format!("{name}.yaml"));
        write(&file, document)?;
        let mut oaxide = Command::new(&self.oaxide);
        oaxide.arg("new").arg(&file).args(["--name", name]);
        run(oaxide.arg("--output").arg(self.path(name)))?;
        // The crate is a workspace of its own; here it is a member of ours.
        let manifest = self.path(name).join("Cargo.toml");
        let text = fs::read_to_string(&manifest).map_err(failed("read", &manifest))?;
        write(&manifest, &text.replace("[workspace]\n", ""))
    }

    /// A cargo command in the workspace; nothing incremental, so that each run does the whole work.
    pub(crate) fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(cargo());
        cargo
            .arg(command)
            .current_dir(self.folder.join("crates"))
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTC_WORKSPACE_WRAPPER")
            .env_remove("RUSTFLAGS");
        cargo
    }

    /// Measures how rustc compiles packages and their rivals, in turns; their dependencies are compiled before.
    pub(crate) fn compile_in_turns(
        &self,
        command: &str,
        ours: &[&str],
        theirs: &[&str],
        runs: usize,
    ) -> Result<Pairs> {
        let (all_ours, all_theirs) = (ours.join(" + "), theirs.join(" + "));
        report::progress(&format!(
            "cargo {command} of {all_ours} and of {all_theirs}"
        ));
        for packages in [ours, theirs] {
            self.compile(command, packages)?;
        }
        let mut pairs = Pairs::default();
        for _ in 0..runs {
            pairs.ours.push(self.compile(command, ours)?);
            pairs.theirs.push(self.compile(command, theirs)?);
        }
        Ok(pairs)
    }

    fn compile(&self, command: &str, packages: &[&str]) -> Result<Sample> {
        let named = || packages.iter().flat_map(|name| ["-p", name]);
        run(self.cargo("clean").arg("--quiet").args(named()))?;
        let file = self.folder.join("sample");
        let mut cargo = self.cargo(command);
        // One at a time, as if they were one crate.
        cargo.args(["--quiet", "--all-features", "--jobs=1"]);
        wrapper::measure_rustc(cargo.args(named()), packages, &file)?;
        measure(&mut cargo, packages.len(), &file)
    }
}

/// Runs a command that leaves so many measurements in `file`, and sums them.
pub(crate) fn measure(command: &mut Command, count: usize, file: &Path) -> Result<Sample> {
    write(file, "")?;
    run(command)?;
    let text = fs::read_to_string(file).map_err(failed("read", file))?;
    let samples: Vec<Sample> = text.lines().map(str::parse).collect::<Result<_>>()?;
    if samples.len() == count {
        Ok(samples.into_iter().sum())
    } else {
        let found = samples.len();
        Err(format!(
            "{command:?} was measured {found} times instead of {count}"
        ))
    }
}

/// Runs a command to its end; what it prints becomes part of the error if it fails.
pub(crate) fn run(command: &mut Command) -> Result<Output> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot run {command:?}: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    Err(format!(
        "{command:?} failed ({})\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    ))
}

fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from)
}

/// Compiles `oaxide` for release and asks cargo where it is.
pub(crate) fn build_oaxide(root: &Path) -> Result<PathBuf> {
    report::progress("cargo build --release of oaxide");
    let mut cargo = Command::new(cargo());
    cargo.args([
        "build",
        "--release",
        "-p",
        "generator",
        "--message-format=json",
    ]);
    let output = run(cargo.current_dir(root))?;
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| {
            message
                .pointer("/target/name")
                .is_some_and(|name| name == "oaxide")
        })
        .find_map(|message| Some(PathBuf::from(message.get("executable")?.as_str()?)))
        .ok_or_else(|| "cargo does not say where `oaxide` is".to_owned())
}

pub(crate) fn failed<'a>(
    verb: &'a str,
    path: &'a Path,
) -> impl Fn(std::io::Error) -> String + use<'a> {
    move |error| format!("cannot {verb} `{}`: {error}", path.display())
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed("create", folder))?;
    }
    fs::write(path, text).map_err(failed("write", path))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map_err(failed("copy", from))?;
    Ok(())
}

pub(crate) fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).map_err(failed("create", to))?;
    for entry in fs::read_dir(from).map_err(failed("list", from))? {
        let entry = entry.map_err(failed("list", from))?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            copy(&entry.path(), &target)?;
        }
    }
    Ok(())
}

/// Lines of Rust that are neither empty nor only a comment.
pub(crate) fn lines_of_code(folder: &Path) -> Result<u32> {
    let mut lines = 0;
    for entry in fs::read_dir(folder).map_err(failed("list", folder))? {
        let path = entry.map_err(failed("list", folder))?.path();
        if path.is_dir() {
            lines += lines_of_code(&path)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).map_err(failed("read", &path))?;
            let code = text
                .lines()
                .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//"));
            lines += u32::try_from(code.count()).unwrap_or(u32::MAX);
        }
    }
    Ok(lines)
}
