//! Keywords beside `oneOf` or `anyOf`.

use serde_json::Value;

use super::types::OF_TYPE;
use super::{Findings, Path, Schema};

/// A keyword that says something about values of one type only moves into the alternatives of that type, where the
/// alternatives have several types and the schema itself has none: `items` beside `oneOf: [{type: array}, {type: string}]`
/// does not make every value an array (JSON Schema Validation 2020-12 section 4.3).
pub(super) fn of_one_type(schema: &mut Schema, _: &Path<'_>, _: &mut Findings<'_>) {
    if schema.contains_key("type") {
        return;
    }
    for union in ["oneOf", "anyOf"] {
        let Some(Value::Array(mut branches)) = schema.get_mut(union).map(Value::take) else {
            continue;
        };
        if has_several_types(&branches) {
            let moved: Vec<&str> = OF_TYPE
                .iter()
                .flat_map(|(of, keywords)| keywords.iter().map(move |keyword| (*of, *keyword)))
                // A discriminator belongs to the union.
                .filter(|(_, keyword)| *keyword != "discriminator")
                .filter(|(of, keyword)| spread(schema, &mut branches, of, keyword))
                .map(|(_, keyword)| keyword)
                .collect();
            for keyword in moved {
                schema.shift_remove(keyword);
            }
        }
        schema.insert(union.to_owned(), Value::Array(branches));
    }
}

/// Copies a keyword into the alternatives of its type; `false` where it is absent, or one of them has it already.
fn spread(schema: &Schema, branches: &mut [Value], of: &str, keyword: &str) -> bool {
    let is_of = |branch: &Value| branch.get("type").is_some_and(|name| name == of);
    let Some(value) = schema.get(keyword) else {
        return false;
    };
    if branches
        .iter()
        .any(|branch| is_of(branch) && branch.get(keyword).is_some())
    {
        return false;
    }
    let mut found = false;
    for branch in branches.iter_mut().filter(|branch| is_of(branch)) {
        if let Value::Object(branch) = branch {
            branch.insert(keyword.to_owned(), value.clone());
            found = true;
        }
    }
    found
}

/// Whether each alternative says its type, and they are not all the same.
fn has_several_types(branches: &[Value]) -> bool {
    let mut types = branches
        .iter()
        .map(|branch| branch.get("type").and_then(Value::as_str));
    match types.next() {
        Some(Some(first)) => {
            let others: Option<Vec<&str>> = types.collect();
            others.is_some_and(|others| others.iter().any(|other| *other != first))
        }
        _ => false,
    }
}
