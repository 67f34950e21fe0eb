//! What describes without constraining: texts, examples, defaults, deprecation.

use serde_json::Value;

use super::Label;
use crate::diff::found::Found;
use crate::diff::kind::Kind;
use crate::ir::{Description, Pointer};

/// Compares the annotations at one place; another default is of kind `default`.
pub(in crate::diff) fn annotations(
    (old, new): (&Description, &Description),
    (old_at, new_at): (&Pointer, &Pointer),
    label: &Label,
    default: Kind,
) -> Vec<Found> {
    let mut found = texts((old, new), (old_at, new_at), label);
    if old.default != new.default {
        let message = match (&old.default, &new.default) {
            (None, Some(new)) => format!("{label} has the default `{new}`"),
            (Some(old), None) => format!("{label} has no default any more, which was `{old}`"),
            (old, new) => format!(
                "the default of {label} is {} instead of {}",
                shown(new.as_deref()),
                shown(old.as_deref())
            ),
        };
        found.push(Found::new(default, old_at, new_at, message));
    }
    let deprecation = match (old.deprecated, new.deprecated) {
        (false, true) => Some((Kind::Deprecated, "is deprecated now")),
        (true, false) => Some((Kind::Undeprecated, "is not deprecated any more")),
        _ => None,
    };
    if let Some((kind, says)) = deprecation {
        let kind = match (default, kind) {
            (Kind::ParameterDefault, Kind::Deprecated) => Kind::ParameterDeprecated,
            (Kind::ParameterDefault, _) => Kind::ParameterUndeprecated,
            (_, kind) => kind,
        };
        found.push(Found::new(kind, old_at, new_at, format!("{label} {says}")));
    }
    found
}

/// Compares titles, descriptions and examples only.
pub(in crate::diff) fn texts(
    (old, new): (&Description, &Description),
    (old_at, new_at): (&Pointer, &Pointer),
    label: &Label,
) -> Vec<Found> {
    let different: Vec<&str> = [
        ("title", old.title != new.title),
        ("description", old.text != new.text),
        ("example", old.example != new.example),
    ]
    .into_iter()
    .filter_map(|(name, differs)| differs.then_some(name))
    .collect();
    if different.is_empty() {
        return Vec::new();
    }
    let verb = if different.len() == 1 { "is" } else { "are" };
    let names = match different.as_slice() {
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
        [] => String::new(),
    };
    let message = format!("the {names} of {label} {verb} different");
    vec![Found::new(Kind::Docs, old_at, new_at, message)]
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "absent".to_owned(), |value| format!("`{value}`"))
}
