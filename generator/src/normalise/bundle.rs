//! One tree from many files: what a `$ref` names elsewhere is brought into the main document.
//!
//! A piece that the specification lets be shared (a schema, a parameter, a response) gets a home under `components`
//! once, however often it is named; every other `$ref` is read in its place. Afterwards all references lead into the
//! one tree, and [`crate::diagnostics::Origins`] knows where each piece was read.
//!
//! The walk only reads: it loads files as they are named and collects [`Edit`]s, which are made when it is done. So the
//! main tree is never copied, and a reference can be looked up while something else is being walked.

mod edits;
mod files;
mod homes;
mod lost;
mod names;
mod places;
mod references;
mod targets;
mod texts;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::rc::Rc;

use serde_json::Value;

use super::keywords::{Expect, Kind};
use crate::diagnostics::{Diagnostics, FileId, Path};
use crate::ir::Pointer;
use crate::quick::QuickMap;
use crate::read::{Sources, Uri};
use edits::Edit;
use files::Files;
use homes::Homes;
use lost::Lost;

/// Follows every reference of `tree`, the main file of `sources`; files that it needs are added there.
pub fn bundle(tree: Value, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Value {
    let swagger = tree.get("swagger").is_some();
    let mut bundler = Bundler {
        homes: Homes::new(swagger),
        files: Files::new(tree, sources),
        diagnostics,
        queue: VecDeque::new(),
        edits: Vec::new(),
        lost: Lost::default(),
        open: Vec::new(),
        stays: QuickMap::default(),
        fuel: MOST_NODES,
        exhausted: false,
    };
    bundler.run();
    let Bundler {
        files, edits, lost, ..
    } = bundler;
    let mut trees = files.into_trees();
    let main = std::mem::take(&mut trees.main);
    let mut tree = Rc::unwrap_or_clone(main);
    edits::apply(&mut tree, edits, &trees);
    lost.finish(diagnostics);
    tree
}

/// How many values are read in the place of references: a few lines can name one another into the billions.
const MOST_NODES: usize = 1_000_000;
/// How deep in the tree something may be read in the place of its reference.
const DEEPEST: usize = 60;

/// The state of one run.
struct Bundler<'a> {
    files: Files<'a>,
    homes: Homes,
    diagnostics: &'a mut Diagnostics,
    /// Pieces that have a home and have not been walked.
    queue: VecDeque<Piece>,
    edits: Vec<Edit>,
    lost: Lost,
    /// What is being read in the place of a reference, from the outside in.
    open: Vec<Target>,
    /// References in the main file that lead where they should, with the kind of what they name: most are there often.
    stays: QuickMap<String, Kind>,
    fuel: usize,
    /// Whether it was said that too much would have to be read in the place of references.
    exhausted: bool,
}

/// A place in one of the files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Target {
    file: FileId,
    pointer: Pointer,
}

/// A piece on its way to its home.
struct Piece {
    from: Target,
    kind: Kind,
    home: Pointer,
}

/// What references are relative to.
#[derive(Debug, Clone)]
struct Base {
    file: FileId,
    /// The schema resource around, where `$id` gave it a name of its own (JSON Schema 2020-12 section 8.2.1).
    resource: Option<Rc<(Uri, Pointer)>>,
}

impl Bundler<'_> {
    fn run(&mut self) {
        let main = Target {
            file: FileId::MAIN,
            pointer: Pointer::root(),
        };
        self.declared();
        self.walk_piece(&main, Expect::Object(Kind::OpenApi), &Path::ROOT);
        while let Some(Piece { from, kind, home }) = self.queue.pop_front() {
            let tokens: Vec<String> = home.tokens().collect();
            on_path(&Path::ROOT, &tokens, &mut |path| {
                self.walk_piece(&from, Expect::Object(kind), path);
            });
        }
    }

    /// Walks what stands at `from` as what will stand at `path`.
    fn walk_piece(&mut self, from: &Target, expect: Expect, path: &Path<'_>) {
        let Some(tree) = self.files.tree(from.file, self.diagnostics) else {
            return;
        };
        if let Some(value) = tree.pointer(from.pointer.as_str()) {
            let base = self.files.base(from);
            self.walk(value, expect, path, &base);
        }
    }
}

/// Calls `then` with the path of `tokens` below `path`.
fn on_path(path: &Path<'_>, tokens: &[String], then: &mut dyn FnMut(&Path<'_>)) {
    match tokens.split_first() {
        None => then(path),
        Some((token, rest)) => on_path(&path.key(token), rest, then),
    }
}
