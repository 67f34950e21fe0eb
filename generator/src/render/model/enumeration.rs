//! Enumerations: the values the document names, open for others or closed.

use quote::quote;

use super::object::derives;
use super::table::{Table, call};
use crate::plan::items::{EnumPlan, EnumValues, EnumVariant};
use crate::render::print::{deprecated, doc_lines, ident, string_literal};
use crate::render::scope::Scope;
use crate::render::snippet::Snippet;
use crate::render::source::Source;

/// Prints the enum and its table.
pub(super) fn render(file: &mut Source, scope: &mut Scope<'_>, plan: &EnumPlan) {
    let (docs, old) = (doc_lines(&plan.docs), deprecated(plan.deprecated));
    let name = ident(plan.name.as_str());
    let variants = plan.variants.iter().map(|variant| {
        let (docs, name) = (doc_lines(&variant.docs), ident(variant.name.as_str()));
        quote!(#docs #name)
    });
    let (kept, macro_name) = match (plan.values, plan.closed) {
        (EnumValues::Text, false) => ("UnknownValue", "text_enum"),
        (EnumValues::Text, true) => ("", "closed_text_enum"),
        (EnumValues::Integer, false) => ("UnknownInteger", "int_enum"),
        (EnumValues::Integer, true) => ("", "closed_int_enum"),
        (EnumValues::Mixed, _) => ("Value", "json_enum"),
    };
    let rest = (!plan.closed).then(|| {
        let unknown = ident(plan.unknown.as_str());
        let kept = scope.runtime(kept);
        quote! {
            /// A value the document does not name.
            #unknown(#kept),
        }
    });
    // Whoever closes an enumeration wants to match on all of it.
    let open = (!plan.closed).then(|| quote!(#[non_exhaustive]));
    let more = Snippet::new(derives(&plan.derives));
    file.item(quote! {
        #docs
        #old
        #[derive(Debug, Clone, PartialEq, Eq, Hash #more)]
        #open
        pub enum #name {
            #(#variants,)*
            #rest
        }
    });
    let mut table = Table::default();
    for variant in &plan.variants {
        table.row([format!("{}:", variant.name), literal(variant, plan.values)]);
    }
    if !plan.closed {
        table.unknown(plan.unknown.as_str());
    }
    let macro_name = scope.runtime(macro_name).to_string();
    file.text(call(&macro_name, plan.name.as_str(), &table.print(8)));
}

/// The value as Rust writes it. Among values of several types numbers say what they are.
fn literal(variant: &EnumVariant, values: EnumValues) -> String {
    let wire = &variant.wire;
    if variant.text {
        return string_literal(wire);
    }
    let number = wire.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    match values {
        EnumValues::Mixed if wire.parse::<i64>().is_ok() => format!("{wire}_i64"),
        EnumValues::Mixed if wire.parse::<u64>().is_ok() => format!("{wire}_u64"),
        EnumValues::Mixed if number => format!("{wire}_f64"),
        _ => wire.clone(),
    }
}
