//! What the operations of a group have in common, in words.

use crate::ir::Api;
use crate::plan::docs::{Docs, code, in_line};

/// A sentence longer than this does not fit a line of a table.
const LONGEST_SUMMARY: usize = 110;

/// Names of a merged group that are listed.
const MOST_NAMES: usize = 12;

/// What the operations of a group have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    /// Their first tag.
    Tag(String),
    /// They have no tag.
    Untagged,
    /// The part of their paths that says most.
    Path(String),
    /// Nothing: they come from groups that were too small.
    Several(Vec<About>),
}

impl About {
    /// What the group's module is to be called.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Tag(name) | Self::Path(name) => name,
            Self::Untagged => "untagged",
            Self::Several(_) => "other",
        }
    }

    /// The documentation of the group's module.
    pub(super) fn docs(&self, api: &Api) -> Docs {
        match self {
            Self::Tag(tag) => {
                let docs = Docs::from_document(description(api, tag));
                if docs.is_empty() {
                    Docs::from_document(&format!("Operations: {tag}."))
                } else {
                    docs
                }
            }
            Self::Untagged => Docs::ours("Operations."),
            Self::Path(_) | Self::Several(_) => {
                Docs::ours(format!("Operations: {}.", self.names()))
            }
        }
    }

    /// One line of Markdown without a full stop.
    pub(super) fn summary(&self, api: &Api) -> String {
        let Self::Tag(tag) = self else {
            return self.names();
        };
        let docs = Docs::from_document(description(api, tag));
        let paragraph = docs.first_sentence().unwrap_or_default();
        let sentence = paragraph
            .split_once(". ")
            .map_or(paragraph.as_str(), |(first, _)| first);
        if sentence.is_empty() || sentence.chars().count() > LONGEST_SUMMARY {
            self.names()
        } else {
            sentence.to_owned()
        }
    }

    /// What it is called, or what those are called that it was made of.
    fn names(&self) -> String {
        match self {
            Self::Tag(name) if name.chars().count() > LONGEST_SUMMARY => {
                let start: String = name.chars().take(LONGEST_SUMMARY).collect();
                code(&format!("{start}…"))
            }
            Self::Tag(name) => in_line(name),
            Self::Path(name) => code(name),
            Self::Untagged => "untagged".to_owned(),
            Self::Several(parts) => {
                let shown = parts.iter().take(MOST_NAMES).map(Self::names);
                let mut names: Vec<String> = shown.collect();
                if let Some(more) = parts.len().checked_sub(MOST_NAMES).filter(|more| *more > 0) {
                    names.push(format!("{more} more"));
                }
                names.join(", ")
            }
        }
    }
}

fn description<'a>(api: &'a Api, tag: &str) -> &'a str {
    api.tags
        .get(tag)
        .and_then(Option::as_deref)
        .unwrap_or_default()
}
