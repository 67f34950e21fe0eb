//! What is said of the API as a whole.

use serde_json::{Map, Value};

use super::Walk;
use crate::diff::kind::Kind;
use crate::ir::Pointer;

impl Walk<'_> {
    pub(super) fn info(&mut self) {
        let (old, new) = (self.old, self.new);
        let info = Pointer::root().child("info");
        if old.api.version != new.api.version {
            let message = format!(
                "the API has the version `{}` instead of `{}`",
                new.api.version, old.api.version
            );
            let place = info.child("version");
            self.report(Kind::Version, &place, &place, message);
        }
        let empty = Map::new();
        let members = |edition: &'_ crate::diff::Edition| -> Map<String, Value> {
            edition.object("/info").unwrap_or(&empty).clone()
        };
        let (was, is) = (members(old), members(new));
        for key in names(&was, &is) {
            if key != "version" && was.get(key) != is.get(key) {
                let place = info.child(key);
                let message = format!("`{key}` of the API is different");
                self.report(Kind::Info, &place, &place, message);
            }
        }
        let root = Pointer::root();
        if old.extras(&root).get("externalDocs") != new.extras(&root).get("externalDocs") {
            let place = root.child("externalDocs");
            let message = "`externalDocs` of the API is different".to_owned();
            self.report(Kind::Info, &place, &place, message);
        }
        self.tags();
    }

    fn tags(&mut self) {
        let (old, new) = (self.old, self.new);
        let tags = |edition: &crate::diff::Edition| -> Map<String, Value> {
            let list = edition.tree.get("tags").and_then(Value::as_array);
            list.into_iter()
                .flatten()
                .filter_map(|tag| Some((tag.get("name")?.as_str()?.to_owned(), tag.clone())))
                .collect()
        };
        let (was, is) = (tags(old), tags(new));
        let place = Pointer::root().child("tags");
        for name in names(&was, &is) {
            let says = match (was.get(name), is.get(name)) {
                (Some(was), Some(is)) if was != is => "is described differently",
                (Some(_), None) => "is not described any more",
                (None, Some(_)) => "is described now",
                _ => continue,
            };
            let message = format!("the tag `{name}` {says}");
            self.report(Kind::TagDescription, &place, &place, message);
        }
    }
}

/// The keys of both, in order.
fn names<'m>(old: &'m Map<String, Value>, new: &'m Map<String, Value>) -> Vec<&'m str> {
    let mut names: Vec<&str> = old.keys().chain(new.keys()).map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    names
}
