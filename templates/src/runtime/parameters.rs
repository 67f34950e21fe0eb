//! How parameters are written (OAS 3.0.3 section 4.7.12, RFC 6570).
//!
//! The table of styles in OAS 3.0.3 writes lists of style `label` without `explode` with dots; RFC 6570, which the
//! style is defined by, and OAS 3.0.4 write commas. So does this module.

use serde_json::Value;

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
        Location::Query if spec.allow_reserved => percent::encode_reserved,
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
    let name = percent::encode(spec.name);
    let shape = shape(spec, value, encode)?;
    if matches!(&shape, Shape::List(items) if items.is_empty())
        || matches!(&shape, Shape::Object(pairs) if pairs.is_empty())
    {
        return Ok(None);
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
            Style::Form | Style::DeepObject => ("", pairs, Some("="), ","),
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
        Some(text) => Ok(encode(&text)),
        None => Err(BuildError::new(format!(
            "parameter `{}`: a list or object inside a list or object, or `null` inside a list, cannot be written",
            spec.name
        ))),
    };
    Ok(match value {
        Value::Array(items) => Shape::List(items.iter().map(scalar).collect::<Result<_, _>>()?),
        Value::Object(map) => Shape::Object(
            map.iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| Ok((encode(key), scalar(value)?)))
                .collect::<Result<_, _>>()?,
        ),
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

/// Writes `name[key]=value` pairs. OAS leaves properties that are objects or lists open; they are written as most
/// servers read them: `name[key][inner]=value`, and a list's elements each as `name[key]=value`.
fn deep_object(
    spec: ParameterSpec,
    value: &Value,
    encode: fn(&str) -> String,
) -> Result<String, BuildError> {
    let mut pairs = Vec::new();
    deep_pairs(&percent::encode(spec.name), value, encode, &mut pairs).ok_or_else(|| {
        BuildError::new(format!(
            "parameter `{}`: `null` or a list inside a list cannot be written",
            spec.name
        ))
    })?;
    Ok(pairs.join("&"))
}

/// The depth is bounded: trees come from `serde_json`'s writer over values that the caller has built.
fn deep_pairs(
    name: &str,
    value: &Value,
    encode: fn(&str) -> String,
    pairs: &mut Vec<String>,
) -> Option<()> {
    match value {
        Value::Object(map) => map
            .iter()
            .filter(|(_, value)| !value.is_null())
            .try_for_each(|(key, value)| {
                deep_pairs(
                    &format!("{name}%5B{}%5D", percent::encode(key)),
                    value,
                    encode,
                    pairs,
                )
            }),
        Value::Array(items) => items.iter().try_for_each(|item| {
            pairs.push(format!("{name}={}", encode(&text(item)?)));
            Some(())
        }),
        _ => {
            pairs.push(format!("{name}={}", encode(&text(value)?)));
            Some(())
        }
    }
}

/// Writes a flat object as `application/x-www-form-urlencoded`; a list's elements are written one by one.
pub(crate) fn form(value: &Value) -> Result<String, BuildError> {
    let unfit = || {
        BuildError::new(
            "a form takes an object whose properties are texts, numbers, booleans or lists of them",
        )
    };
    let Value::Object(map) = value else {
        return Err(unfit());
    };
    let mut pairs = Vec::new();
    for (key, value) in map {
        let values = match value {
            Value::Null => &[],
            Value::Array(items) => items.as_slice(),
            single => std::slice::from_ref(single),
        };
        for value in values {
            let text = text(value).ok_or_else(unfit)?;
            pairs.push(format!(
                "{}={}",
                percent::encode_form(key),
                percent::encode_form(&text)
            ));
        }
    }
    Ok(pairs.join("&"))
}
