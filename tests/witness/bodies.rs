//! Bodies of requests, read back by their media types.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use crate::document::{Media, Operation, members};
use crate::flat::{flat, properties};
use crate::mock::{Sent, covers};
use crate::parameters::{Query, encoding_of, scalar, styled};
use crate::schema::{Schemas, Sender};
use crate::xml;

/// The body that an operation understands, or why it does not.
pub(crate) fn received(
    schemas: &Schemas<'_>,
    operation: &Operation,
    sent: &Sent,
) -> Result<Option<Value>, String> {
    let Some(body) = &operation.body else {
        return Ok(None);
    };
    let Some(media_type) = sent.media_type() else {
        return if body.required {
            Err("the body is missing".to_owned())
        } else {
            Ok(None)
        };
    };
    let media = body
        .content
        .iter()
        .find(|(name, _)| covers(name, &media_type));
    let Some((_, media)) = media else {
        return Err(format!("a body of {media_type} is not expected"));
    };
    let value = read(schemas, media, &media_type, sent)?;
    match schemas.refuses(&media.schema, Sender::Client, &value) {
        Some(why) => Err(format!("the body: {why}")),
        None => Ok(Some(value)),
    }
}

fn read(
    schemas: &Schemas<'_>,
    media: &Media,
    media_type: &str,
    sent: &Sent,
) -> Result<Value, String> {
    if media_type.ends_with("json") {
        return serde_json::from_str(&sent.body).map_err(|error| error.to_string());
    }
    match media_type {
        "application/x-www-form-urlencoded" => Ok(form(schemas, media, &Query::parse(&sent.body))),
        "multipart/form-data" => parts(schemas, media, sent),
        "application/xml" => xml::read(schemas, &media.schema, &sent.body),
        text if text.starts_with("text/") => Ok(sent.body.clone().into()),
        _ => Ok(STANDARD.encode(&sent.body).into()),
    }
}

fn form(schemas: &Schemas<'_>, media: &Media, query: &Query) -> Value {
    let mut object = Map::new();
    for (name, schema) in properties(schemas.document, &media.schema) {
        let encoding = encoding_of(&media.encoding, &name);
        let style = encoding
            .and_then(|encoding| encoding["style"].as_str())
            .unwrap_or("form");
        let explode = encoding
            .and_then(|encoding| encoding["explode"].as_bool())
            .unwrap_or(style == "form");
        let value = styled(schemas, &name, &schema, (style, explode), query);
        object.extend(value.map(|value| (name, value)));
    }
    object.into()
}

/// The parts of a form (RFC 7578).
fn parts(schemas: &Schemas<'_>, media: &Media, sent: &Sent) -> Result<Value, String> {
    let content_type = sent.header("content-type").unwrap_or_default();
    let (_, boundary) = content_type
        .split_once("boundary=")
        .ok_or("there is no boundary")?;
    let boundary = format!("--{}", boundary.trim_matches('"'));
    let known = properties(schemas.document, &media.schema);
    let mut object = Map::new();
    for part in sent.body.split(&boundary).skip(1) {
        if part.starts_with("--") {
            break;
        }
        let part = part.trim_start_matches("\r\n");
        let (head, content) = part.split_once("\r\n\r\n").ok_or("a part has no head")?;
        let content = content.strip_suffix("\r\n").unwrap_or(content);
        let header = |name: &str| {
            let mut lines = head.lines().filter_map(|line| line.split_once(':'));
            lines
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.trim())
        };
        let disposition = header("content-disposition").ok_or("a part has no disposition")?;
        let (_, name) = disposition
            .split_once(" name=\"")
            .ok_or("a part has no name")?;
        let name = name.split('"').next().unwrap_or_default();
        if let Some(encoding) = encoding_of(&media.encoding, name) {
            let wanted = encoding["contentType"].as_str().unwrap_or("*/*");
            let sent = header("content-type").unwrap_or("text/plain");
            if !covers(wanted, sent) {
                return Err(format!("part `{name}` is {sent} instead of {wanted}"));
            }
            for (header_name, wanted) in members(&encoding["headers"]) {
                if wanted["required"] == true && header(header_name).is_none() {
                    return Err(format!("part `{name}` has no {header_name}"));
                }
            }
        }
        let schema = known
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, schema)| schema);
        add(
            schemas,
            &mut object,
            name,
            schema.unwrap_or(&Value::Bool(true)),
            content,
        );
    }
    Ok(object.into())
}

fn add(
    schemas: &Schemas<'_>,
    object: &mut Map<String, Value>,
    name: &str,
    schema: &Value,
    content: &str,
) {
    let flats = flat(schemas.document, schema, false);
    let has = |key: &str, wanted: &str| {
        flats
            .iter()
            .any(|flat| flat.get(key).is_some_and(|value| value == wanted))
    };
    if has("type", "array") {
        let items = flats
            .iter()
            .find_map(|flat| flat.get("items"))
            .cloned()
            .unwrap_or(Value::Bool(true));
        let list = object
            .entry(name)
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(elements) = list {
            elements.push(scalar(schemas, &items, content.to_owned()));
        }
        return;
    }
    let value = if has("format", "binary") {
        STANDARD.encode(content).into()
    } else if has("type", "object") {
        serde_json::from_str(content).unwrap_or_else(|_| content.into())
    } else {
        scalar(schemas, schema, content.to_owned())
    };
    object.insert(name.to_owned(), value);
}
