//! Answers: `schema` and `examples` become `content`, and headers get a schema.

use serde_json::{Map, Value, json};

use super::{Moved, Object, Upgrade, media, object_mut, parameters, text};
use crate::ir::Pointer;

/// Rewrites one response that is sent as one of the media types of `produces`.
pub(super) fn response(
    response: &mut Object,
    at: Moved<'_>,
    produces: &[String],
    upgrade: &mut Upgrade<'_, '_>,
) {
    let (new, old) = at;
    if response.contains_key("$ref") {
        return;
    }
    if let Some(headers) = object_mut(response, "headers") {
        for (name, header) in headers {
            if let Value::Object(header) = header {
                let place = |at: &Pointer| at.child("headers").child(name);
                parameters::header(header, (&place(new), &place(old)), upgrade);
            }
        }
    }
    let schema = response.shift_remove("schema");
    if schema.is_some() {
        upgrade.swagger_spelling(&old.child("schema"), "`schema` in a response");
    }
    let examples = examples(response);
    if response.contains_key("content") || (schema.is_none() && examples.is_empty()) {
        return;
    }
    let types = match &schema {
        Some(schema) => {
            let is_file = schema.get("type").is_some_and(|name| name == "file");
            media::of_answer(produces, is_file)
        }
        None => examples.keys().cloned().collect(),
    };
    let mut content = self::content(schema, &types, (new, &old.child("schema")), upgrade);
    for (name, example) in examples {
        let fitting = content
            .iter_mut()
            .find(|(written, _)| media::bare(written) == media::bare(&name));
        if let Some((_, Value::Object(media))) = fitting {
            media.insert("example".to_owned(), example);
        }
    }
    response.insert("content".to_owned(), Value::Object(content));
}

/// The `content` of a body or answer at `at`: one schema, which stood at `old`, in several media types.
pub(super) fn content(
    schema: Option<Value>,
    types: &[String],
    (at, old): Moved<'_>,
    upgrade: &mut Upgrade<'_, '_>,
) -> Object {
    let mut content: Object = Map::new();
    let mut schema = schema;
    for name in types {
        let place = at.child("content").child(name);
        let mut media: Object = Map::new();
        if let Some(here) = schema.take() {
            // Other media types have the same schema, not one that looks like it.
            let is_reference = here
                .as_object()
                .is_some_and(|map| text(map, "$ref").is_some());
            schema = Some(if is_reference {
                here.clone()
            } else {
                json!({"$ref": format!("#{}", place.child("schema"))})
            });
            media.insert("schema".to_owned(), here);
            upgrade.moved(&place.child("schema"), old);
        }
        upgrade.findings.moved(&place, old);
        content.insert(name.clone(), Value::Object(media));
    }
    content
}

/// The examples by media type; 2.0 keeps other things there too.
fn examples(response: &mut Object) -> Object {
    let Some(Value::Object(examples)) = response.shift_remove("examples") else {
        return Map::new();
    };
    examples
        .into_iter()
        .filter(|(name, _)| name.contains('/'))
        .collect()
}
