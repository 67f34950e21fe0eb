//! `oaxide new`.

use std::path::Path;

use super::console::{Console, operations, plural};
use super::lint::open;
use super::{Failure, Outcome, config, names, outcome};
use crate::diagnostics::Severity;
use crate::emit;
use crate::options::{New, Runtime, With};
use crate::parallel;
use crate::pipeline::{self, Fate, Job};
use crate::plan::Target;
use crate::render::{RuntimeLayout, is_package_name};

pub(super) fn run(options: &New, console: &mut Console) -> Result<Outcome, Failure> {
    let name = crate_name(options)?;
    let progress = console.progress();
    progress.step(format!("reading {}", options.document.path));
    let sources = open(&options.document)?;
    let library = name.replace('-', "_");
    let target = Target {
        module: library.clone(),
        path: library,
    };
    let mut job = Job::new(sources, file_name(&options.document.path), target);
    job.before = names::read(&options.output)?.remove("").unwrap_or_default();
    job.config = match &options.config {
        Some(path) => Some(config::at(path)?),
        None => config::beside(Path::new(&options.document.path))?,
    };
    job.dispatch = options.with.contains(&With::Dispatch);
    job.runtime = match options.runtime {
        Runtime::Package => RuntimeLayout::Package,
        Runtime::Inline => RuntimeLayout::Inline,
    };
    job.run();
    progress.step("printing Rust");
    let refused = job.fate() == Fate::Nothing || (options.strict && job.is_flawed());
    let teller = console.teller();
    let (told, tree) = parallel::both(
        || teller.tell(&job.sources, &job.diagnostics, Severity::Warning),
        || {
            (!refused)
                .then(|| pipeline::standalone(&job, &name))
                .flatten()
        },
    );
    let tree = tree.transpose()?;
    drop(progress);

    console.told(&told);
    console.summary(&job);
    let Some(tree) = tree else {
        console.news("nothing was written");
        return Ok(Outcome::Findings);
    };
    let written = emit::write(&options.output, &tree)?;
    let counts = job.plan.as_ref().map(|plan| plan.counts);
    console.news(&format!(
        "{}: the crate `{name}` with {}; {} written, {} removed, {} unchanged",
        options.output.display(),
        operations(counts.unwrap_or_default()),
        plural(written.written.len(), "file"),
        written.removed.len(),
        written.unchanged,
    ));
    let outcome = outcome([&job]);
    // The process ends: taking large trees apart piece by piece only takes time.
    std::mem::forget((job, tree));
    Ok(outcome)
}

/// What generated files call the document: never a path of this machine.
fn file_name(document: &str) -> String {
    if document == "-" {
        return "standard input".to_owned();
    }
    Path::new(document).file_name().map_or_else(
        || "the document".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// The name that was asked for, or the output folder's in the form of a package name.
fn crate_name(options: &New) -> Result<String, Failure> {
    if let Some(name) = &options.name {
        if is_package_name(name) {
            return Ok(name.clone());
        }
        return Err(Failure::new(format!(
            "`{name}` cannot be a crate's name: use letters, digits, `-` and `_`, starting with a letter"
        )));
    }
    let folder = std::path::absolute(&options.output)?;
    let folder = folder.file_name().unwrap_or_default().to_string_lossy();
    let name: String = folder
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '_' {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    let name = name.trim_matches('-');
    if is_package_name(name) {
        return Ok(name.to_owned());
    }
    Err(Failure::new(format!(
        "the folder's name `{folder}` cannot be a crate's name: give one with `--name`"
    )))
}

#[cfg(test)]
mod tests {
    use super::{crate_name, file_name};
    use crate::options::{New, Runtime};

    #[test]
    fn names_of_crates() {
        for (output, name, expected) in [
            ("clients/petstore", None, Some("petstore")),
            ("Pet Store", None, Some("pet-store")),
            ("x", Some("a_b-c"), Some("a_b-c")),
            ("x", Some("1st"), None),
            ("x", Some("a b"), None),
            ("42", None, None),
        ] {
            let options = New {
                document: crate::options::Document::default(),
                output: output.into(),
                name: name.map(str::to_owned),
                config: None,
                with: Vec::new(),
                runtime: Runtime::default(),
                strict: false,
            };
            assert_eq!(
                crate_name(&options).ok().as_deref(),
                expected,
                "{output} {name:?}"
            );
        }
    }

    #[test]
    fn names_of_documents_are_no_paths() {
        assert_eq!(file_name("/home/me/api.yaml"), "api.yaml");
        assert_eq!(file_name("-"), "standard input");
    }
}
