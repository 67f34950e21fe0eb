//! Every kind of finding, each with a stable name.

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// For information; nothing is lost.
    Note,
    /// Understood, but probably not what was meant.
    Warning,
    /// Right, but not mapped (yet): the generated code is less precise there, or lacks it.
    Unsupported,
    /// The document is wrong.
    Error,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal, $severity:ident;)+) => {
        /// The kind of a finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable name, for example `dangling-ref`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }

            /// How much it matters.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// What it means, one sentence.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+).trim_ascii_start(),)+ }
            }
        }
    };
}

codes! {
    /// The text is neither YAML nor JSON.
    Syntax = "syntax", Error;
    /// A key stands twice in one mapping; the first one counts.
    DuplicateKey = "duplicate-key", Error;
    /// The document does not say that it is an OpenAPI document of a version that is read.
    Version = "version", Error;
    /// The version of the specification is missing or not known; the nearest one is assumed.
    AssumedVersion = "assumed-version", Warning;
    /// A required keyword is missing.
    MissingKeyword = "missing-keyword", Error;
    /// A keyword has a value of the wrong JSON type; it is ignored.
    WrongType = "wrong-type", Error;
    /// A keyword has a value that the specification does not allow.
    InvalidValue = "invalid-value", Error;
    /// A value that does not fit the keywords beside it; it is understood as meant.
    SuspectValue = "suspect-value", Warning;
    /// A value of the wrong type that can only mean one thing; it is read as that.
    CoercedValue = "coerced-value", Warning;
    /// A keyword that the specification does not know; it is ignored.
    UnknownKeyword = "unknown-keyword", Warning;
    /// A keyword that is understood but has no effect on a client.
    IgnoredKeyword = "ignored-keyword", Note;
    /// A keyword of another OpenAPI version; it is understood as meant.
    WrongDialect = "wrong-dialect", Warning;
    /// A keyword that the generated code cannot express yet.
    UnsupportedKeyword = "unsupported-keyword", Unsupported;
    /// A `$ref` whose target does not exist.
    DanglingRef = "dangling-ref", Error;
    /// A `$ref` that names neither a place in a document nor a file.
    UnsupportedRef = "unsupported-ref", Unsupported;
    /// A `$ref` to a place that may not be read unless an option says so.
    RefusedRef = "refused-ref", Unsupported;
    /// A `$ref` where the specification has none; what it names is read in its place.
    MisplacedRef = "misplaced-ref", Warning;
    /// A chain of `$ref`s that never arrives anywhere.
    RefCycle = "ref-cycle", Error;
    /// Two operations share one operationId.
    DuplicateOperationId = "duplicate-operation-id", Error;
    /// A path that is not a template the specification allows.
    InvalidPath = "invalid-path", Error;
    /// A path parameter that the path's template does not have.
    UnusedPathParameter = "unused-path-parameter", Error;
    /// A name in a path's template that no parameter declares.
    UndeclaredPathParameter = "undeclared-path-parameter", Error;
    /// A parameter that stands twice in one list.
    DuplicateParameter = "duplicate-parameter", Error;
    /// A security requirement names a scheme that the document does not declare.
    UnknownSecurityScheme = "unknown-security-scheme", Error;
    /// A security requirement wants two schemes of which only one can be sent: both write the same header.
    ClashingSecurity = "clashing-security", Warning;
    /// A way of authentication that the generated code does not know yet.
    UnsupportedSecurity = "unsupported-security", Unsupported;
    /// A server whose URL and variables do not fit together.
    InvalidServer = "invalid-server", Error;
    /// A media type that the generated code treats as plain bytes.
    UnsupportedMediaType = "unsupported-media-type", Unsupported;
    /// A schema that the generated code represents as any JSON value.
    UnsupportedSchema = "unsupported-schema", Unsupported;
    /// A schema that no value satisfies; the generated code represents it as any JSON value.
    ImpossibleSchema = "impossible-schema", Unsupported;
    /// A parameter style that does not fit its place or its type.
    UnsupportedStyle = "unsupported-style", Unsupported;
    /// A pattern that the validation code cannot check.
    UnsupportedPattern = "unsupported-pattern", Unsupported;
    /// Alternatives that nothing tells apart; they are tried one after the other.
    AmbiguousUnion = "ambiguous-union", Warning;
    /// A setting that names nothing in the document, or that cannot be fulfilled.
    Config = "config", Error;
    /// A name had to be changed to be a Rust name, or to differ from another.
    Renamed = "renamed", Note;
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id())
    }
}
