//! Where rustfmt and prettyplease differ in what we print, rustfmt's way: lines of 100, calls on the line they start on.

/// The width of a line.
pub(super) const WIDTH: usize = 100;
/// The width of a struct literal on one line.
pub(super) const LITERAL: usize = 18;
/// The width of a chain of calls, and of the arguments of one call, on one line.
const CALL: usize = 60;

/// One item's text as rustfmt would leave it.
pub(super) fn tidy(text: &str) -> String {
    let mut lines = Lines {
        rest: text.lines().collect(),
        out: Vec::new(),
    };
    while let Some(line) = lines.next() {
        // A description may hold code that looks like ours.
        let is_comment = line.trim_start().starts_with("//");
        let done = !is_comment
            && (signature(line, &mut lines)
                || arm(line, &mut lines)
                || call(line, &mut lines)
                || chain(line, &mut lines)
                || literal(line, &mut lines)
                || only_element(line, &mut lines));
        if !done {
            lines.out.push(line.to_owned());
        }
    }
    let mut text = lines.out.join("\n");
    text.push('\n');
    text
}

struct Lines<'a> {
    rest: std::collections::VecDeque<&'a str>,
    out: Vec<String>,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Option<&'a str> {
        self.rest.pop_front()
    }

    /// The lines up to the first that is indented like `line` and starts with `end`, and that one.
    fn block(&self, line: &str, end: char) -> Option<(Vec<&'a str>, &'a str)> {
        let depth = indent(line);
        let mut inner = Vec::new();
        for next in &self.rest {
            if indent(next) == depth && next.trim_start().starts_with(end) {
                return Some((inner, next));
            }
            inner.push(*next);
        }
        None
    }

    fn skip(&mut self, count: usize) {
        self.rest.drain(..count.min(self.rest.len()));
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Lines of arguments on one line, without the comma after the last.
fn joined(inner: &[&str]) -> String {
    let mut text = String::new();
    for line in inner {
        let line = line.trim();
        if !text.is_empty() && !text.ends_with('(') {
            if line.starts_with(')') {
                text.truncate(text.trim_end_matches(',').len());
            } else {
                text.push(' ');
            }
        }
        text.push_str(line);
    }
    text.truncate(text.trim_end_matches(',').len());
    text
}

/// The parameters of a function stand on one line where they fit.
fn signature(line: &str, lines: &mut Lines<'_>) -> bool {
    let code = line.trim_start();
    if !line.ends_with('(') || !(code.starts_with("pub fn ") || code.starts_with("fn ")) {
        return false;
    }
    let Some((inner, end)) = lines.block(line, ')') else {
        return false;
    };
    let one = format!("{line}{}{}", joined(&inner), end.trim_start());
    if one.chars().count() > WIDTH {
        return false;
    }
    lines.skip(inner.len() + 1);
    lines.out.push(one);
    true
}

/// An arm of `decode` has no braces around its one expression.
fn arm(line: &str, lines: &mut Lines<'_>) -> bool {
    let Some(head) = line.strip_suffix('{').filter(|head| head.ends_with("=> ")) else {
        return false;
    };
    let Some((inner, _)) = lines.block(line, '}') else {
        return false;
    };
    let depth = indent(line);
    let Some(arm) = long_arm(depth, head.trim_start(), &joined(&inner)) else {
        return false;
    };
    let depth = " ".repeat(depth);
    lines
        .out
        .extend(arm.into_iter().map(|line| format!("{depth}{line}")));
    lines.skip(inner.len() + 1);
    true
}

/// The lines of an arm that is too long for prettyplease, `indent` columns from the left: one, or the innermost argument
/// on a line of its own. `head` is all before the value; `None` where the value is no call or too long for that too.
pub(super) fn long_arm(indent: usize, head: &str, value: &str) -> Option<Vec<String>> {
    if !value.ends_with(')') {
        return None;
    }
    let one = format!("{head}{value},");
    let mut opens = value.match_indices('(').map(|(at, _)| at);
    let narrow = opens.next().is_none_or(|at| value.len() - at - 2 <= CALL);
    if narrow && indent + one.chars().count() <= WIDTH {
        return Some(vec![one]);
    }
    let (call, argument) = value.split_at_checked(opens.next()? + 1)?;
    let argument = argument.strip_suffix("))")?;
    let fits = indent + head.chars().count() + call.chars().count() <= WIDTH;
    fits.then(|| {
        vec![
            format!("{head}{call}"),
            format!("    {argument},"),
            ")),".to_owned(),
        ]
    })
}

/// `check.field("name").text(` stands on one line, its arguments below.
fn call(line: &str, lines: &mut Lines<'_>) -> bool {
    let (Some(field), Some(last)) = (lines.rest.front().copied(), lines.rest.get(1).copied())
    else {
        return false;
    };
    if line.trim() != "check" || !field.trim().starts_with(".field(") || !last.ends_with('(') {
        return false;
    }
    let closing = format!("{});", " ".repeat(indent(last)));
    let Some(end) = lines.rest.iter().position(|line| *line == closing) else {
        return false;
    };
    let more = |line: &str| indent(line) == indent(last) && line.trim_start().starts_with('.');
    if lines.rest.iter().take(end).skip(2).any(|line| more(line)) {
        return false;
    }
    lines
        .out
        .push(format!("{line}{}{}", field.trim(), last.trim()));
    let inner: Vec<&str> = lines.rest.drain(..=end).skip(2).collect();
    for line in inner {
        lines
            .out
            .push(line.strip_prefix("    ").unwrap_or(line).to_owned());
    }
    true
}

/// Whether a chain of two calls or more after `Call::new(..)` has a line for each.
pub(super) fn is_long_chain(code: &str) -> bool {
    code.starts_with("Call::new(") && code.chars().count() > CALL
}

/// A chain of some length has a line for each call.
fn chain(line: &str, lines: &mut Lines<'_>) -> bool {
    let code = line.trim_start();
    if !is_long_chain(code) {
        return false;
    }
    let calls = calls(code);
    if calls.len() < 3 {
        return false;
    }
    let depth = " ".repeat(indent(line));
    for (index, call) in calls.into_iter().enumerate() {
        let deeper = if index == 0 { "" } else { "    " };
        lines.out.push(format!("{depth}{deeper}{call}"));
    }
    true
}

/// The calls of a chain: split before each `.set_` that is not inside a string.
fn calls(code: &str) -> Vec<&str> {
    let mut calls = Vec::new();
    let (mut start, mut in_string, mut escaped) = (0, false, false);
    for (at, c) in code.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            '.' if !in_string && code.get(at..).is_some_and(|rest| rest.starts_with(".set_")) => {
                calls.extend(code.get(start..at));
                start = at;
            }
            _ => {}
        }
    }
    calls.extend(code.get(start..));
    calls
}

