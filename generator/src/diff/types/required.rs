//! `anyOf` and `oneOf` of alternatives that only say which properties must be there: "a name, or a number".

use serde_json::Value;

use super::extras::Keywords;
use super::{Comparison, Pair};
use crate::diff::kind::Kind;
use crate::ir::{Type, TypeKind};

pub(super) fn compare(
    pair: Pair<'_>,
    old: &Keywords<'_>,
    new: &Keywords<'_>,
    out: &mut Comparison,
) {
    for key in ["anyOf", "oneOf"] {
        let (was, is) = (alternatives(old, key), alternatives(new, key));
        if was == is {
            continue;
        }
        // What must be there anyway is nothing new.
        if key == "anyOf"
            && ((was.is_empty() && always(pair.old, &is))
                || (is.is_empty() && always(pair.new, &was)))
        {
            continue;
        }
        let label = pair.label;
        let (kind, message) = match (was.as_slice(), is.as_slice()) {
            ([], is) => (
                Kind::ConditionAdded,
                format!("{label} must have {} now", shown(is)),
            ),
            (was, []) => (
                Kind::ConditionRemoved,
                format!("{label} need not have {} any more", shown(was)),
            ),
            (was, is) => (
                Kind::ConditionChanged,
                format!("{label} must have {} instead of {}", shown(is), shown(was)),
            ),
        };
        out.report(pair, kind, message);
    }
}

/// The names in each of the alternatives.
fn alternatives(all: &Keywords<'_>, key: &str) -> Vec<Vec<String>> {
    let lists = all.get(key).into_iter().flatten();
    let alternatives = lists.filter_map(|value| value.as_array()).flatten();
    let names = |alternative: &Value| -> Vec<String> {
        let required = alternative.get("required").and_then(Value::as_array);
        let names = required.into_iter().flatten().filter_map(Value::as_str);
        names.map(str::to_owned).collect()
    };
    alternatives.map(names).collect()
}

/// Whether values of a type always have what one of the alternatives wants.
fn always(ty: &Type, alternatives: &[Vec<String>]) -> bool {
    let TypeKind::Object(object) = &ty.kind else {
        return false;
    };
    let required = |name: &String| {
        let mut fields = object.fields.iter();
        fields.any(|field| field.required && field.name == *name)
    };
    alternatives.iter().any(|names| names.iter().all(required))
}

/// `name` and `first`, or `number`.
fn shown(alternatives: &[Vec<String>]) -> String {
    let each = alternatives.iter().map(|names| match names.as_slice() {
        [] => "nothing".to_owned(),
        names => {
            let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            quoted.join(" and ")
        }
    });
    each.collect::<Vec<_>>().join(", or ")
}
