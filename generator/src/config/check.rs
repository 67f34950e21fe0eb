//! What nobody took: a pointer that leads nowhere, or a wish that does not fit its place.

use serde_json::Value;

use super::{Key, Settings};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::Pointer;

/// The longest path of a type, in bytes.
const LONGEST_PATH: usize = 300;
/// How many names are compared at most, so that a document of any size stays cheap.
const MAX_COMPARED: usize = 20_000;

impl Settings {
    /// Reports every wish that nobody took. `trees` are the document as it was written and as it was understood.
    pub fn check(&self, trees: &[&Value], diagnostics: &mut Diagnostics) {
        let Ok(taken) = self.taken.lock() else {
            return;
        };
        for (written, place) in &self.places {
            let pointer = Pointer::from_escaped(written.as_str());
            if !trees.iter().any(|tree| tree.pointer(written).is_some()) {
                let finding = diagnostics
                    .report(
                        Code::Config,
                        &pointer,
                        format!("the document has nothing at `{written}`"),
                    )
                    .in_file(self.file)
                    .at_position(place.line, place.column);
                if let Some(near) = trees.iter().find_map(|tree| nearest(tree, &pointer)) {
                    finding.help(format!("did you mean `{near}`?"));
                } else {
                    finding.help("remove the entry, or look for the place with `oaxide inspect`");
                }
                continue;
            }
            for &key in Key::ALL {
                let Some((line, column)) = place.value.at(key) else {
                    continue;
                };
                if taken.contains(&(written.clone(), key)) {
                    continue;
                }
                let word = key.word();
                diagnostics
                    .report(
                        Code::Config,
                        &pointer,
                        format!("`{word}` does nothing for `{written}`"),
                    )
                    .help(format!("`{word}` is for {}", key.applies_to()))
                    .in_file(self.file)
                    .at_position(line, column);
            }
        }
    }
}

/// The pointer that somebody probably meant: each step that leads nowhere is replaced by the most similar key.
fn nearest(tree: &Value, pointer: &Pointer) -> Option<String> {
    let mut at = tree;
    let mut found = Pointer::root();
    for token in pointer.tokens() {
        let next = match at {
            Value::Object(map) => match map.get_key_value(&token) {
                Some(exact) => exact,
                None => map
                    .iter()
                    .take(MAX_COMPARED)
                    .filter_map(|(key, value)| Some((distance(key, &token)?, key, value)))
                    .min_by_key(|(distance, ..)| *distance)
                    .map(|(_, key, value)| (key, value))?,
            },
            Value::Array(list) => {
                let value = list.get(token.parse::<usize>().ok()?)?;
                found = found.child(&token);
                at = value;
                continue;
            }
            _ => return None,
        };
        found = found.child(next.0);
        at = next.1;
    }
    Some(found.as_str().to_owned())
}

/// How many letters differ (Levenshtein), ignoring ASCII case; `None` where the texts have little in common.
fn distance(left: &str, right: &str) -> Option<usize> {
    let allowed = (right.chars().count() / 3).max(1);
    if left.len().abs_diff(right.len()) > allowed * 4 || left.len() > 200 || right.len() > 200 {
        return None;
    }
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, a) in left.chars().enumerate() {
        let mut diagonal = index;
        let mut before = index + 1;
        if let Some(first) = row.first_mut() {
            *first = before;
        }
        for (b, cell) in right.iter().zip(row.iter_mut().skip(1)) {
            let substituted = diagonal + usize::from(!a.eq_ignore_ascii_case(b));
            diagonal = *cell;
            before = substituted.min(before + 1).min(diagonal + 1);
            *cell = before;
        }
    }
    row.last().copied().filter(|distance| *distance <= allowed)
}

/// Whether a text is a path of Rust, with generic arguments or without: `::std::vec::Vec<u8>`.
pub(super) fn is_path(text: &str) -> bool {
    text.len() <= LONGEST_PATH && path(text.trim()).is_some_and(str::is_empty)
}

/// What stands behind the path at the start of a text; `None` where none starts it.
fn path(text: &str) -> Option<&str> {
    let mut rest = text.strip_prefix("::").unwrap_or(text);
    loop {
        let end = rest
            .find(|c: char| !unicode_ident::is_xid_continue(c))
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end)?;
        if !word.starts_with(|c: char| unicode_ident::is_xid_start(c)) {
            return None;
        }
        rest = after;
        if let Some(mut inner) = rest.strip_prefix('<') {
            loop {
                inner = path(inner.trim_start())?.trim_start();
                match inner.strip_prefix(',') {
                    Some(more) => inner = more,
                    None => break,
                }
            }
            return inner.strip_prefix('>');
        }
        match rest.strip_prefix("::") {
            Some(more) => rest = more,
            None => return Some(rest),
        }
    }
}