/// A struct literal of some length has a line for each field.
fn literal(line: &str, lines: &mut Lines<'_>) -> bool {
    let depth = " ".repeat(indent(line));
    let Some(fields) = line
        .trim_start()
        .strip_prefix("Self { ")
        .and_then(|line| line.strip_suffix(" }"))
    else {
        return false;
    };
    if fields.chars().count() <= LITERAL || fields.contains(['{', '"']) {
        return false;
    }
    lines.out.push(format!("{depth}Self {{"));
    for field in fields.split(", ") {
        lines.out.push(format!("{depth}    {field},"));
    }
    lines.out.push(format!("{depth}}}"));
    true
}

/// The only element of an array starts on the array's line.
fn only_element(line: &str, lines: &mut Lines<'_>) -> bool {
    if !line.ends_with(": &[") {
        return false;
    }
    let Some((inner, end)) = lines.block(line, ']') else {
        return false;
    };
    let [first, fields @ .., last] = inner.as_slice() else {
        return false;
    };
    let depth = indent(first);
    let many = fields.iter().any(|line| indent(line) <= depth);
    if !first.ends_with(" {") || last.trim() != "}," || many {
        return false;
    }
    lines.out.push(format!("{line}{}", first.trim()));
    for field in fields {
        lines
            .out
            .push(field.strip_prefix("    ").unwrap_or(field).to_owned());
    }
    lines
        .out
        .push(format!("{}}}{}", " ".repeat(indent(end)), end.trim_start()));
    let count = inner.len() + 1;
    lines.skip(count);
    true
}

#[cfg(test)]
mod tests;
