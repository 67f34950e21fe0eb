//! The name somebody probably meant.

use serde_json::Value;

use crate::ir::Pointer;

/// How many names are compared at most, so that a broken document of any size stays cheap.
const MAX_COMPARED: usize = 2_000;
/// The longest name worth comparing.
const MAX_LENGTH: usize = 64;

/// The pointer of the sibling of `missing` with the most similar name, if one is similar at all.
pub(super) fn sibling(root: &Value, missing: &Pointer) -> Option<String> {
    let wanted = missing.last()?;
    let parent = missing.parent()?;
    let names = root.pointer(parent.as_str())?.as_object()?.keys();
    let allowed = (wanted.chars().count() / 3).max(1);
    let (_, best) = names
        .take(MAX_COMPARED)
        .filter(|name| name.len() <= MAX_LENGTH && wanted.len() <= MAX_LENGTH)
        .map(|name| (distance(name, &wanted), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)?;
    Some(format!("#{}", parent.child(best)))
}

/// The Levenshtein distance, ignoring ASCII case.
fn distance(left: &str, right: &str) -> usize {
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
    row.last().copied().unwrap_or(0)
}
