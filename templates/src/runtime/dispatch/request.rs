//! From arguments to a request.

use std::convert::Infallible;

use bytes::Bytes;

use super::super::body::Body as RequestBody;
use super::super::build_error::BuildError;
use super::super::client::Core;
use super::super::draft::Draft;
use super::super::operation::Location;
use super::super::parameters;
use super::super::wire::json::{self, JsonError};
use super::super::wire::members::Level;
use super::super::wire::raw::RawJson;
use super::arguments::{Arguments, below, path_of, word};
use super::error::{DispatchError, DispatchErrorKind};
use super::kept::completed;
use super::table::{Binary, Bodies, Body, Entry, Unfit, Write};

/// Reads all arguments as the types of the operation and starts its request with them.
pub(super) fn draft(
    core: &Core,
    entry: &'static Entry,
    streams: &'static str,
    mut arguments: Arguments,
) -> Result<Box<Draft>, DispatchError> {
    arguments.check()?;
    let mut draft = Draft::new(core, entry.spec);
    for parameter in entry.parameters {
        let (location, name) = (parameter.location, parameter.name);
        let given = arguments.take(location, name);
        let Some(given) = given.filter(|given| {
            parameter.required || !is_left_out(given, |text| (parameter.read)(text).is_ok())
        }) else {
            if parameter.required {
                return Err(missing(path_of(location, name)));
            }
            continue;
        };
        let value = (parameter.read)(given.get())
            .map_err(|error| unfit(&path_of(location, name), &error))?;
        let value = completed(given.get(), value.get());
        draft.values().extend_from_slice(value.as_bytes());
        draft.parameter(location, name, Ok(()));
    }
    if let Some((location, name)) = arguments.left() {
        return Err(unknown_parameter(entry, location, name));
    }
    body(&mut draft, entry, &arguments)?;
    if let Some(accept) = &arguments.accept {
        let documented: Vec<&str> = entry
            .spec
            .accept
            .split(", ")
            .chain(streams.split(", "))
            .filter(|media| !media.is_empty())
            .collect();
        let Some(offered) = documented.iter().find(|media| covers(media, accept)) else {
            return Err(not_offered("accept", accept, &documented));
        };
        // Without parameters those of the document are meant.
        let offered = offered.split(";q=").next().unwrap_or_default();
        let plain = accept.contains(';') || offered.contains('*');
        draft.header("accept", if plain { accept } else { offered });
    }
    if let Some(base_url) = arguments.base_url {
        draft.base_url(base_url);
    }
    draft.timeout = arguments.timeout;
    Ok(draft)
}

/// Whether an argument is `null` where its type is not.
fn is_left_out(given: &RawJson, fits: impl Fn(&str) -> bool) -> bool {
    given.get() == "null" && !fits("null")
}

fn body(draft: &mut Draft, entry: &Entry, arguments: &Arguments) -> Result<(), DispatchError> {
    let Some(given) = &arguments.body else {
        let required = entry.body.as_ref().is_some_and(|bodies| bodies.required);
        if required || arguments.content_type.is_some() {
            return Err(missing("body".to_owned()));
        }
        return Ok(());
    };
    let Some(bodies) = &entry.body else {
        let message = "the operation takes no body";
        return Err(DispatchError::new(DispatchErrorKind::UnknownArgument, message).at("body"));
    };
    let body = chosen(bodies, arguments.content_type.as_deref())?;
    if !bodies.required && is_left_out(given, |text| written(body, text).is_ok()) {
        return Ok(());
    }
    let (content, boundary) = written(body, given.get()).map_err(|error| unfit("body", &error))?;
    let usual = match body.media_type {
        range if is_range(range) => "application/octet-stream",
        media_type => media_type,
    };
    let wanted = arguments.content_type.as_deref();
    let media_type = wanted.filter(|wanted| !is_range(wanted)).unwrap_or(usual);
    let media_type = match boundary {
        Some(boundary) => format!("{media_type}; boundary={boundary}"),
        None => media_type.to_owned(),
    };
    draft.body(&media_type, Ok::<_, Infallible>(content));
    Ok(())
}

/// The body of the content type that was asked for, or the first, of those in a range (documents have `*/*`).
fn chosen<'a>(bodies: &'a Bodies, wanted: Option<&str>) -> Result<&'a Body, DispatchError> {
    let types = bodies.types;
    let wanted = wanted.unwrap_or_else(|| types.first().map_or("", |body| body.media_type));
    let in_range = |body: &&Body| is_range(wanted) && covers(wanted, body.media_type);
    let body = types.iter().find(|body| covers(body.media_type, wanted));
    body.or_else(|| types.iter().find(in_range)).ok_or_else(|| {
        let offered: Vec<&str> = types.iter().map(|body| body.media_type).collect();
        not_offered("contentType", wanted, &offered)
    })
}

