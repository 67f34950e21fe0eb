//! Names of operations: what a person would call them.

use super::words::{is_plural, singular, words};
use super::{FunctionName, Scope, Wish, claim_all};
use crate::ir::{Operation, Segment};

/// A method name for each operation, in order.
pub(in crate::plan) fn function_names(
    operations: &[Operation],
    scope: &mut Scope,
) -> Vec<FunctionName> {
    let wishes: Vec<Wish> = operations.iter().map(wish).collect();
    claim_all(scope, &wishes)
}

fn wish(operation: &Operation) -> Wish {
    let readable = readable(operation);
    let mut candidates = Vec::new();
    match operation.id.as_deref().filter(|id| !id.trim().is_empty()) {
        Some(id) => {
            match told_apart(operation, id) {
                Told::Name(name) => candidates.push(name),
                Told::Nothing => candidates.push(readable),
                Told::Id => {}
            }
            candidates.push(id.to_owned());
        }
        None => candidates.push(readable),
    }
    candidates.push(mechanical(operation).join(" "));
    Wish {
        priority: 0,
        candidates,
    }
}

enum Told {
    /// The identifier ends in method and path (`FastAPI`'s habit): what stands before them is the name.
    Name(String),
    /// The identifier says no more than method and path do.
    Nothing,
    /// The identifier is a name.
    Id,
}

/// What an operationId says beyond the method and path it belongs to.
fn told_apart(operation: &Operation, id: &str) -> Told {
    let id_words = words(id);
    let mut suffix = path_words(operation);
    suffix.push(operation.method.to_lowercase());
    let mut prefix = suffix.clone();
    prefix.rotate_right(1);
    if id_words == suffix || id_words == prefix {
        return Told::Nothing;
    }
    match id_words.strip_suffix(suffix.as_slice()) {
        Some(name) if !name.is_empty() => Told::Name(name.join(" ")),
        _ => Told::Id,
    }
}

/// All words of the path, those of parameters included.
fn path_words(operation: &Operation) -> Vec<String> {
    words(&operation.path)
}

/// Method and path, word by word.
fn mechanical(operation: &Operation) -> Vec<String> {
    let mut name = vec![operation.method.to_lowercase()];
    name.extend(path_words(operation));
    name
}

/// A verb and the things it is about: `GET /teams/{id}/members` lists team members.
fn readable(operation: &Operation) -> String {
    let mut things: Vec<Vec<String>> = Vec::new();
    let mut ends_in_parameter = false;
    for segment in &operation.segments {
        match segment {
            Segment::Literal(text) => {
                for part in text.split('/').filter(|part| !part.is_empty()) {
                    things.push(words(part));
                    ends_in_parameter = false;
                }
            }
            Segment::Parameter(_) => ends_in_parameter = true,
        }
    }
    let many = things
        .last()
        .and_then(|thing| thing.last())
        .is_some_and(|word| is_plural(word));
    let verb = match operation.method.as_str() {
        "GET" if many && !ends_in_parameter => "list",
        "POST" if many && !ends_in_parameter => "create",
        "PUT" if ends_in_parameter => "replace",
        "PATCH" => "update",
        method => &method.to_lowercase(),
    };
    let keeps_plural = verb == "list" || (verb == "delete" && !ends_in_parameter);
    let last = things.len().saturating_sub(1);
    let mut name = vec![verb.to_owned()];
    for (index, thing) in things.iter().enumerate() {
        let Some((tail, head)) = thing.split_last() else {
            continue;
        };
        name.extend(head.iter().cloned());
        name.push(if index == last && keeps_plural {
            tail.clone()
        } else {
            singular(tail)
        });
    }
    name.join(" ")
}
