//! The book of names: which were given the last time, which the user wants, and which are given now.

use std::cell::RefCell;

use super::{Name, Scope, Wish, claim_all};
use crate::lock::{Kind, Names};

/// The names of one run.
#[derive(Debug)]
pub(in crate::plan) struct Book<'a> {
    /// The names of the last run.
    before: &'a Names,
    now: RefCell<Names>,
}

/// What the names of a page belong to: its name the last time, and now.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::plan) struct Owner<'a> {
    before: Option<&'a str>,
    now: &'a str,
}

/// The names of one kind that belong to one owner.
#[derive(Debug, Clone, Copy)]
pub(in crate::plan) struct Page<'a> {
    book: &'a Book<'a>,
    owner: Owner<'a>,
}

impl<'a> Book<'a> {
    /// A book that begins with the names of the last run.
    pub(in crate::plan) fn new(before: &'a Names) -> Self {
        Self {
            before,
            now: RefCell::default(),
        }
    }

    /// The name that something without an owner had the last time.
    pub(in crate::plan) fn before(&self, kind: Kind, id: &str) -> Option<&'a str> {
        self.before.get(kind, "", id)
    }

    /// The names that were given.
    pub(in crate::plan) fn close(self) -> Names {
        self.now.into_inner()
    }

    /// The page for what stands alone.
    pub(in crate::plan) fn page(&'a self) -> Page<'a> {
        let owner = Owner {
            before: Some(""),
            now: "",
        };
        Page { book: self, owner }
    }

    /// The page for what belongs to `id`, which is called `now`.
    pub(in crate::plan) fn of(&'a self, kind: Kind, id: &str, now: &'a str) -> Page<'a> {
        let owner = Owner {
            before: self.before(kind, id),
            now,
        };
        Page { book: self, owner }
    }
}

impl Page<'_> {
    /// The name of the last run.
    pub(in crate::plan) fn before(&self, kind: Kind, id: &str) -> Option<String> {
        let owner = self.owner.before?;
        self.book.before.get(kind, owner, id).map(str::to_owned)
    }

    /// Whether the owner was there the last time.
    pub(in crate::plan) fn is_old(&self) -> bool {
        self.owner.before.is_some()
    }

    /// Notes a name.
    pub(in crate::plan) fn note(&self, kind: Kind, id: &str, name: &str) {
        let mut now = self.book.now.borrow_mut();
        let _ = now.insert(kind, self.owner.now, id, name);
    }

    /// Names for all wishes.
    pub(in crate::plan) fn claim_all<N: Name>(
        &self,
        scope: &mut Scope<N>,
        mut wishes: Vec<Wish>,
    ) -> Vec<N> {
        for wish in &mut wishes {
            wish.before = self.before(wish.kind, &wish.id);
        }
        let names = claim_all(scope, &wishes);
        for (wish, name) in wishes.iter().zip(&names) {
            if wish.silent.as_deref() != Some(name.plain()) {
                self.note(wish.kind, &wish.id, name.plain());
            }
        }
        names
    }
}
