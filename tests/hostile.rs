//! Text of a document stays text, whatever it holds and wherever it stands.
//!
//! A document that is hostile in every place and its harmless twin must become the same Rust but for names, literals
//! and documentation: then nothing of the text became code. What is documentation must hold no code that rustdoc would
//! run, and no character that hides what a reader sees.

use generator::pipeline::Fate;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use serde_json::{Map, Value};
use support::generate::{findings, job};
use support::tree::Tree;

/// What is put into each place.
fn payloads() -> Vec<String> {
    let words = "word ".repeat(30);
    let mut payloads: Vec<String> = [
        "\"",
        "'",
        "\\",
        "`",
        "```",
        "*/",
        "/*",
        "//",
        "///",
        "\"#",
        "\"##",
        "r#\"",
        "\"; fn main() {} //",
        "\\\"; fn main() {} //",
        "{}",
        "{0}",
        "{x:?}",
        "{{",
        "}}",
        "${x}",
        "#{x}",
        "%s",
        "a\nb",
        "a\rb",
        "a\r\nb",
        "\u{0}",
        "\u{7}",
        "\u{1b}[31m",
        "\u{85}",
        "\u{2028}",
        "\u{202e}abc",
        "\u{2066}abc",
        "\u{feff}",
        "\u{200f}",
        "]]>",
        "<script>",
        "</pre>",
        "[x]",
        "[x](y)",
        "[`x`]",
        "[^1]",
        "https://example.org/<x>",
        "<https://x y>",
        "#![no_std]",
        "#[x]",
        "\"]\n[dependencies]\nevil = \"1\"",
        "../../x",
        "/etc/x",
        "C:\\x",
        "a\tb",
        "é",
        "名前",
        "👍",
        "",
        " ",
        ".",
        "_",
        "-",
        "self",
        "Self",
        "crate",
        "super",
        "fn",
        "type",
        "r#type",
        "Option",
        "Vec",
        "Result",
        "String",
        "Box",
        "Client",
        "Call",
        "Error",
        "new",
        "default",
        "clone",
        "1",
        "\u{fb01}",
        // Code that rustdoc would run, alone and among the words around it.
        "```\nevil();\n```",
        "```rust\nevil();\n```",
        "~~~\nevil();\n~~~",
        "    evil();",
        "\tevil();",
        "x\n\n    evil();",
        "> ```\n> x\n> ```\n> evil();",
        "> > ```\n> > x\n> > ```\n> > evil();",
        "- ```\n  x\n  ```\n- evil();",
        "1. ```\n   x\n   ```\n\n   evil();",
        "```\nx\n```\nevil();\n",
        "x ```` rust\nevil() ``` ````",
        "| a |\n|---|\n| ``` |\n\nevil();",
        "<pre>\n```\nevil();\n```\n</pre>",
        "# Examples\n\n```\nevil();\n```",
        "```no_run\nevil();\n```",
        "* * *\n```",
        "[a]: https://x\n\n```\nevil();\n```",
        "<!--\n```\nevil();\n```\n-->",
    ]
    .map(str::to_owned)
    .into();
    payloads.push(format!("> ```\n> {words}\n> ```\n> evil();"));
    payloads.push(format!("````` rust {words}\nevil() ``` `````"));
    payloads.push(format!("a `````` rust {words}``` b\n``` ``````"));
    payloads.push("a".repeat(10_000));
    payloads
}

#[test]
fn text_never_becomes_code() {
    let template = template();
    let twin = Printed::new(&fill(&template, "harmless")).expect("the harmless twin is right");
    let mut refused = Vec::new();
    for payload in payloads() {
        let shown: String = payload.chars().take(60).collect();
        let Some(printed) = Printed::new(&fill(&template, &payload)) else {
            refused.push(shown);
            continue;
        };
        printed.check_text(&shown);
        assert_eq!(
            printed.examples, twin.examples,
            "{shown:?}: code that rustdoc would run"
        );
        for (hostile, harmless) in printed.skeletons.iter().zip(&twin.skeletons) {
            assert_eq!(hostile, harmless, "{shown:?} changes the code");
        }
        assert_eq!(
            printed.skeletons.len(),
            twin.skeletons.len(),
            "{shown:?}: other files"
        );
        assert_eq!(
            printed.manifest, twin.manifest,
            "{shown:?} changes the manifest"
        );
    }
    assert!(
        refused.is_empty(),
        "refused, though odd is not wrong: {refused:?}"
    );
}

