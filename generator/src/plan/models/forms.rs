//! Objects that are sent as bodies of several parts (OAS 3.0.3 section 4.7.14.4): which of them need a type of their
//! own, and how their properties become parts. An object without files is an object like any other.

use std::collections::BTreeMap;

use super::Models;
use crate::analyse::Shape;
use crate::ir::{
    Encoding, Field, MediaType, Object, StringFormat, Style, TypeId, TypeKind, TypeRef,
};
use crate::plan::Facts;
use crate::plan::items::{Checks, FieldPlan, Part, PartKind, Presence};
use crate::plan::names::TypeName;
use crate::plan::operations::is_structured;
use crate::plan::rust_type::RustType;
use crate::plan::xml::is_xml;

use super::Side;

/// The types that are sent in several parts and cannot be JSON, with what the document says of their properties.
pub(super) type Forms = BTreeMap<TypeId, Vec<Encoding>>;

/// Finds them.
pub(super) fn find(facts: Facts<'_>) -> Forms {
    let mut forms = Forms::new();
    let operations = facts.api.operations.iter();
    let bodies = operations.filter_map(|operation| operation.body.as_ref());
    for media in bodies.flat_map(|body| &body.content) {
        let Some((id, object)) = object_of(facts, media) else {
            continue;
        };
        let special = object.fields.iter().any(|field| {
            let encoding = encoding_of(field, &media.encoding);
            files(facts, field, encoding).is_some()
                || encoding.is_some_and(|encoding| {
                    !encoding.headers.is_empty()
                        || encoding.content_type.is_some()
                        || !encoding.explode
                })
        });
        if special {
            let known = forms.entry(id).or_default();
            for encoding in &media.encoding {
                if !known
                    .iter()
                    .any(|other| other.property == encoding.property)
                {
                    known.push(encoding.clone());
                }
            }
        }
    }
    forms
}

/// The object that a body of several parts is made of.
fn object_of<'a>(facts: Facts<'a>, media: &MediaType) -> Option<(TypeId, &'a Object)> {
    if !media.name.starts_with("multipart/") {
        return None;
    }
    let id = facts.api.types.resolve(media.ty?).id;
    match &facts.api.types.get(id).kind {
        TypeKind::Object(object) => Some((id, object)),
        _ => None,
    }
}

impl Models<'_> {
    /// The type that is sent as this body of several parts.
    pub(in crate::plan) fn form_of(&self, media: &MediaType) -> Option<RustType> {
        let (id, _) = object_of(self.facts, media)?;
        let form: Option<&TypeName> = self.known.names.get(&(id, Side::Form));
        form.cloned().map(RustType::Model)
    }

    /// A property of such a type.
    pub(super) fn part(&self, id: TypeId, field: &Field, planned: FieldPlan) -> FieldPlan {
        let encodings = self.known.forms.get(&id).map_or(&[][..], Vec::as_slice);
        let encoding = encoding_of(field, encodings);
        let content_type = encoding
            .and_then(|encoding| encoding.content_type.as_deref())
            .map(str::trim)
            .filter(|name| !name.contains([',', '*']))
            // What has parts is JSON, and says so; `xml` reports it.
            .filter(|name| !(is_xml(essence(name)) && self.is_structured(field.ty)))
            .map(str::to_owned);
        let files = files(self.facts, field, encoding);
        let headers = encoding.map_or(&[][..], |encoding| &encoding.headers);
        let joined = encoding
            .filter(|encoding| !encoding.explode && self.is_list(field.ty))
            .map(|encoding| match encoding.style {
                Some(Style::SpaceDelimited) => " ",
                Some(Style::PipeDelimited) => "|",
                Some(Style::TabDelimited) => "\t",
                _ => ",",
            });
        let mut planned = planned;
        let kind = if let Some(many) = files {
            let one = RustType::File;
            let bare = if many {
                RustType::Vec(Box::new(one))
            } else {
                one
            };
            planned.ty = present(bare, &planned, field);
            planned.codec = None;
            planned.checks = Checks::default();
            planned.constant = None;
            planned.default = None;
            PartKind::File
        } else if !headers.is_empty() {
            let bare = self.use_of(
                TypeRef {
                    nullable: false,
                    ..field.ty
                },
                Side::Sent,
            );
            let bare = RustType::Part(Box::new(bare.placed().ty));
            planned.ty = present(bare, &planned, field);
            planned.codec = None;
            planned.checks = Checks::default();
            planned.constant = None;
            planned.default = None;
            PartKind::Part
        } else if let Some(separator) = joined {
            PartKind::Joined(separator)
        } else {
            PartKind::Value
        };
        if !headers.is_empty() {
            let names: Vec<String> = headers.iter().map(|name| format!("`{name}`")).collect();
            let said = format!("Its part can have the headers {}.", names.join(", "));
            planned.docs = planned
                .docs
                .sentence(&said.replace(['\n', '\r'], " "))
                .wrapped(4);
        }
        planned.part = Some(Part { kind, content_type });
        planned
    }

    fn is_structured(&self, ty: TypeRef) -> bool {
        let id = self.facts.api.types.resolve(ty).id;
        is_structured(&self.facts.api.types.get(id).kind)
    }

    fn is_list(&self, ty: TypeRef) -> bool {
        let id = self.facts.api.types.resolve(ty).id;
        matches!(self.facts.api.types.get(id).kind, TypeKind::Array(_))
    }
}

fn encoding_of<'e>(field: &Field, encodings: &'e [Encoding]) -> Option<&'e Encoding> {
    encodings
        .iter()
        .find(|encoding| encoding.property == field.name)
}

/// The type of a field, as its presence wants it.
fn present(bare: RustType, planned: &FieldPlan, field: &Field) -> RustType {
    if planned.presence == Presence::Required && !field.ty.nullable {
        bare
    } else {
        RustType::Option(Box::new(bare))
    }
}

/// Whether a property is a file (`Some(false)`) or several (`Some(true)`).
fn files(facts: Facts<'_>, field: &Field, encoding: Option<&Encoding>) -> Option<bool> {
    let types = &facts.api.types;
    let media = encoding.and_then(|encoding| encoding.content_type.as_deref());
    let is_file = |ty: TypeRef| match &types.get(types.resolve(ty).id).kind {
        TypeKind::String(StringFormat::Binary) => true,
        // A text whose part is an image is none.
        TypeKind::String(StringFormat::Plain) => media.is_some_and(is_binary),
        _ => false,
    };
    let id = types.resolve(field.ty).id;
    if is_file(field.ty) {
        return Some(false);
    }
    if let Shape::OneOrMany(one) = facts.analysis.shape(id) {
        return is_file(one).then_some(true);
    }
    match &types.get(id).kind {
        TypeKind::Array(item) => is_file(*item).then_some(true),
        // A file, or something that stands for one: a file can be both.
        TypeKind::Union(union) => {
            let any = union.variants.iter().any(|variant| is_file(variant.ty));
            any.then_some(false)
        }
        _ => None,
    }
}

/// Whether a media type cannot be text.
fn is_binary(media_type: &str) -> bool {
    let first = media_type
        .split([',', ';'])
        .next()
        .unwrap_or_default()
        .trim();
    ["image/", "audio/", "video/", "font/"]
        .iter()
        .any(|start| first.starts_with(start))
        || [
            "application/octet-stream",
            "application/pdf",
            "application/zip",
        ]
        .contains(&first)
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}
