//! What surrounds the Rust: `Cargo.toml`, `README.md`. Texts and versions come from `templates`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::iter;

use super::print::plain_lines;
use super::runtime::Runtime;
use super::{Document, groups};
use crate::plan::ApiPlan;
use crate::plan::api::{CredentialKind, SchemePlan};

/// Attributes of every crate that is printed.
pub(super) const CRATE_ATTRIBUTES: &str = "\
#![forbid(unsafe_code)]
#![warn(missing_docs)]
";

/// What is checked in a crate that is printed; each exception with its reason.
pub(super) const LINTS: &str = "
[lints.rust]
# Names are the document's words, in whatever script.
confusable_idents = \"allow\"
mixed_script_confusables = \"allow\"
uncommon_codepoints = \"allow\"

[lints.clippy]
pedantic = { level = \"warn\", priority = -1 }
# Words of the document's descriptions are not ours to mark up.
doc_markdown = \"allow\"
# In the tables of models `?` would cost the compiler several times more than `let .. else`.
question_mark = \"allow\"
# A body is handed over: `create_user(NewUser::new(..))`.
needless_pass_by_value = \"allow\"
# Names, numbers of fields and sizes are the document's.
disallowed_names = \"allow\"
enum_variant_names = \"allow\"
fn_params_excessive_bools = \"allow\"
should_implement_trait = \"allow\"
large_enum_variant = \"allow\"
many_single_char_names = \"allow\"
similar_names = \"allow\"
struct_excessive_bools = \"allow\"
struct_field_names = \"allow\"
too_many_arguments = \"allow\"
too_many_lines = \"allow\"
unreadable_literal = \"allow\"
zero_sized_map_values = \"allow\"
";

/// The last table of the template: a crate with it is the root of a workspace of its own.
const ROOT: &str = "\n[workspace]\n";

/// What a manifest says.
#[derive(Debug)]
pub(super) struct Manifest<'a> {
    pub(super) name: &'a str,
    pub(super) description: &'a str,
    pub(super) header: &'a str,
    /// Features beside those that every crate has, in their order.
    pub(super) features: &'a [Feature<'a>],
    pub(super) runtime: &'a Runtime<'a>,
    /// What the user's types need: names, and what stands behind `=`.
    pub(super) dependencies: &'a BTreeMap<String, String>,
    /// What stands behind the dependencies for a program of the crate's own.
    pub(super) program: &'a str,
    /// Whether the crate is to be built inside any other tree.
    pub(super) standalone: bool,
}

/// A feature of a crate.
#[derive(Debug)]
pub(super) struct Feature<'a> {
    pub(super) name: &'a str,
    /// What it is good for; may be empty.
    pub(super) comment: String,
    /// The features it switches on.
    pub(super) needs: Vec<Cow<'a, str>>,
    /// Whether it is on by default.
    pub(super) default: bool,
}

/// The feature of calls by name.
pub(super) fn dispatch<'a>(runtime: &Runtime<'_>) -> Feature<'a> {
    let needs = iter::once("retry".into()).chain(runtime.dispatch().map(Cow::Owned));
    Feature {
        name: "dispatch",
        comment: "`Client::dispatch`: calls by name, with arguments and answers as JSON."
            .to_owned(),
        needs: needs.collect(),
        default: false,
    }
}

/// The text of `Cargo.toml`.
pub(super) fn text(manifest: &Manifest<'_>) -> String {
    let default: String = manifest
        .features
        .iter()
        .filter(|feature| feature.default)
        .flat_map(|feature| [", \"", feature.name, "\""])
        .collect();
    let features: String = manifest.features.iter().map(feature_lines).collect();
    let mut dependencies = manifest.dependencies.clone();
    // The runtime knows what it needs of its packages.
    dependencies.extend(manifest.runtime.dependencies());
    let mut dependencies: String = dependencies
        .into_iter()
        .flat_map(|(name, requirement)| [name, " = ".to_owned(), requirement, "\n".to_owned()])
        .collect();
    dependencies.push_str(manifest.runtime.in_browsers());
    let root = if manifest.standalone {
        templates::MANIFEST
    } else {
        templates::MANIFEST.trim_end_matches(ROOT)
    };
    let text = fill(
        root,
        &[
            ("header", manifest.header),
            ("name", &toml_string(manifest.name)),
            ("version", "\"0.1.0\""),
            ("description", &toml_string(manifest.description)),
            ("default", &default),
            ("features", &features),
            ("runtime", &manifest.runtime.sender()),
            ("retry", &manifest.runtime.switched_on("retry")),
            ("tower", &manifest.runtime.switched_on("tower")),
            ("validate", &manifest.runtime.switched_on("validate")),
            ("dependencies", &dependencies),
            ("program", manifest.program),
        ],
    );
    format!("{}\n{LINTS}", text.trim_end())
}

