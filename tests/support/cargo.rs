//! Cargo, on crates that were generated a moment ago.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;

use crate::tree::{self, Tree};
use crate::{root, scratch};

static TURN: Mutex<()> = Mutex::new(());

/// A crate below `target/`, outside of the workspace.
#[derive(Debug)]
pub struct Crate {
    dir: PathBuf,
}

impl Crate {
    /// Writes `tree` as the crate `name`.
    ///
    /// It builds with the dependency versions of the workspace, so that nothing has to be looked up.
    #[must_use]
    pub fn write(name: &str, mut tree: Tree) -> Self {
        let dir = scratch("crates").join(name);
        // A root of its own, wherever the target directory lies.
        let manifest = tree.get_mut("Cargo.toml").expect("a crate has a manifest");
        if !manifest.contains("[workspace]") {
            manifest.push_str("\n[workspace]\n");
        }
        // Cargo drops from it what this crate does not need.
        tree.insert("Cargo.lock".to_owned(), crate::text("Cargo.lock"));
        tree::write(&dir, &tree);
        Self { dir }
    }

    /// A crate that something else wrote into `dir`.
    #[must_use]
    pub fn at(dir: &Path) -> Self {
        std::fs::copy(root().join("Cargo.lock"), dir.join("Cargo.lock"))
            .expect("the lock file is copied");
        Self {
            dir: dir.to_owned(),
        }
    }

    /// Makes Cargo compile the library again, and the runtime beside it, whatever was compiled before.
    ///
    /// # Panics
    /// When there is none.
    pub fn touch(&self) {
        for (file, is_certain) in [("src/lib.rs", true), ("runtime/src/lib.rs", false)] {
            let file = self.dir.join(file);
            if is_certain || file.exists() {
                let text = std::fs::read(&file).expect("there is a library");
                std::fs::write(file, text).expect("it can be written");
            }
        }
    }

    /// Makes Cargo compile what another crate of the same names was compiled to: it tells them apart by their paths in
    /// their workspaces, which are the same, and by times.
    fn take_turn(&self) {
        let note = scratch("target").join("last-crate");
        let turn = self.dir.display().to_string();
        if std::fs::read_to_string(&note).ok().as_deref() != Some(&turn) {
            if self.dir.join("src/lib.rs").exists() {
                self.touch();
            }
            std::fs::write(note, turn).expect("it can be written");
        }
    }

    /// Runs `cargo` with `arguments` in the crate and fails where Cargo does, with all it said.
    #[allow(
        clippy::must_use_candidate,
        reason = "most callers only want to know that it went well"
    )]
    pub fn cargo(&self, arguments: &[&str], environment: &[(&str, &str)]) -> String {
        let output = self.output(arguments, environment);
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(
            output.status.success(),
            "`cargo {}` in {} fails:\n{said}",
            arguments.join(" "),
            self.dir.display()
        );
        said
    }

    /// Runs `cargo` with `arguments` in the crate, well or not, and returns what it said.
    #[must_use]
    pub fn said(&self, arguments: &[&str]) -> String {
        let output = self.output(arguments, &[]);
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// Builds an example and returns where it is.
    #[must_use]
    pub fn example(&self, name: &str, arguments: &[&str]) -> PathBuf {
        self.cargo(&[&["build", "--example", name], arguments].concat(), &[]);
        scratch("target").join("debug/examples").join(name)
    }

    fn output(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        // Cargo lets only one of itself work in a target directory anyway.
        let _turn = TURN.lock();
        self.take_turn();
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        command.current_dir(&self.dir).args(arguments);
        // What the outer Cargo sets for this process is not meant for this one.
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            let inherited = name.starts_with("CARGO_PKG_")
                || name.starts_with("CARGO_MANIFEST_")
                || matches!(
                    name.as_str(),
                    "RUSTFLAGS" | "RUSTDOCFLAGS" | "CARGO_BUILD_TARGET_DIR"
                );
            if inherited {
                command.env_remove(name);
            }
        }
        command
            .env("CARGO_TARGET_DIR", scratch("target"))
            .env("CARGO_TERM_COLOR", "never")
            .envs(environment.iter().copied());
        command.output().expect("cargo can be started")
    }
}
