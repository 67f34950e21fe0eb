//! Where pieces live in the main tree.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::names::Taken;
use super::places::{expected_at, is};
use super::{Bundler, Expect, FileId, Kind, Piece, Pointer, Target};

/// The homes that were given out.
pub(super) struct Homes {
    swagger: bool,
    /// By place and by what stands there: a file may be a schema here and a parameter there.
    places: BTreeMap<(Target, Label), (Pointer, Expect)>,
    taken: BTreeMap<&'static str, Taken>,
}

impl Homes {
    pub(super) fn new(swagger: bool) -> Self {
        Self {
            swagger,
            places: BTreeMap::new(),
            taken: BTreeMap::new(),
        }
    }

    /// The section for pieces of `kind`; `None` where they are read in the place of their references.
    pub(super) fn section(&self, kind: Kind) -> Option<&'static str> {
        Some(match (self.swagger, kind) {
            (false, Kind::Schema) => "/components/schemas",
            (false, Kind::Parameter) => "/components/parameters",
            (false, Kind::Response) => "/components/responses",
            (false, Kind::RequestBody) => "/components/requestBodies",
            (false, Kind::Header) => "/components/headers",
            (false, Kind::SecurityScheme) => "/components/securitySchemes",
            (false, Kind::Example) => "/components/examples",
            (false, Kind::Link) => "/components/links",
            (false, Kind::Callback) => "/components/callbacks",
            (true, Kind::Schema) => "/definitions",
            (true, Kind::Parameter) => "/parameters",
            (true, Kind::Response) => "/responses",
            _ => return None,
        })
    }

    /// The sections of this version that may hold `kind`s, for what is declared already.
    pub(super) fn sections(&self) -> impl Iterator<Item = (&'static str, Kind)> {
        let kinds = [
            Kind::Schema,
            Kind::Parameter,
            Kind::Response,
            Kind::RequestBody,
            Kind::Header,
            Kind::SecurityScheme,
            Kind::Example,
            Kind::Link,
            Kind::Callback,
        ];
        kinds
            .into_iter()
            .filter_map(|kind| Some((self.section(kind)?, kind)))
    }

    /// Notes that the main document itself has a component of this name.
    pub(super) fn reserve(&mut self, section: &'static str, name: &str) {
        self.taken.entry(section).or_default().take(name);
    }

    /// Notes that what stands at `target` stands at `home` too; what was noted first stays.
    pub(super) fn settle(&mut self, target: &Target, expect: Expect, home: Pointer) {
        let key = (target.clone(), label(expect));
        self.places.entry(key).or_insert((home, expect));
    }

    /// The place in the main tree of what stands at `target` as a `kind`.
    pub(super) fn find(&self, target: &Target, kind: Kind) -> Option<Pointer> {
        if target.file == FileId::MAIN {
            let root = Expect::Object(Kind::OpenApi);
            if is(expected_at(root, target.pointer.tokens()), kind) {
                return Some(target.pointer.clone());
            }
        }
        let mut around = target.clone();
        loop {
            let start = (around.clone(), Label::default());
            let here = self
                .places
                .range((Bound::Included(start), Bound::Unbounded))
                .take_while(|((place, _), _)| *place == around);
            for (_, (home, expect)) in here {
                let rest = target
                    .pointer
                    .as_str()
                    .strip_prefix(around.pointer.as_str())
                    .unwrap_or_default();
                let rest = Pointer::from_escaped(rest);
                if is(expected_at(*expect, rest.tokens()), kind) {
                    return Some(Pointer::from_escaped(format!("{home}{rest}")));
                }
            }
            around.pointer = around.pointer.parent()?;
        }
    }
}

impl Bundler<'_> {
    /// The place in the main tree of what stands at `target`; a new home among the components where it has none.
    /// `None` where pieces of `kind` have no section.
    pub(super) fn home(&mut self, target: &Target, kind: Kind) -> Option<Pointer> {
        if let Some(home) = self.homes.find(target, kind) {
            return Some(home);
        }
        let root = Expect::Object(Kind::OpenApi);
        if target.file == FileId::MAIN
            && let Some(Expect::Object(_)) = expected_at(root, target.pointer.tokens())
        {
            // Something of another kind; what uses it will say so.
            return Some(target.pointer.clone());
        }
        let section = self.homes.section(kind)?;
        let file = self.files.name(target.file);
        let taken = self.homes.taken.entry(section).or_default();
        let name = taken.allocate(&file, &target.pointer);
        let home = Pointer::from_escaped(section).child(name);
        let expect = Expect::Object(kind);
        self.homes.settle(target, expect, home.clone());
        self.copy(target, home.clone());
        self.queue.push_back(Piece {
            from: target.clone(),
            kind,
            home: home.clone(),
        });
        Some(home)
    }
}

/// What stands somewhere, as a key: the kind's name, and whether there is one, a list or a mapping of them.
type Label = (&'static str, u8);

fn label(expect: Expect) -> Label {
    match expect {
        Expect::Object(kind) => (kind.table().name, 0),
        Expect::List(kind) => (kind.table().name, 1),
        Expect::Map(kind) => (kind.table().name, 2),
        Expect::SchemaOrFlag => (Kind::Schema.table().name, 0),
        _ => ("value", 0),
    }
}
