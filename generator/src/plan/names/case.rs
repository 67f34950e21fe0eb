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
        return english(text, case);
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

/// What [`plain`] says of ASCII, which is nearly all that documents have, in a fraction of the time.
fn english(text: &str, case: Case) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for word in text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .flat_map(words)
    {
        match case {
            Case::Snake | Case::Shouty if !out.is_empty() => out.push('_'),
            Case::Kebab if !out.is_empty() => out.push('-'),
            _ => {}
        }
        let start = out.len();
        out.push_str(word);
        let (first, rest) = out.split_at_mut(start).1.split_at_mut(1);
        match case {
            Case::Camel => {
                first.make_ascii_uppercase();
                rest.make_ascii_lowercase();
            }
            Case::Shouty => {
                first.make_ascii_uppercase();
                rest.make_ascii_uppercase();
            }
            Case::Snake | Case::Kebab => {
                first.make_ascii_lowercase();
                rest.make_ascii_lowercase();
            }
        }
    }
    out
}

/// The words of letters and digits that stand together: `HTTPServer2Go` is `HTTP`, `Server2`, `Go`.
fn words(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let (word, rest) = text.split_at(first_word(text.as_bytes()));
        text = rest;
        (!word.is_empty()).then_some(word)
    })
}

/// The length of the first word: it ends before a capital that follows a small letter, and before the last capital of
/// several that a small letter follows. Digits belong to the letters before them.
fn first_word(text: &[u8]) -> usize {
    let mut before: Option<&u8> = None;
    for (at, pair) in text.windows(2).enumerate() {
        let [c, next] = pair else { continue };
        let letter = if c.is_ascii_alphabetic() {
            Some(c)
        } else {
            before
        };
        if letter.is_some_and(u8::is_ascii_lowercase) && next.is_ascii_uppercase() {
            return at + 1;
        }
        let capitals = before.is_some_and(u8::is_ascii_uppercase) && c.is_ascii_uppercase();
        if capitals && next.is_ascii_lowercase() {
            return at;
        }
        before = letter;
    }
    text.len()
}

fn plain(text: &str, case: Case) -> String {
    match case {
        Case::Camel => text.to_upper_camel_case(),
        Case::Snake => text.to_snake_case(),
        Case::Shouty => text.to_shouty_snake_case(),
        Case::Kebab => text.to_kebab_case(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, english, plain};

    /// All texts of up to six characters of each kind, and some longer ones.
    #[test]
    fn english_is_cased_as_other_languages() {
        let mut texts = vec![String::new()];
        let mut last = texts.clone();
        for _ in 0..6 {
            last = last
                .iter()
                .flat_map(|text| ["a", "B", "1", "_", " "].map(|c| format!("{text}{c}")))
                .collect();
            texts.extend(last.iter().cloned());
        }
        texts.extend(["HTTPServer2Go", "IDs", "x-y.z$A", "2FAToken"].map(str::to_owned));
        for text in texts {
            for case in [Case::Camel, Case::Snake, Case::Shouty, Case::Kebab] {
                assert_eq!(
                    english(&text, case),
                    plain(&text, case),
                    "{text:?} {case:?}"
                );
            }
        }
    }
}
