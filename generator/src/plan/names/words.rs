//! From the document's words to words an identifier can be made of.

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::ascii::ascii;
use super::case::{Case, cased, is_mark};

/// Keywords of all editions that `r#` makes usable as names.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that not even `r#` makes usable.
const PATH_KEYWORDS: &[&str] = &["crate", "self", "super", "Self", "_"];

/// File names that Windows keeps for devices, whatever the extension.
const DEVICES: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Longest identifier that is made, in characters; file systems stop at 255 bytes.
pub(super) const LONGEST: usize = 60;

/// Longest identifier that somebody may give, in characters.
const LONGEST_GIVEN: usize = 120;

/// Writes `raw` as an identifier; `fallback` where nothing of it can stand in one.
pub(super) fn identifier(raw: &str, case: Case, fallback: &str) -> String {
    if case == Case::Snake && is_snake(raw) {
        return raw.to_owned();
    }
    let spelled = spell(raw);
    let name = cased(&spelled, case);
    let name = if name.is_empty() {
        cased(fallback, case)
    } else {
        name
    };
    let short = if name.chars().count() > LONGEST {
        cased(&shortened(&name, LONGEST), case)
    } else {
        name
    };
    if short.starts_with(|c: char| !unicode_ident::is_xid_start(c)) {
        return match case {
            Case::Camel | Case::Shouty => format!("N{short}"),
            Case::Snake | Case::Kebab => format!("n{short}"),
        };
    }
    short
}

/// Whether `raw` is an identifier in the spelling that others get, as most properties are: `page_size`.
fn is_snake(raw: &str) -> bool {
    raw.len() <= LONGEST
        && raw.starts_with(|c: char| c.is_ascii_lowercase())
        && raw
            .split('_')
            .all(|word| !word.is_empty() && word.bytes().all(is_small))
}

fn is_small(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// Whether somebody may have given this name: an identifier without `r#`, in the spelling that rustc expects.
pub(super) fn is_identifier(bare: &str, case: Case) -> bool {
    let mut chars = bare.chars();
    let first = chars.next().is_some_and(|c| {
        unicode_ident::is_xid_start(c) && (case != Case::Camel || !c.is_lowercase())
    });
    let inner = bare.strip_suffix('_').unwrap_or(bare);
    first
        && chars.all(unicode_ident::is_xid_continue)
        && bare.chars().count() <= LONGEST_GIVEN
        // rustc takes two spellings of one word for one name.
        && is_nfc(bare)
        && match case {
            Case::Camel => !inner.contains('_'),
            Case::Snake => !bare.chars().any(char::is_uppercase) && !bare.contains("__"),
            Case::Shouty => !bare.chars().any(char::is_lowercase),
            Case::Kebab => false,
        }
}

/// Words that a long name loses first: it reads without them.
const FILLERS: &[&str] = &[
    "a", "an", "the", "of", "to", "for", "in", "on", "at", "by", "with", "from", "and", "or", "via",
];

/// How many words at the end of a name are kept: they say what role it has (`.. Response`, `.. Body`).
const LAST_WORDS: usize = 2;

/// A name of at most `longest` characters, as words with `_` between: without fillers where they are too many, then
/// without words before the last ones. A word is cut only where it alone is longer.
pub(super) fn shortened(name: &str, longest: usize) -> String {
    let snake = cased(name, Case::Snake);
    let mut words: Vec<&str> = snake.split('_').filter(|word| !word.is_empty()).collect();
    if length(&words) > longest {
        let last = words.len().saturating_sub(1);
        let mut index = 0;
        let mut length = length(&words);
        words.retain(|word| {
            let goes = length > longest && (1..last).contains(&index) && FILLERS.contains(word);
            length -= if goes { word.chars().count() + 1 } else { 0 };
            index += 1;
            !goes
        });
    }
    if length(&words) > longest {
        words = ends(&words, longest);
    }
    words.join("_").chars().take(longest).collect()
}

/// As many first words as there is room for beside the last ones.
fn ends<'a>(words: &[&'a str], longest: usize) -> Vec<&'a str> {
    let first = words.first().map_or(0, |word| word.chars().count());
    let fits = |count: &usize| {
        let tail = words.get(words.len() - count..).unwrap_or_default();
        first + 1 + length(tail) <= longest
    };
    let kept = (1..=LAST_WORDS.min(words.len().saturating_sub(1)))
        .rev()
        .find(fits)
        .unwrap_or(0);
    let (head, tail) = words.split_at(words.len() - kept);
    let mut room = (longest + 1).saturating_sub(length(tail) + usize::from(kept > 0));
    let mut short: Vec<&str> = head
        .iter()
        .enumerate()
        .take_while(|(index, word)| {
            let size = word.chars().count() + 1;
            let fits = *index == 0 || size <= room;
            room = room.saturating_sub(size);
            fits
        })
        .map(|(_, word)| *word)
        .collect();
    short.extend(tail);
    short
}

/// The length of words with one character between.
fn length(words: &[&str]) -> usize {
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    letters + words.len().saturating_sub(1)
}

