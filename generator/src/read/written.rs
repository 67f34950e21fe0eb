//! Numbers and booleans where text is meant: what counts is what is written. YAML takes scalars without quotes for them,
//! and a document that was converted to JSON keeps that mistake.
//!
//! `enum: [1.10, 0x1F]` beside `type: string` means `"1.10"` and `"0x1F"`; a tree of JSON values says 1.1 and 31. The
//! tree is searched for such places, and the text is read once more, by events with positions, only where one is found
//! that may have been spelled in another way than JSON would spell it.

use serde_json::Value;

use super::meant::{Meant, places};
use crate::diagnostics::place::{Place, Places};
use crate::diagnostics::{Code, Diagnostics, FileId, Lines};
use crate::ir::Pointer;

/// Puts text where `tree`, read from `text`, has a number or a boolean in place of one.
pub(super) fn restore(text: &str, tree: &mut Value, file: FileId, diagnostics: &mut Diagnostics) {
    let meant = places(tree);
    if meant.is_empty() {
        return;
    }
    let odd = !super::is_json(text) && has_odd_spelling(text);
    let asked = meant.iter().filter(|meant| odd || meant.is_float);
    let asked: Vec<&Pointer> = asked.map(|meant| &meant.pointer).collect();
    let places = (!asked.is_empty()).then(|| Places::find(text, asked));
    let lines = Lines::of(if places.is_some() { text } else { "" });
    let mut told: Option<Told> = None;
    for Meant {
        pointer,
        is_example,
        ..
    } in meant
    {
        let Some(value) = tree.pointer_mut(pointer.as_str()) else {
            continue;
        };
        let place = places.as_ref().and_then(|places| places.get(&pointer));
        let written = place
            .and_then(|place| excerpt(&lines, place))
            .filter(|written| means(written, value))
            .map_or_else(|| value.to_string(), str::to_owned);
        *value = Value::String(written.clone());
        if !is_example {
            let first = Told {
                pointer,
                written,
                count: 0,
            };
            told.get_or_insert(first).count += 1;
        }
    }
    if let Some(told) = told {
        told.report(file, diagnostics);
    }
}

/// The first place of a text, for all of them.
struct Told {
    pointer: Pointer,
    written: String,
    count: usize,
}

impl Told {
    fn report(self, file: FileId, diagnostics: &mut Diagnostics) {
        let more = match self.count {
            1 => String::new(),
            2 => " (here and in one more place)".to_owned(),
            count => format!(" (here and in {} more places)", count - 1),
        };
        let message = format!("text is meant, but without quotes it is read as another type{more}");
        diagnostics
            .report(Code::CoercedValue, &self.pointer, message)
            .help(format!(
                "write it in quotes: `\"{}\"`; it is read like that",
                self.written
            ))
            .in_file(file);
    }
}

/// Whether `text`, which is not JSON, may spell an integer or a boolean in another way.
fn has_odd_spelling(text: &str) -> bool {
    const ODD: &[&str] = &["0x", "0o", "0b", "True", "TRUE", "False", "FALSE"];
    let signed = |window: &[u8]| matches!(window, [b'+', digit] if digit.is_ascii_digit());
    ODD.iter().any(|odd| text.contains(odd)) || text.as_bytes().windows(2).any(signed)
}

/// The scalar that stands at `place`; `None` where it is not known exactly.
fn excerpt<'t>(lines: &Lines<'t>, place: &Place) -> Option<&'t str> {
    let span = place
        .scalar
        .filter(|span| place.exact && span.length > 0 && span.column > 0)?;
    let line = lines.get(span.line)?;
    let mut starts = line.char_indices().map(|(at, _)| at);
    let start = starts.nth(span.column - 1)?;
    let end = starts.nth(span.length - 1).unwrap_or(line.len());
    let scalar = line.get(start..end)?.trim();
    let anchored = scalar.strip_prefix('&');
    match anchored.and_then(|rest| rest.split_once(char::is_whitespace)) {
        Some((_, scalar)) => Some(scalar.trim_start()),
        None => Some(scalar),
    }
}

/// Whether YAML reads `written` as `value`: an alias (`*name`) is read as nothing. A tag is no part of a value.
fn means(written: &str, value: &Value) -> bool {
    !written.starts_with('!') && super::yaml::parse(written).is_ok_and(|(read, _)| read == *value)
}
