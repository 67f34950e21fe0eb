//! What judges see of a change, where that is something else than what we call it, and why.

use generator::diff::surface::{ApiChange, What};
use generator::diff::verdict::Semver;

/// Who looks at two crates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Judge {
    /// It compiles a use of every item of the old crate against the new one.
    Rustc,
    /// It lists public items as text, and compares the lists.
    PublicApi,
    /// It asks of what rustdoc says of both.
    SemverChecks,
}

/// What a judge says of two crates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    /// Nobody has to know.
    Nothing,
    /// There is something new, or something that one should not use any more.
    Addition,
    /// Something is gone or changed.
    Break,
}

/// A class of changes that a judge sees in its own way.
pub struct Exception {
    pub judge: Judge,
    /// What it is called.
    pub name: &'static str,
    /// Why the judge is no judge of it.
    pub why: &'static str,
    /// Which changes they are.
    pub holds: fn(&ApiChange) -> bool,
    /// What the judge says of them.
    pub sees: Seen,
}

/// All of them. The first that holds decides.
pub const EXCEPTIONS: &[Exception] = &[
    Exception {
        judge: Judge::Rustc,
        name: "arguments that mean something else",
        why: "arguments of one type that changed places, or one in the place of another, compile: no compiler sees it",
        holds: |change| matches!(change.what, What::Swapped | What::Renamed),
        sees: Seen::Nothing,
    },
    Exception {
        judge: Judge::PublicApi,
        name: "former names",
        why: "all of a type is listed under its new name, the former one is an alias of it: rustc confirms that users \
              of the former one go on compiling",
        holds: is_former,
        sees: Seen::Break,
    },
    Exception {
        judge: Judge::PublicApi,
        name: "deprecation",
        why: "`#[deprecated]` is not in the text of an item",
        holds: |change| change.what == What::Deprecated,
        sees: Seen::Nothing,
    },
    Exception {
        judge: Judge::PublicApi,
        name: "an argument that takes more",
        why: "texts are compared: that `impl Into<T>` takes all that `T` did, which rustc confirms, is not in them",
        holds: |change| change.what == What::Generalised,
        sees: Seen::Break,
    },
    Exception {
        judge: Judge::PublicApi,
        name: "names of arguments",
        why: "texts are compared, in which arguments have names, and callers do not write them",
        holds: |change| change.what == What::Renamed,
        sees: Seen::Break,
    },
    Exception {
        judge: Judge::SemverChecks,
        name: "arguments that mean something else",
        why: "names of arguments are no part of what it asks for, and no compiler sees what they mean",
        holds: |change| matches!(change.what, What::Swapped | What::Renamed),
        sees: Seen::Nothing,
    },
    Exception {
        judge: Judge::SemverChecks,
        name: "other types",
        why: "it has no lint for the types of fields, arguments and results, only for how many arguments there are; rustc \
              confirms that users of the former type do not compile",
        holds: |change| change.what == What::Changed && same_form(change),
        sees: Seen::Nothing,
    },
    Exception {
        judge: Judge::SemverChecks,
        name: "implementations",
        why: "it asks for traits that are derived and for auto traits, not for those that are implemented",
        holds: |change| change.what == What::Removed && change.path.contains(": "),
        sees: Seen::Nothing,
    },
    Exception {
        judge: Judge::SemverChecks,
        name: "former names",
        why: "an alias is another way to the type, and not deprecated in its eyes",
        holds: is_former,
        sees: Seen::Nothing,
    },
    Exception {
        judge: Judge::SemverChecks,
        name: "aliases",
        why: "it does not ask for `pub type` of what is no type of the crate; rustc confirms that users do not compile",
        holds: |change| {
            let old = change.old.as_deref().unwrap_or_default();
            change.what == What::Removed && old.starts_with("pub type")
        },
        sees: Seen::Nothing,
    },
    Exception {
        judge: Judge::SemverChecks,
        name: "additions",
        why: "lints that look for what is new allow it unless they are configured",
        holds: |change| change.what == What::Added && change.verdict == Semver::Minor,
        sees: Seen::Nothing,
    },
    Exception {
        judge: Judge::SemverChecks,
        name: "an argument that takes more",
        why: "types of arguments are no part of what it asks for",
        holds: |change| change.what == What::Generalised,
        sees: Seen::Nothing,
    },
];

/// Whether a type is an alias now of what is called otherwise.
fn is_former(change: &ApiChange) -> bool {
    let new = change.new.as_deref().unwrap_or_default();
    change.what == What::Deprecated && new.starts_with("pub type")
}

/// Whether an item is of the same kind, with as many arguments.
fn same_form(change: &ApiChange) -> bool {
    let form = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default();
        let mut depth = 0;
        let mut arguments = 0;
        // `->` closes nothing, and `::` separates no type from its name.
        for character in text.replace("->", "").replace("::", "").chars() {
            match character {
                '<' | '(' | '[' => depth += 1,
                '>' | ')' | ']' => depth -= 1,
                ':' if depth == 1 && text.contains("pub fn ") => arguments += 1,
                _ => {}
            }
        }
        let mut kinds = ["struct ", "enum ", "type ", "fn "].into_iter();
        let kind = kinds.find(|kind| text.contains(kind));
        (kind, arguments, text.contains("&self"))
    };
    form(&change.old) == form(&change.new)
}

/// Sentences of judges that are about nothing that users can rely on: what is in them, and why.
pub const NOISE: &[(Judge, &str, &str)] = &[
    (
        Judge::PublicApi,
        "validate::Checker)",
        "in an implementation of a method, arguments are called `_` where they are not used",
    ),
    (
        Judge::PublicApi,
        "core::marker::Freeze",
        "an auto trait inside of the compiler, which no stable program can name",
    ),
    (
        Judge::SemverChecks,
        "enum_no_repr_variant_discriminant_changed",
        "`Server` is cast to a number by nobody: variants stand in the order of the document, and their numbers are no part \
         of what is documented",
    ),
];

/// Whether a judge's sentence is about something that users can rely on.
pub fn counts(judge: Judge, sentence: &str) -> bool {
    let mut noise = NOISE.iter().filter(|(of, ..)| *of == judge);
    !noise.any(|(_, inside, _)| sentence.contains(inside))
}

/// What a judge says of all these changes, without `ignored`, one of the exceptions.
pub fn expected(judge: Judge, changes: &[ApiChange], ignored: Option<&str>) -> Seen {
    let seen = changes.iter().map(|change| of_one(judge, change, ignored));
    seen.max().unwrap_or(Seen::Nothing)
}

fn of_one(judge: Judge, change: &ApiChange, ignored: Option<&str>) -> Seen {
    let mut exceptions = EXCEPTIONS
        .iter()
        .filter(|exception| exception.judge == judge && Some(exception.name) != ignored);
    if let Some(exception) = exceptions.find(|exception| (exception.holds)(change)) {
        return exception.sees;
    }
    match change.verdict {
        Semver::Major => Seen::Break,
        // A program that compiled goes on compiling.
        Semver::Minor if judge == Judge::Rustc => Seen::Nothing,
        Semver::Minor => Seen::Addition,
        Semver::None | Semver::Patch => Seen::Nothing,
    }
}
