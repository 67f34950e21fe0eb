//! The program that plays calls, at work.

use std::path::Path;

use serde_json::{Value, json};

use crate::document::list;
use crate::mock::Sent;
use crate::program::module;
use crate::server::RELATIVE;
use crate::session::Session;

pub(crate) struct Player(Session);

/// What a server answers.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Player {
    pub(crate) fn start(program: &Path) -> Self {
        Self(Session::start(program, "http://127.0.0.1:1", &[]))
    }

    pub(crate) fn end(self) {
        self.0.end();
    }

    /// Makes a call by a document's client; returns what it sends last, and what it makes of the answer.
    pub(crate) fn play(
        &mut self,
        client: usize,
        call: &crate::calls::Call,
        tokens: &[String],
        reply: &Reply,
        is_relative: bool,
    ) -> (Option<Sent>, Value) {
        let headers: serde_json::Map<String, Value> = reply
            .headers
            .iter()
            .map(|(name, value)| (name.clone(), json!(value)))
            .collect();
        let line = json!({
            "module": module(client),
            "operation": call.operation,
            "arguments": call.arguments,
            "schemes": call.schemes,
            "base_url": is_relative.then_some(RELATIVE),
            "answer": {"status": reply.status, "headers": headers, "body": reply.body, "tokens": tokens},
        });
        let answer = self.0.answer(&line.to_string());
        let sent = list(&answer["sent"]).last().map(sent);
        (sent, answer["told"].clone())
    }

    /// Reads a value as a model of a document's client: what it is when it is written again, and what the client's own
    /// check says of it.
    pub(crate) fn model(&mut self, client: usize, model: &str, value: &Value) -> Value {
        let line = json!({"module": module(client), "model": model, "value": value.to_string()});
        self.0.answer(&line.to_string())
    }
}

impl Reply {
    pub(crate) fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: String::new(),
        }
    }
}

fn sent(value: &Value) -> Sent {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Sent {
        method: text(&value["method"]),
        url: text(&value["url"]),
        headers: list(&value["headers"])
            .map(|pair| (text(&pair[0]), text(&pair[1])))
            .collect(),
        body: text(&value["body"]),
    }
}
