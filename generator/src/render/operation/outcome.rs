//! Enums over documented answers: errors, and successes that differ.

use quote::quote;

use crate::plan::methods::OutcomeEnum;
use crate::render::print::{doc_lines, ident};
use crate::render::scope::Scope;
use crate::render::source::Source;

/// The enum.
pub(super) fn item(file: &mut Source, scope: &mut Scope<'_>, plan: &OutcomeEnum) {
    let (docs, name) = (doc_lines(&plan.docs), ident(plan.name.as_str()));
    let variants = plan.variants.iter().map(|variant| {
        let (docs, name) = (doc_lines(&variant.docs), ident(variant.name.as_str()));
        let payload = variant.ty.as_ref().map(|ty| {
            let ty = scope.ty(ty);
            quote!((#ty))
        });
        quote!(#docs #name #payload)
    });
    file.item(quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    });
}
