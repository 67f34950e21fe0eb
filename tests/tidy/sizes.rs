//! Files of a size that one sitting takes in.

use crate::sources;

/// Lines of code in a file: without blank lines, comments and tests.
const MOST: usize = 400;

#[test]
fn files_own_one_idea() {
    let folders = ["generator/src", "templates/src", "tests"];
    let files: Vec<(String, String)> = folders.into_iter().flat_map(sources).collect();
    assert!(files.len() > 100);
    let long: Vec<String> = files
        .iter()
        .filter(|(path, _)| !path.contains("/expected/"))
        .map(|(path, text)| (path, lines(text)))
        .filter(|(_, lines)| *lines > MOST)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    assert!(
        long.is_empty(),
        "do two ideas share a file?\n{}",
        long.join("\n")
    );
}

fn lines(text: &str) -> usize {
    let production = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
    production.lines().filter(code).count()
}
