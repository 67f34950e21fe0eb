//! What a generator says when it fails, in one line without the paths of this machine.

use std::path::Path;

/// A line of a table has room for so many characters.
const LONGEST: usize = 300;

/// Where a program panicked and with what words, if it did.
pub fn panic(err: &str) -> Option<String> {
    let mut lines = err
        .lines()
        .skip_while(|line| !line.contains("panicked at "));
    let (_, place) = lines.next()?.split_once("panicked at ")?;
    let words: Vec<&str> = lines.take(2).map(str::trim).collect();
    Some(format!("{} {}", crate_path(place), words.join(" ")))
}

/// The first words of an error, without the frames that some programs draw.
pub fn error(err: &str, out: &str) -> String {
    // cargo-progenitor gives the reason elsewhere.
    if let Some((_, reason)) = out.split_once("gen fail: ") {
        return reason.lines().next().unwrap_or_default().to_owned();
    }
    let text = if err.trim().is_empty() { out } else { err };
    let is_news = |line: &&str| line.starts_with("OpenAPI: ");
    let words: Vec<String> = text
        .lines()
        .map(|line| line.trim_matches(|c: char| c.is_whitespace() || "×╰─▶│├|╭".contains(c)))
        .filter(|line| !line.is_empty() && !is_news(line))
        .take(3)
        .map(str::to_owned)
        .collect();
    words.join(" ")
}

/// Shortens a text to one line without the folders named.
pub fn scrub(text: &str, folders: &[&Path]) -> String {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for folder in folders {
        text = text.replace(&*folder.to_string_lossy(), "");
    }
    if text.chars().count() > LONGEST {
        text = text.chars().take(LONGEST).chain(['…']).collect();
    }
    text
}

/// A path in a package's source, from the package on.
fn crate_path(path: &str) -> &str {
    let below = path.split_once("/registry/src/").map(|(_, after)| after);
    below
        .and_then(|below| below.split_once('/'))
        .map_or(path, |(_, after)| after)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{error, panic, scrub};

    #[test]
    fn a_panic_without_the_folder_of_its_source() {
        let err = "warning: x\n\nthread 'main' (7) panicked at /build/cargo/registry/src/host-1/typify-0.8.0/src/a.rs:1:2:\n\
                   not yet implemented\nnote: run with `RUST_BACKTRACE=1`\n";
        let text = panic(err).unwrap();
        assert!(
            text.starts_with("typify-0.8.0/src/a.rs:1:2: not yet implemented"),
            "{text}"
        );
        assert_eq!(panic("Error: no"), None);
    }

    #[test]
    fn an_error_in_a_frame() {
        let err = "OpenAPI: Pets (version 1)\nError:   × Failed to parse\n  ╰─▶ error: line 26 column 20: unknown\n      variant\n";
        assert_eq!(
            error(err, ""),
            "Error:   × Failed to parse error: line 26 column 20: unknown variant"
        );
        assert_eq!(error("", "no\n"), "no");
        assert_eq!(error("Error: errors\n", "types\ngen fail: x\n"), "x");
    }

    #[test]
    fn one_line_without_folders() {
        let folder = Path::new("/a/b/");
        assert_eq!(scrub("no  file\n/a/b/c.yaml", &[folder]), "no file c.yaml");
        assert_eq!(scrub(&"x".repeat(400), &[]).chars().count(), 301);
    }
}
