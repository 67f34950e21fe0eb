//! Comparing every object with its keyword table. What has the wrong type is reported and taken away, what is missing
//! is reported and filled in: after this, a strict 3.0 model can read the tree.

mod checks;
mod value;

use serde_json::{Map, Value, json};

use super::findings::Findings;
use super::keywords::{Expect, Keyword, Kind, Missing, Support, is_extension};
use super::spelling::nearest;
use super::version::Dialect;
use crate::diagnostics::{Code, Path};

/// Checks the whole document.
pub(super) fn audit(document: &mut Value, kind: Kind, findings: &mut Findings<'_>) {
    if let Value::Object(map) = document {
        object(map, kind, &Path::ROOT, findings);
    }
}

/// Checks one object and everything inside; `false` where it is of no use and has to go.
fn object(
    map: &mut Map<String, Value>,
    kind: Kind,
    path: &Path<'_>,
    findings: &mut Findings<'_>,
) -> bool {
    let has_reference = map.get("$ref").is_some_and(Value::is_string);
    if has_reference && kind.table().referable {
        if kind == Kind::MediaType {
            let message = "a `$ref` in place of a media type object is new";
            findings.since(Dialect::V32, &path.key("$ref"), message);
        }
        reference(map, kind, path, findings);
        return true;
    }
    if has_reference && kind.expectation("$ref").is_none() {
        // It was reported when it could not be read in place. An operation is still one that the document declares.
        return kind == Kind::Operation;
    }
    let required_names = kind.table().required.iter().map(|required| required.name);
    let said: Vec<&str> = required_names
        .filter(|name| map.contains_key(*name))
        .collect();
    map.retain(|key, value| {
        let here = path.key(key);
        match (kind.keyword(key), kind.table().patterned) {
            (Some(keyword), _) => known(keyword, value, kind, &here, findings),
            _ if is_extension(key) => true,
            (None, Some(expect)) => {
                checks::key(kind, key, &here, findings)
                    && value::keep(value, expect, &here, findings)
            }
            (None, None) => {
                unknown(key, kind, &here, findings);
                // What is left of a 2.0 document is compared with the tables of 3.0 once more.
                !kind.is_swagger()
            }
        }
    });
    required(map, &said, kind, path, findings) && checks::object(map, kind, path, findings)
}

/// Checks a keyword that the table has.
fn known(
    keyword: &Keyword,
    value: &mut Value,
    kind: Kind,
    path: &Path<'_>,
    findings: &mut Findings<'_>,
) -> bool {
    let Keyword { name, support, .. } = *keyword;
    match support {
        Support::Used => {
            // Nearly all keywords come by here: the message is only made where it is said.
            if findings.dialect < keyword.since {
                let message = format!("`{name}` in {} is new", kind.one());
                findings.since(keyword.since, path, &message);
            }
            value::keep(value, keyword.expect, path, findings)
        }
        // `not: {}` is how rules write "no value at all"; lowering knows it.
        Support::Ignored if name == "not" && *value == json!({}) => true,
        Support::Ignored => {
            let message = format!("`{name}` of {} has no effect on a client", kind.one());
            findings.once(Code::IgnoredKeyword, path, message, "");
            value::keep_ignored(value, keyword.expect, findings)
        }
        Support::Unsupported => {
            let message = format!("`{name}` of {} is not mapped", kind.one());
            findings
                .report(Code::UnsupportedKeyword, path, message)
                .at_key()
                .degrades();
            value::keep_ignored(value, keyword.expect, findings)
        }
    }
}

fn unknown(key: &str, kind: Kind, path: &Path<'_>, findings: &mut Findings<'_>) {
    let names = kind.table().keywords.iter().map(|keyword| keyword.name);
    let help = match nearest(key, names) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "remove it, or start its name with `x-` if it is meant as an extension".to_owned(),
    };
    findings
        .report(
            Code::UnknownKeyword,
            path,
            format!("{} has no keyword `{key}`", kind.one()),
        )
        .at_key()
        .help(help);
}

/// A `$ref` stands for the whole object; what stands beside it has no effect.
fn reference(map: &Map<String, Value>, kind: Kind, path: &Path<'_>, findings: &mut Findings<'_>) {
    let owner = kind.one();
    for key in map.keys() {
        if key != "$ref" && !is_extension(key) {
            findings.once(
                Code::IgnoredKeyword,
                &path.key(key),
                format!("`{key}` beside the `$ref` of {owner} has no effect on a client"),
                "",
            );
        }
    }
}

/// Fills in what is required and missing; `false` where the object is useless without it. What was `said`, but wrong,
/// is gone and has been reported.
fn required(
    map: &mut Map<String, Value>,
    said: &[&str],
    kind: Kind,
    path: &Path<'_>,
    findings: &mut Findings<'_>,
) -> bool {
    let mut useful = true;
    for required in kind.table().required {
        if map.contains_key(required.name) {
            continue;
        }
        let applies = required.until.is_none_or(|until| findings.dialect <= until);
        if applies && !said.contains(&required.name) {
            let message = format!("the {} has no `{}`", kind.table().name, required.name);
            let finding = findings.report(Code::MissingKeyword, path, message);
            finding.at_key().help(format!("add `{}`", required.name));
            if matches!(required.missing, Missing::Drop) {
                finding.degrades();
            }
        }
        let filling = match required.missing {
            Missing::EmptyText => json!(""),
            Missing::EmptyMap => json!({}),
            Missing::Drop => {
                useful = false;
                continue;
            }
        };
        map.insert(required.name.to_owned(), filling);
        if let (Some(Expect::Object(kind)), Some(Value::Object(filled))) =
            (kind.expectation(required.name), map.get_mut(required.name))
        {
            object(filled, kind, &path.key(required.name), findings);
        }
    }
    useful
}
