//! Words in the spelling of Rust's kinds of identifiers.

use heck::{ToKebabCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use unicode_normalization::UnicodeNormalization as _;

/// How an identifier is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// `UpperCamelCase`: types and variants.
    Camel,
    /// `snake_case`: fields, functions and modules.
    Snake,
    /// `SHOUTY_SNAKE_CASE`: constants.
    Shouty,
    /// `kebab-case`: features.
    Kebab,
}

/// Stands for a mark while words are told apart: a letter without case, of a script that nobody writes any more.
const STAND_IN: char = '\u{10600}';

/// Writes words in a case, in the form that rustc compares names in (NFC).
pub(super) fn cased(text: &str, case: Case) -> String {
    if text.is_ascii() {
        return plain(text, case);
    }
    // Vowel signs and accents belong to the letter before them; `heck` would end the word there.
    let mut marks = Vec::new();
    let letters: String = text
        .chars()
        .map(|c| {
            if is_mark(c) || c == STAND_IN {
                marks.push(c);
                STAND_IN
            } else {
                c
            }
        })
        .collect();
    let mut marks = marks.into_iter();
    let mark = |c| match c {
        STAND_IN => marks.next().unwrap_or(c),
        other => other,
    };
    plain(&letters, case).chars().map(mark).nfc().collect()
}

/// Whether a character continues a word without being a letter, a digit or what separates words.
pub(super) fn is_mark(c: char) -> bool {
    const SEPARATORS: &str = "_·\u{387}・･‿⁀⁔︳︴﹍﹎﹏＿";
    unicode_ident::is_xid_continue(c) && !c.is_alphanumeric() && !SEPARATORS.contains(c)
}

fn plain(text: &str, case: Case) -> String {
    match case {
        Case::Camel => text.to_upper_camel_case(),
        Case::Snake => text.to_snake_case(),
        Case::Shouty => text.to_shouty_snake_case(),
        Case::Kebab => text.to_kebab_case(),
    }
}
