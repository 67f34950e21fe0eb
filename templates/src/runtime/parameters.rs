//! How parameters are written (OAS 3.0.3 section 4.7.12, RFC 6570).
//!
//! The table of styles in OAS 3.0.3 writes lists of style `label` without `explode` with dots; RFC 6570, which the
//! style is defined by, and OAS 3.0.4 write commas. So does this module.

use serde_json::Value;

use super::brackets;
use super::build_error::BuildError;
use super::operation::{Location, ParameterSpec, Style};
use super::percent;

/// A value as the styles tell them apart.
enum Shape {
    Scalar(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

/// Writes a parameter as it stands in its place: a path segment or a part of one, `name=value` pairs of a query or a
/// cookie, a header's value. Returns `None` where there is nothing to send.
pub(crate) fn write(spec: ParameterSpec, value: &Value) -> Result<Option<String>, BuildError> {
    if value.is_null() {
        return Ok(None);
    }
    let encode: fn(&str) -> String = match spec.location {
        Location::Header => str::to_owned,
        Location::Cookie if spec.style == Style::Cookie => str::to_owned,
        Location::Query if spec.allow_reserved => |text| percent::encode_reserved(text, true),
        Location::Path if spec.allow_reserved => |text| percent::encode_reserved(text, false),
        Location::Path | Location::Query | Location::Cookie => percent::encode,
    };
    if spec.json {
        let text = encode(&value.to_string());
        return Ok(Some(match spec.location {
            Location::Path | Location::Header => text,
            Location::Query | Location::Cookie => format!("{}={text}", percent::encode(spec.name)),
        }));
    }
    if spec.style == Style::DeepObject {
        return deep_object(spec, value, encode).map(Some);
    }
    let name = match spec.style {
        Style::Cookie => spec.name.to_owned(),
        _ => percent::encode(spec.name),
    };
    let shape = shape(spec, value, encode)?;
    let nothing = match &shape {
        Shape::Scalar(_) => false,
        Shape::List(items) => items.is_empty(),
        Shape::Object(pairs) => pairs.is_empty(),
    };
    if nothing {
        // No element is no pair, but the text between them is empty, as the specification's table has it.
        let pair = spec.location == Location::Query && !spec.explode;
        return Ok(pair.then(|| format!("{name}=")));
    }
    Ok(Some(expand(
        &Expansion::of(spec),
        &name,
        shape,
        spec.explode,
    )))
}

/// The variable part of RFC 6570, appendix A.
struct Expansion {
    first: &'static str,
    separator: &'static str,
    /// Whether the name is written; then also what follows it where the value is empty.
    named: Option<&'static str>,
    /// What stands between the parts of a value that is not exploded.
    inner: &'static str,
}

impl Expansion {
    fn of(spec: ParameterSpec) -> Self {
        let pairs = if spec.location == Location::Cookie {
            "; "
        } else {
            "&"
        };
        let (first, separator, named, inner) = match spec.style {
            Style::Simple => ("", ",", None, ","),
            Style::Label => (".", ".", None, ","),
            Style::Matrix => (";", ";", Some(""), ","),
            Style::Form | Style::Cookie | Style::DeepObject => ("", pairs, Some("="), ","),
            Style::SpaceDelimited => ("", pairs, Some("="), "%20"),
            Style::PipeDelimited => ("", pairs, Some("="), "%7C"),
            Style::TabDelimited => ("", pairs, Some("="), "%09"),
        };
        // Swagger 2.0 has delimiters in paths and headers too, where a value stands without its name.
        let (named, inner) = match (spec.location, inner) {
            (Location::Header, "%20") => (None, " "),
            (Location::Header, "%7C") => (None, "|"),
            (Location::Header, "%09") => (None, "\t"),
            (Location::Path, "%20" | "%7C" | "%09") => (None, inner),
            _ => (named, inner),
        };
        Self {
            first,
            separator,
            named,
            inner,
        }
    }

    fn pair(&self, name: &str, value: &str) -> String {
        match self.named {
            None => value.to_owned(),
            Some(empty) if value.is_empty() => format!("{name}{empty}"),
            Some(_) => format!("{name}={value}"),
        }
    }
}

fn expand(how: &Expansion, name: &str, shape: Shape, explode: bool) -> String {
    let parts: Vec<String> = match shape {
        Shape::Scalar(text) => vec![how.pair(name, &text)],
        Shape::List(items) if explode => items.iter().map(|item| how.pair(name, item)).collect(),
        Shape::List(items) => vec![how.pair(name, &items.join(how.inner))],
        Shape::Object(pairs) if explode => pairs
            .iter()
            .map(|(key, value)| match how.named {
                Some(empty) if value.is_empty() => format!("{key}{empty}"),
                _ => format!("{key}={value}"),
            })
            .collect(),
        Shape::Object(pairs) => {
            let flat: Vec<String> = pairs
                .into_iter()
                .flat_map(|(key, value)| [key, value])
                .collect();
            vec![how.pair(name, &flat.join(how.inner))]
        }
    };
    format!("{}{}", how.first, parts.join(how.separator))
}

fn shape(
    spec: ParameterSpec,
    value: &Value,
    encode: fn(&str) -> String,
) -> Result<Shape, BuildError> {
    let scalar = |value: &Value| match text(value) {
        Some(text) if spec.style == Style::Cookie && text.contains(';') => {
            Err(BuildError::new(format!(
                "cookie `{}`: a semicolon would end its value, and nothing is encoded in the style `cookie`",
                spec.name
            )))
        }
        Some(text) => Ok(encode(&text)),
        None => Err(BuildError::new(format!(
            "parameter `{}`: a list or object inside a list or object, or `null` inside a list, cannot be written",
            spec.name
        ))),
    };
    Ok(match value {
        Value::Array(items) => Shape::List(items.iter().map(scalar).collect::<Result<_, _>>()?),
        Value::Object(map) => {
            let mut pairs = Vec::with_capacity(map.len());
            for (key, value) in map.iter().filter(|(_, value)| !value.is_null()) {
                match value {
                    // A list inside an exploded object is left open by OAS; as a parameter it would be written so.
                    Value::Array(items) if spec.explode => {
                        for item in items {
                            pairs.push((encode(key), scalar(item)?));
                        }
                    }
                    _ => pairs.push((encode(key), scalar(value)?)),
                }
            }
            Shape::Object(pairs)
        }
        _ => Shape::Scalar(scalar(value)?),
    })
}

/// Returns a scalar's text.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Writes `name[key]=value` pairs. The style is for objects; of a list, each element stands for itself, as in style
/// `form`.
fn deep_object(
    spec: ParameterSpec,
    value: &Value,
    encode: fn(&str) -> String,
) -> Result<String, BuildError> {
    let name = percent::encode(spec.name);
    let mut pairs = Vec::new();
    let written = match value {
        Value::Array(items) if !items.iter().any(is_nested) => items
            .iter()
            .try_for_each(|item| brackets::push(&name, item, encode, &mut pairs)),
        _ => brackets::push(&name, value, encode, &mut pairs),
    };
    written.ok_or_else(|| {
        BuildError::new(format!(
            "parameter `{}`: `null` inside a list cannot be written",
            spec.name
        ))
    })?;
    Ok(pairs.join("&"))
}

fn is_nested(value: &Value) -> bool {
    value.is_array() || value.is_object()
}

/// Writes an object as `application/x-www-form-urlencoded`: a list's elements one by one, objects as JSON (OAS 3.0.3
/// section 4.7.15.1), and what `fields` names as that says.
pub(crate) fn form(value: &Value, fields: &[ParameterSpec]) -> Result<String, BuildError> {
    let Value::Object(map) = value else {
        return Err(BuildError::new("a form takes an object"));
    };
    let mut pairs = Vec::new();
    for (key, value) in map {
        if let Some(spec) = fields.iter().find(|spec| spec.name == key) {
            pairs.extend(write(*spec, value)?);
            continue;
        }
        let values = match value {
            Value::Null => &[],
            Value::Array(items) => items.as_slice(),
            single => std::slice::from_ref(single),
        };
        for value in values {
            let text = text(value).unwrap_or_else(|| value.to_string());
            pairs.push(format!(
                "{}={}",
                percent::encode_form(key),
                percent::encode_form(&text)
            ));
        }
    }
    Ok(pairs.join("&"))
}
