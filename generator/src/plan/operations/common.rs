//! Setters that all operations have: a crate of its own prints them once, for all calls.

use crate::plan::methods::Method;

/// A crate of fewer operations has too little to gain: one more operation may do without what all others take.
const MANY: usize = 10;

/// Marks the setters that each of `methods` has alike: name, value, way of writing and documentation. In a module among
/// others there are calls of other APIs too, so that none may be marked there.
pub(in crate::plan) fn mark_common(methods: &mut [Method]) {
    let [first, others @ ..] = methods else {
        return;
    };
    if others.len() + 1 < MANY {
        return;
    }
    let mut common = first.setters.clone();
    for method in others {
        common.retain(|setter| method.setters.contains(setter));
    }
    for setter in methods.iter_mut().flat_map(|method| &mut method.setters) {
        setter.common = common.contains(setter);
    }
}
