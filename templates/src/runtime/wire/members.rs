//! JSON text one level at a time, with the properties of objects in the order in which they stand there.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The outermost level of a JSON text.
pub(in super::super) enum Level<'a> {
    Null,
    /// A string without its quotes, and the text of a number or a boolean.
    Scalar(Cow<'a, str>),
    List(Vec<&'a RawValue>),
    Object(Vec<(String, &'a RawValue)>),
}

impl<'a> Level<'a> {
    /// Reads a JSON text without space around it.
    ///
    /// # Errors
    /// Fails where it is no JSON.
    pub(in super::super) fn of(text: &'a str) -> Result<Self, serde_json::Error> {
        Ok(match text.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b'[') => Self::List(serde_json::from_str(text)?),
            Some(b'{') => Self::Object(serde_json::from_str::<Members<'_>>(text)?.0),
            Some(b'"') => Self::Scalar(match plain(text) {
                Some(plain) => Cow::Borrowed(plain),
                None => Cow::Owned(serde_json::from_str(text)?),
            }),
            _ => Self::Scalar(Cow::Borrowed(text)),
        })
    }
}

/// What stands between quotes, where nothing in it is escaped.
fn plain(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    (!inner.contains('\\')).then_some(inner)
}

/// The properties of a JSON object.
pub(in super::super) struct Members<'a>(pub(in super::super) Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor).map(Self)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}
