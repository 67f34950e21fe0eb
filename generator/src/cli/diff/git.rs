//! Documents as they are in a commit.

use std::path::Path;
use std::process::Command;

use crate::cli::Failure;
use crate::read::{Source, Sources};

/// Takes `REV:PATH` apart.
pub(super) fn parse(place: &str) -> Result<(&str, &str), Failure> {
    place
        .split_once(':')
        // What starts like an option is none.
        .filter(|(revision, path)| {
            !revision.is_empty() && !revision.starts_with('-') && !path.is_empty()
        })
        .ok_or_else(|| {
            Failure::new(format!(
                "`git:{place}` names no file of a commit: write `git:REV:PATH`, for example `git:HEAD~1:openapi.yaml`"
            ))
        })
}

/// The file at `path`, from the current folder, as it is in `revision`, with the files below its folder that it may
/// refer to.
pub(super) fn open(revision: &str, path: &str) -> Result<Sources, Failure> {
    let text = show(revision, path)?;
    let name = format!("git:{revision}:{path}");
    let refers = refers(&text);
    let main = Source { name, text };
    if !refers {
        return Ok(main.into());
    }
    let folder = Path::new(path).parent().unwrap_or(Path::new(""));
    let mut files = Vec::new();
    let below = if folder.as_os_str().is_empty() {
        ".".to_owned()
    } else {
        folder.to_string_lossy().into_owned()
    };
    let list = git(&["ls-tree", "-r", "-z", "--name-only", revision, "--", &below])?;
    for file in list.split('\0') {
        let is_document = [".yaml", ".yml", ".json"]
            .iter()
            .any(|ending| file.ends_with(ending));
        if is_document && file != path {
            let name = Path::new(file)
                .strip_prefix(folder)
                .unwrap_or(Path::new(file));
            let name = name.to_string_lossy().into_owned();
            files.push((name, show(revision, file)?));
        }
    }
    Ok(Sources::in_memory(main, files))
}

/// The file as it is in the last commit; `None` where it is not there.
pub(super) fn head(path: &str) -> Result<Option<Sources>, Failure> {
    git(&["rev-parse", "--verify", "--quiet", "HEAD"]).map_err(|_| {
        Failure::new("there is no commit to compare with: `--generated` wants a git repository")
    })?;
    let known = git(&["ls-tree", "--name-only", "HEAD", "--", path])?;
    if known.trim().is_empty() {
        return Ok(None);
    }
    open("HEAD", path).map(Some)
}

fn show(revision: &str, path: &str) -> Result<String, Failure> {
    // Without the dot the path would start at the top of the repository.
    let place = if Path::new(path).is_absolute() {
        let top = git(&["rev-parse", "--show-toplevel"])?;
        let inside = Path::new(path)
            .strip_prefix(top.trim())
            .map_err(|_| Failure::new(format!("`{path}` is not in this git repository")))?;
        format!("{revision}:{}", inside.to_string_lossy())
    } else {
        format!("{revision}:./{path}")
    };
    git(&["show", &place])
}

fn git(arguments: &[&str]) -> Result<String, Failure> {
    let output = Command::new("git")
        .args(arguments)
        .output()
        .map_err(|error| Failure::new(format!("cannot run `git`: {error}")))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        let message = message.trim().trim_start_matches("fatal: ").to_owned();
        return Err(Failure::new(format!("git: {message}")));
    }
    String::from_utf8(output.stdout)
        .map_err(|_| Failure::new("what git has there is not UTF-8 text"))
}

/// Whether a text may refer to other files.
fn refers(text: &str) -> bool {
    text.split("$ref").skip(1).any(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ':', ' ', '\t']);
        !rest.starts_with('#')
    })
}