#[test]
fn long_names_are_cut() {
    let mut template = template();
    rename(&mut template);
    Printed::new(&template)
        .expect("long names are odd, not wrong")
        .check_text("long names");
}

/// Makes all names ten thousand characters long, different only at their ends.
fn rename(value: &mut Value) {
    let long = |text: &str| match text.strip_prefix("@name") {
        Some(number) => format!("{}{number}", "a".repeat(10_000)),
        None => text.to_owned(),
    };
    match value {
        Value::String(text) => *text = long(text),
        Value::Array(list) => list.iter_mut().for_each(rename),
        Value::Object(map) => {
            *map = std::mem::take(map)
                .into_iter()
                .map(|(key, mut value)| {
                    rename(&mut value);
                    (long(&key), value)
                })
                .collect();
        }
        _ => {}
    }
}

/// A document with hostile text, as it was printed.
struct Printed {
    tree: Tree,
    /// The code of each file without names, literals and documentation, sorted.
    skeletons: Vec<String>,
    /// Number of code blocks in documentation that are compiled; all others are plain text.
    examples: usize,
    /// The manifest without its description.
    manifest: String,
}

impl Printed {
    /// `None` where the document was refused.
    fn new(document: &Value) -> Option<Self> {
        let text = serde_json::to_string_pretty(document).unwrap();
        let job = job("openapi.json", &text, "hostile");
        if job.fate() == Fate::Nothing || job.diagnostics.has_errors() {
            assert!(!findings(&job).is_empty());
            return None;
        }
        let mut tree = generator::pipeline::standalone(&job, "hostile")
            .unwrap()
            .unwrap();
        tree.retain(|path, _| !path.starts_with("src/runtime/") && !path.starts_with("runtime/"));
        let mut skeletons = Vec::new();
        let mut examples = 0;
        for (path, text) in tree.iter().filter(|(path, _)| path.ends_with(".rs")) {
            syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            let tokens: TokenStream = text.parse().unwrap();
            let mut skeleton = String::new();
            walk(tokens, &mut skeleton, &mut examples);
            // Files, imports and modules stand in the order of their names.
            let mut pieces: Vec<&str> = skeleton.split_inclusive([';', '\n']).collect();
            pieces.sort_unstable();
            skeletons.push(pieces.concat());
        }
        skeletons.sort();
        let manifest = tree["Cargo.toml"]
            .lines()
            .filter(|line| !line.starts_with("description = "));
        let manifest = manifest.collect::<Vec<_>>().join("\n");
        let list: Value = serde_json::from_str(&tree[".generated"]).unwrap();
        assert!(list["files"].is_array());
        Some(Self {
            tree,
            skeletons,
            examples,
            manifest,
        })
    }

    /// Nothing in the text hides what a reader sees or what a file is.
    fn check_text(&self, shown: &str) {
        for (path, text) in &self.tree {
            let odd = |c: char| {
                c.is_control() && c != '\n'
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
            };
            let found = text.char_indices().find(|(_, c)| odd(*c));
            assert_eq!(found, None, "{shown:?} in {path}");
            let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '.');
            assert!(
                path.chars().all(plain) && !path.contains("..") && !path.starts_with('/'),
                "{shown:?}: {path}"
            );
            assert!(
                path.len() < 200,
                "{shown:?}: a path of {} bytes",
                path.len()
            );
        }
    }
}

