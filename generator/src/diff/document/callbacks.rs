//! Webhooks and callbacks: requests that the caller answers. What they carry are types; the rest is compared as text.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Walk, name, used};
use crate::diff::edition::Edition;
use crate::diff::found::{Found, Ways};
use crate::diff::kind::Kind;
use crate::diff::types::Label;
use crate::ir::{Operation, Pointer, TypeRef};

impl Walk<'_> {
    pub(super) fn callbacks(&mut self) {
        let (old, new) = (self.old, self.new);
        let empty = Value::Null;
        let webhooks = |edition: &'_ Edition| -> Value {
            edition.tree.get("webhooks").unwrap_or(&empty).clone()
        };
        let place = Pointer::root().child("webhooks");
        self.named(
            (&webhooks(old), &webhooks(new)),
            (&place, &place),
            [Kind::WebhookAdded, Kind::WebhookRemoved],
            "the webhook",
            None,
        );
        let operations: BTreeMap<String, &Operation> = old
            .api
            .operations
            .iter()
            .map(|operation| (name(operation), operation))
            .collect();
        for now in &new.api.operations {
            let Some(was) = operations.get(&name(now)) else {
                continue;
            };
            let callbacks = |edition: &Edition, operation: &Operation| -> Value {
                let said = edition.extras(&operation.pointer);
                let callbacks = said.get("callbacks").and_then(|all| all.first().copied());
                callbacks.cloned().unwrap_or_default()
            };
            let around = format!("`{}`: the callback", name(now));
            self.named(
                (&callbacks(old, was), &callbacks(new, now)),
                (
                    &was.pointer.child("callbacks"),
                    &now.pointer.child("callbacks"),
                ),
                [Kind::CallbackAdded, Kind::CallbackRemoved],
                &around,
                Some(&name(now)),
            );
        }
        self.received();
    }

    /// Compares a map by its keys; what is under them as text.
    fn named(
        &mut self,
        (old, new): (&Value, &Value),
        (old_at, new_at): (&Pointer, &Pointer),
        [added, removed]: [Kind; 2],
        word: &str,
        operation: Option<&str>,
    ) {
        if old == new {
            return;
        }
        let keys = |value: &Value| -> Vec<String> {
            let members = value.as_object().into_iter().flatten();
            members.map(|(key, _)| key.clone()).collect()
        };
        let (was, is) = (keys(old), keys(new));
        let mut say = |kind, key: &String, says: &str| {
            let message = format!("{word} `{key}` {says}");
            let mut found = Found::new(kind, &old_at.child(key), &new_at.child(key), message);
            found.operations.extend(operation.map(str::to_owned));
            self.found.push(found);
        };
        for key in was.iter().filter(|key| !is.contains(key)) {
            say(removed, key, "is gone");
        }
        for key in is.iter().filter(|key| !was.contains(key)) {
            say(added, key, "is new");
        }
        for key in is.iter().filter(|key| was.contains(key)) {
            if old.get(key) != new.get(key) {
                say(Kind::CallbackChanged, key, "is different");
            }
        }
    }

    /// Types that come without being answers.
    fn received(&mut self) {
        let (old, new) = (self.old, self.new);
        let types = |edition: &Edition| -> BTreeMap<Pointer, TypeRef> {
            let received = edition.api.received.iter();
            received
                .map(|ty| (edition.api.types.get(ty.id).pointer.clone(), *ty))
                .collect()
        };
        let was = types(old);
        for (pointer, is) in types(new) {
            if let Some(was) = was.get(&pointer) {
                let label = Label::of("what a webhook carries");
                let at = used(old, new, (*was, is), label, Ways::RESPONSE);
                self.graph.root(*was, is, &at, None);
            }
        }
    }
}
