//! How parameters are written (OAS 3.0.3 section 4.7.12, RFC 6570).
//!
//! The table of styles in OAS 3.0.3 writes lists of style `label` without `explode` with dots; RFC 6570, which the
//! style is defined by, and OAS 3.0.4 write commas. So does this module.

use std::borrow::Cow;

use super::brackets;
use super::build_error::BuildError;
use super::operation::{Location, ParameterSpec, Style};
use super::percent::{self, Encode};
use super::wire::members::Level;

/// A value as the styles tell them apart; texts are encoded.
enum Shape<'a> {
    Scalar(Cow<'a, str>),
    List(Vec<Cow<'a, str>>),
    Object(Vec<(Cow<'a, str>, Cow<'a, str>)>),
}

/// Writes a parameter as [`write_to`] does. Returns `None` where there is nothing to send.
pub(crate) fn write(spec: ParameterSpec, value: &str) -> Result<Option<String>, BuildError> {
    let mut out = String::with_capacity(value.len() + 32);
    Ok(write_to(spec, value, &mut out)?.then_some(out))
}

/// Adds a parameter, whose value is JSON text, as it stands in its place: a path segment or a part of one, `name=value`
/// pairs of a query or a cookie, a header's value. Returns whether there is something to send, which may be empty.
pub(crate) fn write_to(
    spec: ParameterSpec,
    value: &str,
    out: &mut String,
) -> Result<bool, BuildError> {
    // JSON has a word for it.
    if value == "null" && !spec.json {
        return Ok(false);
    }
    let encode: Encode = match spec.location {
        Location::Header => |text| text.into(),
        Location::Cookie if spec.style == Style::Cookie => |text| text.into(),
        Location::Query if spec.allow_reserved => percent::encode_reserved_in_query,
        Location::Path if spec.allow_reserved => percent::encode_reserved_in_path,
        Location::Cookie if spec.allow_reserved => percent::encode_reserved_in_cookie,
        Location::Path | Location::Query | Location::Cookie => percent::encode,
    };
    if spec.style == Style::Whole {
        out.push_str(&whole(spec, value, encode)?);
        return Ok(true);
    }
    if spec.json {
        if let Location::Query | Location::Cookie = spec.location {
            out.push_str(&percent::encode(spec.name));
            out.push('=');
        }
        out.push_str(&encode(value));
        return Ok(true);
    }
    if spec.style == Style::DeepObject {
        out.push_str(&deep_object(spec, value, encode)?);
        return Ok(true);
    }
    let name = match spec.style {
        Style::Cookie => spec.name.into(),
        _ => percent::encode(spec.name),
    };
    let value = level(spec, value)?;
    // Nearly all are such, and all that follows would do the same.
    if let (Style::Form | Style::Simple, Level::Scalar(text)) = (spec.style, &value) {
        if spec.style == Style::Form {
            out.push_str(&name);
            out.push('=');
        }
        out.push_str(&encode(text));
        return Ok(true);
    }
    let shape = shape(spec, value, encode)?;
    let nothing = match &shape {
        Shape::Scalar(_) => false,
        Shape::List(items) => items.is_empty(),
        Shape::Object(pairs) => pairs.is_empty(),
    };
    if nothing {
        // No element is no pair, but the text between them is empty, as the specification's table has it.
        let pair = spec.location == Location::Query && !spec.explode;
        if pair {
            out.push_str(&name);
            out.push('=');
        }
        return Ok(pair);
    }
    expand(&Expansion::of(spec), &name, shape, spec.explode, out);
    Ok(true)
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
            Style::Form | Style::Cookie | Style::DeepObject | Style::Whole => {
                ("", pairs, Some("="), ",")
            }
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

    /// Adds a part; there is no name where the style has none.
    fn pair(&self, name: &str, value: &str, out: &mut String) {
        if let Some(empty) = self.named {
            out.push_str(name);
            out.push_str(if value.is_empty() { empty } else { "=" });
        }
        out.push_str(value);
    }
}

fn expand(how: &Expansion, name: &str, shape: Shape<'_>, explode: bool, out: &mut String) {
    out.push_str(how.first);
    match shape {
        Shape::Scalar(text) => how.pair(name, &text, out),
        Shape::List(items) if explode => {
            for (index, item) in items.iter().enumerate() {
                separate(index, how.separator, out);
                how.pair(name, item, out);
            }
        }
        Shape::List(items) => how.pair(name, &items.join(how.inner), out),
        Shape::Object(pairs) if explode => {
            for (index, (key, value)) in pairs.iter().enumerate() {
                separate(index, how.separator, out);
                let empty = how.named.filter(|_| value.is_empty());
                out.push_str(key);
                out.push_str(empty.unwrap_or("="));
                out.push_str(value);
            }
        }
        Shape::Object(pairs) => {
            let pairs = pairs.into_iter();
            let flat: Vec<Cow<'_, str>> = pairs.flat_map(|(key, value)| [key, value]).collect();
            how.pair(name, &flat.join(how.inner), out);
        }
    }
}

/// Adds what stands between parts.
fn separate(index: usize, separator: &str, out: &mut String) {
    if index > 0 {
        out.push_str(separator);
    }
}

fn level(spec: ParameterSpec, value: &str) -> Result<Level<'_>, BuildError> {
    Level::of(value).map_err(|error| BuildError::new(format!("parameter `{}`: {error}", spec.name)))
}

