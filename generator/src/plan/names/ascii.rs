//! Names of files and features are ASCII: rustc looks for no file of a module with other letters (E0754), and
//! registries accept no other feature.

/// Letters of Latin alphabets, each with what stands for it.
const LETTERS: &[(&str, &str)] = &[
    ("àáâãåāăą", "a"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŉŋ", "n"),
    ("òóôõøōŏő", "o"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ţťŧț", "t"),
    ("ùúûũūŭůűų", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("äæ", "ae"),
    ("öœ", "oe"),
    ("ü", "ue"),
    ("ß", "ss"),
    ("þ", "th"),
];

/// A name in lower case with ASCII letters only; what has no such letter separates words, as `separator` does.
/// Empty where nothing is left.
pub(super) fn ascii(name: String, separator: char) -> String {
    if name.is_ascii() {
        return name;
    }
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        let letter = LETTERS.iter().find(|(letters, _)| letters.contains(c));
        match letter {
            Some((_, plain)) => text.push_str(plain),
            None if c.is_ascii() => text.push(c),
            None => text.push(separator),
        }
    }
    let words = text.split(separator).filter(|word| !word.is_empty());
    let text = words.collect::<Vec<_>>().join(&separator.to_string());
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return format!("n{text}");
    }
    text
}
