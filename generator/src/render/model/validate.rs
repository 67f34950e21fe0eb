//! `validate()` of what is sent, behind the feature of that name.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::items::{Checks, FieldPlan, StructPlan};
use crate::render::print::ident;
use crate::render::scope::Scope;
use crate::render::source::Source;

/// Prints the `Validate` implementation of a model that is sent; others have none.
pub(super) fn render(file: &mut Source, scope: &mut Scope<'_>, plan: &StructPlan) {
    if !plan.sent {
        return;
    }
    let statements: Vec<TokenStream> = plan.fields.iter().map(field).collect();
    let name = ident(plan.name.as_str());
    let (validate, checker) = (scope.gated("Validate"), scope.gated("Checker"));
    let check = ident(if statements.iter().all(TokenStream::is_empty) {
        "_check"
    } else {
        "check"
    });
    file.impl_block_with(
        &quote!(#[cfg(feature = "validate")]),
        &quote!(impl #validate for #name),
        vec![quote! {
            fn check(&self, #check: &mut #checker) {
                #(#statements)*
            }
        }],
    );
}

/// `check.field("age", &self.age).at_least(18);` and what is inside the value; nothing for a field without limits.
fn field(field: &FieldPlan) -> TokenStream {
    let name = ident(field.name.as_str());
    let wire = &field.wire;
    let own = limits(&field.checks);
    let own = (!own.is_empty()).then(|| quote!(check.field(#wire, &self.#name) #own;));
    let each = field
        .checks
        .each
        .as_deref()
        .map(limits)
        .filter(|limits| !limits.is_empty());
    let each = each.map(|limits| quote!(check.each(#wire, &self.#name, |item| { item #limits; });));
    let nested = field
        .checks
        .nested
        .then(|| quote!(check.nested(#wire, &self.#name);));
    quote!(#own #each #nested)
}

/// `.length(1..=40).pattern("..")`; literals were checked in the plan.
fn limits(checks: &Checks) -> TokenStream {
    let mut chain = TokenStream::new();
    if let Some(range) = range(checks.min_length, checks.max_length) {
        chain.extend(quote!(.length(#range)));
    }
    if let Some(pattern) = &checks.pattern {
        chain.extend(quote!(.pattern(#pattern)));
    }
    let minimum = checks
        .minimum
        .as_ref()
        .map(|(limit, exclusive)| (limit, if *exclusive { "above" } else { "at_least" }));
    let maximum = checks
        .maximum
        .as_ref()
        .map(|(limit, exclusive)| (limit, if *exclusive { "below" } else { "at_most" }));
    let factor = checks
        .multiple_of
        .as_ref()
        .map(|factor| (factor, "multiple_of"));
    for (literal, method) in [minimum, maximum, factor].into_iter().flatten() {
        if let Ok(literal) = literal.parse::<TokenStream>() {
            let method = ident(method);
            chain.extend(quote!(.#method(#literal)));
        }
    }
    if let Some(range) = range(checks.min_items, checks.max_items) {
        chain.extend(quote!(.count(#range)));
    }
    if checks.unique_items {
        chain.extend(quote!(.unique()));
    }
    chain
}

/// `1..=40`, `1..` or `..=40`.
fn range(least: Option<u64>, most: Option<u64>) -> Option<TokenStream> {
    let least = least.map(Literal::u64_unsuffixed);
    let most = most.map(Literal::u64_unsuffixed);
    match (least, most) {
        (None, None) => None,
        (least, None) => Some(quote!(#least..)),
        (least, Some(most)) => Some(quote!(#least..=#most)),
    }
}
