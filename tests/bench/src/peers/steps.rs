//! The steps behind generating, each of which measures one crate once.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use rivals::{disk, files};

use super::options::Step;
use super::place::{Outcome, Part, Place};
use crate::Result;
use crate::crates::failed;

/// What is compiled before a step is measured, and what it is measured with.
const LLVM: [&str; 6] = [
    "rustc",
    "--",
    "--emit=llvm-ir",
    "-Cno-prepopulate-passes",
    "-Ccodegen-units=1",
    "-Cdebuginfo=0",
];

/// Something that is measured of a crate, in runs.
pub(crate) struct Measured {
    step: Step,
    /// The feature of one tag.
    tag: Option<String>,
    /// The file of models that is edited, with its text.
    edited: Option<(PathBuf, String)>,
    runs: usize,
}

impl Measured {
    /// Compiles what has to be there before; the text says why the step is not possible.
    pub(crate) fn prepare(step: Step, place: &Place) -> Result<std::result::Result<Self, String>> {
        let mut measured = Self {
            step,
            tag: None,
            edited: None,
            runs: 0,
        };
        if step == Step::Tag {
            let manifest = disk::read(&place.package().join("Cargo.toml"))?;
            measured.tag = typical_tag(&manifest);
            if measured.tag.is_none() {
                return Ok(Err("none: no features of tags".to_owned()));
            }
        }
        if let Err(why) = place.dependencies(&measured.dependencies())? {
            return Ok(Err(why));
        }
        if step == Step::Incremental {
            let Some(file) = file_of_models(&place.package()) else {
                return Ok(Err("none: no file of models".to_owned()));
            };
            let text = disk::read(&file)?;
            measured.edited = Some((file, text));
            place.forget_increments();
            if let Err(why) = measured.compile(place)? {
                return Ok(Err(why));
            }
        }
        Ok(Ok(measured))
    }

    /// What else is to be known about the figure.
    pub(crate) fn note(&self) -> String {
        self.tag.clone().unwrap_or_default()
    }

    /// One run.
    pub(crate) fn run(&mut self, place: &Place) -> Result<Outcome> {
        self.runs += 1;
        if let Some((file, text)) = &self.edited {
            // Everything below moves by a line, as when somebody edits.
            let number = self.runs;
            disk::write(file, &format!("// Edited {number} times.\n{text}"))?;
        }
        self.compile(place)
    }

    fn compile(&self, place: &Place) -> Result<Outcome> {
        let incremental = self.step == Step::Incremental;
        let part = match self.step {
            Step::Runtime => Part::Runtime,
            _ => Part::Client,
        };
        place.compile(part, &self.words(), |cargo| {
            if incremental {
                cargo.env("CARGO_INCREMENTAL", "1");
            }
        })
    }

    fn words(&self) -> Vec<&str> {
        match (self.step, &self.tag) {
            (Step::Tag, Some(tag)) => vec!["check", "--no-default-features", "--features", tag],
            (Step::Build, _) => vec!["build"],
            (Step::Release, _) => vec!["build", "--release"],
            (Step::Llvm, _) => LLVM.to_vec(),
            _ => vec!["check"],
        }
    }

    /// Dependencies are compiled without the words for rustc.
    fn dependencies(&self) -> Vec<&str> {
        match self.step {
            Step::Llvm => vec!["build"],
            _ => self.words(),
        }
    }
}

/// Lines in the bodies of functions that LLVM is given, summed over the crate's files of its language. What is generic
/// in the crate, and the bodies of its async functions, are compiled where they are used and do not count.
pub(crate) fn llvm_lines(place: &Place) -> Result<f64> {
    let mut lines = 0_u32;
    for path in place.written("ll") {
        let file = fs::File::open(&path).map_err(failed("open", &path))?;
        let mut inside = false;
        for line in BufReader::new(file).lines() {
            let line = line.map_err(failed("read", &path))?;
            inside = match line.as_str() {
                "}" => false,
                start if start.starts_with("define ") => true,
                _ => inside,
            };
            lines += u32::from(inside);
        }
    }
    Ok(f64::from(lines))
}

/// The tag with the median number of operations, as a manifest of ours names it: `# 12 operations: ..` above a feature.
fn typical_tag(manifest: &str) -> Option<String> {
    let lines = manifest.lines().zip(manifest.lines().skip(1));
    let mut tags: Vec<(usize, &str)> = lines
        .filter_map(|(comment, feature)| {
            let (count, rest) = comment.strip_prefix("# ")?.split_once(' ')?;
            let (name, _) = feature.split_once(" = [")?;
            let count = count.parse().ok()?;
            let counts = rest.starts_with("operation");
            counts.then_some((count, name.trim_matches('"')))
        })
        .collect();
    tags.sort_unstable();
    tags.get(tags.len() / 2).map(|(_, name)| (*name).to_owned())
}

/// The file that somebody edits: of those below a folder or in a file that is named after models or types, the one of
/// median size; the largest of all where nothing has such a name.
fn file_of_models(package: &Path) -> Option<PathBuf> {
    let source = package.join("src");
    let size = |path: &PathBuf| fs::metadata(path).map_or(0, |file| file.len());
    let mut all = files::rust(&source);
    all.sort_by_key(size);
    let is_named = |path: &&PathBuf| {
        let below = path.strip_prefix(&source).unwrap_or(path);
        let first = below.components().find_map(|part| {
            let part = part.as_os_str().to_string_lossy();
            let stem = part.trim_end_matches(".rs").to_owned();
            matches!(stem.as_str(), "models" | "types").then_some(())
        });
        first.is_some() && !below.ends_with("mod.rs")
    };
    let named: Vec<&PathBuf> = all.iter().filter(is_named).collect();
    let typical = named.get(named.len() / 2).copied();
    typical.or(all.last()).cloned()
}

#[cfg(test)]
mod tests {
    use super::typical_tag;

    #[test]
    fn the_tag_in_the_middle() {
        let manifest = "all = [\n]\n# 187 operations: Many.\nactions = []\n# 1 operation.\n\"a-b\" = []\n# 5 operations.\nc = [\"x\"]\n# TLS.\nrustls = []\n";
        assert_eq!(typical_tag(manifest).as_deref(), Some("c"));
        assert_eq!(typical_tag("# TLS.\nrustls = []\n"), None);
    }
}
