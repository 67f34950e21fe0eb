//! What parts of forms hold beside plain values: files, and values with headers.

use super::body::Body;
use super::multipart::Form;
use super::wire::nullable::Nullable;
use super::wire::{Encode, json};

/// A file in a form, or a body whose media type the caller knows: bytes or a stream, with what is said of them.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    pub(super) content: Body,
    pub(super) name: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) headers: Vec<(String, String)>,
}

impl File {
    /// A file of bytes (`Bytes`, `Vec<u8>`, text), or of a stream ([`Body::stream`], [`Body::reader`]).
    pub fn new(content: impl Into<Body>) -> Self {
        Self {
            content: content.into(),
            name: None,
            content_type: None,
            headers: Vec::new(),
        }
    }

    /// Gives it a name; without one it is called as its part.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Says what it is, for example `image/png`; without that it is what the document says, or
    /// `application/octet-stream`.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Adds a header to its part.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl<T: Into<Body>> From<T> for File {
    fn from(content: T) -> Self {
        Self::new(content)
    }
}

/// A value in a form whose part has headers of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<T> {
    value: T,
    headers: Vec<(String, String)>,
}

impl<T> Part<T> {
    /// A value without headers.
    pub fn new(value: impl Into<T>) -> Self {
        Self {
            value: value.into(),
            headers: Vec::new(),
        }
    }

    /// Adds a header to the part.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl<T> From<T> for Part<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

/// A property with files, or with headers of its own.
pub trait FormField {
    /// Adds its parts.
    fn add_to(&self, form: &mut Form, name: &str, content_type: &str);
}

impl FormField for File {
    fn add_to(&self, form: &mut Form, name: &str, content_type: &str) {
        form.add_file(name, content_type, self);
    }
}

impl<T: FormField> FormField for Vec<T> {
    fn add_to(&self, form: &mut Form, name: &str, content_type: &str) {
        for file in self {
            file.add_to(form, name, content_type);
        }
    }
}

impl<T: FormField> FormField for Option<T> {
    fn add_to(&self, form: &mut Form, name: &str, content_type: &str) {
        if let Some(file) = self {
            file.add_to(form, name, content_type);
        }
    }
}

impl<T: FormField> FormField for Nullable<T> {
    fn add_to(&self, form: &mut Form, name: &str, content_type: &str) {
        if let Self::Value(file) = self {
            file.add_to(form, name, content_type);
        }
    }
}

impl<T: Encode> FormField for Part<T> {
    fn add_to(&self, form: &mut Form, name: &str, content_type: &str) {
        form.add_encoded(name, content_type, &self.headers, json::to_vec(&self.value));
    }
}
