//! The walk over a piece, by the kinds of its objects: never into extensions.

use serde_json::{Map, Value};

use super::edits::{Change, Edit};
use super::lost::{Fault, LOST};
use super::places::expectation;
use super::{Base, Bundler, Expect, FileId, Kind, Path, Pointer, Target};
use crate::diagnostics::Code;

/// Keywords that stand for `$ref` in newer dialects of JSON Schema; what they mean beyond it is decided at run time.
const DYNAMIC: [&str; 2] = ["$dynamicRef", "$recursiveRef"];

impl Bundler<'_> {
    /// Notes what the main document declares already, before anything is walked: names that are taken, and components
    /// that are nothing but the name of a piece elsewhere, which are its homes.
    pub(super) fn declared(&mut self) {
        let sections: Vec<_> = self.homes.sections().collect();
        for (section, kind) in sections {
            let at = Pointer::from_escaped(section);
            let Some((entries, base)) = self.entries(&at) else {
                continue;
            };
            for (name, reference) in entries {
                self.homes.reserve(section, &name);
                let Some(reference) = reference else { continue };
                let Ok(target) = self.target(&base, &reference) else {
                    continue;
                };
                // It may be reached through an index of pieces with the same names.
                let deep = self.beyond_aliases(target.clone(), kind);
                for target in [target, deep] {
                    if self.homes.find(&target, kind).is_none() {
                        let expect = Expect::Object(kind);
                        self.homes.settle(&target, expect, at.child(&name));
                    }
                }
            }
        }
    }

    /// The names in a section of the main document, with those references that are all of their entry.
    #[allow(clippy::type_complexity, reason = "used once, just above")]
    fn entries(&mut self, section: &Pointer) -> Option<(Vec<(String, Option<String>)>, Base)> {
        let mut place = Target {
            file: FileId::MAIN,
            pointer: Pointer::root(),
        };
        for token in section.tokens() {
            let here = Target {
                pointer: place.pointer.child(&token),
                ..place
            };
            place = self.beyond(here)?;
        }
        let tree = self.files.tree(place.file, self.diagnostics)?;
        let map = tree.pointer(place.pointer.as_str())?.as_object()?;
        let entries = map
            .iter()
            .map(|(name, value)| {
                let reference = value
                    .as_object()
                    .filter(|value| value.len() == 1)
                    .and_then(|value| value.get("$ref")?.as_str());
                (name.clone(), reference.map(str::to_owned))
            })
            .collect();
        Some((entries, self.files.base(&place)))
    }

    /// What stands at a place, or what the `$ref` there names.
    fn beyond(&mut self, place: Target) -> Option<Target> {
        let tree = self.files.tree(place.file, self.diagnostics)?;
        let value = tree.pointer(place.pointer.as_str())?;
        match reference(value) {
            Some(reference) => {
                let base = self.files.base(&place);
                self.target(&base, reference).ok()
            }
            None => Some(place),
        }
    }

    /// Walks a value of which `expect` says what it should be.
    pub(super) fn walk(&mut self, value: &Value, expect: Expect, path: &Path<'_>, base: &Base) {
        if !self.open.is_empty() {
            self.fuel = self.fuel.saturating_sub(1);
        }
        match (expect, value) {
            (Expect::Object(kind), Value::Object(map)) => self.object(map, kind, path, base),
            (Expect::SchemaOrFlag, Value::Object(map)) => {
                self.object(map, Kind::Schema, path, base);
            }
            (Expect::List(kind), Value::Array(list)) => {
                for (index, value) in list.iter().enumerate() {
                    self.walk(value, Expect::Object(kind), &path.index(index), base);
                }
            }
            (Expect::Text, Value::Object(_)) => {
                if let Some(reference) = reference(value) {
                    self.text(reference, path, base);
                }
            }
            (Expect::Anything, Value::Object(map)) => self.data(map, path, base),
            (_, Value::Object(map)) => {
                if let Some(reference) = reference(value) {
                    self.in_place(reference, expect, path, base, &[]);
                } else if let Expect::Map(kind) = expect {
                    for (name, value) in map {
                        self.walk(value, Expect::Object(kind), &path.key(name), base);
                    }
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, map: &Map<String, Value>, kind: Kind, path: &Path<'_>, base: &Base) {
        let named = map.get("$ref").and_then(Value::as_str);
        let mut base = base.clone();
        if kind == Kind::Schema {
            self.resource(map, &mut base);
            self.dynamic(map, path, &base);
        }
        if let Some(reference) = named {
            if self.homes.section(kind).is_none() {
                let company: Vec<&str> = map
                    .keys()
                    .map(String::as_str)
                    .filter(|key| *key != "$ref")
                    .collect();
                self.in_place(reference, Expect::Object(kind), path, &base, &company);
            } else if self.is_home(reference, kind, path, &base) {
                return;
            } else {
                self.rewrite(reference, kind, &path.key("$ref"), path, &base);
                if kind != Kind::Schema {
                    return;
                }
            }
        }
        if kind == Kind::Discriminator {
            self.mapping(map, path, &base);
        }
        for (key, value) in map {
            if let Some(expect) = expectation(kind, key) {
                self.walk(value, expect, &path.key(key), &base);
            }
        }
    }

    /// Where a component is nothing but the name of a piece elsewhere, the piece lives there.
    fn is_home(&mut self, reference: &str, kind: Kind, path: &Path<'_>, base: &Base) -> bool {
        // The root, the section's tokens and the name.
        if path.depth() > 3 {
            return false;
        }
        let Ok(target) = self.target(base, reference) else {
            return false;
        };
        let here = path.pointer();
        let is_elsewhere = target.file != FileId::MAIN && !self.open.contains(&target);
        if !is_elsewhere || self.homes.find(&target, kind).as_ref() != Some(&here) {
            return false;
        }
        self.copy(&target, here);
        self.open.push(target.clone());
        self.walk_piece(&target, Expect::Object(kind), path);
        self.open.pop();
        true
    }

    /// Lets the reference at `at` lead into the main tree.
    fn rewrite(
        &mut self,
        reference: &str,
        kind: Kind,
        at: &Path<'_>,
        owner: &Path<'_>,
        base: &Base,
    ) {
        let is_main = base.file == FileId::MAIN && base.resource.is_none();
        if is_main && self.stays.get(reference) == Some(&kind) {
            return;
        }
        match self.local(base, reference, kind) {
            Ok(None) if is_main => {
                self.stays.insert(reference.to_owned(), kind);
            }
            Ok(None) => {}
            Ok(Some(text)) => self.replace(at.pointer(), Value::String(text)),
            Err(fault) => {
                self.fault(fault, owner);
                self.replace(at.pointer(), Value::from(LOST));
            }
        }
    }

    /// A schema with an `$id` is a resource of its own.
    fn resource(&self, map: &Map<String, Value>, base: &mut Base) {
        if let Some(id) = map.get("$id").and_then(Value::as_str)
            && let Some(resource) = self.files.resource(base, id)
        {
            base.resource = Some(resource);
        }
    }

    /// A dynamic reference is read as what it names where the file is read from its outermost schema, whoever uses it.
    fn dynamic(&mut self, map: &Map<String, Value>, path: &Path<'_>, base: &Base) {
        if map.contains_key("$ref") {
            return;
        }
        for keyword in DYNAMIC {
            let Some(reference) = map.get(keyword).and_then(Value::as_str) else {
                continue;
            };
            let message = format!(
                "`{keyword}` is read as `$ref`: what it names here, whoever uses the schema"
            );
            let help = "where a user of the schema names another, write that one out";
            let fault = Fault::new(Code::IgnoredKeyword, message, help);
            let (file, pointer) = self.diagnostics.origins().of(&path.pointer());
            self.lost.note(fault, (file, pointer.child(keyword)));
            let found = match self.dynamic_target(base, reference) {
                Some(target) => Ok(self.local_to(base, reference, target, Kind::Schema)),
                None => self.local(base, reference, Kind::Schema),
            };
            let reference = match found {
                Ok(text) => text.unwrap_or_else(|| reference.to_owned()),
                Err(fault) => {
                    self.fault(fault, path);
                    LOST.to_owned()
                }
            };
            let change = Change::Static { keyword, reference };
            self.edits.push(Edit {
                at: path.pointer(),
                change,
            });
            return;
        }
    }

    /// The values of a discriminator's `mapping` are references too, or names of schemas beside this one.
    fn mapping(&mut self, map: &Map<String, Value>, path: &Path<'_>, base: &Base) {
        let Some(Value::Object(mapping)) = map.get("mapping") else {
            return;
        };
        let path = path.key("mapping");
        for (value, named) in mapping {
            let Some(text) = named.as_str() else { continue };
            let at = path.key(value);
            let is_name = !text.contains(['/', '#'])
                && ![".yaml", ".yml", ".json"]
                    .iter()
                    .any(|ending| text.ends_with(ending));
            if !is_name {
                // Where it leads nowhere, lowering says so.
                if let Ok(Some(text)) = self.local(base, text, Kind::Schema) {
                    self.replace(at.pointer(), Value::String(text));
                }
            } else if base.file != FileId::MAIN {
                let beside = ["/components/schemas", "/definitions", "/$defs", ""];
                let found = beside.into_iter().find_map(|section| {
                    let pointer = Pointer::from_escaped(section).child(text);
                    self.local(base, &format!("#{pointer}"), Kind::Schema)
                        .ok()?
                });
                if let Some(found) = found {
                    self.replace(at.pointer(), Value::String(found));
                }
            }
        }
    }

    /// A value that may be anything: where it is nothing but a `$ref` to a file that is there, that is meant.
    fn data(&mut self, map: &Map<String, Value>, path: &Path<'_>, base: &Base) {
        let Some(reference) = map.get("$ref").and_then(Value::as_str) else {
            return;
        };
        if map.len() == 1
            && !reference.starts_with('#')
            && let Ok(target) = self.target(base, reference)
            && !self.open.contains(&target)
            && self.files.tree(target.file, self.diagnostics).is_some()
        {
            self.in_place(reference, Expect::Anything, path, base, &[]);
        }
    }
}

/// The `$ref` of a mapping that stands for something else.
fn reference(value: &Value) -> Option<&str> {
    value.as_object()?.get("$ref")?.as_str()
}
