//! `validate()` of what is sent, behind the feature of that name.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::items::{Checks, FieldPlan, StructPlan};
use crate::plan::rust_type::RustType;
use crate::render::print::ident;
use crate::render::scope::Scope;
use crate::render::source::Source;

/// Prints the `Validate` implementation of a model that is sent; others have none.
pub(super) fn render(file: &mut Source, scope: &mut Scope<'_>, plan: &StructPlan) {
    if !plan.sent {
        return;
    }
    let statements: Vec<TokenStream> = plan
        .fields
        .iter()
        .filter(|field| !field.checks.is_empty())
        .map(|field| field_checks(scope, field))
        .collect();
    let name = ident(plan.name.as_str());
    let (validate, checker) = (scope.gated("Validate"), scope.gated("Checker"));
    let check = ident(if statements.is_empty() {
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

/// The statements for one field.
fn field_checks(scope: &mut Scope<'_>, field: &FieldPlan) -> TokenStream {
    let name = ident(field.name.as_str());
    let wire = &field.wire;
    let (inner, optional) = match &field.ty {
        RustType::Option(inner) => {
            let some = scope.prelude("::core::option::Option", "Some");
            (&**inner, Some(quote!(if let #some(value) = &self.#name)))
        }
        RustType::Nullable(inner) => {
            let some = scope.prelude("::core::option::Option", "Some");
            (
                &**inner,
                Some(quote!(if let #some(value) = self.#name.value())),
            )
        }
        other => (other, None),
    };
    let value = if optional.is_some() {
        Value::borrowed(quote!(value))
    } else {
        Value::place(quote!(self.#name))
    };
    let checks = value_checks(
        scope,
        &quote!(check.field(#wire)),
        &value,
        inner,
        &field.checks,
    );
    let each = each(scope, wire, &value, inner, &field.checks);
    // Models look into options themselves.
    let nested = field
        .checks
        .nested
        .then(|| quote!(check.field(#wire).nested(&self.#name);));
    match (optional, checks.is_empty() && each.is_empty()) {
        (_, true) => quote!(#nested),
        (Some(optional), false) => quote!(#optional { #checks #each } #nested),
        (None, false) => quote!(#checks #each #nested),
    }
}

/// An expression, once as a value and once as a reference.
struct Value {
    plain: TokenStream,
    reference: TokenStream,
    path: TokenStream,
}

impl Value {
    fn borrowed(path: TokenStream) -> Self {
        Self {
            plain: quote!(*#path),
            reference: path.clone(),
            path,
        }
    }

    fn place(path: TokenStream) -> Self {
        Self {
            plain: path.clone(),
            reference: quote!(&#path),
            path,
        }
    }
}

/// `check.field("age").integer(..);` for a value that is there.
fn value_checks(
    scope: &mut Scope<'_>,
    start: &TokenStream,
    value: &Value,
    ty: &RustType,
    checks: &Checks,
) -> TokenStream {
    let Value {
        plain,
        reference,
        path,
    } = value;
    let mut chain = TokenStream::new();
    match ty {
        RustType::String | RustType::Secret => {
            if let Some(limits) = text(scope, checks) {
                let text = if *ty == RustType::Secret {
                    quote!(#path.expose())
                } else {
                    reference.clone()
                };
                chain.extend(quote!(.text(#text, #limits)));
            }
        }
        RustType::I32 | RustType::I64 | RustType::U32 | RustType::U64 => {
            if let Some(limits) = numbers(scope, "Integer", checks) {
                chain.extend(quote!(.integer(#plain, #limits)));
            }
        }
        RustType::F32 | RustType::F64 => {
            if let Some(limits) = numbers(scope, "Number", checks) {
                chain.extend(quote!(.number(#plain, #limits)));
            }
        }
        _ => {
            if let Some(limits) = items(scope, checks) {
                chain.extend(quote!(.items(#path.len(), #limits)));
            }
            if checks.unique_items {
                chain.extend(quote!(.unique(#reference)));
            }
        }
    }
    if chain.is_empty() {
        chain
    } else {
        quote!(#start #chain;)
    }
}

/// A loop over the elements of a list.
fn each(
    scope: &mut Scope<'_>,
    wire: &str,
    value: &Value,
    ty: &RustType,
    checks: &Checks,
) -> TokenStream {
    let (Some(checks), RustType::Vec(inner) | RustType::OneOrMany(inner)) = (&checks.each, ty)
    else {
        return TokenStream::new();
    };
    // `{` has a meaning in formats.
    let name = format!("{}[{{index}}]", wire.replace('{', "{{").replace('}', "}}"));
    let item = Value::borrowed(quote!(item));
    let start = quote!(check.field(&format!(#name)));
    let statement = value_checks(scope, &start, &item, inner, checks);
    if statement.is_empty() {
        return statement;
    }
    let path = &value.path;
    quote! {
        for (index, item) in #path.iter().enumerate() {
            #statement
        }
    }
}

/// `Text { min_length: Some(10), ..Text::default() }`; `None` without limits.
fn text(scope: &mut Scope<'_>, checks: &Checks) -> Option<TokenStream> {
    let some = scope.prelude("::core::option::Option", "Some");
    let mut fields = Vec::new();
    for (name, limit) in [
        ("min_length", checks.min_length),
        ("max_length", checks.max_length),
    ] {
        fields.extend(limit.map(|limit| {
            let (name, limit) = (ident(name), Literal::u64_unsuffixed(limit));
            quote!(#name: #some(#limit))
        }));
    }
    if let Some(pattern) = &checks.pattern {
        fields.push(quote!(pattern: #some(#pattern)));
    }
    limits(scope, "Text", &fields, 3)
}

/// `Items { min: Some(1), ..Items::default() }`.
fn items(scope: &mut Scope<'_>, checks: &Checks) -> Option<TokenStream> {
    let some = scope.prelude("::core::option::Option", "Some");
    let mut fields = Vec::new();
    for (name, limit) in [("min", checks.min_items), ("max", checks.max_items)] {
        fields.extend(limit.map(|limit| {
            let (name, limit) = (ident(name), Literal::u64_unsuffixed(limit));
            quote!(#name: #some(#limit))
        }));
    }
    limits(scope, "Items", &fields, 2)
}

/// `Integer { minimum: Bound::Included(0), .. }`; literals were checked in the plan.
fn numbers(scope: &mut Scope<'_>, ty: &str, checks: &Checks) -> Option<TokenStream> {
    let mut fields = Vec::new();
    for (name, limit) in [("minimum", &checks.minimum), ("maximum", &checks.maximum)] {
        let Some((literal, exclusive)) = limit else {
            continue;
        };
        let Ok(literal) = literal.parse::<TokenStream>() else {
            continue;
        };
        let bound = scope.gated_from("std::ops", "Bound");
        let (name, kind) = (
            ident(name),
            ident(if *exclusive { "Excluded" } else { "Included" }),
        );
        fields.push(quote!(#name: #bound::#kind(#literal)));
    }
    let factor = checks
        .multiple_of
        .as_ref()
        .and_then(|literal| literal.parse::<TokenStream>().ok());
    if let Some(factor) = factor {
        let some = scope.prelude("::core::option::Option", "Some");
        fields.push(quote!(multiple_of: #some(#factor)));
    }
    limits(scope, ty, &fields, 3)
}

/// A struct of limits, the rest as it is by default.
fn limits(
    scope: &mut Scope<'_>,
    ty: &str,
    fields: &[TokenStream],
    all: usize,
) -> Option<TokenStream> {
    if fields.is_empty() {
        return None;
    }
    let ty = scope.gated(ty);
    let rest = (fields.len() < all).then(|| quote!(..#ty::default()));
    Some(quote!(#ty { #(#fields,)* #rest }))
}
