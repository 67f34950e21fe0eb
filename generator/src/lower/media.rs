//! `content` and examples.

use serde_json::Value;

use crate::diagnostics::Code;
use crate::ir::{Encoding, MediaType, Sequence, Style, TypeRef};
use crate::normalise::STYLE;
use crate::resolve::Place;

use super::Lowerer;
use super::media_key::{self, MediaKey};
use super::words::Words;

/// A style of a form's property.
fn style(name: &str) -> Option<Style> {
    Some(match name {
        "form" => Style::Form,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "tabDelimited" => Style::TabDelimited,
        "deepObject" => Style::DeepObject,
        _ => return None,
    })
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
            let encoding = self.encoding(&media);
            let mut example = self.example(&media);
            // `itemSchema` says all that a schema of the whole can.
            let mut whole: Option<Option<TypeRef>> = None;
            let mut keys = self.media_types(written, &media).into_iter().peekable();
            while let Some(MediaKey { name, parameters }) = keys.next() {
                let item = self.items(&name, &media, words);
                let ty = if item.is_some() {
                    None
                } else {
                    *whole.get_or_insert_with(|| {
                        let schema = media.child("schema")?;
                        Some(self.schema(&schema, words, 0))
                    })
                };
                // The same type with other parameters (`charset`) says the same again; without any it says it best.
                let same = |other: &&mut MediaType| {
                    other.name == name && other.ty == ty && other.item == item
                };
                if let Some(known) = list.iter_mut().find(same) {
                    if parameters.is_empty() {
                        known.parameters.clear();
                    }
                    continue;
                }
                list.push(MediaType {
                    pointer: media.pointer.clone(),
                    name,
                    parameters,
                    ty,
                    item,
                    // Examples are large: as a rule there is one media type, which takes it.
                    example: match keys.peek() {
                        None => example.take(),
                        Some(_) => example.clone(),
                    },
                    encoding: encoding.clone(),
                });
            }
        }
        list
    }

    /// The media types that a key of `content` names: one, if the document is right.
    pub(super) fn media_types(&mut self, written: &str, media: &Place<'d>) -> Vec<MediaKey> {
        let meant = match media_key::read(written) {
            Ok(key) => return vec![key],
            Err(meant) => meant,
        };
        let names: Vec<String> = meant
            .iter()
            .map(|key| format!("`{}{}`", key.name, key.parameters))
            .collect();
        let message = format!(
            "`{written}` is no media type; it is read as {}",
            names.join(" and ")
        );
        self.diagnostics
            .report(Code::SuspectValue, &media.pointer, message)
            .at_key()
            .help(
                "separate parameters by semicolons, and give each media type an entry of its own",
            );
        meant
    }

    /// `itemSchema` (3.2) of a sequence that is read item by item. Others have its type, but are read as the text or the
    /// bytes that they consist of.
    fn items(&mut self, name: &str, media: &Place<'d>, words: &Words) -> Option<TypeRef> {
        let items = media.child("itemSchema")?;
        let ty = self.schema(&items, &words.item(), 0);
        if Sequence::of(name).is_some() {
            return Some(ty);
        }
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
        None
    }

    /// `encoding`, by property.
    fn encoding(&mut self, media: &Place<'d>) -> Vec<Encoding> {
        let encoding = media.child("encoding");
        let mut list = Vec::new();
        for (name, place) in encoding.iter().flat_map(Place::members) {
            let Some(place) = self.document.follow(&place, self.diagnostics) else {
                continue;
            };
            let style = place.text("style").or(place.text(STYLE)).and_then(style);
            let explode = place.get("explode").and_then(Value::as_bool);
            let headers = place.child("headers");
            let headers = headers.iter().flat_map(Place::members);
            let said = style.is_some() || explode.is_some() || place.flag("allowReserved");
            list.push(Encoding {
                property: name.to_owned(),
                content_type: place.text("contentType").map(str::to_owned),
                headers: headers
                    .map(|(name, _)| name.to_owned())
                    .filter(|name| !name.eq_ignore_ascii_case("content-type"))
                    .collect(),
                explode: explode.unwrap_or(matches!(style, None | Some(Style::Form))),
                style: style.or(said.then_some(Style::Form)),
                allow_reserved: place.flag("allowReserved"),
                pointer: place.pointer,
            });
        }
        list
    }

    /// `example`, or the value of the first of `examples`.
    pub(super) fn example(&mut self, place: &Place<'d>) -> Option<Value> {
        if let Some(example) = place.get("example") {
            return Some(example.clone());
        }
        let examples = place.child("examples")?;
        for (_, example) in examples.members() {
            let example = self.document.follow(&example, self.diagnostics)?;
            let value = ["value", "dataValue"]
                .iter()
                .find_map(|key| example.get(key));
            if let Some(value) = value {
                return Some(value.clone());
            }
        }
        None
    }
}
