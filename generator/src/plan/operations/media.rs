//! Media types: what they hold, and which of several are of use.

use std::collections::BTreeSet;

use crate::ir::{MediaType, TypeKind};
use crate::plan::names::words;
use crate::plan::xml::is_xml;

/// What a media type holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    /// JSON (RFC 8259), or the `+json` suffix of RFC 6839.
    Json,
    /// XML (RFC 7303) of a schema that says how it stands in it.
    Xml,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data` and its like.
    Multipart,
    /// Lines of JSON; of requests only.
    Lines,
    /// Text that is read as such.
    Text,
    /// Bytes.
    Bytes,
}

/// What a media type of this schema holds. `structured` says that the schema is no text and no bytes.
pub(super) fn family(media_type: &str, structured: bool) -> Family {
    if is_json(media_type) {
        Family::Json
    } else if media_type == "application/x-www-form-urlencoded" {
        Family::Form
    } else if media_type.starts_with("multipart/") {
        Family::Multipart
    } else if media_type.starts_with("text/") {
        Family::Text
    } else if structured && media_type.ends_with("/*") {
        // What has a structure and may be anything is what everybody sends.
        Family::Json
    } else {
        Family::Bytes
    }
}

/// Whether a media type holds JSON.
pub(super) fn is_json(media_type: &str) -> bool {
    let subtype = media_type
        .split_once('/')
        .map_or(media_type, |(_, subtype)| subtype);
    subtype == "json" || subtype.ends_with("+json") || media_type == "*/*"
}

/// Whether it stands for many media types.
pub(super) fn is_range(media_type: &str) -> bool {
    media_type.contains('*')
}

/// How well a media type can be handled: lower is better.
pub(super) fn rank(media: &MediaType, family: Family) -> u8 {
    match family {
        Family::Json if media.name == "application/json" => 0,
        Family::Json if !is_range(&media.name) => 1,
        Family::Json => 2,
        Family::Xml => 3,
        Family::Form => 4,
        Family::Multipart => 5,
        Family::Lines => 6,
        Family::Text => 7,
        Family::Bytes if media.name == "application/octet-stream" => 8,
        Family::Bytes => 9,
    }
}

/// A media type that an answer may have.
#[derive(Debug)]
pub(super) struct Offer {
    /// How well it can be handled: lower is better.
    pub(super) rank: u8,
    /// The media type, without parameters.
    pub(super) name: String,
    /// Its parameters.
    pub(super) parameters: String,
    /// Whether it is that of a success.
    pub(super) success: bool,
}

/// What is asked for, the best first. A media type is asked for with the parameters that successes have (RFC 9110 section
/// 12.5.1), so that what is wanted is not an error's.
pub(super) fn accepted(mut offers: Vec<Offer>) -> Vec<String> {
    offers.sort_by_key(|offer| offer.rank);
    let json = offers.iter().any(|offer| is_json(&offer.name));
    let good: BTreeSet<String> = offers
        .iter()
        .filter(|offer| offer.success)
        .map(|offer| offer.name.clone())
        .collect();
    offers.retain(|offer| offer.success || !good.contains(&offer.name));
    let plain: BTreeSet<String> = offers
        .iter()
        .filter(|offer| told(&offer.parameters).is_empty())
        .map(|offer| offer.name.clone())
        .collect();
    let mut asked = Vec::new();
    for Offer {
        name, parameters, ..
    } in offers
    {
        let parameters = told(&parameters);
        // What comes without parameters is what is described; with them it may be another spelling of all names.
        if !parameters.is_empty() && plain.contains(&name) {
            continue;
        }
        // JSON says exactly what the model says; XML only if the document names everything.
        let weight = if json && is_xml(&name) { ";q=0.9" } else { "" };
        let offered = format!("{name}{parameters}{weight}");
        if !asked.contains(&offered) {
            asked.push(offered);
        }
    }
    asked
}

/// The parameters that tell answers apart. A charset does not: servers that compare parameters would find nothing to
/// answer. What could not be taken apart at semicolons and commas is left out.
fn told(parameters: &str) -> String {
    let mut told = String::new();
    for parameter in parameters.split(';').map(str::trim) {
        let name = parameter.split('=').next().unwrap_or_default().trim();
        let other = ["charset", "q"];
        if !name.is_empty() && !other.iter().any(|other| name.eq_ignore_ascii_case(other)) {
            told.push(';');
            told.push_str(parameter);
        }
    }
    let apart = told.split(';').all(|one| one.matches('"').count() != 1);
    if apart && !told.contains(',') {
        told
    } else {
        String::new()
    }
}

/// The other of the two names of XML (RFC 7303 section 9.2).
pub(super) fn twin(media: &MediaType, family: Family) -> Option<&'static str> {
    match media.name.as_str() {
        _ if family != Family::Xml => None,
        "application/xml" => Some("text/xml"),
        "text/xml" => Some("application/xml"),
        _ => None,
    }
}

/// Whether values of a schema have parts: only some media types can hold them.
pub(in crate::plan) fn is_structured(kind: &TypeKind) -> bool {
    matches!(
        kind,
        TypeKind::Array(_)
            | TypeKind::Tuple(_)
            | TypeKind::Map(_)
            | TypeKind::Object(_)
            | TypeKind::Union(_)
            | TypeKind::AllOf(_)
    )
}

/// What a media type is called among others: `application/vnd.acme.user+json` is `acme user json`.
pub(super) fn media_words(media_type: &str) -> [String; 2] {
    let (kind, subtype) = media_type.split_once('/').unwrap_or(("", media_type));
    let short = match (kind, subtype) {
        ("application", "x-www-form-urlencoded") => "form",
        ("multipart", "form-data") => "multipart",
        ("text", "plain") => "text",
        ("*", _) => "any",
        (kind, "*") => kind,
        (_, subtype) => subtype,
    };
    let short = short.strip_prefix("x-").unwrap_or(short);
    let short = short.strip_prefix("vnd.").unwrap_or(short);
    let short = words(short).join(" ");
    [short.clone(), format!("{kind} {short}")]
}
