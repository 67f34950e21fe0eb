//! The book of names: which were given the last time, which the user wants, and which are given now.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Name, Scope, Wish, claim_all, numbered_apart};
use crate::config::{Key, Settings};
use crate::ir::Pointer;
use crate::lock::{Kind, Names};

/// The names of one run.
#[derive(Debug)]
pub(in crate::plan) struct Book<'a> {
    /// The names of the last run.
    before: &'a Names,
    settings: &'a Settings,
    now: RefCell<Names>,
    remarks: RefCell<Vec<Remark>>,
}

/// Something about a name that the user should know.
#[derive(Debug)]
pub(in crate::plan) enum Remark {
    /// Something that the user wants and cannot have.
    Refused {
        /// Where it is wanted.
        place: Pointer,
        /// What is wanted.
        key: Key,
        /// Why not.
        message: String,
    },
    /// A name of the last run that could not be kept, because the user wants it for something else.
    Lost {
        /// What had the name.
        id: String,
        /// The name.
        before: String,
        /// What it is called now.
        now: String,
    },
    /// A name that is not the natural one.
    Renamed {
        /// What has the name.
        kind: Kind,
        /// Where it stands.
        place: Pointer,
        /// What it would be called if it were alone.
        natural: String,
        /// What it is called.
        now: String,
        /// Whether it was called so the last time.
        kept: bool,
    },
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
    /// A book that begins with the names of the last run, and knows those that are wished for.
    pub(in crate::plan) fn new(before: &'a Names, settings: &'a Settings) -> Self {
        Self {
            before,
            settings,
            now: RefCell::default(),
            remarks: RefCell::default(),
        }
    }

    /// The name that something without an owner had the last time.
    pub(in crate::plan) fn before(&self, kind: Kind, id: &str) -> Option<&'a str> {
        self.before.get(kind, "", id)
    }

    /// All names of the last run.
    pub(in crate::plan) fn names_before(&self) -> &'a Names {
        self.before
    }

    /// The names of types that others stood for in the last run, each with the lock's key for the type and its name.
    pub(in crate::plan) fn formers(&self) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> {
        let names = self.before.iter();
        names
            .filter(|(kind, ..)| *kind == Kind::Former)
            .map(|(_, old, key, now)| (old, key, now))
    }

    /// Notes that the type with this key, which is called `now`, can be called `old`, too.
    pub(in crate::plan) fn former(&self, old: &str, key: &str, now: &str) {
        let _ = self.now.borrow_mut().insert(Kind::Former, old, key, now);
    }

    /// Notes that something the user wants cannot be.
    pub(in crate::plan) fn refuse(&self, place: &Pointer, key: Key, message: String) {
        self.remarks.borrow_mut().push(Remark::Refused {
            place: place.clone(),
            key,
            message,
        });
    }

    /// The names that were given, and what is to be said about them.
    pub(in crate::plan) fn close(&self) -> (Names, Vec<Remark>) {
        (self.now.take(), self.remarks.take())
    }

    /// Adds what another book says, after what this one does.
    pub(in crate::plan) fn bind(&self, names: Names, remarks: Vec<Remark>) {
        self.now.borrow_mut().extend(names);
        self.remarks.borrow_mut().extend(remarks);
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

    /// The order in which a function takes its arguments: those of the last run as they were, then the others. Gives
    /// the index in `names` of each.
    pub(in crate::plan) fn ordered(&self, names: &[&str]) -> Vec<usize> {
        let before = self.owner.before;
        let before = before.and_then(|owner| self.book.before.first(Kind::Arguments, owner));
        let before: BTreeMap<&str, usize> =
            before.unwrap_or_default().split(' ').zip(0..).collect();
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by_key(|index| {
            let place = names.get(*index).and_then(|name| before.get(name));
            place.copied().unwrap_or(usize::MAX)
        });
        if names.len() > 1 {
            let now: Vec<&str> = order
                .iter()
                .filter_map(|index| names.get(*index).copied())
                .collect();
            self.note(Kind::Arguments, &now.join(" "), "new");
        }
        order
    }

    /// Notes what somebody wanted and did not get.
    fn remark<N: Name>(&self, wish: &Wish, name: &N) {
        let mut remarks = self.book.remarks.borrow_mut();
        if let Some(wanted) = wish
            .wanted
            .as_deref()
            .filter(|wanted| *wanted != name.plain())
        {
            let message = if N::given(wanted).is_none() {
                format!(
                    "`{wanted}` cannot be the name of this: Rust would write `{}`",
                    N::natural(wanted)
                )
            } else {
                format!("`{wanted}` is taken by something else beside it")
            };
            if let Some(place) = wish.place.clone() {
                let key = Key::Name;
                remarks.push(Remark::Refused {
                    place,
                    key,
                    message,
                });
            }
        }
        if let (None, Some(place), Some(first)) =
            (&wish.wanted, &wish.place, wish.candidates.first())
        {
            let natural = N::natural(first);
            let natural = natural.trim_start_matches("r#");
            if natural != name.plain() {
                remarks.push(Remark::Renamed {
                    kind: wish.kind,
                    place: place.clone(),
                    natural: natural.to_owned(),
                    now: name.plain().to_owned(),
                    kept: wish.before.as_deref() == Some(name.plain()),
                });
            }
        }
        let lost = wish.wanted.is_none() && wish.before.as_deref() != Some(name.plain());
        if let (true, Some(before)) = (lost, &wish.before) {
            remarks.push(Remark::Lost {
                id: wish.id.clone(),
                before: before.clone(),
                now: name.plain().to_owned(),
            });
        }
    }

    /// Names for all wishes.
    pub(in crate::plan) fn claim_all<N: Name>(
        &self,
        scope: &mut Scope<N>,
        mut wishes: Vec<Wish>,
    ) -> Vec<N> {
        numbered_apart(&mut wishes);
        for wish in &mut wishes {
            wish.before = self.before(wish.kind, &wish.id);
            if let Some(name) = wish
                .place
                .as_ref()
                .and_then(|at| self.book.settings.name(at))
            {
                wish.wanted = Some(name.to_owned());
            }
        }
        let names = claim_all(scope, &wishes);
        for (wish, name) in wishes.iter().zip(&names) {
            self.remark(wish, name);
            if wish.silent.as_deref() != Some(name.plain()) {
                self.note(wish.kind, &wish.id, name.plain());
            }
        }
        names
    }
}
