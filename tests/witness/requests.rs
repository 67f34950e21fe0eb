//! Witnesses of requests: calls of the old client that a server of the new document refuses or understands otherwise.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::calls::{Call, calls};
use crate::compared::{is_nothing, plain, unnamed};
use crate::document::Document;
use crate::hints::Hints;
use crate::mock::{Received, Sent, receive, token_urls};
use crate::play::{Player, Reply};
use crate::schema::Schemas;

/// Something that proves a verdict.
#[derive(Debug, Clone)]
pub(crate) struct Witness {
    pub(crate) class: Class,
    pub(crate) text: String,
    /// Whether it needs something that the document says nothing of.
    pub(crate) loose: bool,
}

/// What kind of proof it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// The server refuses the request, or the client cannot make it; the client cannot tell what an answer means.
    Refused,
    /// The server understands something else, or does not read an argument.
    Misunderstood,
    /// The client cannot read the answer.
    Undecodable,
    /// Something of the answer is lost or changed.
    Lost,
    /// The client's own check of the value fails.
    Checked,
    /// The old document excludes the value, which the client reads all the same.
    Promise,
}

impl Class {
    pub(crate) const ALL: &'static [Self] = &[
        Self::Refused,
        Self::Misunderstood,
        Self::Undecodable,
        Self::Lost,
        Self::Checked,
        Self::Promise,
    ];

    /// The word in the table.
    pub(crate) fn says(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Misunderstood => "misunderstood",
            Self::Undecodable => "undecodable",
            Self::Lost => "lost",
            Self::Checked => "fails `validate()`",
            Self::Promise => "was excluded",
        }
    }
}

/// An old document, its client, and how they are played.
pub(crate) struct Old<'d> {
    pub(crate) schemas: &'d Schemas<'d>,
    pub(crate) client: usize,
    /// The client's models, by the places of their schemas.
    pub(crate) models: &'d BTreeMap<String, String>,
}

impl Old<'_> {
    pub(crate) fn is_relative(&self) -> bool {
        let servers = &self.schemas.document.root["servers"];
        let url = servers[0]["url"].as_str();
        url.is_none_or(|url| url.starts_with('/'))
    }
}

/// All witnesses of requests; and calls that the server of the old document does not understand, which are faults.
pub(crate) fn witnesses<'d>(
    player: &mut Player,
    old: &Old<'d>,
    new: &Schemas<'d>,
    hints: &Hints,
    faults: &mut Vec<String>,
) -> (usize, Vec<Witness>) {
    let mut witnesses = Vec::new();
    let mut count = 0;
    let document = old.schemas.document;
    for operation in &document.operations {
        for call in calls(old.schemas, operation, hints) {
            let mut ask = |tokens: &Document| {
                player.play(
                    old.client,
                    &call,
                    &token_urls(tokens),
                    &Reply::empty(204),
                    old.is_relative(),
                )
            };
            let (Some(sent), told) = ask(document) else {
                continue;
            };
            if told["error"]["kind"] == "credential" {
                faults.push(format!("{call:?}: {told}"));
                continue;
            }
            let before = match receive(old.schemas, &sent) {
                Ok(before) => before,
                Err(_) if call.loose => continue,
                Err(refusal) => {
                    faults.push(format!("{}: {} {sent:?}", call.arguments, refusal.text()));
                    continue;
                }
            };
            if let Some(fault) = understood_otherwise(&call, operation, &before) {
                if !call.loose {
                    faults.push(format!("{fault} {sent:?}"));
                }
                continue;
            }
            count += 1;
            let sent = if token_urls(document) == token_urls(new.document) {
                sent
            } else {
                let (sent, told) = ask(new.document);
                if told["error"]["kind"] == "credential" {
                    witnesses.push(witness(
                        Class::Refused,
                        &call,
                        &format!("no token: {}", told["error"]["message"]),
                    ));
                    continue;
                }
                sent.unwrap_or_default()
            };
            witnesses.extend(judged(old.schemas, new, &call, &sent, &before));
        }
    }
    (count, witnesses)
}

fn witness(class: Class, call: &Call, why: &str) -> Witness {
    Witness {
        class,
        text: format!("{} {}: {why}", call.operation, call.arguments),
        loose: call.loose,
    }
}

fn judged<'d>(
    old: &Schemas<'d>,
    new: &Schemas<'d>,
    call: &Call,
    sent: &Sent,
    before: &Received,
) -> Option<Witness> {
    let after = match receive(new, sent) {
        Ok(after) => after,
        Err(refusal) => return Some(witness(Class::Refused, call, refusal.text())),
    };
    let why = changed(old, new, sent, before, &after)?;
    Some(witness(Class::Misunderstood, call, &why))
}

/// What a server understands otherwise than before.
fn changed<'d>(
    old: &Schemas<'d>,
    new: &Schemas<'d>,
    sent: &Sent,
    before: &Received,
    after: &Received,
) -> Option<String> {
    for (name, value) in &before.arguments {
        let there = after.arguments.get(name).map_or(Value::Null, plain);
        let value = plain(value);
        if !is_nothing(&value) && there != value {
            return Some(format!(
                "{} `{}` is {there} instead of {value}",
                name.0, name.1
            ));
        }
    }
    let value = before.body.as_ref()?;
    let there = after.body.as_ref().map_or(Value::Null, plain);
    if !is_nothing(&plain(value)) && there != plain(value) {
        return Some(format!("the body is {there} instead of {value}"));
    }
    let schema = |schemas: &Schemas<'d>, received: &Received| -> Option<&'d Value> {
        let body = schemas.document.operations[received.operation]
            .body
            .as_ref()?;
        let media_type = sent.media_type()?;
        let media = body
            .content
            .iter()
            .find(|(name, _)| crate::mock::covers(name, &media_type));
        media.map(|(_, media)| &media.schema)
    };
    let (known, other) = (schema(old, before)?, schema(new, after)?);
    let place = unnamed(value, (old.document, known), (new.document, other))?;
    Some(format!("`body{place}` means nothing"))
}

/// What the server of the old document does not understand as it was meant.
fn understood_otherwise(
    call: &Call,
    operation: &crate::document::Operation,
    received: &Received,
) -> Option<String> {
    for parameter in &operation.parameters {
        let given = &call.arguments[&parameter.place][&parameter.name];
        let place = (
            parameter.place.clone(),
            match parameter.place.as_str() {
                "header" => parameter.name.to_ascii_lowercase(),
                "path" => continue,
                _ => parameter.name.clone(),
            },
        );
        let there = received.arguments.get(&place).map_or(Value::Null, plain);
        let given = plain(given);
        if !(is_nothing(&given) && is_nothing(&there)) && given != there {
            return Some(format!("{place:?} is {there} instead of {given}"));
        }
    }
    let given = plain(&call.arguments["body"]);
    let there = received.body.as_ref().map_or(Value::Null, plain);
    if !(is_nothing(&given) && is_nothing(&there)) && given != there {
        return Some(format!("the body is {there} instead of {given}"));
    }
    None
}