/// `issues = []`, with a comment before it.
fn feature_lines(feature: &Feature<'_>) -> String {
    let mut text = String::new();
    if !feature.comment.is_empty() {
        // Only control characters can end a comment.
        let comment = feature.comment.chars();
        let comment = comment.map(|c| if c.is_control() { ' ' } else { c });
        text = format!("# {}\n", comment.collect::<String>());
    }
    let needs: Vec<String> = feature.needs.iter().map(|name| toml_string(name)).collect();
    let line = format!("{} = [{}]\n", toml_key(feature.name), needs.join(", "));
    if line.len() <= 100 {
        return text + &line;
    }
    format!(
        "{text}{} = [\n  {},\n]\n",
        toml_key(feature.name),
        needs.join(",\n  ")
    )
}

/// A bare key, or a quoted one where the name has more than ASCII letters.
fn toml_key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.chars().all(bare) {
        name.to_owned()
    } else {
        toml_string(name)
    }
}

/// A template with its fields filled in; what is filled in is not looked at again.
pub(super) fn fill(template: &str, fields: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let field = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = fields.iter().find(|(field, _)| *field == name)?;
            Some((*value, after))
        });
        if let Some((value, after)) = field {
            text.push_str(value);
            rest = after;
        } else {
            text.push('{');
            rest = after;
        }
    }
    text.push_str(rest);
    text
}

/// A TOML basic string: nothing in it can end it.
pub(super) fn toml_string(value: &str) -> String {
    let mut text = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            c if c.is_control() => text.push(' '),
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

/// What `README.md` says of calls by name.
const DISPATCH: &str = r#"| `dispatch` | no | `Client::dispatch`: calls by name, with arguments and answers as JSON |

### Calls by name

`examples/dispatch.rs` reads one call per line and answers one line each; `--help` tells of its options.

```console
$ echo '{"operation": "ID", "path": {}, "query": {}, "header": {}, "cookie": {}, "body": null}' |
    cargo run -q --features dispatch --example dispatch -- --base-url http://localhost:8080 --credential SCHEME=VALUE
{"status": 200, "headers": {}, "body": null}
```

`ID` is an `operationId`, `METHOD /path`, or the name of a method of `Client`. Names are those of the document, in
`header` in any case. Text is a string, bytes are base64. A call that did not go well is answered with
`{"error": {"kind": "..", "message": "..", "path": "..", "status": 404, "headers": {}, "body": null}}`:

| `kind` | When |
|---|---|
| `invalid-call`, `unknown-operation`, `unknown-argument`, `missing-argument`, `invalid-argument` | the line is wrong, and `path` says where |
| `unencodable`, `credential` | the request cannot be built, or the client lacks a credential |
| `transport`, `timeout` | no answer, or not a whole one |
| `status`, `undocumented-status`, `decode` | a documented error; an answer that the document does not name; one that is not of the documented form |
"#;

/// The text of a stand-alone crate's `README.md`.
pub(super) fn readme(
    crate_name: &str,
    document: &Document<'_>,
    runtime: &Runtime<'_>,
    command: &str,
) -> String {
    let plan = document.plan;
    let counts = plan.counts;
    let lost = document.facts.degraded.len();
    let mut coverage = format!(
        "## Coverage\n\n{} of {} operations, {} types.",
        counts.generated, counts.declared, counts.schemas
    );
    if lost > 0 {
        coverage.push_str(" `.generated` lists what was generated with less precision, and why.");
    }
    let mut groups = groups::readme(plan);
    if !groups.is_empty() {
        groups.push('\n');
    }
    let text = fill(
        templates::README,
        &[
            ("name", crate_name),
            ("crate", &crate_name.replace('-', "_")),
            ("title", title(document)),
            ("document", &document.facts.shown()),
            ("example", example(document).trim_end()),
            ("tokens", &tokens(crate_name, plan)),
            ("dispatch", if document.dispatch { DISPATCH } else { "" }),
            ("runtime", &runtime.readme()),
            ("groups", &groups),
            ("coverage", &coverage),
            ("command", command),
        ],
    );
    format!(
        "<!-- @generated by oaxide from {}. -->\n\n{text}",
        document.facts.shown()
    )
}

/// What is said of tokens, with the first scheme that gives some; nothing where none does.
fn tokens(crate_name: &str, plan: &ApiPlan) -> String {
    let oauth = |scheme: &&SchemePlan| matches!(scheme.kind, CredentialKind::OAuth2(_));
    let Some(scheme) = plan.schemes.iter().find(oauth) else {
        return String::new();
    };
    fill(
        templates::TOKENS,
        &[
            ("crate", &crate_name.replace('-', "_")),
            ("method", scheme.method.as_str()),
            ("constant", scheme.constant.as_str()),
        ],
    )
}

/// The first line of what an API says about itself, without the full stop.
pub(super) fn title<'a>(document: &Document<'a>) -> &'a str {
    let line = plain_lines(&document.plan.docs).next();
    line.map_or("an HTTP API", |line| line.trim_end_matches('.'))
}

/// The first piece of Rust in an API's documentation.
fn example(document: &Document<'_>) -> String {
    let lines = &document.plan.docs.lines;
    let fence = |line: &&String| line.starts_with("```");
    lines
        .iter()
        .skip_while(|line| !fence(line))
        .skip(1)
        .take_while(|line| !fence(line))
        // Lines that rustdoc hides are there to make the example a program.
        .filter(|line| !line.starts_with("# ") && *line != "#")
        .flat_map(|line| [line.as_str(), "\n"])
        .collect()
}
