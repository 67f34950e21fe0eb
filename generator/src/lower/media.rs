//! `content` and examples.

use serde_json::Value;

use crate::diagnostics::Code;
use crate::ir::MediaType;
use crate::resolve::Place;

use super::Lowerer;
use super::words::Words;

/// A media type in lower case, without parameters.
pub(super) fn media_type_name(written: &str) -> String {
    let name = written.split(';').next().unwrap_or_default();
    name.trim().to_ascii_lowercase()
}

impl<'d> Lowerer<'d, '_> {
    /// The entries of `content` at `place`.
    pub(super) fn content(&mut self, place: &Place<'d>, words: &Words) -> Vec<MediaType> {
        let Some(content) = place.child("content") else {
            return Vec::new();
        };
        let mut list: Vec<MediaType> = Vec::new();
        for (written, media) in content.members() {
            let Some(media) = self.document.follow(&media, self.diagnostics) else {
                continue;
            };
            let name = media_type_name(written);
            self.report_items(&media, words);
            let ty = media
                .child("schema")
                .map(|schema| self.schema(&schema, words, 0));
            // The same type with other parameters (`charset`) says the same again.
            if list
                .iter()
                .any(|other| other.name == name && other.ty == ty)
            {
                continue;
            }
            if name == "application/x-www-form-urlencoded" {
                self.report_encoding(&media);
            }
            let example = self.example(&media);
            list.push(MediaType {
                pointer: media.pointer,
                name,
                ty,
                example,
            });
        }
        list
    }

    /// `itemSchema` (3.2): its type is there, but a stream is read as the text or the bytes it consists of.
    fn report_items(&mut self, media: &Place<'d>, words: &Words) {
        let Some(items) = media.child("itemSchema") else {
            return;
        };
        let ty = self.schema(&items, &words.item(), 0);
        self.received.push(ty);
        self.diagnostics
            .report(
                Code::UnsupportedKeyword,
                &items.pointer,
                "the items of this stream are not told apart: it is read as a whole",
            )
            .at_key()
            .degrades()
            .help("read the stream with `send_raw`, and decode each item as its type");
    }

    /// Fields of a form are written one way only.
    fn report_encoding(&mut self, media: &Place<'d>) {
        let encoding = media.child("encoding");
        for (name, place) in encoding.iter().flat_map(Place::members) {
            let explode = place.value.get("explode").and_then(Value::as_bool);
            if explode.unwrap_or(true) && matches!(place.text("style"), None | Some("form")) {
                continue;
            }
            let message =
                format!("the elements of `{name}` are sent one by one, each with the name");
            self.diagnostics
                .report(Code::UnsupportedStyle, &place.pointer, message)
                .at_key()
                .degrades()
                .help("send the body as JSON if the server takes it, or make the field text");
        }
    }

    /// `example`, or the value of the first of `examples`.
    pub(super) fn example(&mut self, place: &Place<'d>) -> Option<Value> {
        if let Some(example) = place.value.get("example") {
            return Some(example.clone());
        }
        let examples = place.child("examples")?;
        for (_, example) in examples.members() {
            let example = self.document.follow(&example, self.diagnostics)?;
            let value = ["value", "dataValue"]
                .iter()
                .find_map(|key| example.value.get(key));
            if let Some(value) = value {
                return Some(value.clone());
            }
        }
        None
    }
}
