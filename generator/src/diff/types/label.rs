//! What people call a place: `Pet.tags[].name`, or `address` in the body of `POST /pets`.

use std::fmt;

use crate::ir::{NameHint, Type};

/// The name of a place inside a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::diff) struct Label {
    /// `Pet.tags[]`; empty for the whole of `around`.
    path: String,
    /// What the path starts from, in words; `None` where it starts with the name of a schema.
    around: Option<String>,
}

impl Label {
    /// A place that no schema has a name for.
    pub(in crate::diff) fn of(around: impl Into<String>) -> Self {
        Self {
            path: String::new(),
            around: Some(around.into()),
        }
    }

    /// A schema that has a name.
    pub(super) fn component(name: impl Into<String>) -> Self {
        Self {
            path: name.into(),
            around: None,
        }
    }

    /// The type of a place: its own name, if it has one.
    pub(super) fn named(&self, ty: &Type) -> Self {
        match &ty.name {
            NameHint::Component(name) => Self::component(name),
            NameHint::Inline(_) | NameHint::Anonymous => self.clone(),
        }
    }

    /// An alternative that has no name, by its place in the list.
    pub(super) fn alternative(&self, index: usize) -> Self {
        Self::of(format!("alternative {} of {self}", index + 1))
    }

    pub(super) fn field(&self, name: &str) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        self.with(&format!("{dot}{name}"))
    }

    pub(super) fn with(&self, step: &str) -> Self {
        Self {
            path: format!("{}{step}", self.path),
            around: self.around.clone(),
        }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.around {
            None => write!(f, "`{}`", self.path),
            Some(around) if self.path.is_empty() => f.write_str(around),
            Some(around) => write!(f, "`{}` in {around}", self.path),
        }
    }
}
