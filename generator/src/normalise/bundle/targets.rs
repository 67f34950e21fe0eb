//! Where a reference leads: the file, the fragment, and the way through other references.

use serde_json::Value;

use super::lost::Fault;
use super::{Base, Bundler, FileId, Pointer, Target};
use crate::diagnostics::Code;
use crate::normalise::spelling::nearest;
use crate::read::{Refusal, Uri, percent_decode};

/// How many steps are taken for one reference before it counts as leading nowhere.
const MOST_STEPS: usize = 2_000;
/// How many references may stand inside one another on the way.
const MOST_HOPS: usize = 32;

impl Bundler<'_> {
    /// The place that `reference` names in the end. A place that is nothing but another reference counts as found.
    pub(super) fn target(&mut self, base: &Base, reference: &str) -> Result<Target, Fault> {
        let start = self.start(base, reference)?;
        let mut steps = MOST_STEPS;
        let tokens: Vec<String> = start.pointer.tokens().collect();
        if let Some(target) = self.descend(start.file, &tokens, MOST_HOPS, &mut steps) {
            return Ok(target);
        }
        // Files that are only ever bundled are often written as if they were in the main one already.
        if start.file != FileId::MAIN && reference.starts_with("#/") {
            let main = self.descend(FileId::MAIN, &tokens, MOST_HOPS, &mut steps);
            if let Some(target) = main {
                return Ok(target);
            }
        }
        Err(self.dangling(&start, reference))
    }

    /// The place that a dynamic reference means where it differs from a plain one (JSON Schema 2020-12 section 8.2.3.2).
    pub(super) fn dynamic_target(&mut self, base: &Base, reference: &str) -> Option<Target> {
        let (document, name) = reference.split_once('#')?;
        if name.starts_with('/') {
            return None;
        }
        let root = self.start(base, document).ok()?;
        self.files.tree(root.file, self.diagnostics)?;
        let found = self.files.dynamic_anchor(root.file, &root.pointer, name);
        found.cloned().map(|pointer| Target { pointer, ..root })
    }

    /// The file and the pointer that `reference` spells.
    pub(super) fn start(&mut self, base: &Base, reference: &str) -> Result<Target, Fault> {
        let (uri, fragment) = Uri::parse(reference);
        let document = if uri.is_empty() {
            Target {
                file: base.file,
                pointer: Pointer::root(),
            }
        } else {
            match self.files.locate(base, &uri) {
                Ok(found) => found,
                Err(refusal) => return Err(self.refused(reference, &uri, &refusal)),
            }
        };
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return Ok(match (&base.resource, uri.is_empty()) {
                (Some(resource), true) => Target {
                    pointer: resource.1.clone(),
                    ..document
                },
                _ => document,
            });
        };
        let fragment = percent_decode(fragment).unwrap_or_else(|| fragment.to_owned());
        // So that its `$id`s and anchors are known.
        let tree = self.files.tree(document.file, self.diagnostics);
        if !fragment.starts_with('/') {
            let root = match &base.resource {
                Some(resource) if uri.is_empty() => &resource.1,
                _ => &document.pointer,
            };
            let anchor = self.files.anchor(document.file, root, &fragment).cloned();
            // `#Pet` for `#/Pet` is common enough, and can mean nothing else.
            let pointer = anchor.unwrap_or_else(|| {
                Pointer::from_escaped(format!("{}/{fragment}", document.pointer))
            });
            return Ok(Target {
                pointer,
                ..document
            });
        }
        // Inside a resource that names itself, pointers start there (JSON Schema 2020-12 section 9.2); people mean the
        // whole file all the same.
        let resource = match &base.resource {
            Some(resource) if uri.is_empty() => Some(&resource.1),
            _ => Some(&document.pointer),
        };
        let pointer = resource
            .map(|around| Pointer::from_escaped(format!("{around}{fragment}")))
            .filter(|pointer| tree.is_some_and(|tree| tree.pointer(pointer.as_str()).is_some()))
            .unwrap_or_else(|| Pointer::from_escaped(fragment));
        Ok(Target {
            pointer,
            ..document
        })
    }

    /// Goes down `tokens`; where there is no way, through what a `$ref` or an `allOf` there names.
    fn descend(
        &mut self,
        file: FileId,
        tokens: &[String],
        hops: usize,
        steps: &mut usize,
    ) -> Option<Target> {
        let tree = self.files.tree(file, self.diagnostics)?;
        let mut here = &*tree;
        let mut pointer = Pointer::root();
        for (taken, token) in tokens.iter().enumerate() {
            *steps = steps.checked_sub(1)?;
            if let Some(next) = child(here, token) {
                here = next;
                pointer = pointer.child(token);
                continue;
            }
            let hops = hops.checked_sub(1)?;
            let rest = tokens.get(taken..).unwrap_or_default();
            if let Some(reference) = here.get("$ref").and_then(Value::as_str) {
                let base = self.files.base(&Target { file, pointer });
                let other = self.start(&base, reference).ok()?;
                let way: Vec<String> = other.pointer.tokens().chain(rest.iter().cloned()).collect();
                return self.descend(other.file, &way, hops, steps);
            }
            let branches = here.get("allOf").and_then(Value::as_array)?.len();
            for branch in 0..branches {
                let branch = pointer.child("allOf").child(branch);
                let way: Vec<String> = branch.tokens().chain(rest.iter().cloned()).collect();
                if let Some(found) = self.descend(file, &way, hops, steps) {
                    return Some(found);
                }
            }
            return None;
        }
        Some(Target { file, pointer })
    }

    fn dangling(&mut self, start: &Target, reference: &str) -> Fault {
        let mut help = "declare it, or correct the reference".to_owned();
        if let Some(tree) = self.files.tree(start.file, self.diagnostics) {
            let siblings = start
                .pointer
                .parent()
                .and_then(|around| tree.pointer(around.as_str())?.as_object());
            let wanted = start.pointer.last().unwrap_or_default();
            let names = siblings.into_iter().flat_map(serde_json::Map::keys);
            if let Some(name) = nearest(&wanted, names.take(2_000).map(String::as_str)) {
                help = format!("did you mean `{name}`?");
            }
        }
        let message = format!("there is nothing at `{reference}`");
        Fault::new(Code::DanglingRef, message, help)
    }

    fn refused(&mut self, reference: &str, uri: &Uri, refusal: &Refusal) -> Fault {
        let message = format!("`{reference}` cannot be followed: {refusal}");
        let (code, help) = match refusal {
            Refusal::Missing(_) | Refusal::NotText => (
                Code::DanglingRef,
                "add the file, or correct the reference".to_owned(),
            ),
            Refusal::NoFolder => (
                Code::RefusedRef,
                "name the folder with `--ref-root DIR`".to_owned(),
            ),
            Refusal::Outside => (
                Code::RefusedRef,
                "if it may be read, name a folder around it with `--ref-root DIR`".to_owned(),
            ),
            Refusal::Host(host) => (
                Code::RefusedRef,
                format!("if it may be asked, say so with `--allow-remote {host}`"),
            ),
            Refusal::TooLarge => (
                Code::RefusedRef,
                "put the part that is needed into a smaller file".to_owned(),
            ),
            Refusal::Scheme(_) => (
                Code::UnsupportedRef,
                "put what it names into a file, and name the file".to_owned(),
            ),
        };
        match self.bare_name(uri) {
            Some(local) => Fault::new(code, message, format!("write `#{local}`")),
            None => Fault::new(code, message, help),
        }
    }

    /// The schema that people mean who write its name alone.
    fn bare_name(&mut self, uri: &Uri) -> Option<Pointer> {
        let name = uri.path();
        let tree = self.files.tree(FileId::MAIN, self.diagnostics)?;
        ["/components/schemas", "/definitions"]
            .into_iter()
            .map(|section| Pointer::from_escaped(section).child(name))
            .find(|place| tree.pointer(place.as_str()).is_some())
    }
}

fn child<'v>(value: &'v Value, token: &str) -> Option<&'v Value> {
    match value {
        Value::Object(map) => map.get(token),
        Value::Array(list) => list.get(token.parse::<usize>().ok()?),
        _ => None,
    }
}
