//! Checks of values against the limits of the document, before they are sent.

use std::collections::BTreeMap;
use std::fmt;

use super::elements::Elements;
use super::limits::{Field, Subject};
use super::wire::nullable::Nullable;

/// A model with limits.
pub trait Validate {
    /// Checks the value's parts.
    fn check(&self, check: &mut Checker);

    /// Checks the value and everything inside it.
    ///
    /// # Errors
    /// Fails with everything that is wrong.
    fn validate(&self) -> Result<(), ValidationErrors> {
        let mut checker = Checker::default();
        self.check(&mut checker);
        if checker.errors.is_empty() {
            Ok(())
        } else {
            Err(ValidationErrors(checker.errors))
        }
    }
}

/// Collects what is wrong, and where.
#[derive(Debug, Default)]
pub struct Checker {
    path: Vec<String>,
    errors: Vec<ValidationError>,
}

impl Checker {
    /// Starts the checks of a property: `check.field("name", &self.name).length(1..=40);`.
    pub fn field<'a>(&'a mut self, name: &'a str, value: &'a dyn Subject) -> Field<'a> {
        Field::new(self, name, value)
    }

    /// Checks a model, or the models in a list, map or option. What has no name of its own is at `""`.
    pub fn nested<T: Validate + ?Sized>(&mut self, name: &str, value: &T) {
        self.inside(name, |checker| value.check(checker));
    }

    /// Returns each element of a list, or value of a map, with its place, for example `tags[0]`.
    pub fn each<'v, E: Elements>(name: &str, elements: &'v E) -> Vec<(String, &'v E::Item)> {
        let placed = elements.placed().into_iter();
        let named = placed.map(|(place, element)| (format!("{name}{place}"), element));
        named
            .map(|(place, element)| match place.strip_prefix('.') {
                Some(key) => (key.to_owned(), element),
                None => (place, element),
            })
            .collect()
    }

    /// Notes that a property is wrong.
    pub(super) fn report(&mut self, name: &str, message: String) {
        let mut path = String::new();
        let segments = self.path.iter().map(String::as_str).chain([name]);
        for segment in segments.filter(|segment| !segment.is_empty()) {
            if !path.is_empty() && !segment.starts_with('[') {
                path.push('.');
            }
            path.push_str(segment);
        }
        self.errors.push(ValidationError { path, message });
    }

    fn inside(&mut self, segment: &str, check: impl FnOnce(&mut Self)) {
        self.path.push(segment.to_owned());
        check(self);
        self.path.pop();
    }
}

impl<T: Validate> Validate for [T] {
    fn check(&self, check: &mut Checker) {
        for (index, value) in self.iter().enumerate() {
            check.nested(&format!("[{index}]"), value);
        }
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn check(&self, check: &mut Checker) {
        self.as_slice().check(check);
    }
}

impl<T: Validate> Validate for super::wire::one_or_many::OneOrMany<T> {
    fn check(&self, check: &mut Checker) {
        match self {
            Self::One(value) => value.check(check),
            Self::Many(values) => values.check(check),
        }
    }
}

impl<T: Validate> Validate for BTreeMap<String, T> {
    fn check(&self, check: &mut Checker) {
        for (key, value) in self {
            check.nested(key, value);
        }
    }
}

impl<T: Validate> Validate for Option<T> {
    fn check(&self, check: &mut Checker) {
        if let Some(value) = self {
            value.check(check);
        }
    }
}

impl<T: Validate> Validate for Nullable<T> {
    fn check(&self, check: &mut Checker) {
        if let Some(value) = self.value() {
            value.check(check);
        }
    }
}

impl<T: Validate + ?Sized> Validate for Box<T> {
    fn check(&self, check: &mut Checker) {
        (**self).check(check);
    }
}

/// Everything that is wrong with a value; at least one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidationErrors(Vec<ValidationError>);

impl ValidationErrors {
    /// Goes through what is wrong.
    pub fn iter(&self) -> std::slice::Iter<'_, ValidationError> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a ValidationErrors {
    type Item = &'a ValidationError;
    type IntoIter = std::slice::Iter<'a, ValidationError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for ValidationErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            write!(f, "{}{error}", if index == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl std::error::Error for ValidationErrors {}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidationError {
    path: String,
    message: String,
}

impl ValidationError {
    /// Returns the property, for example `roles[0].name`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns what is wrong.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for ValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.path, self.message)
    }
}