/// Makes a name usable that is a keyword.
pub(super) fn escape(name: String) -> String {
    if PATH_KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

/// Makes a module name usable as a file name everywhere, and never a name Cargo or rustc gives a meaning to.
pub(super) fn escape_file(name: String) -> String {
    let name = match ascii(name, '_') {
        name if name.is_empty() => "file".to_owned(),
        name => name,
    };
    let reserved = DEVICES.contains(&name.as_str())
        || KEYWORDS.contains(&name.as_str())
        || PATH_KEYWORDS.contains(&name.as_str())
        || matches!(name.as_str(), "mod" | "lib" | "main");
    if reserved { format!("{name}_") } else { name }
}

/// Makes a name usable as a feature.
pub(super) fn escape_feature(name: String) -> String {
    match ascii(name, '-') {
        name if name.is_empty() => "operations".to_owned(),
        name => name,
    }
}

/// The words of `raw` in lower case, for comparing names written in different ways.
pub(in crate::plan) fn words(raw: &str) -> Vec<String> {
    let snake = cased(&spell(raw), Case::Snake);
    snake
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Replaces what cannot stand in an identifier by spaces, and by words where it carries the meaning: a sign before
/// a digit, or text that is made of symbols only. Letters are those that people type: `Ａ` and `ﬁ` are `A` and `fi`,
/// and an accent on its own joins its letter (NFKC).
fn spell(raw: &str) -> String {
    if !raw.is_ascii() {
        let letters: String = raw.nfkc().collect();
        return spelled(letters.trim_start_matches(is_mark));
    }
    spelled(raw)
}

fn spelled(raw: &str) -> String {
    let only_symbols = !raw.is_empty() && !raw.chars().any(char::is_alphanumeric);
    let mut out = String::with_capacity(raw.len() + 8);
    let mut chars = raw.chars().peekable();
    let mut at_start = true;
    while let Some(c) = chars.next() {
        let before_digit = chars.peek().is_some_and(char::is_ascii_digit);
        if unicode_ident::is_xid_continue(c) && c != '·' {
            out.push(c);
        } else if let Some(word) = symbol(c).filter(|_| only_symbols) {
            out.push(' ');
            out.push_str(word);
            out.push(' ');
        } else if at_start && before_digit && matches!(c, '+' | '-') {
            out.push_str(if c == '+' { "plus " } else { "minus " });
        } else {
            out.push(' ');
        }
        at_start = false;
    }
    whole_words(&out)
}

/// Words whose inner capital does not start another word, and how they are written so that it is not taken for one.
const WHOLE: &[(&str, &str)] = &[
    ("OAuth", "Oauth"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("GraphQL", "Graphql"),
    ("MySQL", "Mysql"),
    ("PostgreSQL", "Postgresql"),
    ("GitHub", "Github"),
    ("GitLab", "Gitlab"),
];

/// Keeps together what is one word: `OAuth`, and abbreviations in the plural (`IDs` is not an `I` and `Ds`).
fn whole_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_uppercase()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let known = WHOLE.iter().find(|(spelled, _)| from.starts_with(spelled));
        let length = known.map_or(1, |(spelled, _)| spelled.len());
        let (word, after) = from.split_at(length);
        out.push_str(known.map_or(word, |(_, whole)| whole));
        rest = after;
    }
    out.push_str(rest);
    let plural = |letters: &[u8]| matches!(letters, [a, b, b's'] if a.is_ascii_uppercase() && b.is_ascii_uppercase());
    if out.as_bytes().windows(3).any(plural) {
        return plurals(&out);
    }
    out
}

/// Makes small all but the first capital of an abbreviation that an `s` ends.
fn plurals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut capitals = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let ends = chars.peek().is_none_or(|next| !next.is_lowercase());
        if c == 's' && capitals > 1 && ends {
            let start = out.len() - (capitals - 1);
            let rest = out.split_off(start).to_ascii_lowercase();
            out.push_str(&rest);
        }
        capitals = if c.is_ascii_uppercase() {
            capitals + 1
        } else {
            0
        };
        out.push(c);
    }
    out
}

fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '$' => "dollar",
        '#' => "hash",
        '@' => "at",
        '?' => "question",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '_' => "underscore",
        ' ' => "space",
        '(' => "open",
        ')' => "close",
        _ => return None,
    })
}

/// The singular of an English noun, by its ending; the word itself where no rule fits.
pub(in crate::plan) fn singular(word: &str) -> String {
    let lower = word.to_ascii_lowercase();
    let cut = |n: usize| word.get(..word.len() - n).unwrap_or(word).to_owned();
    if lower.len() > 4 && lower.ends_with("ies") {
        return cut(3) + "y";
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if lower.ends_with(ending) {
            return cut(2);
        }
    }
    let plural = lower.len() > 2
        && lower.ends_with('s')
        && !["ss", "us", "is"]
            .iter()
            .any(|ending| lower.ends_with(ending));
    if plural { cut(1) } else { word.to_owned() }
}

/// Whether a word of a path or a name is a version: `v1`, `v20`, `v2beta`.
pub(super) fn is_version(word: &str) -> bool {
    word.strip_prefix('v').is_some_and(|rest| {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        word.len() > rest.len() + 1 && matches!(rest, "" | "alpha" | "beta" | "rc")
    })
}

/// Whether [`singular`] knows the word as a plural.
pub(super) fn is_plural(word: &str) -> bool {
    singular(word) != word
}
