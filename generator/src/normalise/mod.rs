//! normalise.

/// A document of any dialect, rewritten in the shape of OpenAPI 3.0.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The document: every keyword has the JSON type that the specification wants.
    pub value: serde_json::Value,
    /// What the document itself says it is, for example `3.1.0`.
    pub dialect: String,
}
