//! `format` of strings and numbers (OAS format registry).

use serde_json::Value;

use crate::ir::{FloatFormat, IntegerFormat, StringFormat, TypeKind};
use crate::resolve::Place;

use super::Lowerer;

impl<'d> Lowerer<'d, '_> {
    #[allow(clippy::unused_self, reason = "stands beside its siblings")]
    pub(super) fn string_format(&self, place: &Place<'d>) -> StringFormat {
        let encoding = place.text("contentEncoding").map(str::to_ascii_lowercase);
        if encoding.as_deref() == Some("base64") {
            return StringFormat::Base64;
        }
        let Some(format) = place.text("format") else {
            let raw = encoding.is_none() && place.text("contentMediaType").is_some_and(is_binary);
            let file = place.text("type") == Some("file");
            return if raw || file {
                StringFormat::Binary
            } else {
                StringFormat::Plain
            };
        };
        match format {
            "" | "string" => StringFormat::Plain,
            "password" => StringFormat::Password,
            "date" => StringFormat::Date,
            "date-time" => StringFormat::DateTime,
            "uuid" => StringFormat::Uuid,
            "byte" | "base64" => StringFormat::Base64,
            "binary" => StringFormat::Binary,
            other => match integer(other) {
                Some(integer) => StringFormat::Integer(integer),
                None => StringFormat::Other(other.to_owned()),
            },
        }
    }

    #[allow(clippy::unused_self, reason = "stands beside its siblings")]
    pub(super) fn integer_format(&self, place: &Place<'d>) -> IntegerFormat {
        place.text("format").and_then(integer).unwrap_or_else(|| {
            // No format, but a limit that only an unsigned 64-bit integer can reach.
            let beyond = |limit: &Value| limit.is_u64() && !limit.is_i64();
            match place.value.get("maximum").filter(|limit| beyond(limit)) {
                Some(_) => IntegerFormat::UInt64,
                None => IntegerFormat::Int64,
            }
        })
    }

    /// `type: number`: the registry gives integer formats to numbers too.
    #[allow(clippy::unused_self, reason = "stands beside its siblings")]
    pub(super) fn number(&self, place: &Place<'d>) -> TypeKind {
        match place.text("format") {
            Some("float") => TypeKind::Number(FloatFormat::Float),
            Some(other) => match integer(other) {
                Some(integer) => TypeKind::Integer(integer),
                None => TypeKind::Number(FloatFormat::Double),
            },
            None => TypeKind::Number(FloatFormat::Double),
        }
    }
}

/// The smallest integer type that holds a format's values.
fn integer(format: &str) -> Option<IntegerFormat> {
    Some(match format {
        "int8" | "int16" | "int32" => IntegerFormat::Int32,
        "int64" => IntegerFormat::Int64,
        "uint8" | "uint16" | "uint32" => IntegerFormat::UInt32,
        "uint64" => IntegerFormat::UInt64,
        _ => return None,
    })
}

/// Whether values of a media type are bytes rather than text.
fn is_binary(media_type: &str) -> bool {
    let lower = media_type.to_ascii_lowercase();
    let (kind, subtype) = lower.split_once('/').unwrap_or((&lower, ""));
    let text = subtype.contains("json") || subtype.contains("xml") || subtype.contains("yaml");
    match kind {
        "image" | "audio" | "video" | "font" => !text,
        "application" => !text && subtype != "jwt" && !subtype.ends_with("urlencoded"),
        _ => false,
    }
}
