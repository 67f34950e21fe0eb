//! Objects of texts and objects as XML (OpenAPI 3.1 section 4.8.26), in both directions.

use quick_xml::Reader;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::Event;
use serde_json::{Map, Value};

use crate::flat::properties;
use crate::schema::Schemas;

/// Reads an element as an object of the schema.
pub(crate) fn read(schemas: &Schemas<'_>, schema: &Value, text: &str) -> Result<Value, String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(_) => return element(schemas, schema, &mut reader),
            Event::Empty(_) => return Ok(Value::Object(Map::new())),
            Event::Eof => return Err("there is no element".to_owned()),
            _ => {}
        }
    }
}

fn element(
    schemas: &Schemas<'_>,
    schema: &Value,
    reader: &mut Reader<&[u8]>,
) -> Result<Value, String> {
    let known = properties(schemas.document, schema);
    let mut object = Map::new();
    let mut content = String::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => {
                let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
                let property = known
                    .iter()
                    .find(|(property, schema)| element_name(property, schema) == name);
                let (property, schema) = property.cloned().unwrap_or((name, Value::Bool(true)));
                let value = element(schemas, &schema, reader)?;
                object.insert(property, value);
            }
            Event::Empty(empty) => {
                let name = String::from_utf8_lossy(empty.name().as_ref()).into_owned();
                let property = known
                    .iter()
                    .find(|(property, schema)| element_name(property, schema) == name);
                let (property, schema) = property.cloned().unwrap_or((name, Value::Bool(true)));
                object.insert(
                    property,
                    if is_object(&schema) {
                        Map::new().into()
                    } else {
                        "".into()
                    },
                );
            }
            Event::Text(text) => content.push_str(&String::from_utf8_lossy(&text)),
            Event::GeneralRef(name) => {
                content.extend(["&", &String::from_utf8_lossy(&name), ";"]);
            }
            Event::End(_) | Event::Eof => break,
            _ => {}
        }
    }
    if is_object(schema) || !object.is_empty() {
        return Ok(object.into());
    }
    let text = unescape(&content).map_err(|error| error.to_string())?;
    Ok(text.into_owned().into())
}

fn is_object(schema: &Value) -> bool {
    schema["type"] == "object" || schema.get("$ref").is_some()
}

fn element_name<'n>(property: &'n str, schema: &'n Value) -> &'n str {
    schema["xml"]["name"].as_str().unwrap_or(property)
}

/// Writes an object of the schema.
pub(crate) fn write(schemas: &Schemas<'_>, schema: &Value, name: &str, value: &Value) -> String {
    let inside = match value {
        Value::Object(members) => {
            let known = properties(schemas.document, schema);
            let members = members.iter().map(|(property, value)| {
                let schema = known
                    .iter()
                    .find(|(name, _)| name == property)
                    .map(|(_, schema)| schema);
                let schema = schema.unwrap_or(&Value::Null);
                write(schemas, schema, element_name(property, schema), value)
            });
            members.collect()
        }
        Value::String(text) => escape(text).into_owned(),
        other => other.to_string(),
    };
    format!("<{name}>{inside}</{name}>")
}
