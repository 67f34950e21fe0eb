//! From the document's words to words an identifier can be made of.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

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

/// How an identifier is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// `UpperCamelCase`: types and variants.
    Camel,
    /// `snake_case`: fields, functions and modules.
    Snake,
    /// `SHOUTY_SNAKE_CASE`: constants.
    Shouty,
}

/// Writes `raw` as an identifier; `fallback` where nothing of it can stand in one.
pub(super) fn identifier(raw: &str, case: Case, fallback: &str) -> String {
    let spelled = spell(raw);
    let cased = self::cased(&spelled, case);
    let cased = if cased.is_empty() {
        self::cased(fallback, case)
    } else {
        cased
    };
    let short: String = cased.chars().take(LONGEST).collect();
    let short = short.trim_end_matches('_').to_owned();
    if short.starts_with(|c: char| !unicode_ident::is_xid_start(c)) {
        return match case {
            Case::Camel | Case::Shouty => format!("N{short}"),
            Case::Snake => format!("n{short}"),
        };
    }
    short
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
    let reserved = DEVICES.contains(&name.as_str())
        || KEYWORDS.contains(&name.as_str())
        || PATH_KEYWORDS.contains(&name.as_str())
        || matches!(name.as_str(), "mod" | "lib" | "main");
    if reserved { format!("{name}_") } else { name }
}

/// The words of `raw` in lower case, for comparing names written in different ways.
pub(super) fn words(raw: &str) -> Vec<String> {
    let snake = spell(raw).to_snake_case();
    snake
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn cased(text: &str, case: Case) -> String {
    match case {
        Case::Camel => text.to_upper_camel_case(),
        Case::Snake => text.to_snake_case(),
        Case::Shouty => text.to_shouty_snake_case(),
    }
}

/// Replaces what cannot stand in an identifier by spaces, and by words where it carries the meaning: a sign before
/// a digit, or text that is made of symbols only.
fn spell(raw: &str) -> String {
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
pub(super) fn singular(word: &str) -> String {
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

/// Whether [`singular`] knows the word as a plural.
pub(super) fn is_plural(word: &str) -> bool {
    singular(word) != word
}
