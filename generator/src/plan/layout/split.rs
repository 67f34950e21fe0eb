//! Many things into files that are neither long nor tiny, each named after what its things have in common.

use std::collections::BTreeMap;

/// One thing.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// What it is about, from the most general word to the most special one. After an empty word come some that only
    /// help to tell it apart.
    pub(super) key: Vec<String>,
    /// Its length in lines.
    pub(super) weight: usize,
}

/// What goes into one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bin {
    /// What the things have in common; empty where that is nothing.
    pub(super) name: String,
    /// Their indices, in order.
    pub(super) parts: Vec<usize>,
}

/// A part of the whole that is this much smaller than a long file gets none of its own.
const TINY: usize = 6;

/// Divides `parts` into bins of at most `limit` lines, where their keys allow it.
pub(super) fn split(parts: &[Part], limit: usize) -> Vec<Bin> {
    let splitter = Splitter { parts, limit };
    let mut bins = Vec::new();
    splitter.divide((0..parts.len()).collect(), 0, "", &mut bins);
    for bin in &mut bins {
        bin.parts.sort_unstable();
    }
    bins
}

struct Splitter<'a> {
    parts: &'a [Part],
    limit: usize,
}

impl Splitter<'_> {
    fn weight(&self, indices: &[usize]) -> usize {
        let parts = indices.iter().filter_map(|index| self.parts.get(*index));
        parts.map(|part| part.weight).sum()
    }

    fn word(&self, index: usize, depth: usize) -> Option<&str> {
        let part = self.parts.get(index)?;
        part.key.get(depth).map(String::as_str)
    }

    fn divide(&self, indices: Vec<usize>, depth: usize, name: &str, bins: &mut Vec<Bin>) {
        if self.weight(&indices) <= self.limit {
            push(bins, name, indices);
            return;
        }
        // What ends here comes first.
        let mut branches: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
        for &index in &indices {
            branches
                .entry(self.word(index, depth))
                .or_default()
                .push(index);
        }
        if branches.len() == 1 {
            match branches.keys().next() {
                // Nothing tells them apart but their order.
                None | Some(None) => self.chunks(&[(None, indices)], name, bins),
                Some(Some(_)) => self.divide(indices, depth + 1, name, bins),
            }
            return;
        }
        let mut rest = Vec::new();
        for (word, indices) in branches {
            match word {
                Some(word) if self.weight(&indices) * TINY > self.limit => {
                    self.divide(indices, depth + 1, &joined(name, word), bins);
                }
                _ => rest.push((word, indices)),
            }
        }
        self.chunks(&rest, name, bins);
    }

    /// Small branches, in alphabetical order, as many together as fit.
    fn chunks(&self, rest: &[(Option<&str>, Vec<usize>)], name: &str, bins: &mut Vec<Bin>) {
        let mut chunks: Vec<Chunk<'_>> = Vec::new();
        let mut weight = 0;
        for (word, indices) in rest {
            let word = word.filter(|word| !word.is_empty());
            for &index in indices {
                let more = self.weight(&[index]);
                if chunks.is_empty() || weight + more > self.limit {
                    chunks.push(Chunk::default());
                    weight = 0;
                }
                weight += more;
                if let Some(chunk) = chunks.last_mut() {
                    chunk.first = chunk.first.or(word);
                    chunk.last = word.or(chunk.last);
                    chunk.parts.push(index);
                }
            }
        }
        let one = chunks.len() == 1;
        for chunk in chunks {
            let name = match (chunk.first, chunk.last) {
                (Some(word), _) if rest.len() == 1 => joined(name, word),
                (Some(first), Some(last)) if !one && first == last => joined(name, first),
                (Some(first), Some(last)) if !one => joined(name, &format!("{first}_to_{last}")),
                _ => name.to_owned(),
            };
            push(bins, &name, chunk.parts);
        }
    }
}

#[derive(Default)]
struct Chunk<'a> {
    first: Option<&'a str>,
    last: Option<&'a str>,
    parts: Vec<usize>,
}

fn joined(name: &str, word: &str) -> String {
    if word.is_empty() {
        name.to_owned()
    } else if name.is_empty() {
        word.to_owned()
    } else {
        format!("{name}_{word}")
    }
}

fn push(bins: &mut Vec<Bin>, name: &str, parts: Vec<usize>) {
    if !parts.is_empty() {
        bins.push(Bin {
            name: name.to_owned(),
            parts,
        });
    }
}
