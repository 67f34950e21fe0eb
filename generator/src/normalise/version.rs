//! Which version of the specification a document follows.

use serde_json::Value;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::Pointer;

/// A version that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dialect {
    /// 3.0.x.
    V30,
    /// 3.1.x.
    V31,
}

impl Dialect {
    /// For messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::V30 => "OpenAPI 3.0",
            Self::V31 => "OpenAPI 3.1",
        }
    }
}

/// Reads `openapi`; anything but 3.0.x and 3.1.x is a finding.
pub(super) fn detect(value: &Value, diagnostics: &mut Diagnostics) -> Option<(Dialect, String)> {
    const HELP: &str = "OpenAPI 3.0 and 3.1 are read, for example `openapi: 3.0.3`";
    if let Some(swagger) = value.get("swagger") {
        diagnostics
            .report(
                Code::Version,
                &Pointer::root().child("swagger"),
                format!("Swagger {} is not read yet", plain(swagger)),
            )
            .help("convert the document to OpenAPI 3.0 first, for example with swagger2openapi");
        return None;
    }
    let Some(version) = value.get("openapi") else {
        diagnostics
            .report(
                Code::Version,
                &Pointer::root(),
                "the document does not say which version of OpenAPI it follows",
            )
            .help(format!("add the keyword `openapi`; {HELP}"));
        return None;
    };
    let text = plain(version);
    let pointer = Pointer::root().child("openapi");
    let mut parts = text.split('.');
    let dialect = match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Dialect::V30,
        (Some("3"), Some("1")) => Dialect::V31,
        (Some("3"), Some("2")) => {
            diagnostics
                .report(Code::Version, &pointer, "OpenAPI 3.2 is not read yet")
                .help("a document that uses nothing new in 3.2 can say `openapi: 3.1.1`");
            return None;
        }
        _ => {
            diagnostics
                .report(
                    Code::Version,
                    &pointer,
                    format!("`{text}` is not a version of OpenAPI that is read"),
                )
                .help(HELP);
            return None;
        }
    };
    Some((dialect, text))
}

/// The value as a person would write it: `openapi: 3.1` is a number in YAML.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
