//! Bodies of requests.

use super::{Both, Walk, name, schema_came, used};
use crate::diff::found::{Found, Ways};
use crate::diff::kind::Kind;
use crate::diff::types::Label;
use crate::ir::{MediaType, RequestBody};

impl Walk<'_> {
    pub(super) fn body(&mut self, both: Both<'_>) {
        let called = name(both.new);
        match (&both.old.body, &both.new.body) {
            (None, None) => {}
            (None, Some(new)) => {
                let (kind, says) = if new.required {
                    (Kind::RequiredBodyAdded, "must have a body now")
                } else {
                    (Kind::BodyAdded, "may have a body now")
                };
                let message = format!("requests to `{called}` {says}");
                let found = Found::new(kind, &both.old.pointer, &new.pointer, message);
                self.report_of(both, Ways::REQUEST, found);
            }
            (Some(old), None) => {
                let message = format!("requests to `{called}` have no body any more");
                let found = Found::new(Kind::BodyRemoved, &old.pointer, &both.new.pointer, message);
                self.report_of(both, Ways::REQUEST, found);
            }
            (Some(old), Some(new)) => self.bodies(both, old, new, &called),
        }
    }

    fn bodies(&mut self, both: Both<'_>, old: &RequestBody, new: &RequestBody, called: &str) {
        let around = format!("the body of `{called}`");
        let change = match (old.required, new.required) {
            (false, true) => Some((Kind::BodyRequired, "is required now")),
            (true, false) => Some((Kind::BodyOptional, "may be left out now")),
            _ => None,
        };
        let texts = (old.description != new.description)
            .then_some((Kind::Docs, "is described differently"));
        for (kind, says) in change.into_iter().chain(texts) {
            let found = Found::new(kind, &old.pointer, &new.pointer, format!("{around} {says}"));
            self.report_of(both, Ways::REQUEST, found);
        }
        let same = |one: &MediaType, other: &MediaType| {
            one.name == other.name && one.parameters == other.parameters
        };
        for media in &old.content {
            let Some(now) = new.content.iter().find(|now| same(media, now)) else {
                let message = format!("{around} cannot be sent as `{}` any more", media.name);
                let found = Found::new(
                    Kind::BodyMediaTypeRemoved,
                    &media.pointer,
                    &new.pointer,
                    message,
                );
                self.report_of(both, Ways::REQUEST, found);
                continue;
            };
            self.media(both, media, now, &around);
        }
        for media in &new.content {
            if !old.content.iter().any(|was| same(was, media)) {
                let message = format!("{around} can be sent as `{}` too", media.name);
                let found = Found::new(
                    Kind::BodyMediaTypeAdded,
                    &old.pointer,
                    &media.pointer,
                    message,
                );
                self.report_of(both, Ways::REQUEST, found);
            }
        }
    }

    fn media(&mut self, both: Both<'_>, old: &MediaType, new: &MediaType, around: &str) {
        let came = schema_came((self.old, old), (self.new, new));
        let mut say = |kind, says: &str| {
            let message = format!("{around} {says}");
            let found = Found::new(kind, &old.pointer, &new.pointer, message);
            self.report_of(both, Ways::REQUEST, found);
        };
        match came {
            Some(true) => say(Kind::BodySchemaAdded, "has a schema now"),
            Some(false) => say(Kind::BodySchemaRemoved, "has no schema any more"),
            None => {}
        }
        for (property, says) in encodings(old, new) {
            say(
                Kind::Encoding,
                &format!("has its property `{property}` {says}"),
            );
        }
        if old.example != new.example {
            say(Kind::Docs, "has another example");
        }
        for (old, new) in old.ty.zip(new.ty).into_iter().chain(old.item.zip(new.item)) {
            let at = used(
                self.old,
                self.new,
                (old, new),
                Label::of(around),
                Ways::REQUEST,
            );
            self.types(both, old, new, &at);
        }
    }
}

/// Properties that are written in another way.
fn encodings<'a>(old: &'a MediaType, new: &'a MediaType) -> Vec<(&'a str, &'static str)> {
    let mut names: Vec<&str> = old
        .encoding
        .iter()
        .chain(&new.encoding)
        .map(|encoding| encoding.property.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    let entry = |media: &'a MediaType, name: &str| {
        media
            .encoding
            .iter()
            .find(|encoding| encoding.property == name)
    };
    names
        .into_iter()
        .filter_map(|name| {
            let said = |media| {
                entry(media, name).map(|encoding| {
                    (
                        &encoding.content_type,
                        &encoding.headers,
                        encoding.style,
                        encoding.style.map(|_| encoding.explode),
                        encoding.allow_reserved,
                    )
                })
            };
            (said(old) != said(new)).then_some((name, "written in another way"))
        })
        .collect()
}
