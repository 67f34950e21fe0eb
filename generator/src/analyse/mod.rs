//! Facts about types that no single schema shows: merged `allOf`s, unions that can be told apart, which way types
//! travel, where recursion needs a `Box`. [`analyse`] rewrites the [`Api`] once; afterwards both are frozen.

mod aliases;
mod alike;
mod alternatives;
mod boxes;
mod compose;
mod conflicts;
mod directions;
mod edges;
mod endless;
mod evidence;
mod examples;
mod facts;
mod formats;
mod hierarchy;
mod intersect;
mod leaves;
mod limits;
mod merged;
mod middles;
mod specificity;
mod tags;
mod tuples;
mod unions;

#[cfg(test)]
mod tests;

pub use facts::{Analysis, Evidence, Rule, Shape, Test};

use crate::diagnostics::Diagnostics;
use crate::ir::Api;

/// Merges compositions in `api` and works out everything `plan` asks about its types.
///
/// Afterwards no type is a `TypeKind::AllOf`, no union has fewer than two variants, and no [`TypeRef`] names an inline
/// `TypeKind::Alias`: it names the alias's target instead. Component aliases stay.
///
/// [`TypeRef`]: crate::ir::TypeRef
pub fn analyse(api: &mut Api, diagnostics: &mut Diagnostics) -> Analysis {
    aliases::break_cycles(&mut api.types, diagnostics);
    hierarchy::open(api);
    compose::merge(&mut api.types, diagnostics);
    unions::simplify(&mut api.types, diagnostics);
    // Merging and simplifying make new aliases.
    aliases::break_cycles(&mut api.types, diagnostics);
    aliases::skip_inline(api);
    tuples::break_cycles(&mut api.types, diagnostics);
    endless::end(&mut api.types, diagnostics);
    examples::believe(api, diagnostics);
    let mut analysis = Analysis::default();
    unions::shapes(&api.types, &mut analysis);
    tags::settle(&mut api.types);
    evidence::find(&mut api.types, diagnostics, &mut analysis);
    directions::find(api, &mut analysis);
    boxes::find(&api.types, &mut analysis);
    diagnostics.deduplicate();
    analysis
}
