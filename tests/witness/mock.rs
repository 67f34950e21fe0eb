//! A server that does what a document says: it finds the operation, checks credentials, reads all arguments in the styles
//! of the specification, and refuses what the schemas do not allow.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::bodies;
use crate::document::{Document, Operation};
use crate::parameters::{self, Query};
use crate::schema::{Schemas, Sender};
use crate::server;

/// A request, as it came.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sent {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

/// What a server understands.
#[derive(Debug)]
pub(crate) struct Received {
    /// The operation's number.
    pub(crate) operation: usize,
    /// By place and name; those of the path by their order.
    pub(crate) arguments: BTreeMap<(String, String), Value>,
    pub(crate) body: Option<Value>,
}

/// Why it is not understood.
#[derive(Debug, Clone)]
pub(crate) enum Refusal {
    /// It does not come here at all, or there is no such operation: 404 or 405.
    Route(String),
    /// 401 or 403.
    Credentials(String),
    /// 400, 415 or 422, by the operation of this number.
    Argument(usize, String),
}

impl Refusal {
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Route(text) | Self::Credentials(text) | Self::Argument(_, text) => text,
        }
    }
}

impl Sent {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(header, _)| header.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The value of `Content-Type` without parameters.
    pub(crate) fn media_type(&self) -> Option<String> {
        let essence = self.header("content-type")?.split(';').next()?;
        Some(essence.trim().to_ascii_lowercase())
    }

    fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.header("cookie")?.split(';');
        let mut pairs = cookies.filter_map(|pair| pair.trim().split_once('='));
        let (_, value) = pairs.find(|(cookie, _)| *cookie == name)?;
        Some(value.to_owned())
    }
}

/// Receives a request.
pub(crate) fn receive(schemas: &Schemas<'_>, sent: &Sent) -> Result<Received, Refusal> {
    let document = schemas.document;
    let (url, query) = sent.url.split_once('?').unwrap_or((&sent.url, ""));
    let query = Query::parse(query);
    let mut refusal = Refusal::Route(format!("no server is at {url}"));
    for (index, operation) in document.operations.iter().enumerate() {
        let paths = operation
            .servers
            .iter()
            .filter_map(|server| server::below(url, server));
        for path in paths {
            if !matches!(refusal, Refusal::Argument(..) | Refusal::Credentials(_)) {
                refusal = Refusal::Route(format!("there is no {} {path}", sent.method));
            }
            let Some(values) = path_values(&operation.path, path) else {
                continue;
            };
            if operation.method != sent.method {
                continue;
            }
            match understood(schemas, index, &values, &query, sent) {
                Ok(received) => return Ok(received),
                Err(other) => refusal = other,
            }
        }
    }
    Err(refusal)
}

/// The texts of the path's parameters, by name, where the path is one of the template.
fn path_values(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let template = template.split('#').next().unwrap_or_default();
    let (template, path): (Vec<_>, Vec<_>) =
        (template.split('/').collect(), path.split('/').collect());
    let mut values = Vec::new();
    for (template, text) in template.iter().zip(&path) {
        match template
            .split_once('{')
            .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            None => (template == text).then_some(())?,
            Some((before, (name, after))) => {
                let value = text.strip_prefix(before)?.strip_suffix(after)?;
                (!value.is_empty()).then_some(())?;
                values.push((name.to_owned(), value.to_owned()));
            }
        }
    }
    (template.len() == path.len()).then_some(values)
}

