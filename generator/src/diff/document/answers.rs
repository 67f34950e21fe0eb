//! Answers.

use super::{Both, Walk, name, schema_came, shared, used};
use crate::diff::found::{Found, Ways};
use crate::diff::kind::Kind;
use crate::diff::types::{Label, Use, annotations};
use crate::ir::{Header, MediaType, Pointer, Response, StatusSpec};

/// The key of a status.
fn key(status: StatusSpec) -> String {
    match status {
        StatusSpec::Exact(status) => status.to_string(),
        StatusSpec::Range(hundreds) => format!("{hundreds}XX"),
        StatusSpec::Default => "default".to_owned(),
    }
}

fn hundreds(status: StatusSpec) -> Option<u16> {
    match status {
        StatusSpec::Exact(status) => Some(status / 100),
        StatusSpec::Range(hundreds) => Some(hundreds.into()),
        StatusSpec::Default => None,
    }
}

/// Whether a status that is answered for counts as a failure.
fn is_error(status: StatusSpec) -> bool {
    hundreds(status).is_some_and(|hundreds| hundreds >= 4)
}

impl Walk<'_> {
    pub(super) fn answers(&mut self, both: Both<'_>) {
        let mut removed: Vec<&Response> = both.old.responses.iter().collect();
        let mut added: Vec<&Response> = both.new.responses.iter().collect();
        let same: [fn(&Response, &Response) -> bool; 2] = [
            |old, new| old.status == new.status,
            |old, new| {
                let range = |status| matches!(status, StatusSpec::Range(_));
                range(old.status) != range(new.status)
                    && hundreds(old.status).is_some()
                    && hundreds(old.status) == hundreds(new.status)
            },
        ];
        for same in same {
            removed.retain(|old| {
                let Some(index) = added.iter().position(|new| same(old, new)) else {
                    return true;
                };
                let new = added.remove(index);
                self.answer(both, old, new);
                false
            });
        }
        let called = name(both.new);
        for response in removed {
            let status = key(response.status);
            let kind = match response.status {
                StatusSpec::Default => Kind::DefaultResponseRemoved,
                status if is_error(status) => Kind::ErrorRemoved,
                _ => Kind::SuccessRemoved,
            };
            let message = format!("`{called}` does not answer with `{status}` any more");
            let found = Found::new(kind, &response.pointer, &both.new.pointer, message);
            self.report_of(both, Ways::RESPONSE, found);
        }
        for response in added {
            let status = key(response.status);
            let kind = match response.status {
                StatusSpec::Default => Kind::DefaultResponseAdded,
                status if is_error(status) => Kind::ErrorAdded,
                _ => Kind::SuccessAdded,
            };
            let message = format!("`{called}` may answer with `{status}` now");
            let found = Found::new(kind, &both.old.pointer, &response.pointer, message);
            self.report_of(both, Ways::RESPONSE, found);
        }
    }

    fn answer(&mut self, both: Both<'_>, old: &Response, new: &Response) {
        let own = || format!("the answer `{}` of `{}`", key(new.status), name(both.new));
        let around = shared("responses", &old.pointer, &new.pointer)
            .filter(|_| old.status == new.status)
            .map_or_else(own, |name| format!("the answer `{name}`"));
        let mut found = Vec::new();
        let mut say = |kind, says: &str, old: &Pointer, new: &Pointer| {
            found.push(Found::new(kind, old, new, format!("{around} {says}")));
        };
        if old.status != new.status {
            let says = format!("was documented as `{}`", key(old.status));
            say(Kind::StatusRange, &says, &old.pointer, &new.pointer);
        }
        if old.description != new.description {
            let says = "is described differently";
            say(Kind::Docs, says, &old.pointer, &new.pointer);
        }
        let mut pairs = Vec::new();
        match (old.content.is_empty(), new.content.is_empty()) {
            (true, false) => say(
                Kind::ResponseBodyAdded,
                "has a body now",
                &old.pointer,
                &new.pointer,
            ),
            (false, true) => say(
                Kind::ResponseBodyRemoved,
                "has no body any more",
                &old.pointer,
                &new.pointer,
            ),
            _ => pairs = media_types(old, new, &mut say),
        }
        for found in found {
            self.report_of(both, Ways::RESPONSE, found);
        }
        for (old, new) in pairs {
            self.answer_media(both, old, new, &around);
        }
        self.headers(both, old, new, &around);
    }

    fn answer_media(&mut self, both: Both<'_>, old: &MediaType, new: &MediaType, around: &str) {
        let schema = match schema_came((self.old, old), (self.new, new)) {
            Some(true) => Some((Kind::ResponseSchemaAdded, "has a schema now")),
            Some(false) => Some((Kind::ResponseSchemaRemoved, "has no schema any more")),
            None => None,
        };
        let example = (old.example != new.example).then_some((Kind::Docs, "has another example"));
        for (kind, says) in schema.into_iter().chain(example) {
            let found = Found::new(kind, &old.pointer, &new.pointer, format!("{around} {says}"));
            self.report_of(both, Ways::RESPONSE, found);
        }
        for (old, new) in old.ty.zip(new.ty).into_iter().chain(old.item.zip(new.item)) {
            let label = Label::of(around);
            let at = used(self.old, self.new, (old, new), label, Ways::RESPONSE);
            self.types(both, old, new, &at);
        }
    }

    fn headers(&mut self, both: Both<'_>, old: &Response, new: &Response, around: &str) {
        for header in &old.headers {
            let now = new.headers.iter().find(|now| now.name == header.name);
            let Some(now) = now else {
                let kind = if header.required {
                    Kind::RequiredResponseHeaderRemoved
                } else {
                    Kind::ResponseHeaderRemoved
                };
                let message = format!("{around} has no header `{}` any more", header.name);
                let found = Found::new(kind, &old.pointer, &new.pointer, message);
                self.report_of(both, Ways::RESPONSE, found);
                continue;
            };
            self.header(both, (old, header), (new, now), around);
        }
        for header in &new.headers {
            if !old.headers.iter().any(|was| was.name == header.name) {
                let message = format!("{around} has the new header `{}`", header.name);
                let found = Found::new(
                    Kind::ResponseHeaderAdded,
                    &old.pointer,
                    &new.pointer,
                    message,
                );
                self.report_of(both, Ways::RESPONSE, found);
            }
        }
    }

    fn header(
        &mut self,
        both: Both<'_>,
        (old_answer, old): (&Response, &Header),
        (new_answer, new): (&Response, &Header),
        around: &str,
    ) {
        let label = Label::of(format!("the header `{}` in {around}", new.name));
        let at = |answer: &Response, header: &Header| {
            answer.pointer.child("headers").child(&header.name)
        };
        let (was, is) = (at(old_answer, old), at(new_answer, new));
        let mut found = annotations(
            (&old.description, &new.description),
            (&was, &is),
            &label,
            Kind::Default,
        );
        match (old.required, new.required) {
            (true, false) => found.push(Found::new(
                Kind::HeaderOptional,
                &was,
                &is,
                format!("{label} is not always there any more"),
            )),
            (false, true) => found.push(Found::new(
                Kind::HeaderRequired,
                &was,
                &is,
                format!("{label} is always there now"),
            )),
            _ => {}
        }
        for found in found {
            self.report_of(both, Ways::RESPONSE, found);
        }
        let at = Use {
            old: was.child("schema"),
            new: is.child("schema"),
            label,
            ways: Ways::RESPONSE,
            documented: true,
        };
        self.types(both, old.ty, new.ty, &at);
    }
}

