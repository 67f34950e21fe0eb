//! From bytes to text (XML 1.0 section 4.3.3, appendix F; RFC 7303 section 3).

use std::borrow::Cow;

use super::Fault;

/// Reads bytes as text: a byte order mark wins over what the `Content-Type` says, and that over the declaration.
pub(super) fn decoded<'a>(bytes: &'a [u8], charset: Option<&str>) -> Result<Cow<'a, str>, Fault> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8(rest);
    }
    match *bytes {
        [0xFF, 0xFE, ref rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, ref rest @ ..] => return utf16(rest, u16::from_be_bytes),
        // `<` and whatever follows it.
        [b'<', 0, ..] => return utf16(bytes, u16::from_le_bytes),
        [0, b'<', ..] => return utf16(bytes, u16::from_be_bytes),
        _ => {}
    }
    let declared = charset.or_else(|| declared(bytes));
    let name = declared.unwrap_or("utf-8").to_ascii_lowercase();
    match name.as_str() {
        // Programs that write UTF-16 in memory declare it, and send UTF-8: two bytes for a character look otherwise.
        "utf-8" | "utf8" | "utf-16" | "us-ascii" | "ascii" => utf8(bytes),
        "utf-16le" => utf16(bytes, u16::from_le_bytes),
        "utf-16be" => utf16(bytes, u16::from_be_bytes),
        "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" | "latin-1" => {
            Ok(bytes.iter().map(|byte| char::from(*byte)).collect())
        }
        _ => Err(Fault::new(
            0,
            format!("the encoding `{}` cannot be read", name.escape_debug()),
        )),
    }
}

/// The encoding that the declaration names. Everything before it is ASCII.
fn declared(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..bytes.len().min(200))?;
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let head = std::str::from_utf8(head.get(..end)?).ok()?;
    let head = head.trim_start().strip_prefix("<?xml")?;
    let (_, rest) = head.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest.get(1..)?.split(quote).next()
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => {
            let at = error.valid_up_to();
            let message = format!("the body is not UTF-8 from byte {at} on");
            Err(Fault::new(at, message))
        }
    }
}

fn utf16<'a>(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'a, str>, Fault> {
    let pairs = bytes.chunks_exact(2);
    let complete = pairs.remainder().is_empty();
    let units = pairs.filter_map(|pair| Some(unit(pair.try_into().ok()?)));
    let mut text = String::with_capacity(bytes.len());
    for (index, c) in char::decode_utf16(units).enumerate() {
        text.push(c.map_err(|_| not_utf16(index))?);
    }
    if complete {
        Ok(Cow::Owned(text))
    } else {
        Err(not_utf16(bytes.len() / 2))
    }
}

fn not_utf16(at: usize) -> Fault {
    Fault::new(0, format!("the body is not UTF-16 from character {at} on"))
}
