//! What rustdoc tells machines of a crate.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::OnceLock;

use support::cargo::Crate;
use support::scratch;

/// Written once: a file that is being written cannot be executed by another test.
static RUSTDOC: OnceLock<PathBuf> = OnceLock::new();

/// Everything, as `cargo-semver-checks` wants it.
pub const EVERYTHING: &[&str] = &["--document-private-items", "--document-hidden-items"];

/// Writes what rustdoc says of a library, called `of` in its manifest, to the file `name`.
///
/// Its form is not stable, so that rustdoc has to be told that we know; rustc has not, or all that the crate needs
/// would be compiled again.
pub fn json(library: &Crate, of: &str, features: &str, options: &[&str], name: &str) -> PathBuf {
    let rustdoc = RUSTDOC.get_or_init(rustdoc);
    let mut arguments = vec!["rustdoc", "--lib", "--no-default-features", "--features"];
    arguments.extend([
        features,
        "--",
        "-Zunstable-options",
        "--output-format",
        "json",
    ]);
    arguments.extend(["--cap-lints", "allow"]);
    arguments.extend(options);
    let written = scratch("target").join(format!("doc/{of}.json"));
    // Another crate of the same name may have written it.
    let _ = std::fs::remove_file(&written);
    library.touch();
    library.cargo(&arguments, &[("RUSTDOC", rustdoc.to_str().unwrap())]);
    let file = scratch("rustdoc").join(format!("{name}.json"));
    std::fs::rename(written, &file).unwrap();
    file
}

/// A rustdoc that knows that we know.
fn rustdoc() -> PathBuf {
    let file = scratch("rustdoc").join(format!("rustdoc-{}.sh", std::process::id()));
    let text = "#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec rustdoc \"$@\"\n";
    std::fs::write(&file, text).unwrap();
    std::fs::set_permissions(&file, Permissions::from_mode(0o755)).unwrap();
    file
}