fn shape<'a>(
    spec: ParameterSpec,
    value: Level<'a>,
    encode: Encode,
) -> Result<Shape<'a>, BuildError> {
    let single = |text: Cow<'a, str>| match spec.style {
        Style::Cookie if text.contains(';') => Err(BuildError::new(format!(
            "cookie `{}`: a semicolon would end its value, and nothing is encoded in the style `cookie`",
            spec.name
        ))),
        _ => Ok(encoded(text, encode)),
    };
    let scalar = |value: &'a str| match level(spec, value)? {
        Level::Scalar(text) => single(text),
        Level::Null | Level::List(_) | Level::Object(_) => Err(BuildError::new(format!(
            "parameter `{}`: a list or object inside a list or object, or `null` inside a list, cannot be written",
            spec.name
        ))),
    };
    Ok(match value {
        Level::Null => Shape::List(Vec::new()),
        Level::Scalar(text) => Shape::Scalar(single(text)?),
        Level::List(items) => Shape::List(
            items
                .iter()
                .map(|item| scalar(item.get()))
                .collect::<Result<_, _>>()?,
        ),
        Level::Object(members) => {
            let mut pairs = Vec::with_capacity(members.len());
            for (key, value) in members {
                match level(spec, value.get())? {
                    Level::Null => {}
                    // A list inside an exploded object is left open by OAS; as a parameter it would be written so.
                    Level::List(items) if spec.explode => {
                        for item in items {
                            pairs.push((encoded(key.clone().into(), encode), scalar(item.get())?));
                        }
                    }
                    _ => pairs.push((encoded(key.into(), encode), scalar(value.get())?)),
                }
            }
            Shape::Object(pairs)
        }
    })
}

fn encoded(text: Cow<'_, str>, encode: Encode) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => encode(text),
        Cow::Owned(text) => match encode(&text) {
            Cow::Borrowed(_) => text.into(),
            Cow::Owned(encoded) => encoded.into(),
        },
    }
}

/// Writes `name[key]=value` pairs. The style is for objects; of a list, each element stands for itself, as in style
/// `form`.
fn deep_object(spec: ParameterSpec, value: &str, encode: Encode) -> Result<String, BuildError> {
    let name = percent::encode(spec.name);
    let mut pairs = Vec::new();
    let flat = |item: &str| !item.starts_with(['[', '{']);
    let written = match level(spec, value)? {
        Level::List(items) if items.iter().all(|item| flat(item.get())) => items
            .iter()
            .try_for_each(|item| brackets::push(&name, item.get(), encode, &mut pairs)),
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

/// Writes the whole query: an object is a form, which needs no further encoding.
fn whole(spec: ParameterSpec, value: &str, encode: Encode) -> Result<String, BuildError> {
    if spec.json {
        return Ok(encode(value).into_owned());
    }
    match level(spec, value)? {
        Level::Scalar(text) => Ok(encode(&text).into_owned()),
        _ => form(value, &[]),
    }
}

/// Writes an object, which is JSON text, as `application/x-www-form-urlencoded`: a list's elements one by one, objects as
/// JSON (OAS 3.0.4 section 4.8.14.4), and what `fields` names as that says.
pub(crate) fn form(object: &str, fields: &[ParameterSpec]) -> Result<String, BuildError> {
    let broken = |error: serde_json::Error| BuildError::new(error.to_string());
    let Level::Object(members) = Level::of(object).map_err(broken)? else {
        return Err(BuildError::new("a form takes an object"));
    };
    let mut pairs = Vec::new();
    for (key, value) in &members {
        let spec = fields.iter().find(|spec| spec.name == key);
        if let Some(spec) = spec.filter(|spec| !spec.json) {
            pairs.extend(write(*spec, value.get())?);
            continue;
        }
        let mut pair = |text: &str| {
            let (key, text) = (percent::encode_form(key), percent::encode_form(text));
            pairs.push([&*key, "=", &text].concat());
        };
        if spec.is_some() && value.get() != "null" {
            pair(value.get());
            continue;
        }
        match Level::of(value.get()).map_err(broken)? {
            Level::Null => {}
            Level::Scalar(text) => pair(&text),
            Level::Object(_) => pair(value.get()),
            Level::List(items) => {
                for item in items {
                    match Level::of(item.get()).map_err(broken)? {
                        Level::Scalar(text) => pair(&text),
                        _ => pair(item.get()),
                    }
                }
            }
        }
    }
    Ok(pairs.join("&"))
}
