//! Documents before and after a change, judged by rustc.

use std::fmt::Write as _;

use generator::diff::surface::{ApiChange, What, compare, surface};
use generator::diff::verdict::Semver;
use generator::pipeline::{Fate, Job};
use support::generate::job;
use support::usage::usage;

use crate::{library, program};

/// Documents before and after a change, with programs that use all of the API before.
pub struct Pairs {
    file: &'static str,
    jobs: Vec<Job>,
    programs: Vec<(String, String)>,
    /// The program, what is changed, and what is said of it.
    judged: Vec<(String, String, Vec<ApiChange>)>,
}

impl Pairs {
    pub fn new(file: &'static str) -> Self {
        Self {
            file,
            jobs: Vec::new(),
            programs: Vec::new(),
            judged: Vec::new(),
        }
    }

    pub fn add(&mut self, name: &str, old: &str, new: &str) {
        let index = self.jobs.len();
        let module = format!("new{index}");
        let old = job(self.file, old, "old");
        let mut new = job(self.file, new, &module);
        let (Some(plan), true) = (&old.plan, new.plan.is_some()) else {
            return;
        };
        new.before = plan.names.clone();
        new.run();
        if new.fate() == Fate::Nothing {
            return;
        }
        let old = surface(plan);
        let changes = compare(&old, &surface(new.plan.as_ref().unwrap()));
        let program_text = program(&[usage(&old, "generated", &module)]);
        let program_name = format!("pair{index}");
        self.programs.push((program_name.clone(), program_text));
        self.judged.push((program_name, name.to_owned(), changes));
        self.jobs.push(new);
    }

    pub fn judge(&self, name: &str) {
        let library = library(name, &self.jobs, &self.programs);
        let arguments = [
            "check",
            "--examples",
            "--keep-going",
            "--message-format",
            "short",
        ];
        let said = library.said(&arguments);
        let mut wrong = String::new();
        let mut majors = 0;
        for (program, what, changes) in &self.judged {
            let major = changes.iter().any(is_seen);
            majors += usize::from(major);
            if said.contains(&format!("(example \"{program}\")")) != major {
                let errors = said
                    .lines()
                    .filter(|line| line.contains(&format!("/{program}.rs")));
                let errors: Vec<&str> = errors.collect();
                let _ = writeln!(wrong, "{what}: {changes:#?}\n{errors:#?}");
            }
        }
        assert!(wrong.is_empty(), "{wrong}\n{name}");
        assert!(
            majors * 4 > self.judged.len(),
            "only {majors} of {}",
            self.judged.len()
        );
        assert!(majors < self.judged.len());
    }
}

/// Whether rustc sees a change: it is no wiser than types, the programs have all features, and the crate has all parts
/// of the runtime that one of its modules needs.
fn is_seen(change: &ApiChange) -> bool {
    change.verdict == Semver::Major
        && !matches!(change.what, What::Swapped | What::Gated)
        && !change.path.starts_with("runtime::")
}
