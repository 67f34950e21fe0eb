//! Parameters `in: body` and `in: formData` become request bodies.

use serde_json::{Map, Value, json};

use super::{Moved, Object, STYLE, Upgrade, media, parameters, responses, text};
use crate::diagnostics::Code;
use crate::ir::Pointer;

/// A field of a form with its place in the text.
pub(super) struct Field {
    pub(super) parameter: Object,
    pub(super) old: Pointer,
}

/// The request body that a parameter `in: body` describes.
pub(super) fn body(
    mut parameter: Object,
    (new, old): Moved<'_>,
    consumes: &[String],
    upgrade: &mut Upgrade<'_, '_>,
) -> Value {
    let mut body: Object = Map::new();
    let named = text(&parameter, "name").filter(|name| !name.eq_ignore_ascii_case("body"));
    let description = match (text(&parameter, "description"), named) {
        (Some(text), _) => Some(text.to_owned()),
        // The name says nothing to the server; it may say something to people.
        (None, Some(name)) => Some(format!("The request's body: `{}`.", name.replace('`', ""))),
        (None, None) => None,
    };
    if let Some(text) = description {
        body.insert("description".to_owned(), Value::String(text));
    }
    if let Some(required) = parameter.shift_remove("required") {
        body.insert("required".to_owned(), required);
    }
    // A body with a type and no schema is not allowed, and can mean one thing only.
    let schema = parameter.shift_remove("schema").unwrap_or_else(|| {
        let (schema, _) = parameters::value(&mut parameter, old, upgrade);
        Value::Object(schema)
    });
    upgrade.moved(new, old);
    let types = media::of_body(consumes);
    let mut content =
        responses::content(Some(schema), &types, (new, &old.child("schema")), upgrade);
    examples(&parameter, &mut content);
    body.insert("content".to_owned(), Value::Object(content));
    Value::Object(body)
}

/// `x-example`, and `x-examples` by media type.
fn examples(parameter: &Object, content: &mut Object) {
    let by_type = parameter.get("x-examples").and_then(Value::as_object);
    let one = parameter.get("x-example");
    for (name, value) in content {
        let own = by_type.and_then(|examples| examples.get(name));
        if let (Some(example), Value::Object(media)) = (own.or(one), value) {
            media.insert("example".to_owned(), example.clone());
        }
    }
}

/// The same body for an operation that consumes other media types than most.
pub(super) fn shared_body(
    parameter: &Object,
    shared: &str,
    (new, old): Moved<'_>,
    consumes: &[String],
    upgrade: &mut Upgrade<'_, '_>,
) -> Value {
    let usual = media::of_body(&upgrade.consumes);
    let own = media::of_body(consumes);
    if own == usual {
        return json!({"$ref": shared});
    }
    let mut parameter = parameter.clone();
    let is_reference = parameter
        .get("schema")
        .is_some_and(|schema| schema.get("$ref").is_some());
    if !is_reference && let Some(first) = usual.first() {
        // The type is the shared one, not one that looks like it.
        let name = shared.rsplit('/').next().unwrap_or_default();
        let place = Pointer::from_escaped(format!("/components/requestBodies/{name}"));
        let schema = place.child("content").child(first).child("schema");
        parameter.insert("schema".to_owned(), json!({"$ref": format!("#{schema}")}));
    }
    let relocated = upgrade.relocated.clone();
    let body = body(parameter, (new, old), consumes, upgrade);
    upgrade.relocated = relocated;
    body
}

/// The request body that the fields of a form describe; `old` is the list they stand in.
pub(super) fn form(
    fields: Vec<Field>,
    (new, old): Moved<'_>,
    consumes: &[String],
    upgrade: &mut Upgrade<'_, '_>,
) -> Value {
    let mut properties: Object = Map::new();
    let mut required = Vec::new();
    let mut encoding: Object = Map::new();
    let mut places = Vec::new();
    let mut has_file = false;
    for field in fields {
        let Field { mut parameter, old } = field;
        let Some(name) = text(&parameter, "name").map(str::to_owned) else {
            continue;
        };
        if parameter.get("required") == Some(&Value::Bool(true)) {
            required.push(json!(name));
        }
        let (mut schema, format) = parameters::value(&mut parameter, &old, upgrade);
        has_file |= is_file(&schema);
        if let Some(Value::Object(written)) = parameter.shift_remove("schema") {
            schema = written;
        }
        for (key, new_key) in [
            ("description", "description"),
            ("x-example", "example"),
            ("example", "example"),
            ("deprecated", "deprecated"),
        ] {
            if let Some(value) = parameter.shift_remove(key) {
                schema.entry(new_key).or_insert(value);
            }
        }
        match format.as_deref() {
            None | Some("multi") => {}
            Some(format) => {
                if let Some(entry) = separated(format, &old, upgrade) {
                    encoding.insert(name.clone(), entry);
                }
            }
        }
        places.push((name.clone(), old));
        properties.insert(name, Value::Object(schema));
    }
    let mut schema = json!({"type": "object", "properties": properties});
    if !required.is_empty()
        && let Value::Object(schema) = &mut schema
    {
        schema.insert("required".to_owned(), Value::Array(required.clone()));
    }
    upgrade.findings.moved(new, old);
    let types = media::of_form(consumes, has_file);
    let mut content = responses::content(Some(schema), &types, (new, old), upgrade);
    if let Some(first) = types.first() {
        let schema = new.child("content").child(first).child("schema");
        for (name, old) in places {
            upgrade
                .findings
                .moved(&schema.child("properties").child(name), &old);
        }
    }
    for (name, media) in &mut content {
        if [media::URLENCODED, media::MULTIPART].contains(&media::bare(name).as_str())
            && !encoding.is_empty()
            && let Value::Object(media) = media
        {
            media.insert("encoding".to_owned(), Value::Object(encoding.clone()));
        }
    }
    json!({"required": !required.is_empty(), "content": content})
}

/// Whether the value is a file, or a list of files.
fn is_file(schema: &Object) -> bool {
    let is_file = |value: &Value| value.get("type").is_some_and(|name| name == "file");
    text(schema, "type") == Some("file") || schema.get("items").is_some_and(is_file)
}

/// The encoding of a list that is one pair of a form.
fn separated(format: &str, old: &Pointer, upgrade: &mut Upgrade<'_, '_>) -> Option<Value> {
    let style = match format {
        "csv" => "form",
        "ssv" => "spaceDelimited",
        "pipes" => "pipeDelimited",
        // 3.0 has no word for it.
        "tsv" => return Some(json!({STYLE: "tabDelimited", "explode": false})),
        other => {
            upgrade.lost(
                Code::UnsupportedStyle,
                &old.child("collectionFormat"),
                format!("`collectionFormat: {other}` of a form's field is not known"),
                "its elements are sent one by one, as `multi` says",
            );
            return None;
        }
    };
    Some(json!({"style": style, "explode": false}))
}
