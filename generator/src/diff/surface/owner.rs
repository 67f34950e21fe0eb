//! What of a document an item of the API comes from.

use std::sync::Arc;

use crate::ir::Pointer;
use crate::plan::methods::StatusPattern;

/// Places of schemas that became one model.
pub type Pointers = Arc<[Pointer]>;

/// What of the document an item comes from, so that a change of the document can be found for a change of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// The document as a whole: which kinds of schemas, bodies and answers it has.
    Api,
    /// A group of operations, by its feature.
    Group(Arc<str>),
    /// An operation.
    Operation(Operation),
    /// A parameter.
    Parameter {
        /// Its operation.
        operation: Operation,
        /// `path`, `query`, `header` or `cookie`.
        location: &'static str,
        /// Its name in the document.
        wire: String,
    },
    /// The body of a request.
    Body(Operation),
    /// Answers.
    Response {
        /// Their operation.
        operation: Operation,
        /// Whether they are successes.
        success: bool,
        /// Which: empty for all of them.
        statuses: Vec<StatusPattern>,
    },
    /// A header of answers.
    Header {
        /// Their operation.
        operation: Operation,
        /// Whether they are successes.
        success: bool,
        /// Its name in lower case.
        wire: String,
    },
    /// A schema. There may be none where the plan made a model of its own accord.
    Schema(Pointers),
    /// A property of an object; the name is empty for further properties.
    Property {
        /// The object's schema.
        schema: Pointers,
        /// Its name in the document.
        wire: String,
    },
    /// A value of an enumeration.
    Value {
        /// The enumeration's schema.
        schema: Pointers,
        /// The value, a string without its quotes.
        wire: String,
    },
    /// An alternative of a union.
    Alternative {
        /// The union's schema.
        schema: Pointers,
        /// The schema of the alternative; empty where it is no model.
        of: Pointers,
    },
    /// A security scheme, by its name in the document.
    Scheme(String),
    /// The servers.
    Server,
}

/// Which operation: its method and its path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Operation {
    /// `GET`.
    pub method: Arc<str>,
    /// As the document writes it.
    pub path: Arc<str>,
}

impl Owner {
    /// The operation, where there is one.
    #[must_use]
    pub fn operation(&self) -> Option<&Operation> {
        match self {
            Self::Operation(operation)
            | Self::Body(operation)
            | Self::Parameter { operation, .. }
            | Self::Response { operation, .. }
            | Self::Header { operation, .. } => Some(operation),
            _ => None,
        }
    }

    /// The schemas, where there are some.
    #[must_use]
    pub fn schemas(&self) -> &[Pointer] {
        match self {
            Self::Schema(schema)
            | Self::Property { schema, .. }
            | Self::Value { schema, .. }
            | Self::Alternative { schema, .. } => schema,
            _ => &[],
        }
    }
}
