//! The Rust type of each schema, as the generator planned it, in the words of a program that uses the crate.

use std::collections::BTreeMap;

use generator::diagnostics::FileId;
use generator::pipeline::Job;
use generator::plan::rust_type::RustType;

/// The types by the pointer of their schema in the main file's text; what comes back rather than what is sent, where both
/// exist.
pub(crate) fn types(job: &Job, library: &str) -> BTreeMap<String, String> {
    let mut types = BTreeMap::new();
    for schema in job.plan.iter().flat_map(|plan| &plan.schemas) {
        let (file, pointer) = job.diagnostics.origins().of(&schema.pointer);
        if file != FileId::MAIN {
            continue;
        }
        let pointer = pointer.as_str().to_owned();
        let known = schema
            .is_json
            .then(|| written(&schema.ty, library))
            .flatten();
        // An empty text: there is a type, but a value alone cannot be read as it (a codec belongs to the field).
        let text = known.unwrap_or_default();
        if schema.sent {
            types.entry(pointer).or_insert(text);
        } else {
            types.insert(pointer, text);
        }
    }
    types
}

fn written(ty: &RustType, library: &str) -> Option<String> {
    let generic =
        |name: &str, inner: &RustType| Some(format!("{name}{}>", written(inner, library)?));
    match ty {
        RustType::Bool => Some("bool".to_owned()),
        RustType::I32 => Some("i32".to_owned()),
        RustType::I64 => Some("i64".to_owned()),
        RustType::U32 => Some("u32".to_owned()),
        RustType::U64 => Some("u64".to_owned()),
        RustType::F32 => Some("f32".to_owned()),
        RustType::F64 => Some("f64".to_owned()),
        RustType::String => Some("String".to_owned()),
        RustType::Secret => Some(format!("{library}::runtime::Secret")),
        RustType::Uuid => Some("uuid::Uuid".to_owned()),
        RustType::Date => Some("time::Date".to_owned()),
        RustType::DateTime => Some(format!("{library}::runtime::DateTime")),
        RustType::Decimal => Some(format!("{library}::runtime::Decimal")),
        RustType::Json => Some("serde_json::Value".to_owned()),
        RustType::Vec(inner) => generic("Vec<", inner),
        RustType::Map(inner) => generic("std::collections::BTreeMap<String, ", inner),
        RustType::Option(inner) => generic("Option<", inner),
        RustType::Boxed(inner) => generic("Box<", inner),
        RustType::OneOrMany(inner) => generic(&format!("{library}::runtime::OneOrMany<"), inner),
        RustType::Tuple(items) => {
            let items: Option<Vec<String>> =
                items.iter().map(|item| written(item, library)).collect();
            Some(format!("({},)", items?.join(", ")))
        }
        RustType::Model(name) => Some(format!("{library}::models::{}", name.as_str())),
        _ => None,
    }
}