/// Reads a body as its type and writes it as it is sent; with a boundary where it has several parts.
fn written(body: &Body, text: &str) -> Result<(RequestBody, Option<String>), Unfit> {
    let parts = match body.write {
        Write::Parts(read, parts, required) => {
            complete(text, required)?;
            read(text, parts, from_base64)
        }
        Write::Object(read, parts) => {
            let written = completed(text, read(text)?.get());
            parts(&written, &[], from_base64)
        }
        _ => return Ok((whole_body(body, text)?.into(), None)),
    };
    let (body, boundary) = parts.map_err(Unfit::Write)?;
    Ok((body, Some(boundary)))
}

/// Fails where an object lacks one of these properties.
fn complete(text: &str, required: &[&str]) -> Result<(), Unfit> {
    let unfit = |message: String| {
        Unfit::Read(JsonError {
            message,
            path: String::new(),
            line: 1,
            column: 1,
        })
    };
    let Ok(Level::Object(members)) = Level::of(text) else {
        return Err(unfit("it is no object".to_owned()));
    };
    let is_there = |name: &str| {
        let mut members = members.iter();
        members.any(|(key, value)| key == name && value.get() != "null")
    };
    let missing = required.iter().find(|name| !is_there(name));
    missing.map_or(Ok(()), |name| Err(unfit(format!("missing field `{name}`"))))
}

fn from_base64(text: &str) -> Result<Bytes, String> {
    json::from_str_as::<Binary, Bytes>(text).map_err(|error| error.message)
}

fn whole_body(body: &Body, text: &str) -> Result<Bytes, Unfit> {
    match body.write {
        Write::Json(read) => {
            let written = read(text)?;
            Ok(completed(text, written.get()).into())
        }
        Write::Xml(read, xml) => {
            let written = read(text)?;
            let text = xml(&completed(text, written.get()));
            text.map(Bytes::from).map_err(Unfit::Write)
        }
        Write::Lines(read) => {
            let written = completed(text, read(text)?.get());
            let items = json::from_str::<Vec<RawJson>>(&written).map_err(Unfit::Read)?;
            let lines: String = items
                .iter()
                // Between the tokens of JSON, where alone it can stand, a line end is a space.
                .map(|item| item.get().replace(['\n', '\r'], " ") + "\n")
                .collect();
            Ok(lines.into())
        }
        Write::Parts(..) | Write::Object(..) => Ok(Bytes::new()),
        Write::Form(read, fields) => {
            let written = completed(text, read(text)?.get());
            let form = parameters::form(&written, fields);
            form.map(Bytes::from)
                .map_err(|error: BuildError| Unfit::Write(error.to_string()))
        }
        Write::Text => json::from_str::<String>(text)
            .map(Bytes::from)
            .map_err(Unfit::Read),
        // Documents have schemas of objects for any media type: their JSON is what can be written.
        Write::Bytes if text.starts_with(['{', '[']) => Ok(text.to_owned().into()),
        Write::Bytes => json::from_str_as::<Binary, Bytes>(text).map_err(Unfit::Read),
    }
}

/// Whether a documented media type, which may be a range, holds another. Parameters do not count.
fn covers(documented: &str, wanted: &str) -> bool {
    let essence = |media: &str| {
        let essence = media.split(';').next().unwrap_or_default();
        essence.trim().to_ascii_lowercase()
    };
    let (documented, wanted) = (essence(documented), essence(wanted));
    match documented.strip_suffix('*') {
        Some("*/") => wanted.contains('/'),
        Some(kind) if kind.ends_with('/') => wanted.starts_with(kind),
        _ => documented == wanted,
    }
}

/// Whether it stands for many media types.
fn is_range(media: &str) -> bool {
    let essence = media.split(';').next();
    essence.is_some_and(|essence| essence.contains('*'))
}

fn not_offered(what: &str, wanted: &str, offered: &[&str]) -> DispatchError {
    let message = if offered.is_empty() {
        format!("`{what}`: the operation documents none")
    } else {
        format!(
            "`{what}`: the operation does not document `{}`; it has `{}`",
            wanted.escape_debug(),
            offered.join("`, `")
        )
    };
    DispatchError::new(DispatchErrorKind::InvalidArgument, message).at(what)
}

fn missing(path: String) -> DispatchError {
    let message = format!("`{path}` is missing");
    DispatchError::new(DispatchErrorKind::MissingArgument, message).at(path)
}

fn unknown_parameter(entry: &Entry, location: Location, name: &str) -> DispatchError {
    let path = path_of(location, name);
    let here = entry
        .parameters
        .iter()
        .filter(|parameter| parameter.location == location);
    let names: Vec<&str> = here.map(|parameter| parameter.name).collect();
    let place = word(location);
    let message = if names.is_empty() {
        format!("`{path}`: the operation has no {place} parameters")
    } else {
        format!(
            "`{path}`: the operation has no such parameter; its {place} parameters are `{}`",
            names.join("`, `")
        )
    };
    DispatchError::new(DispatchErrorKind::UnknownArgument, message).at(path)
}

fn unfit(path: &str, error: &Unfit) -> DispatchError {
    let (kind, path) = match error {
        Unfit::Read(error) => (DispatchErrorKind::InvalidArgument, below(path, &error.path)),
        Unfit::Write(_) => (DispatchErrorKind::Unencodable, path.to_owned()),
    };
    DispatchError::new(kind, format!("`{path}`: {error}")).at(path)
}
