//! The public Rust API that a plan is about to print, as data, and the comparison of two of them.
//!
//! An item is what users' code can name or rely on, by its path in a crate of its own. Only what depends on the document
//! is listed: `Client` and what calls share are the same in every crate. That nothing is missing, and that types are
//! written as `render` prints them, is proved by compiling a use of every item (`tests/usage.rs`).

mod client;
mod compare;
mod item;
mod models;
mod operations;
mod owner;
mod reshaped;
mod same_code;
#[cfg(test)]
mod tests;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::ir::Pointer;
use crate::lock::Kind;
use crate::plan::ApiPlan;
use crate::plan::names::FeatureName;
use crate::plan::rust_type::RustType;

pub use compare::{ApiChange, What, compare};
pub use item::{Argument, Features, Item, Receiver, Shape};
pub use owner::{Owner, Pointers};
pub use same_code::same_code;
use types::Types;

/// A public Rust API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surface {
    /// Its items by path: `models::Pet`, `models::Pet::name` (a field), `models::Pet::name()` (a function),
    /// `models::Pet: Default` (an implementation), `Call<ListPets>::limit()`, `operations::ListPets::Output`.
    pub items: BTreeMap<String, Item>,
    /// Features that only this crate has, each with those it switches on, itself among them.
    pub features: BTreeMap<String, BTreeSet<String>>,
}

/// Compares the public Rust APIs of two plans, the second of which was made with the names of the first.
#[must_use]
pub fn between(old: &ApiPlan, new: &ApiPlan) -> Vec<ApiChange> {
    let mut list = List::new(old);
    list.types.renamed(old, new);
    compare(&list.all(), &surface(new))
}

/// Lists every public item that depends on the document.
#[must_use]
pub fn surface(plan: &ApiPlan) -> Surface {
    List::new(plan).all()
}

/// The items so far.
struct List<'p> {
    plan: &'p ApiPlan,
    types: Types<'p>,
    /// The schemas behind each model.
    schemas: BTreeMap<&'p str, Pointers>,
    items: Vec<(String, Item)>,
}

impl<'p> List<'p> {
    fn new(plan: &'p ApiPlan) -> Self {
        let mut schemas: BTreeMap<&str, Vec<Pointer>> = BTreeMap::new();
        for schema in &plan.schemas {
            if let RustType::Model(name) = &schema.ty {
                let pointers = schemas.entry(name.as_str()).or_default();
                if pointers.last() != Some(&schema.pointer) {
                    pointers.push(schema.pointer.clone());
                }
            }
        }
        // An alias is no type of its own.
        for (kind, _, id, name) in plan.names.iter() {
            if kind == Kind::Type {
                let pointers = schemas.entry(name).or_default();
                if pointers.is_empty() {
                    pointers.push(Pointer::from_escaped(id));
                }
            }
        }
        for (former, name) in types::former(plan) {
            let pointers = schemas.get(name.as_str()).cloned();
            schemas.insert(former.name.as_str(), pointers.unwrap_or_default());
        }
        let schemas = schemas.into_iter();
        Self {
            plan,
            types: Types::of(plan),
            schemas: schemas.map(|(name, all)| (name, all.into())).collect(),
            items: Vec::new(),
        }
    }

    fn all(mut self) -> Surface {
        client::list(&mut self);
        models::list(&mut self);
        operations::list(&mut self);
        Surface {
            items: self.items.into_iter().collect(),
            features: client::features(self.plan),
        }
    }

    fn add(&mut self, path: impl Into<String>, item: Item) {
        self.items.push((path.into(), item));
    }

    /// The schemas that the model `name` stands for.
    fn schemas_of(&self, name: &str) -> Pointers {
        self.schemas.get(name).cloned().unwrap_or_default()
    }
}

fn features<'f>(names: impl IntoIterator<Item = &'f FeatureName>) -> Features {
    let mut names = names.into_iter().peekable();
    names.peek()?;
    Some(names.map(|name| Arc::from(name.as_str())).collect())
}
