//! `format` of strings and numbers (OAS format registry).

use serde_json::Value;

use crate::ir::{FloatFormat, IntegerFormat, StringFormat, TypeKind};
use crate::resolve::Place;

use super::Lowerer;

impl<'d> Lowerer<'d, '_> {
    #[allow(clippy::unused_self, reason = "stands beside its siblings")]
    pub(super) fn string_format(&self, place: &Place<'d>) -> StringFormat {
        let encoding = place.text("contentEncoding").map(str::to_ascii_lowercase);
        match encoding.as_deref() {
            Some("base64") => return StringFormat::Base64,
            Some("base64url") => return StringFormat::Base64Url,
            _ => {}
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
        match plain(format).as_str() {
            "" | "string" => StringFormat::Plain,
            "password" => StringFormat::Password,
            "date" => StringFormat::Date,
            "datetime" => StringFormat::DateTime,
            "uuid" | "guid" => StringFormat::Uuid,
            "byte" | "base64" => StringFormat::Base64,
            "base64url" => StringFormat::Base64Url,
            "decimal" | "decimal64" | "decimal128" => StringFormat::Decimal,
            "binary" => StringFormat::Binary,
            _ => match integer(format) {
                Some(integer) => StringFormat::Integer(integer),
                None => StringFormat::Other(format.to_owned()),
            },
        }
    }

    #[allow(clippy::unused_self, reason = "stands beside its siblings")]
    pub(super) fn integer_format(&self, place: &Place<'d>) -> IntegerFormat {
        let declared = place.text("format").and_then(integer);
        declared.unwrap_or_else(|| {
            // No format, but a limit that only an unsigned 64-bit integer can reach.
            let beyond = |limit: &Value| limit.is_u64() && !limit.is_i64();
            match place.get("maximum").filter(|limit| beyond(limit)) {
                Some(limit) if place.get("minimum").is_some_and(is_negative) => {
                    // Those who write the largest integer there is do not mean it.
                    if limit.as_u64() == Some(u64::MAX) {
                        IntegerFormat::Int64
                    } else {
                        IntegerFormat::Big
                    }
                }
                Some(_) => IntegerFormat::UInt64,
                None => IntegerFormat::Int64,
            }
        })
    }

    /// `type: number`: the registry gives integer formats to numbers too.
    #[allow(clippy::unused_self, reason = "stands beside its siblings")]
    pub(super) fn number(&self, place: &Place<'d>) -> TypeKind {
        match place.text("format").map(|format| (format, plain(format))) {
            Some((format, word)) => match (word.as_str(), integer(format)) {
                ("float" | "single", _) => TypeKind::Number(FloatFormat::Float),
                (word, _) if is_decimal(word) => TypeKind::Number(FloatFormat::Decimal),
                // `number` with `format: integer` promises no width.
                (_, Some(integer)) => TypeKind::Integer(integer),
                _ => TypeKind::Number(FloatFormat::Double),
            },
            None => TypeKind::Number(FloatFormat::Double),
        }
    }
}

/// The smallest integer type that holds a format's values; nothing is gained by less than 32 bits. Besides the names
/// of the registry those that generators of documents write: `u-int32`, `Uint32`, `uint` (Rust's `usize`).
pub(super) fn integer(format: &str) -> Option<IntegerFormat> {
    Some(match plain(format).as_str() {
        "int8" | "int16" | "int32" | "short" => IntegerFormat::Int32,
        "int64" | "long" => IntegerFormat::Int64,
        "uint8" | "uint16" | "uint32" | "unsignedint32" | "unsigned32" => IntegerFormat::UInt32,
        "uint" | "uint64" | "unsignedint64" | "unsigned64" => IntegerFormat::UInt64,
        "bigint" | "biginteger" | "int128" | "uint128" | "int256" | "uint256" => IntegerFormat::Big,
        _ => return None,
    })
}

fn is_negative(limit: &Value) -> bool {
    limit.as_f64().is_some_and(|limit| limit < 0.0)
}

/// Whether a format promises that every digit of a fraction counts.
fn is_decimal(word: &str) -> bool {
    matches!(
        word,
        "decimal" | "bigdecimal" | "decimal64" | "decimal128" | "money" | "currency"
    )
}

/// A format in lower case, without what separates words.
fn plain(format: &str) -> String {
    let letters = format.chars().filter(|c| !matches!(c, '-' | '_'));
    letters.map(|c| c.to_ascii_lowercase()).collect()
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
