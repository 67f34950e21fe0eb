//! Fewer groups, where a document has more than a crate should have features.

use indexmap::IndexMap;

use super::MOST_GROUPS;
use super::about::About;
use super::drafts::Draft;
use crate::plan::names::words;

/// Keeps the biggest groups; the others are joined by the first word of their names, and what is still too small
/// becomes one group.
pub(super) fn limit(drafts: Vec<Draft>) -> Vec<Draft> {
    if drafts.len() <= MOST_GROUPS {
        return drafts;
    }
    let joined = by_first_word(drafts);
    if joined.len() <= MOST_GROUPS {
        return joined;
    }
    let (kept, rest) = biggest(joined, MOST_GROUPS - 1);
    kept.into_iter().chain(join(rest)).collect()
}

/// Joins all but the biggest half of what is allowed.
fn by_first_word(drafts: Vec<Draft>) -> Vec<Draft> {
    let (mut kept, rest) = biggest(drafts, MOST_GROUPS / 2);
    let mut families: IndexMap<String, Vec<Draft>> = IndexMap::new();
    for draft in rest {
        let first = words(draft.about.name()).into_iter().next();
        families
            .entry(first.unwrap_or_default())
            .or_default()
            .push(draft);
    }
    for (word, family) in families {
        match join(family) {
            Some(mut family) if matches!(family.about, About::Several(_)) => {
                family.name = word;
                kept.push(family);
            }
            family => kept.extend(family),
        }
    }
    kept
}

/// The `count` biggest groups, and the others; both in their order.
fn biggest(drafts: Vec<Draft>, count: usize) -> (Vec<Draft>, Vec<Draft>) {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    let size = |index: &usize| drafts.get(*index).map_or(0, |draft| draft.operations.len());
    order.sort_by_key(|index| std::cmp::Reverse(size(index)));
    let mut is_big = vec![false; drafts.len()];
    for index in order.into_iter().take(count) {
        if let Some(big) = is_big.get_mut(index) {
            *big = true;
        }
    }
    let marked = drafts.into_iter().zip(is_big);
    let (big, small): (Vec<_>, Vec<_>) = marked.partition(|(_, big)| *big);
    let plain = |list: Vec<(Draft, bool)>| list.into_iter().map(|(draft, _)| draft).collect();
    (plain(big), plain(small))
}

/// One group of several; itself where there is one, `None` where there is none.
pub(super) fn join(drafts: Vec<Draft>) -> Option<Draft> {
    if drafts.len() <= 1 {
        return drafts.into_iter().next();
    }
    let mut parts = Vec::new();
    let mut operations = Vec::new();
    for draft in drafts {
        match draft.about {
            About::Several(inner) => parts.extend(inner),
            other => parts.push(other),
        }
        operations.extend(draft.operations);
    }
    operations.sort_unstable();
    Some(Draft {
        name: "other".to_owned(),
        about: About::Several(parts),
        operations,
    })
}
