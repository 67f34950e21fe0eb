//! Unions: one of several types, told apart by evidence, open for what fits none.

use quote::quote;

use super::table::{Table, as_codec, call};
use crate::plan::items::{Evidence, UnionPlan, UnionVariant};
use crate::render::print::{deprecated, doc_lines, ident, string_literal};
use crate::render::scope::Scope;
use crate::render::source::Source;

/// Prints the enum and its table.
pub(super) fn render(file: &mut Source, scope: &mut Scope<'_>, plan: &UnionPlan) {
    let (docs, old) = (doc_lines(&plan.docs), deprecated(plan.deprecated));
    let name = ident(plan.name.as_str());
    let variants: Vec<_> = plan
        .variants
        .iter()
        .map(|variant| {
            let (docs, name) = (doc_lines(&variant.docs), ident(variant.name.as_str()));
            let ty = scope.ty(&variant.ty);
            quote!(#docs #name(#ty))
        })
        .collect();
    let unknown = ident(plan.unknown.as_str());
    let raw = scope.runtime("RawJson");
    file.item(quote! {
        #docs
        #old
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// What fits none of the document's types.
            #unknown(#raw),
        }
    });
    let head = match &plan.evidence {
        Evidence::Tag(key) => format!("{} by tag {}", plan.name, string_literal(key)),
        Evidence::JsonType => format!("{} by type", plan.name),
        Evidence::Trial => format!("{} by trial", plan.name),
    };
    let mut table = Table::default();
    for variant in &plan.variants {
        row(&mut table, scope, &plan.evidence, variant);
    }
    table.unknown(plan.unknown.as_str());
    let macro_name = scope.runtime("union").to_string();
    file.text(call(&macro_name, &head, &table.print(8)));
}

fn row(table: &mut Table, scope: &mut Scope<'_>, evidence: &Evidence, variant: &UnionVariant) {
    let codec = as_codec(scope, variant.codec.as_ref());
    match evidence {
        Evidence::Trial => table.row([variant.name.to_string(), codec]),
        Evidence::Tag(_) => {
            let tags: Vec<String> = variant
                .evidence
                .iter()
                .map(|tag| string_literal(tag))
                .collect();
            table.row([format!("{}:", variant.name), tags.join(" | "), codec]);
        }
        Evidence::JsonType => table.row([
            format!("{}:", variant.name),
            variant.evidence.join(" | "),
            codec,
        ]),
    }
}