/// Writes tokens without names and literals, and looks into documentation.
fn walk(tokens: TokenStream, skeleton: &mut String, examples: &mut usize) {
    let mut docs = String::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) => {
                if mark.as_char() == '#' {
                    // `#[doc = ".."]` or `#![doc = ".."]`
                    let mut ahead = tokens.clone();
                    if matches!(ahead.peek(), Some(TokenTree::Punct(mark)) if mark.as_char() == '!')
                    {
                        ahead.next();
                    }
                    if let Some(TokenTree::Group(group)) = ahead.next()
                        && let Some(line) = doc_line(&group.stream())
                    {
                        docs.push_str(line.strip_prefix(' ').unwrap_or(&line));
                        docs.push('\n');
                        tokens = ahead;
                        continue;
                    }
                }
                *examples += compiled(&std::mem::take(&mut docs));
                skeleton.push(mark.as_char());
            }
            TokenTree::Ident(ident) => {
                *examples += compiled(&std::mem::take(&mut docs));
                let name = ident.to_string();
                skeleton.push_str(if syn::parse_str::<syn::Ident>(&name).is_ok() {
                    "x"
                } else {
                    &name
                });
                skeleton.push(' ');
            }
            TokenTree::Literal(_) => skeleton.push_str("\"\""),
            // The printer puts braces around what is too long for the line of its arm.
            TokenTree::Group(group)
                if skeleton.ends_with("=>") && syn::parse2::<syn::Expr>(group.stream()).is_ok() =>
            {
                walk(group.stream(), skeleton, examples);
                skeleton.push(',');
            }
            TokenTree::Group(group) => {
                *examples += compiled(&std::mem::take(&mut docs));
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ('(', ')'),
                    Delimiter::Brace => ('{', '}'),
                    Delimiter::Bracket => ('[', ']'),
                    Delimiter::None => (' ', ' '),
                };
                skeleton.push(open);
                walk(group.stream(), skeleton, examples);
                // One that closes a long list, as the printer breaks lines.
                skeleton.truncate(skeleton.trim_end_matches(',').len());
                skeleton.push(close);
                skeleton.push('\n');
            }
        }
    }
}

/// The text of `doc = ".."`.
fn doc_line(tokens: &TokenStream) -> Option<String> {
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next()?, tokens.next()?, tokens.next()?) {
        (TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text))
            if name == "doc" =>
        {
            let text: syn::LitStr = syn::parse_str(&text.to_string()).ok()?;
            Some(text.value())
        }
        _ => None,
    }
}

/// How many code blocks rustdoc would compile; it runs none of them.
fn compiled(docs: &str) -> usize {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let blocks = Parser::new_ext(docs, options).filter_map(|event| match event {
        Event::Start(Tag::CodeBlock(kind)) => Some(kind),
        _ => None,
    });
    blocks
        .filter(|kind| match kind {
            CodeBlockKind::Fenced(info) if **info == *"text" => false,
            CodeBlockKind::Fenced(info) if **info == *"no_run" => true,
            other => panic!("rustdoc would run a block ({other:?}) of\n{docs}"),
        })
        .count()
}

fn template() -> Value {
    let text = support::text("tests/hostile/openapi.yaml");
    let job = job("openapi.yaml", &text, "hostile");
    let mut diagnostics = generator::diagnostics::Diagnostics::new();
    generator::read::read(job.sources.main(), &mut diagnostics).unwrap()
}

/// The template with `payload` in all places.
fn fill(value: &Value, payload: &str) -> Value {
    let text = |text: &str| match text.strip_prefix('@') {
        Some("text") => payload.to_owned(),
        // See also `long_names_are_cut`.
        Some(name) => {
            let payload: String = payload.chars().take(40).collect();
            format!("{payload}{}", name.trim_start_matches("name"))
        }
        None => text.to_owned(),
    };
    match value {
        Value::String(string) => Value::String(text(string)),
        Value::Array(list) => list.iter().map(|value| fill(value, payload)).collect(),
        Value::Object(map) => Value::Object(
            map.iter()
                .map(|(key, value)| (text(key), fill(value, payload)))
                .collect::<Map<_, _>>(),
        ),
        other => other.clone(),
    }
}
