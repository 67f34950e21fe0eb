//! What files and folders are called.

use crate::lock::Kind;
use crate::plan::names::{FileName, Name, Scope, Wish, claim_all, words};

/// A longer name makes paths that nobody reads.
const LONGEST: usize = 44;

/// A wish for `name`, or for it with a word.
pub(super) fn wish(name: &str, word: &str) -> Wish {
    if module(name).is_none() {
        return Wish::new(Kind::Operation, name, [word.to_owned()]);
    }
    let candidates = [short(name), short(&format!("{name} {word}"))];
    Wish::new(Kind::Operation, name, candidates)
}

/// The module that a name makes; `None` where nothing of it can stand in a file's name.
pub(super) fn module(name: &str) -> Option<String> {
    let natural = FileName::natural(name).to_lowercase();
    (natural != FileName::natural("") || name.to_lowercase().contains(&natural)).then_some(natural)
}

/// Names for the files of a folder. None is the folder's own, as clippy wants it.
pub(super) fn file_names<'a>(folder: &str, names: impl Iterator<Item = &'a str>) -> Vec<FileName> {
    let wishes: Vec<Wish> = names
        .map(|name| {
            let candidates = match name {
                "" => ["general".to_owned(), "other".to_owned()],
                name if module(name).is_none() => ["other".to_owned(), "general".to_owned()],
                name => [short(name), "general".to_owned()],
            };
            Wish::new(Kind::Operation, name, candidates)
        })
        .collect();
    claim_all(&mut Scope::reserving(&[folder]), &wishes)
}

/// A name's first words, as many as fit a path that people read.
fn short(name: &str) -> String {
    let mut text = String::new();
    for word in words(name) {
        if !text.is_empty() && text.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !text.is_empty() {
            text.push('_');
        }
        text.push_str(&word);
    }
    if text.is_empty() {
        name.to_owned()
    } else {
        text
    }
}
