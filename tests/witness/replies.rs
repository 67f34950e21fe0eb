//! The answers that a document allows.

use serde_json::{Value, json};

use crate::document::{Answer, Media};
use crate::hints::Hints;
use crate::play::Reply;
use crate::sample::Sampler;
use crate::schema::{Schemas, Sender};
use crate::xml;

/// An answer that a document allows.
pub(crate) struct Sample {
    pub(crate) reply: Reply,
    pub(crate) media_type: Option<String>,
    pub(crate) value: Value,
    pub(crate) schema: Value,
    pub(crate) loose: bool,
}

pub(crate) fn sampler<'s>(schemas: &'s Schemas<'s>, hints: &'s Hints, loose: bool) -> Sampler<'s> {
    Sampler {
        schemas,
        sender: Sender::Server,
        hints,
        loose,
    }
}

/// The answers that are documented for a status.
pub(crate) fn samples(
    schemas: &Schemas<'_>,
    hints: &Hints,
    status: &str,
    answer: &Answer,
) -> Vec<Sample> {
    let statuses = match status {
        "default" => vec![418, 503],
        "2XX" => vec![200, 226],
        "4XX" => vec![404, 418],
        "5XX" => vec![500, 503],
        exact => vec![exact.parse().expect("a status")],
    };
    let mut samples = Vec::new();
    for status in statuses {
        for headers in headers(schemas, hints, answer) {
            if answer.content.is_empty() {
                let headers = headers.clone();
                let reply = Reply {
                    headers,
                    ..Reply::empty(status)
                };
                samples.push(Sample {
                    reply,
                    media_type: None,
                    value: Value::Null,
                    schema: Value::Null,
                    loose: false,
                });
            }
            for (name, media) in &answer.content {
                for media_type in media_types(name) {
                    let typed = values(&sampler(schemas, hints, false), media_type, media);
                    let loose = values(&sampler(schemas, hints, true), media_type, media);
                    let loose = loose
                        .into_iter()
                        .filter(|value| !typed.contains(value))
                        .map(|value| (value, true));
                    let all: Vec<_> = typed
                        .iter()
                        .map(|value| (value.clone(), false))
                        .chain(loose)
                        .collect();
                    for (value, loose) in all {
                        let body = written(schemas, media_type, &media.schema, &value);
                        let mut headers = headers.clone();
                        headers.push(("content-type".to_owned(), media_type.to_owned()));
                        let reply = Reply {
                            status,
                            headers,
                            body,
                        };
                        let schema = media.schema.clone();
                        samples.push(Sample {
                            reply,
                            media_type: Some(media_type.to_owned()),
                            value,
                            schema,
                            loose,
                        });
                    }
                }
            }
        }
    }
    samples
}

fn headers(schemas: &Schemas<'_>, hints: &Hints, answer: &Answer) -> Vec<Vec<(String, String)>> {
    let mut all = vec![Vec::new(), Vec::new()];
    for header in &answer.headers {
        let mut values = sampler(schemas, hints, false).values(&header.node, &header.schema);
        values.retain(|value| {
            value
                .as_str()
                .is_none_or(|text| !text.is_empty() && text.is_ascii())
        });
        let text = values.first().map(|value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        });
        let Some(text) = text else {
            continue;
        };
        all[0].push((header.name.clone(), text.clone()));
        if header.required {
            all[1].push((header.name.clone(), text));
        }
    }
    all.dedup();
    all
}

fn media_types(documented: &str) -> Vec<&str> {
    match documented {
        "image/*" => vec!["image/png", "image/jpeg"],
        "*/*" => vec!["application/json", "text/plain"],
        one => vec![one],
    }
}

fn values(sampler: &Sampler<'_>, media_type: &str, media: &Media) -> Vec<Value> {
    if media_type.ends_with("json") || matches!(media_type, "application/xml" | "text/event-stream")
    {
        return sampler.values(&media.node, &media.schema);
    }
    vec![json!("text"), json!("")]
}

fn written(schemas: &Schemas<'_>, media_type: &str, schema: &Value, value: &Value) -> String {
    match media_type {
        "application/xml" => xml::write(schemas, schema, "root", value),
        "text/event-stream" => format!("data: {value}\n\n"),
        json if json.ends_with("json") => value.to_string(),
        _ => value.as_str().unwrap_or_default().to_owned(),
    }
}
