//! What a change of a document means: on the wire, and in the Rust that is generated from it.
//!
//! Both documents go as far as the plan. What they mean ([`crate::ir`]) is compared place by place (`document`, `types`)
//! and says what follows on the wire; what is about to be printed ([`surface`]) is compared item by item and says what
//! follows in Rust. `attribute` brings the two together.

mod attribute;
mod change;
mod document;
mod edition;
mod excerpts;
mod extras;
mod found;
mod ignore;
mod kind;
pub mod report;
mod spot;
pub mod surface;
mod types;
pub mod verdict;

pub use change::{Change, Direction, Item, Report, Summary};
pub use edition::{Edition, Given, Unreadable};
pub use excerpts::{Excerpt, Excerpts};
pub use ignore::{Ignored, Stale};
pub use kind::Kind;
pub use spot::Spot;

use crate::parallel::both;

/// Compares two documents. `new` was read with the names of `old`, so that what stayed keeps its name.
#[must_use]
pub fn compare(old: &Edition, new: &Edition) -> Report {
    let plans = (&old.plan, &new.plan);
    let ((api, same_code), found) = both(
        || {
            let api = surface::between(plans.0, plans.1);
            (api, surface::same_code(plans.0, plans.1))
        },
        || document::compare(old, new),
    );
    let caused = attribute::attribute(found, api, same_code, old, new);
    Report::of(caused, old, new)
}
