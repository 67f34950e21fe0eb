//! Bytes inside schemas.

use serde_json::Value;

use super::{Findings, Path, Schema};

/// `contentEncoding: base64` becomes `format: byte`; `contentMediaType: application/octet-stream` without an encoding
/// becomes `format: binary` (OAS 3.1.1 section 4.8.14.5 states the correspondence).
pub(super) fn encoding(schema: &mut Schema, path: &Path<'_>, findings: &mut Findings<'_>) {
    let encoding = text(schema, "contentEncoding");
    let media_type = text(schema, "contentMediaType");
    let (keyword, format) = match (encoding, media_type) {
        (Some(encoding), _) if encoding.eq_ignore_ascii_case("base64") => {
            ("contentEncoding", "byte")
        }
        (None, Some("application/octet-stream")) => ("contentMediaType", "binary"),
        _ => return,
    };
    findings.since_31(&path.key(keyword), &format!("`{keyword}` is new"));
    schema.shift_remove(keyword);
    schema.insert("format".to_owned(), Value::from(format));
    schema
        .entry("type")
        .or_insert_with(|| Value::from("string"));
}

fn text<'s>(schema: &'s Schema, keyword: &str) -> Option<&'s str> {
    schema.get(keyword)?.as_str()
}
