//! What becomes of one reference: it leads to a home, or what it names is read in its place.

use serde_json::{Value, json};

use super::edits::{Change, Edit};
use super::lost::{Fault, LOST};
use super::{Base, Bundler, DEEPEST, Expect, FileId, Kind, Path, Pointer, Target};
use crate::diagnostics::Code;

impl Bundler<'_> {
    /// Notes that a copy of what stands at `from` will stand at `home`.
    pub(super) fn copy(&mut self, from: &Target, home: Pointer) {
        let origins = self.diagnostics.origins_mut();
        let (file, pointer) = match from.file {
            FileId::MAIN => origins.of(&from.pointer),
            file => (file, from.pointer.clone()),
        };
        origins.moved(&home, file, pointer);
        self.edits.push(Edit {
            at: home,
            change: Change::Copy(from.clone()),
        });
    }

    pub(super) fn replace(&mut self, at: Pointer, value: Value) {
        self.edits.push(Edit {
            at,
            change: Change::Value(value),
        });
    }

    /// Notes a fault of the reference at `path`.
    pub(super) fn fault(&mut self, fault: Fault, path: &Path<'_>) {
        let (file, pointer) = self.diagnostics.origins().of(&path.pointer());
        self.lost.note(fault, (file, pointer.child("$ref")));
    }

    /// The text of the reference that leads to what `reference` names as a `kind`; `None` where it can stay as it is.
    pub(super) fn local(
        &mut self,
        base: &Base,
        reference: &str,
        kind: Kind,
    ) -> Result<Option<String>, Fault> {
        match self.target(base, reference) {
            Ok(target) => Ok(self.local_to(base, reference, target, kind)),
            // A later stage says what is nearest, and only if somebody needs it.
            Err(fault) if fault.code == Code::DanglingRef && reference.starts_with("#/") => {
                Ok(None)
            }
            Err(fault) => Err(fault),
        }
    }

    /// The text of the reference that leads to `target`; `None` where `reference` can stay as it is.
    pub(super) fn local_to(
        &mut self,
        base: &Base,
        reference: &str,
        target: Target,
        kind: Kind,
    ) -> Option<String> {
        let target = self.beyond_aliases(target, kind);
        let written = |pointer: &Pointer| format!("#{}", escape(pointer.as_str()));
        let text = written(&self.home(&target, kind)?);
        let same = base.file == FileId::MAIN && text == reference;
        (!same).then_some(text)
    }

    /// Where a piece of another file is only a `$ref` to something with the same name, that something.
    pub(super) fn beyond_aliases(&mut self, target: Target, kind: Kind) -> Target {
        let mut at = target;
        for _ in 0..64 {
            if at.file == FileId::MAIN || self.homes.find(&at, kind).is_some() {
                return at;
            }
            let Some(tree) = self.files.tree(at.file, self.diagnostics) else {
                return at;
            };
            let alias = tree
                .pointer(at.pointer.as_str())
                .and_then(Value::as_object)
                .filter(|map| map.len() == 1)
                .and_then(|map| map.get("$ref")?.as_str());
            let Some(reference) = alias else { return at };
            let base = self.files.base(&at);
            let Ok(next) = self.target(&base, reference) else {
                return at;
            };
            if kind == Kind::Schema && self.wish(&at) != self.wish(&next) {
                return at;
            }
            at = next;
        }
        at
    }

    fn wish(&self, target: &Target) -> String {
        let (name, _) = super::names::wishes(&self.files.name(target.file), &target.pointer);
        name.to_lowercase().replace(['_', '-', '.'], "")
    }

    /// Reads what `reference` names in the place of `path`, where the specification wants what `expect` says.
    pub(super) fn in_place(
        &mut self,
        reference: &str,
        expect: Expect,
        path: &Path<'_>,
        base: &Base,
        company: &[&str],
    ) {
        // The deeper something stands, the more there can be of it.
        self.fuel = self.fuel.saturating_sub(path.depth() * path.depth());
        let too_much = path.depth() > DEEPEST || self.fuel == 0;
        if too_much && self.exhausted {
            self.replace(path.pointer(), without(expect));
            return;
        }
        self.exhausted |= too_much;
        let found =
            self.target(base, reference)
                .and_then(|target| match self.open.contains(&target) {
                    true => Err(Fault::new(
                        Code::RefCycle,
                        format!("`{reference}` leads back to itself"),
                        "let one of the places on the way say what it is instead of naming another",
                    )),
                    false if too_much => Err(Fault::new(
                        Code::UnsupportedRef,
                        "too much would have to be read in the place of references".to_owned(),
                        "share it under `components` instead",
                    )),
                    false => Ok(target),
                });
        let target = match found {
            Ok(target) => target,
            Err(fault) => {
                self.fault(fault, path);
                self.replace(path.pointer(), without(expect));
                return;
            }
        };
        let items = matches!(expect, Expect::Object(Kind::PathItem));
        if items && company.is_empty() {
            if let Some(home) = self.homes.find(&target, Kind::PathItem) {
                if base.file != FileId::MAIN || format!("#{home}") != reference {
                    let text = Value::String(format!("#{}", escape(home.as_str())));
                    self.replace(path.pointer().child("$ref"), text);
                }
                return;
            }
        } else if !items {
            self.misplaced(expect, path);
        }
        let place = path.pointer();
        let (around, old) = self.diagnostics.origins().of(&place);
        self.copy(&target, place.clone());
        for key in company {
            let origins = self.diagnostics.origins_mut();
            origins.moved(&place.child(key), around, old.child(key));
        }
        self.homes.settle(&target, expect, place);
        self.open.push(target.clone());
        match self.without_company(&target, company) {
            Some((rest, base)) => self.walk(&rest, expect, path, &base),
            None => self.walk_piece(&target, expect, path),
        }
        self.open.pop();
    }

    /// What stands at `target` without what the company of its reference replaces; `None` where that is nothing.
    fn without_company(&mut self, target: &Target, company: &[&str]) -> Option<(Value, Base)> {
        let tree = self.files.tree(target.file, self.diagnostics)?;
        let map = tree.pointer(target.pointer.as_str())?.as_object()?;
        if !company.iter().any(|key| map.contains_key(*key)) {
            return None;
        }
        let mut rest = map.clone();
        rest.retain(|key, _| !company.contains(&key.as_str()));
        Some((Value::Object(rest), self.files.base(target)))
    }

    /// Says that a `$ref` stands where the specification has none.
    pub(super) fn misplaced(&mut self, expect: Expect, path: &Path<'_>) {
        let place = match expect {
            // 3.2 allows it.
            Expect::Object(Kind::MediaType) => return,
            Expect::Object(kind) => kind.one(),
            Expect::List(kind) => format!("a list of {}s", kind.table().name),
            Expect::Map(kind) => format!("a mapping of {}s", kind.table().name),
            Expect::Text => "text".to_owned(),
            _ => "a value".to_owned(),
        };
        let message = format!("a `$ref` cannot stand in the place of {place}");
        let help = "what it names is read in its place; other tools may not do that";
        self.fault(Fault::new(Code::MisplacedRef, message, help), path);
    }
}

/// What stands in the place of something that cannot be found, so that nobody complains a second time.
fn without(expect: Expect) -> Value {
    match expect {
        Expect::Object(Kind::PathItem | Kind::Operation) => json!({"$ref": LOST}),
        Expect::Text | Expect::Choice(_) => json!(""),
        Expect::List(_) | Expect::Texts | Expect::Values => json!([]),
        _ => json!({}),
    }
}

/// A pointer as the fragment of a URI: only what would be undone is escaped.
fn escape(pointer: &str) -> String {
    pointer.replace('%', "%25")
}
