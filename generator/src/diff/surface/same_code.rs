//! Whether two plans are printed as the same code.

use crate::plan::ApiPlan;

/// Whether both plans are printed as the same Rust and the same manifest, documentation included. What is said of the
/// document elsewhere (`README.md`, `.generated`, `oaxide.lock`) does not count.
#[must_use]
pub fn same_code(old: &ApiPlan, new: &ApiPlan) -> bool {
    // All fields are named, so that whoever adds one decides.
    let ApiPlan {
        module,
        docs,
        user_agent,
        base_url,
        server,
        schemes,
        big,
        groups,
        extra,
        operations,
        models,
        xml,
        shadowed,
        dependencies,
        names: _,
        skipped: _,
        counts: _,
        schemas: _,
    } = old;
    *module == new.module
        && *docs == new.docs
        && *user_agent == new.user_agent
        && *base_url == new.base_url
        && *server == new.server
        && *schemes == new.schemes
        && *big == new.big
        && *groups == new.groups
        && *extra == new.extra
        && *operations == new.operations
        && *models == new.models
        && *xml == new.xml
        && *shadowed == new.shadowed
        && *dependencies == new.dependencies
}
