//! Operations: their parameters, bodies and answers.

use serde_json::Value;

use super::bodies::{self, Field};
use super::parameters::{self, Upgraded};
use super::{Object, Upgrade, media, object_mut, responses, shared, text};
use crate::diagnostics::Code;
use crate::ir::Pointer;

/// The methods of 2.0 to 3.2 that stand for themselves in a path item.
const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// A parameter that is a part of the request's body.
struct Carried {
    parameter: Object,
    /// The `$ref` that led to it.
    reference: Option<String>,
    /// Where it stands.
    old: Pointer,
    is_field: bool,
}

/// Rewrites every operation under `paths`.
pub(super) fn document(root: &mut Object, upgrade: &mut Upgrade<'_, '_>) {
    let at = Pointer::root().child("paths");
    let Some(paths) = object_mut(root, "paths") else {
        return;
    };
    for (path, item) in paths {
        let Value::Object(item) = item else { continue };
        if super::is_extension(path) {
            continue;
        }
        let at = at.child(path);
        let inherited = carried(item, &at, upgrade);
        for method in METHODS {
            if let Some(Value::Object(operation)) = item.get_mut(*method) {
                rewrite(operation, &at.child(method), &inherited, upgrade);
            }
        }
    }
}

fn rewrite(
    operation: &mut Object,
    at: &Pointer,
    inherited: &[Carried],
    upgrade: &mut Upgrade<'_, '_>,
) {
    let consumes = media_types(operation, at, "consumes", upgrade);
    let produces = media_types(operation, at, "produces", upgrade);
    let consumes = consumes.unwrap_or_else(|| upgrade.consumes.clone());
    let produces = produces.unwrap_or_else(|| upgrade.produces.clone());
    let carried = carried(operation, at, upgrade);
    request(operation, at, inherited, carried, &consumes, upgrade);
    if let Some(answers) = object_mut(operation, "responses") {
        for (status, response) in answers {
            if let Value::Object(response) = response {
                let place = at.child("responses").child(status);
                responses::response(response, (&place, &place), &produces, upgrade);
            }
        }
    }
}

/// The operation's own list; an empty one is meant to be empty.
fn media_types(
    operation: &mut Object,
    at: &Pointer,
    key: &str,
    upgrade: &mut Upgrade<'_, '_>,
) -> Option<Vec<String>> {
    let list = operation.shift_remove(key)?;
    upgrade.swagger_spelling(&at.child(key), &format!("`{key}`"));
    Some(media::texts(Some(list)))
}

/// Rewrites the list of parameters at `at`, and takes out what is a part of the body.
fn carried(owner: &mut Object, at: &Pointer, upgrade: &mut Upgrade<'_, '_>) -> Vec<Carried> {
    let Some(Value::Array(list)) = owner.get_mut("parameters") else {
        return Vec::new();
    };
    let at = at.child("parameters");
    let mut carried = Vec::new();
    let mut kept = Vec::new();
    for (index, element) in std::mem::take(list).into_iter().enumerate() {
        let old = at.child(index);
        let new = at.child(kept.len());
        let Value::Object(mut parameter) = element else {
            kept.push(element);
            continue;
        };
        let reference = text(&parameter, "$ref").map(str::to_owned);
        if let Some(reference) = reference {
            let target = shared::follow(&upgrade.shared, &reference);
            let location = target.as_ref().and_then(|(target, _)| text(target, "in"));
            if let (Some(location @ ("body" | "formData")), Some((target, place))) =
                (location, &target)
            {
                carried.push(Carried {
                    parameter: target.clone(),
                    reference: Some(format!("#{place}")),
                    old: place.clone(),
                    is_field: location == "formData",
                });
            } else {
                upgrade.moved(&new, &old);
                kept.push(Value::Object(parameter));
            }
            continue;
        }
        let is_carried = matches!(text(&parameter, "in"), Some("body" | "formData"));
        if !is_carried {
            upgrade.moved(&new, &old);
        }
        match parameters::parameter(&mut parameter, (&new, &old), upgrade) {
            Upgraded::Parameter => kept.push(Value::Object(parameter)),
            what => carried.push(Carried {
                parameter,
                reference: None,
                old,
                is_field: what == Upgraded::Field,
            }),
        }
    }
    *list = kept;
    carried
}

/// Gives the operation its body.
fn request(
    operation: &mut Object,
    at: &Pointer,
    inherited: &[Carried],
    own: Vec<Carried>,
    consumes: &[String],
    upgrade: &mut Upgrade<'_, '_>,
) {
    let new = at.child("requestBody");
    let (fields, whole): (Vec<Carried>, Vec<Carried>) =
        own.into_iter().partition(|part| part.is_field);
    let (outer_fields, outer_whole): (Vec<&Carried>, Vec<&Carried>) =
        inherited.iter().partition(|part| part.is_field);
    if operation.contains_key("requestBody") {
        return;
    }
    let mut bodies = whole
        .iter()
        .chain(outer_whole.iter().copied().filter(|_| whole.is_empty()));
    if let Some(body) = bodies.next() {
        if let Some(other) = bodies.next().or(fields.first()) {
            upgrade.lost(
                Code::InvalidValue,
                &other.old,
                "an operation has one body; this one is left out",
                "write one parameter `in: body`, or fields `in: formData`",
            );
        }
        let places = (&new, &body.old);
        let value = match &body.reference {
            Some(reference) => {
                bodies::shared_body(&body.parameter, reference, places, consumes, upgrade)
            }
            None => bodies::body(body.parameter.clone(), places, consumes, upgrade),
        };
        operation.insert("requestBody".to_owned(), value);
        return;
    }
    let name = |part: &Carried| text(&part.parameter, "name").map(str::to_owned);
    let is_own = |part: &Carried| fields.iter().any(|field| name(field) == name(part));
    let outer = outer_fields.into_iter().filter(|part| !is_own(part));
    let all: Vec<Field> = outer
        .chain(&fields)
        .map(|part| Field {
            parameter: part.parameter.clone(),
            old: part.old.clone(),
        })
        .collect();
    if !all.is_empty() {
        let list = at.child("parameters");
        let form = bodies::form(all, (&new, &list), consumes, upgrade);
        operation.insert("requestBody".to_owned(), form);
    }
}
