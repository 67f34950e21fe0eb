//! Which optional packages an API's types need.

use std::collections::BTreeSet;

use super::ApiPlan;
use super::api::{CredentialKind, SchemePlan};
use super::items::{Codec, Item};
use super::methods::{BodyEncoding, BodyForm, BodyPlan};
use super::rust_type::{Package, RustType};

/// The optional packages that an API uses, but for those of calls by name.
#[must_use]
pub fn packages(plan: &ApiPlan) -> BTreeSet<Package> {
    let mut used = BTreeSet::new();
    let fetched = |scheme: &SchemePlan| matches!(scheme.kind, CredentialKind::OAuth2(_));
    used.extend(plan.schemes.iter().any(fetched).then_some(Package::OAuth));
    for item in plan.models.iter().flat_map(|file| &file.items) {
        match item {
            Item::Struct(item) => {
                used.extend(item.is_form().then_some(Package::Multipart));
                for field in &item.fields {
                    add(&mut used, &field.ty, field.codec.as_ref());
                }
                if let Some((_, ty)) = &item.rest {
                    add(&mut used, ty, None);
                }
            }
            Item::Union(item) => {
                for variant in &item.variants {
                    add(&mut used, &variant.ty, variant.codec.as_ref());
                }
            }
            Item::Alias(item) => add(&mut used, &item.ty, None),
            Item::Enum(_) => {}
        }
    }
    for method in plan.operations.iter().flat_map(|file| &file.methods) {
        for ty in method.types() {
            add(&mut used, ty, None);
        }
        used.extend(method.stream.is_some().then_some(Package::Stream));
        let in_lines = |form: &BodyForm| matches!(form.encoding, BodyEncoding::Lines(_));
        let mut forms = method.body.iter().flat_map(BodyPlan::forms);
        used.extend(forms.any(in_lines).then_some(Package::Lines));
        let mut forms = method.body.iter().flat_map(BodyPlan::forms);
        let in_parts = |form: &BodyForm| {
            matches!(
                form.encoding,
                BodyEncoding::Multipart(_) | BodyEncoding::MultipartObject(_)
            )
        };
        used.extend(forms.any(in_parts).then_some(Package::Multipart));
    }
    used.extend((!plan.xml.roots.is_empty()).then_some(Package::Xml));
    used
}

fn add(used: &mut BTreeSet<Package>, ty: &RustType, codec: Option<&Codec>) {
    used.extend(ty.packages());
    if codec.is_some_and(is_base64) {
        used.insert(Package::Base64);
    }
}

fn is_base64(codec: &Codec) -> bool {
    match codec {
        Codec::Plain
        | Codec::IntegerString
        | Codec::LenientInteger
        | Codec::DecimalString
        | Codec::Serde => false,
        Codec::Base64 | Codec::Base64Url => true,
        Codec::List(inner)
        | Codec::Each(inner)
        | Codec::MapOf(inner)
        | Codec::OrNull(inner)
        | Codec::JsonText(inner) => is_base64(inner),
        Codec::Tuple(items) => items.iter().any(is_base64),
    }
}