fn understood(
    schemas: &Schemas<'_>,
    index: usize,
    path: &[(String, String)],
    query: &Query,
    sent: &Sent,
) -> Result<Received, Refusal> {
    let operation = &schemas.document.operations[index];
    credentials(schemas.document, operation, query, sent).map_err(Refusal::Credentials)?;
    let mut arguments = BTreeMap::new();
    for parameter in &operation.parameters {
        let place = parameter.place.as_str();
        let value = match place {
            "path" => {
                let text = path.iter().find(|(name, _)| *name == parameter.name);
                text.map(|(_, text)| parameters::of_path(schemas, parameter, text))
            }
            "query" => parameters::of_query(schemas, parameter, query),
            "cookie" => sent.cookie(&parameter.name).and_then(|text| {
                let query = Query::one(&parameter.name, &text);
                parameters::of_query(schemas, parameter, &query)
            }),
            _ => sent
                .header(&parameter.name)
                .map(|text| parameters::of_header(schemas, parameter, text)),
        };
        let name = match place {
            "path" => path
                .iter()
                .position(|(name, _)| *name == parameter.name)
                .unwrap_or(99)
                .to_string(),
            "header" => parameter.name.to_ascii_lowercase(),
            _ => parameter.name.clone(),
        };
        let Some(value) = value else {
            if parameter.required {
                return Err(Refusal::Argument(
                    index,
                    format!("{place} `{}` is missing", parameter.name),
                ));
            }
            continue;
        };
        if let Some(why) = schemas.refuses(&parameter.schema, Sender::Client, &value) {
            return Err(Refusal::Argument(
                index,
                format!("{place} `{}`: {why}", parameter.name),
            ));
        }
        arguments.insert((place.to_owned(), name), value);
    }
    Ok(Received {
        operation: index,
        arguments,
        body: bodies::received(schemas, operation, sent)
            .map_err(|why| Refusal::Argument(index, why))?,
    })
}

/// What is missing to let the request in.
fn credentials(
    document: &Document,
    operation: &Operation,
    query: &Query,
    sent: &Sent,
) -> Result<(), String> {
    let authorization = sent.header("authorization").unwrap_or_default();
    let has = |(name, scopes): &(String, Vec<String>)| -> bool {
        let scheme = document.resolved(&document.root["components"]["securitySchemes"][name]);
        let key = scheme["name"].as_str().unwrap_or_default();
        match (
            scheme["type"].as_str(),
            scheme["in"].as_str(),
            scheme["scheme"].as_str(),
        ) {
            (Some("apiKey"), Some("query"), _) => query.has(key),
            (Some("apiKey"), Some("cookie"), _) => sent.cookie(key).is_some(),
            (Some("apiKey"), ..) => sent.header(key).is_some(),
            (Some("http"), _, Some("basic")) => authorization.starts_with("Basic "),
            (Some("http"), ..) => authorization.starts_with("Bearer "),
            (Some("oauth2"), ..) => {
                let granted = authorization.strip_prefix("Bearer token.");
                let granted = granted.map(|text| {
                    percent_decode_str(&text.replace('+', " "))
                        .decode_utf8_lossy()
                        .into_owned()
                });
                granted.is_some_and(|granted| {
                    scopes
                        .iter()
                        .all(|scope| granted.split(' ').any(|one| one == scope))
                })
            }
            _ => true,
        }
    };
    if operation.security.is_empty() || operation.security.iter().any(|all| all.iter().all(has)) {
        return Ok(());
    }
    Err(format!("one of {:?} is wanted", operation.security))
}

/// Where programs get tokens.
pub(crate) fn token_urls(document: &Document) -> Vec<String> {
    let schemes = document.root["components"]["securitySchemes"].as_object();
    let urls = schemes
        .into_iter()
        .flatten()
        .map(|(_, scheme)| &scheme["flows"]["clientCredentials"]["tokenUrl"]);
    urls.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Whether a media type is one of a list with ranges: the text of `Accept`, or the one that a document has.
pub(crate) fn covers(accepted: &str, media_type: &str) -> bool {
    let essence = |text: &str| {
        text.split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    };
    let wanted = essence(media_type);
    accepted
        .split(',')
        .map(essence)
        .any(|accepted| match accepted.split_once("/*") {
            Some(("*", _)) => true,
            Some((kind, _)) => wanted.starts_with(&format!("{kind}/")),
            None => accepted == wanted,
        })
}
