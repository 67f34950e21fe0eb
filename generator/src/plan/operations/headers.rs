//! Typed headers of answers.

use super::Planner;
use crate::ir::Response;
use crate::lock::Kind;
use crate::plan::docs::{Docs, code};
use crate::plan::methods::HeaderPlan;
use crate::plan::models::Side;
use crate::plan::names::{FunctionName, Page, Scope, Wish};
use crate::plan::rust_type::RustType;

/// Methods every response and failure has anyway.
const RESPONSE_METHODS: &[&str] = &[
    "status",
    "headers",
    "header",
    "header_as",
    "body",
    "into_body",
    "into_parts",
    "deref",
    "fmt",
    "new",
    "clone",
];

impl Planner<'_> {
    /// The methods for the headers of some answers.
    pub(super) fn headers<'r>(
        &self,
        responses: impl Iterator<Item = &'r Response>,
        kind: Kind,
        page: Page<'_>,
    ) -> Vec<HeaderPlan> {
        let mut headers: Vec<&crate::ir::Header> = Vec::new();
        for header in responses.flat_map(|response| &response.headers) {
            if !headers.iter().any(|known| known.name == header.name) {
                headers.push(header);
            }
        }
        let wishes: Vec<Wish> = headers
            .iter()
            .map(|header| {
                let name = &header.name;
                Wish::new(kind, name, [name.clone(), format!("{name} header")]).spelled(name)
            })
            .collect();
        let names: Vec<FunctionName> =
            page.claim_all(&mut Scope::reserving(RESPONSE_METHODS), wishes);
        headers
            .into_iter()
            .zip(names)
            .map(|(header, method)| {
                let ty = self.models.type_of(header.ty.id, Side::Received).ty;
                let parsed = matches!(
                    ty,
                    RustType::Bool
                        | RustType::I32
                        | RustType::I64
                        | RustType::U32
                        | RustType::U64
                        | RustType::F32
                        | RustType::F64
                );
                let text = header.description.text.as_deref().unwrap_or_default();
                let docs = Docs::from_document(text)
                    .prefixed(&format!("Header {}: ", code(&header.name)))
                    .wrapped(4);
                HeaderPlan {
                    method,
                    wire: header.name.clone(),
                    ty: if parsed { ty } else { RustType::String },
                    docs,
                }
            })
            .collect()
    }
}
