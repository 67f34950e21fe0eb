//! Text in Markdown: what must be escaped, and where a line may be broken.

/// Width of a wrapped line, in characters.
pub(super) const WIDTH: usize = 96;

/// A link's target that cannot end the `<..>` around it.
pub(super) fn link_target(url: &str) -> String {
    url.replace('<', "%3C")
        .replace('>', "%3E")
        .replace(' ', "%20")
        .replace('\\', "%5C")
        .replace('\n', "")
}

/// Gives quotes their typographic form: straight ones in a link's text look as if a link to an item were meant, which
/// clippy's `doc_link_with_quotes` says.
pub(super) fn typographic(text: &str) -> String {
    let mut before = None;
    text.chars()
        .map(|c| {
            let opens = before
                .is_none_or(|before: char| !before.is_alphanumeric() && !".,;:!?".contains(before));
            before = Some(c);
            match (c, opens) {
                ('"', true) => '\u{201c}',
                ('"', false) => '\u{201d}',
                ('\'', true) => '\u{2018}',
                ('\'', false) => '\u{2019}',
                _ => c,
            }
        })
        .collect()
}

/// Escapes what Markdown would read as markup; bare URLs become autolinks where `links` allows them.
pub(super) fn escape(text: &str, links: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    if !links || !text.contains("://") {
        escape_into(&mut out, text);
        return out;
    }
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            out.push(' ');
        }
        let start = word.find("https://").or_else(|| word.find("http://"));
        match start {
            Some(start) => {
                let (before, rest) = word.split_at(start);
                let end = rest
                    .find(['<', '>', '"', '\'', ')', ']', '`', '|', '\\'])
                    .unwrap_or(rest.len());
                let (url, after) = rest.split_at(end);
                let trimmed = url.trim_end_matches(['.', ',', ';', ':', '!', '?']);
                let (url, tail) = url.split_at(trimmed.len());
                escape_into(&mut out, before);
                // An autolink ends at a brace in no parser, but `{host}` is no URL: show it as code.
                if url.contains(['{', '}']) {
                    out.push_str(&super::code(url));
                } else {
                    out.extend(["<", url, ">"]);
                }
                escape_into(&mut out, tail);
                escape_into(&mut out, after);
            }
            None => escape_into(&mut out, word),
        }
    }
    out
}

fn escape_into(out: &mut String, text: &str) {
    let mut before: Option<char> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let inside_word = before.is_some_and(char::is_alphanumeric)
            && chars.peek().is_some_and(|next| next.is_alphanumeric());
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '|' | '&' | '$' | '^' => true,
            '_' => !inside_word,
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// Breaks a paragraph into lines of at most `width` characters where it has spaces; no line starts with something
/// that would make it a heading, a list item, a rule or a quote.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let size = word.chars().count();
        if length > 0 && length + 1 + size > width && !line.is_empty() && !inside_code(&line) {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if line.is_empty() {
            let safe = line_start(word);
            length = safe.chars().count();
            line = safe;
        } else {
            line.push(' ');
            line.push_str(word);
            length += 1 + size;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Whether a code span is open at the end of `line`: it must not be broken, or the run of backticks at its start could
/// become a fence. A span ends at a run as long as the one that started it (CommonMark 0.31 section 6.1).
fn inside_code(line: &str) -> bool {
    let mut open = None;
    let mut rest = line;
    while let Some(at) = rest.find(['`', '\\']) {
        let (_, from) = rest.split_at(at);
        if from.starts_with('\\') && open.is_none() {
            // What it escapes is one character.
            let mut characters = from.chars();
            characters.nth(1);
            rest = characters.as_str();
            continue;
        }
        rest = from.trim_start_matches('`');
        let run = from.len() - rest.len();
        if run == 0 {
            rest = from.strip_prefix('\\').unwrap_or(from);
        } else if open.is_none() {
            open = Some(run);
        } else if open == Some(run) {
            open = None;
        }
    }
    open.is_some()
}

fn line_start(word: &str) -> String {
    let number = word.trim_end_matches(['.', ')']);
    let numbered = number.len() < word.len()
        && !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit());
    if numbered {
        let (digits, mark) = word.split_at(number.len());
        return format!("{digits}\\{mark}");
    }
    let marks = ['#', '+', '-', '=', ':'];
    let all_marks = word.starts_with(marks);
    if all_marks {
        format!("\\{word}")
    } else {
        word.to_owned()
    }
}
