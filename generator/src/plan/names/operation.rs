//! Names of operations: what a person would call them.

use std::collections::BTreeMap;

use super::Wish;
use super::words::{is_plural, is_version, singular, words};
use crate::ir::{Operation, Segment, StatusSpec, TypeKind, Types};
use crate::lock::Kind;
use crate::parallel;

/// Fewer operations than this are named sooner than a thread starts.
const FEW: usize = 128;

/// A wish for each operation, in order.
pub(in crate::plan) fn operation_wishes(operations: &[Operation], types: &Types) -> Vec<Wish> {
    let drafts = parallel::map(operations, FEW, |operation| Draft::of(operation, types));
    // A short name is only good where nobody else would have it.
    let mut shorts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for (draft, operation) in drafts.iter().zip(operations) {
        let short = draft.short.as_ref().or(draft.names.first());
        *shorts.entry(short.map_or("", String::as_str)).or_default() += 1;
        *ids.entry(operation.name().unwrap_or_default()).or_default() += 1;
    }
    drafts
        .iter()
        .zip(operations)
        .map(|(draft, operation)| {
            let mut candidates = Vec::new();
            let unique = |name: &&String| shorts.get(name.as_str()) == Some(&1);
            candidates.extend(draft.short.as_ref().filter(unique).cloned());
            let shared = operation.name().is_some_and(|id| ids.get(id) > Some(&1));
            if !shared {
                candidates.extend(draft.names.iter().cloned());
            }
            candidates.extend(draft.apart.iter().cloned());
            Wish::new(Kind::Operation, key(operation), candidates).at(operation.pointer.clone())
        })
        .collect()
}

/// How the lock knows an operation: by its method and the key under `paths`, which may have a fragment that is not sent.
pub(in crate::plan) fn key(operation: &Operation) -> String {
    let mut tokens = operation.pointer.tokens();
    let path = match tokens.next().as_deref() {
        Some("paths") => tokens.next(),
        _ => None,
    };
    let path = path.unwrap_or_else(|| operation.path.clone());
    format!("{} {path}", operation.method)
}

/// What one operation may be called.
struct Draft {
    /// Without words that are the same everywhere: a version, a controller.
    short: Option<String>,
    /// What it is called, best first.
    names: Vec<String>,
    /// What tells it from others of the same name, best first.
    apart: Vec<String>,
}

impl Draft {
    fn of(operation: &Operation, types: &Types) -> Self {
        let path = Path::of(operation, types);
        let mechanical = mechanical(operation).join(" ");
        let Some(id) = operation.name() else {
            return Self::unnamed(&path, mechanical);
        };
        let id_words = words(id);
        let mut names = Vec::new();
        match told_apart(operation, &id_words) {
            Told::Name(name) => names.push(name),
            Told::Nothing => return Self::unnamed(&path, mechanical),
            Told::Id => {}
        }
        names.push(id.to_owned());
        let short = without_noise(&id_words, operation);
        // `list` of `/teams/{id}/members` is `list members`, then `list team members`.
        let missing = |things: &[Vec<String>]| {
            let new: Vec<&str> = things
                .iter()
                .flatten()
                .map(String::as_str)
                .filter(|word| {
                    !id_words
                        .iter()
                        .any(|known| singular(known) == singular(word))
                })
                .collect();
            (!new.is_empty()).then(|| format!("{id} {}", new.join(" ")))
        };
        let last = path.things.len().saturating_sub(1);
        let mut apart: Vec<String> = Vec::new();
        apart.extend(missing(path.things.get(last..).unwrap_or_default()));
        apart.extend(missing(&path.things));
        apart.extend(
            path.parameter
                .as_ref()
                .map(|name| format!("{id} by {name}")),
        );
        apart.push(format!("{} {id}", operation.method));
        apart.push(mechanical);
        Self {
            short,
            names,
            apart,
        }
    }