/// Reports media types that come and go; gives those that are in both.
fn media_types<'a>(
    old: &'a Response,
    new: &'a Response,
    say: &mut impl FnMut(Kind, &str, &Pointer, &Pointer),
) -> Vec<(&'a MediaType, &'a MediaType)> {
    let mut pairs = Vec::new();
    let mut removed: Vec<&MediaType> = old.content.iter().collect();
    let mut added: Vec<&MediaType> = new.content.iter().collect();
    let same: [fn(&MediaType, &MediaType) -> bool; 4] = [
        |old, new| old.name == new.name && old.parameters == new.parameters,
        |old, new| old.name == new.name,
        |old, new| holds(&new.name, &old.name),
        |old, new| holds(&old.name, &new.name),
    ];
    for same in same {
        removed.retain(|old| {
            let Some(index) = added.iter().position(|new| same(old, new)) else {
                return true;
            };
            let new = added.remove(index);
            pairs.push((*old, new));
            false
        });
    }
    for (old, new) in &pairs {
        let says = format!("comes as `{}` instead of `{}`", new.name, old.name);
        if holds(&new.name, &old.name) {
            say(
                Kind::ResponseMediaTypeWidened,
                &says,
                &old.pointer,
                &new.pointer,
            );
        } else if old.name != new.name {
            say(
                Kind::ResponseMediaTypeNarrowed,
                &says,
                &old.pointer,
                &new.pointer,
            );
        }
    }
    for media in removed {
        let says = format!("does not come as `{}` any more", media.name);
        say(
            Kind::ResponseMediaTypeRemoved,
            &says,
            &media.pointer,
            &new.pointer,
        );
    }
    for media in added {
        let says = format!("may come as `{}` too", media.name);
        say(
            Kind::ResponseMediaTypeAdded,
            &says,
            &old.pointer,
            &media.pointer,
        );
    }
    pairs
}

/// Whether a range of media types holds another, smaller one.
fn holds(range: &str, name: &str) -> bool {
    range != name
        && (range == "*/*"
            || range
                .strip_suffix('*')
                .is_some_and(|kind| kind.ends_with('/') && name.starts_with(kind)))
}
