//! Text in the charset that an answer names: UTF-8, UTF-16, and ISO 8859-1 as the web knows it (windows-1252).

use std::borrow::Cow;

/// What stands at 0x80 to 0x9F (WHATWG Encoding, index windows-1252).
const UPPER: [char; 32] = [
    '\u{20AC}', '\u{81}', '\u{201A}', '\u{192}', '\u{201E}', '\u{2026}', '\u{2020}', '\u{2021}',
    '\u{2C6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{8D}', '\u{17D}', '\u{8F}',
    '\u{90}', '\u{2018}', '\u{2019}', '\u{201C}', '\u{201D}', '\u{2022}', '\u{2013}', '\u{2014}',
    '\u{2DC}', '\u{2122}', '\u{161}', '\u{203A}', '\u{153}', '\u{9D}', '\u{17E}', '\u{178}',
];

#[derive(Clone, Copy)]
enum Charset {
    Utf8,
    Utf16Little,
    Utf16Big,
    Latin,
    Unknown,
}

/// Why bytes are no text, and how many of them are.
pub(super) struct NoText {
    pub(super) message: String,
    pub(super) valid: usize,
}

/// Reads bytes as text. A byte order mark counts more than the charset; it is no part of the text. JSON is UTF-8
/// whatever its charset, unless it is not (RFC 8259 section 8.1: there is no such parameter).
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    content_type: Option<&str>,
    is_json: bool,
) -> Result<Cow<'a, str>, NoText> {
    match bytes {
        [0xEF, 0xBB, 0xBF, text @ ..] => return utf8(text),
        [0xFF, 0xFE, text @ ..] => return utf16(text, u16::from_le_bytes),
        [0xFE, 0xFF, text @ ..] => return utf16(text, u16::from_be_bytes),
        _ => {}
    }
    let Some(label) = content_type.and_then(label) else {
        return utf8(bytes);
    };
    match charset(label) {
        Charset::Utf8 => utf8(bytes),
        Charset::Utf16Little => utf16(bytes, u16::from_le_bytes),
        Charset::Utf16Big => utf16(bytes, u16::from_be_bytes),
        Charset::Latin if is_json => utf8(bytes).or_else(|_| Ok(latin(bytes))),
        Charset::Latin => Ok(latin(bytes)),
        // ASCII is the same in nearly all of them, but where an escape changes what follows.
        Charset::Unknown if is_json || (bytes.is_ascii() && !bytes.contains(&0x1B)) => utf8(bytes),
        Charset::Unknown => Err(NoText {
            message: format!("the charset `{}` is not known", label.escape_debug()),
            valid: 0,
        }),
    }
}

/// The `charset` of a media type.
fn label(content_type: &str) -> Option<&str> {
    let mut parameters = content_type.split(';').skip(1);
    parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| value.trim().trim_matches(['"', '\'']))
    })
}

fn charset(label: &str) -> Charset {
    let names: [(Charset, &[&str]); 4] = [
        (Charset::Utf8, &["utf-8", "utf8", "us-ascii", "ascii", ""]),
        (Charset::Utf16Little, &["utf-16", "utf-16le"]),
        (Charset::Utf16Big, &["utf-16be"]),
        (
            Charset::Latin,
            &[
                "iso-8859-1",
                "iso8859-1",
                "iso_8859-1",
                "latin1",
                "windows-1252",
                "cp1252",
            ],
        ),
    ];
    let mut known = names.iter();
    let found = known.find(|(_, names)| names.iter().any(|name| name.eq_ignore_ascii_case(label)));
    found.map_or(Charset::Unknown, |(charset, _)| *charset)
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, NoText> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => Err(NoText {
            message: format!("the body is not UTF-8 from byte {} on", error.valid_up_to()),
            valid: error.valid_up_to(),
        }),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, NoText> {
    let pairs = bytes.chunks_exact(2);
    let whole = pairs.remainder().is_empty();
    let units = pairs.map(|pair| match pair {
        [first, second] => unit([*first, *second]),
        _ => 0,
    });
    let text: Result<String, _> = char::decode_utf16(units).collect();
    match text {
        Ok(text) if whole => Ok(Cow::Owned(text)),
        _ => Err(NoText {
            message: "the body is not UTF-16".to_owned(),
            valid: 0,
        }),
    }
}

fn latin(bytes: &[u8]) -> Cow<'_, str> {
    let character = |byte: &u8| {
        let upper = byte.checked_sub(0x80).map(usize::from);
        let upper = upper.and_then(|index| UPPER.get(index));
        upper.copied().unwrap_or(char::from(*byte))
    };
    Cow::Owned(bytes.iter().map(character).collect())
}
