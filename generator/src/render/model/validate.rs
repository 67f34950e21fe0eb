//! `validate()` of what is sent, behind the feature of that name.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, quote};

use crate::plan::items::{Checks, StructPlan, UnionPlan};
use crate::plan::names::TypeName;
use crate::render::print::ident;
use crate::render::scope::Scope;
use crate::render::source::Source;

/// Prints the `Validate` implementation of a model that is sent; others have none.
pub(super) fn render(file: &mut Source, scope: &mut Scope<'_>, plan: &StructPlan) {
    if !plan.sent {
        return;
    }
    let checker = scope.gated("Checker").to_token_stream();
    let fields = plan.fields.iter().map(|field| {
        let (name, wire) = (ident(field.name.as_str()), &field.wire);
        statements(
            &field.checks,
            &checker,
            &quote!(#wire),
            &quote!(&self.#name),
        )
    });
    let rest = plan.rest.iter().map(|(name, _)| {
        let name = ident(name.as_str());
        statements(
            &plan.rest_checks,
            &checker,
            &quote!(""),
            &quote!(&self.#name),
        )
    });
    let body: TokenStream = fields.chain(rest).collect();
    implementation(file, scope, &plan.name, &body);
}

/// Prints the same for a union: what is checked is what it holds.
pub(super) fn render_union(file: &mut Source, scope: &mut Scope<'_>, plan: &UnionPlan) {
    if !plan.sent {
        return;
    }
    let checker = scope.gated("Checker").to_token_stream();
    let arms: Vec<(Ident, TokenStream)> = plan
        .variants
        .iter()
        .map(|variant| {
            let body = statements(&variant.checks, &checker, &quote!(""), &quote!(value));
            (ident(variant.name.as_str()), body)
        })
        .filter(|(_, body)| !body.is_empty())
        .collect();
    let body = match arms.as_slice() {
        [] => TokenStream::new(),
        [(name, body)] => quote!(if let Self::#name(value) = self { #body }),
        arms => {
            let arms = arms
                .iter()
                .map(|(name, body)| quote!(Self::#name(value) => { #body }));
            quote!(match self { #(#arms)* _ => {} })
        }
    };
    implementation(file, scope, &plan.name, &body);
}

fn implementation(file: &mut Source, scope: &mut Scope<'_>, name: &TypeName, body: &TokenStream) {
    let name = ident(name.as_str());
    let (validate, checker) = (scope.gated("Validate"), scope.gated("Checker"));
    let check = ident(if body.is_empty() { "_check" } else { "check" });
    file.impl_block_with(
        &quote!(#[cfg(feature = "validate")]),
        &quote!(impl #validate for #name),
        vec![quote! {
            #[inline]
            fn check(&self, #check: &mut #checker) {
                #body
            }
        }],
    );
}

/// `check.field("age", &self.age).at_least(18);` and what is inside the value; nothing for one without limits.
fn statements(
    checks: &Checks,
    checker: &TokenStream,
    name: &TokenStream,
    value: &TokenStream,
) -> TokenStream {
    let own = limits(checks);
    let own = (!own.is_empty()).then(|| quote!(check.field(#name, #value) #own;));
    let each = checks
        .each
        .as_deref()
        .map(|each| statements(each, checker, &quote!(&name), &quote!(item)))
        .filter(|statements| !statements.is_empty());
    let each = each.map(|body| quote!(for (name, item) in #checker::each(#name, #value) { #body }));
    let nested = checks.nested.then(|| quote!(check.nested(#name, #value);));
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