    /// Named after method and path alone.
    fn unnamed(path: &Path, mechanical: String) -> Self {
        let name = path.readable(&path.things);
        let short = path.without_prefix().map(|things| path.readable(things));
        let mut apart = Vec::new();
        apart.extend(path.parameter.as_ref().map(|by| format!("{name} by {by}")));
        apart.push(mechanical);
        Self {
            short,
            names: vec![name],
            apart,
        }
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
fn told_apart(operation: &Operation, id: &[String]) -> Told {
    let mut suffix = words(&operation.path);
    suffix.push(operation.method.to_lowercase());
    let mut prefix = suffix.clone();
    prefix.rotate_right(1);
    if id == suffix || id == prefix {
        return Told::Nothing;
    }
    match id.strip_suffix(suffix.as_slice()) {
        Some(name) if !name.is_empty() => Told::Name(name.join(" ")),
        _ => Told::Id,
    }
}

/// An operationId without the version that the path says too, and without `Controller` between other words (`NestJS`);
/// `None` where it has neither.
fn without_noise(id: &[String], operation: &Operation) -> Option<String> {
    let path = words(&operation.path);
    let last = id.len().saturating_sub(1);
    let noise = |index: usize, word: &String| match word.as_str() {
        "controller" => index > 0 && index < last,
        _ => index == last && index > 0 && is_version(word) && path.contains(word),
    };
    let kept: Vec<&str> = id
        .iter()
        .enumerate()
        .filter(|(index, word)| !noise(*index, word))
        .map(|(_, word)| word.as_str())
        .collect();
    (kept.len() < id.len()).then(|| kept.join(" "))
}

/// Method and path, word by word.
fn mechanical(operation: &Operation) -> Vec<String> {
    let mut name = vec![operation.method.to_lowercase()];
    name.extend(words(&operation.path));
    name
}

/// What method, path and answer say.
struct Path {
    verb: String,
    /// Whether the last thing keeps its plural.
    many: bool,
    /// The words of each literal segment.
    things: Vec<Vec<String>>,
    /// The parameter at the end.
    parameter: Option<String>,
}

impl Path {
    fn of(operation: &Operation, types: &Types) -> Self {
        let mut things: Vec<Vec<String>> = Vec::new();
        let mut parameter = None;
        for segment in &operation.segments {
            match segment {
                Segment::Literal(text) => {
                    for part in text.split('/').filter(|part| !part.is_empty()) {
                        things.push(words(part));
                        parameter = None;
                    }
                }
                Segment::Parameter(name) => parameter = Some(name.clone()),
            }
        }
        let plural = things
            .last()
            .and_then(|thing| thing.last())
            .is_some_and(|word| is_plural(word));
        let answer = Answer::of(operation, types);
        let list = match answer {
            Answer::List => true,
            Answer::Envelope | Answer::Unknown => plural && parameter.is_none(),
            Answer::One => false,
        };
        let verb = match operation.method.as_str() {
            "GET" if list => "list",
            "POST" if plural && parameter.is_none() => "create",
            "PUT" if parameter.is_some() => "replace",
            "PATCH" => "update",
            method => &method.to_lowercase(),
        };
        let many = match verb {
            "list" => true,
            // `GET /settings` gets the settings, which are one thing.
            "get" | "delete" | "put" | "update" => parameter.is_none(),
            _ => false,
        };
        Self {
            verb: verb.to_owned(),
            many,
            things,
            parameter,
        }
    }

    /// The things without those that stand before everything (`/api/v1`); `None` where there are none.
    fn without_prefix(&self) -> Option<&[Vec<String>]> {
        let noise = |thing: &Vec<String>| match thing.as_slice() {
            [word] => is_version(word) || matches!(word.as_str(), "api" | "rest"),
            [one, two] => is_version(&format!("{one}{two}")) || (one == "api" && is_version(two)),
            _ => false,
        };
        let count = self.things.iter().take_while(|thing| noise(thing)).count();
        let rest = self.things.get(count..)?;
        (count > 0 && !rest.is_empty()).then_some(rest)
    }

    /// A verb and the things it is about: `GET /teams/{id}/members` lists team members.
    fn readable(&self, things: &[Vec<String>]) -> String {
        let last = things.len().saturating_sub(1);
        let mut name = vec![self.verb.clone()];
        for (index, thing) in things.iter().enumerate() {
            let Some((tail, head)) = thing.split_last() else {
                continue;
            };
            name.extend(head.iter().cloned());
            name.push(if index == last && self.many {
                tail.clone()
            } else {
                singular(tail)
            });
        }
        name.join(" ")
    }
}

/// What a success holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// A list.
    List,
    /// An object around lists.
    Envelope,
    /// An object without lists, or a scalar.
    One,
    /// Nothing that is known.
    Unknown,
}

impl Answer {
    fn of(operation: &Operation, types: &Types) -> Self {
        let success = operation
            .responses
            .iter()
            .find(|response| matches!(response.status, StatusSpec::Exact(200..=299)));
        let ty = success
            .and_then(|response| response.content.first())
            .and_then(|media| media.ty);
        let Some(ty) = ty else {
            return Self::Unknown;
        };
        match &types.get(types.resolve(ty).id).kind {
            TypeKind::Array(_) => Self::List,
            TypeKind::Object(object) => {
                let has_list = object.fields.iter().any(|field| {
                    matches!(
                        types.get(types.resolve(field.ty).id).kind,
                        TypeKind::Array(_)
                    )
                });
                if has_list { Self::Envelope } else { Self::One }
            }
            TypeKind::Boolean | TypeKind::Integer(_) | TypeKind::Number(_) => Self::One,
            _ => Self::Unknown,
        }
    }
}
