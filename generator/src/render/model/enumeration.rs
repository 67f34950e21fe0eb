//! Enumerations: the values the document names, open for others.

use quote::quote;

use super::table::{Table, call};
use crate::plan::items::EnumPlan;
use crate::render::print::{deprecated, doc_lines, ident, string_literal};
use crate::render::scope::Scope;
use crate::render::source::Source;

/// Prints the enum and its table.
pub(super) fn render(file: &mut Source, scope: &mut Scope<'_>, plan: &EnumPlan) {
    let (docs, old) = (doc_lines(&plan.docs), deprecated(plan.deprecated));
    let name = ident(plan.name.as_str());
    let variants = plan.variants.iter().map(|variant| {
        let (docs, name) = (doc_lines(&variant.docs), ident(variant.name.as_str()));
        quote!(#docs #name)
    });
    let unknown = ident(plan.unknown.as_str());
    let (kept, macro_name) = if plan.integer {
        ("UnknownInteger", "int_enum")
    } else {
        ("UnknownValue", "text_enum")
    };
    let kept = scope.runtime(kept);
    file.item(quote! {
        #docs
        #old
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value the document does not name.
            #unknown(#kept),
        }
    });
    let mut table = Table::default();
    for variant in &plan.variants {
        let wire = if plan.integer {
            variant.wire.clone()
        } else {
            string_literal(&variant.wire)
        };
        table.row([format!("{}:", variant.name), wire]);
    }
    table.unknown(plan.unknown.as_str());
    let macro_name = scope.runtime(macro_name).to_string();
    file.text(call(&macro_name, plan.name.as_str(), &table.print(8)));
}
