//! Request bodies.

use super::Planner;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{MediaType, Operation, StringFormat, TypeKind};
use crate::plan::docs::Docs;
use crate::plan::methods::{BodyEncoding, BodyPlan};
use crate::plan::models::{Side, Typed};
use crate::plan::names::Scope;
use crate::plan::rust_type::RustType;

/// Whether a media type holds JSON (RFC 8259, or the `+json` suffix of RFC 6839).
pub(super) fn is_json(media_type: &str) -> bool {
    let subtype = media_type
        .split_once('/')
        .map_or(media_type, |(_, subtype)| subtype);
    subtype == "json" || subtype.ends_with("+json") || media_type == "*/*"
}

/// Whether a media type holds text that is decoded as such.
pub(super) fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/")
}

/// How well a media type can be handled: lower is better.
fn rank(media_type: &str) -> u8 {
    match media_type {
        "application/json" => 0,
        _ if is_json(media_type) => 1,
        "application/x-www-form-urlencoded" => 2,
        _ if is_text(media_type) => 3,
        "application/octet-stream" => 4,
        _ => 5,
    }
}

/// The media type that is used, and the others.
pub(super) fn preferred(content: &[MediaType]) -> Option<(&MediaType, Vec<&MediaType>)> {
    let best = content.iter().min_by_key(|media| rank(&media.name))?;
    let others = content
        .iter()
        .filter(|media| !std::ptr::eq(*media, best))
        .collect();
    Some((best, others))
}

impl Planner<'_> {
    pub(super) fn body(
        &self,
        operation: &Operation,
        diagnostics: &mut Diagnostics,
    ) -> Option<BodyPlan> {
        let body = operation.body.as_ref()?;
        let (media, others) = preferred(&body.content)?;
        for other in others {
            diagnostics.report(
                Code::UnsupportedMediaType,
                &other.pointer,
                format!(
                    "the body is sent as `{}`; `{}` cannot be chosen",
                    media.name, other.name
                ),
            );
        }
        let (Typed { ty, codec }, encoding) = self.encoded(media, diagnostics);
        let mut docs = Docs::from_document(body.description.as_deref().unwrap_or_default());
        if docs.is_empty() {
            docs = Docs::ours("The request's body.");
        }
        Some(BodyPlan {
            required: body.required,
            name: Scope::default().claim(&["body".to_owned()]),
            ty,
            codec,
            encoding,
            docs,
        })
    }

    fn encoded(&self, media: &MediaType, diagnostics: &mut Diagnostics) -> (Typed, BodyEncoding) {
        let name = &media.name;
        let typed = media.ty.map_or(Typed::plain(RustType::Json), |ty| {
            self.models.use_of(ty, Side::Sent).placed()
        });
        if is_json(name) {
            let other = (name != "application/json" && name != "*/*").then(|| name.clone());
            return (typed, BodyEncoding::Json(other));
        }
        if name == "application/x-www-form-urlencoded" {
            return (typed, BodyEncoding::Form);
        }
        if is_text(name) {
            return (
                Typed::plain(RustType::String),
                BodyEncoding::Text(name.clone()),
            );
        }
        let plain = media.ty.is_none_or(|ty| {
            let kind = &self.models.ty(ty.id).kind;
            matches!(
                kind,
                TypeKind::Any
                    | TypeKind::String(
                        StringFormat::Binary
                            | StringFormat::Base64
                            | StringFormat::Base64Url
                            | StringFormat::Plain
                    )
            )
        });
        if !plain {
            diagnostics
                .report(
                    Code::UnsupportedMediaType,
                    &media.pointer,
                    format!("`{name}` is sent as bytes that the caller writes"),
                )
                .degrades();
        }
        (
            Typed::plain(RustType::Bytes),
            BodyEncoding::Bytes(name.clone()),
        )
    }
}
