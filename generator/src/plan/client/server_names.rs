//! What servers are called: by their descriptions where those are names, else by what tells their URLs apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::Server;
use crate::lock::Kind;
use crate::plan::names::{Wish, words};

/// Words of descriptions that tell no server from another.
const FILLERS: &[&str] = &[
    "server",
    "servers",
    "the",
    "a",
    "an",
    "api",
    "url",
    "uri",
    "endpoint",
    "environment",
    "env",
    "base",
    "host",
    "instance",
    "is",
    "for",
    "of",
    "our",
    "main",
    "default",
    "this",
    "to",
    "use",
];

/// Words that are a server's name wherever they stand in a sentence about it.
const ENVIRONMENTS: &[&str] = &[
    "production",
    "prod",
    "live",
    "staging",
    "stage",
    "sandbox",
    "development",
    "dev",
    "testing",
    "test",
    "demo",
    "preview",
    "beta",
    "local",
    "localhost",
    "mock",
    "qa",
    "uat",
    "eu",
    "us",
];

/// A description of so many words that matter is a name.
const NAME_WORDS: usize = 3;

/// A wish for each of several servers, in order.
pub(super) fn wishes(servers: &[Server]) -> Vec<Wish> {
    let urls: Vec<Vec<String>> = servers
        .iter()
        .map(|server| url_words(&server.url))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for url in &urls {
        let distinct: BTreeSet<&str> = url.iter().map(String::as_str).collect();
        for word in distinct {
            *counts.entry(word).or_default() += 1;
        }
    }
    servers
        .iter()
        .zip(&urls)
        .enumerate()
        .map(|(index, (server, url))| {
            let own: Vec<&str> = url
                .iter()
                .map(String::as_str)
                .filter(|word| counts.get(word).is_some_and(|&count| count < servers.len()))
                .take(NAME_WORDS)
                .collect();
            let mut candidates: Vec<String> = described(server.description.as_deref());
            if !own.is_empty() {
                candidates.push(own.join(" "));
            }
            candidates.push(url.join(" "));
            candidates.push(format!("server {}", index + 1));
            candidates.retain(|name| name.chars().any(char::is_alphabetic));
            Wish::new(Kind::Server, server.url.as_str(), candidates)
        })
        .collect()
}

/// The name in a description: what is left of a short one without words that say nothing, or the one environment
/// that a sentence names.
fn described(description: Option<&str>) -> Vec<String> {
    // What stands in brackets or behind a dash explains the name.
    let text = description.unwrap_or_default();
    if !text.contains(char::is_alphabetic) {
        return Vec::new();
    }
    let name = text
        .split(['(', '[', '\u{2013}', '\u{2014}', ':', ',', '.'])
        .next()
        .unwrap_or_default();
    let telling = |text: &str| -> Vec<String> {
        words(text)
            .into_iter()
            .filter(|word| !FILLERS.contains(&word.as_str()))
            .collect()
    };
    let short = telling(name);
    let is_name = name.split_whitespace().count() <= NAME_WORDS + 2;
    if is_name && !short.is_empty() && short.len() <= NAME_WORDS {
        return vec![short.join(" ")];
    }
    let found: BTreeSet<String> = telling(text)
        .into_iter()
        .filter(|word| ENVIRONMENTS.contains(&word.as_str()))
        .collect();
    match found.len() {
        1 => found.into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The words of a URL: host, variables, path, port, and the scheme last.
fn url_words(url: &str) -> Vec<String> {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    if !rest.contains(char::is_alphanumeric) {
        return Vec::new();
    }
    let mut found = words(&rest.replace(':', " port "));
    found.extend(words(scheme));
    found
}

#[cfg(test)]
mod tests;
