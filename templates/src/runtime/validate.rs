//! Checks of values against the limits of the document, before they are sent.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Bound;
use std::sync::{Mutex, PoisonError};

use regex_lite::Regex;

use super::wire::nullable::Nullable;
use super::wire::{Encode, json};

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
    /// Starts the checks of a property.
    pub fn field<'a>(&'a mut self, name: &'a str) -> Field<'a> {
        Field {
            checker: self,
            name,
        }
    }

    fn inside(&mut self, segment: String, check: impl FnOnce(&mut Self)) {
        self.path.push(segment);
        check(self);
        self.path.pop();
    }

    fn report(&mut self, message: String) {
        let mut path = String::new();
        for segment in &self.path {
            if !path.is_empty() && !segment.starts_with('[') {
                path.push('.');
            }
            path.push_str(segment);
        }
        self.errors.push(ValidationError { path, message });
    }
}

/// Checks one property. Each check may be followed by others.
#[derive(Debug)]
pub struct Field<'a> {
    checker: &'a mut Checker,
    name: &'a str,
}

impl Field<'_> {
    fn report(&mut self, message: String) {
        self.checker
            .inside(self.name.to_owned(), |checker| checker.report(message));
    }

    /// Checks a text. The text itself is never part of a message.
    pub fn text(&mut self, value: &str, limits: Text) -> &mut Self {
        let length = value.chars().count();
        if let Some(min) = limits.min_length.filter(|min| length < *min) {
            self.report(format!(
                "has {length} characters, at least {min} are needed"
            ));
        }
        if let Some(max) = limits.max_length.filter(|max| length > *max) {
            self.report(format!(
                "has {length} characters, at most {max} are allowed"
            ));
        }
        if let Some(pattern) = limits.pattern {
            match matches(pattern, value) {
                Ok(true) => {}
                Ok(false) => self.report(format!("does not match the pattern `{pattern}`")),
                Err(()) => self.report(format!(
                    "cannot be checked: the pattern `{pattern}` is not supported"
                )),
            }
        }
        self
    }

    /// Checks an integer.
    pub fn integer(&mut self, value: impl Into<i128>, limits: Integer) -> &mut Self {
        let value = value.into();
        self.bounds(&value, &limits.minimum, &limits.maximum);
        if let Some(factor) = limits
            .multiple_of
            .filter(|factor| value.checked_rem(*factor) != Some(0))
        {
            self.report(format!("is {value}, which is no multiple of {factor}"));
        }
        self
    }

    /// Checks a number.
    pub fn number(&mut self, value: impl Into<f64>, limits: Number) -> &mut Self {
        let value = value.into();
        self.bounds(&value, &limits.minimum, &limits.maximum);
        if let Some(factor) = limits.multiple_of {
            let quotient = value / factor;
            // Decimal fractions are not exact in binary: 0.3 / 0.1 is 2.9999999999999996.
            if !quotient.is_finite()
                || (quotient - quotient.round()).abs() > 1e-9 * quotient.abs().max(1.0)
            {
                self.report(format!("is {value}, which is no multiple of {factor}"));
            }
        }
        self
    }

    fn bounds<T: PartialOrd + fmt::Display>(
        &mut self,
        value: &T,
        minimum: &Bound<T>,
        maximum: &Bound<T>,
    ) {
        match minimum {
            Bound::Included(limit) if value < limit => {
                self.report(format!("is {value}, at least {limit} is needed"));
            }
            Bound::Excluded(limit) if value <= limit => {
                self.report(format!("is {value}, more than {limit} is needed"));
            }
            _ => {}
        }
        match maximum {
            Bound::Included(limit) if value > limit => {
                self.report(format!("is {value}, at most {limit} is allowed"));
            }
            Bound::Excluded(limit) if value >= limit => {
                self.report(format!("is {value}, less than {limit} is allowed"));
            }
            _ => {}
        }
    }

    /// Checks how many elements a list, or properties a map, has.
    pub fn items(&mut self, length: usize, limits: Items) -> &mut Self {
        if let Some(min) = limits.min.filter(|min| length < *min) {
            self.report(format!("has {length} elements, at least {min} are needed"));
        }
        if let Some(max) = limits.max.filter(|max| length > *max) {
            self.report(format!("has {length} elements, at most {max} are allowed"));
        }
        self
    }

    /// Checks that the elements of a list differ.
    pub fn unique<T: Encode>(&mut self, values: &[T]) -> &mut Self {
        let mut seen = BTreeSet::new();
        let repeated = values
            .iter()
            .position(|value| json::to_vec(value).is_ok_and(|text| !seen.insert(text)));
        if let Some(index) = repeated {
            self.report(format!(
                "has an element twice, the second time at [{index}]"
            ));
        }
        self
    }

    /// Checks a model, or the models in a list, map or option.
    pub fn nested<T: Validate + ?Sized>(&mut self, value: &T) -> &mut Self {
        self.checker
            .inside(self.name.to_owned(), |checker| value.check(checker));
        self
    }
}

/// Limits of a text, in Unicode code points.
#[derive(Debug, Clone, Copy, Default)]
pub struct Text {
    /// The least number.
    pub min_length: Option<usize>,
    /// The greatest number.
    pub max_length: Option<usize>,
    /// A regular expression that must match somewhere.
    pub pattern: Option<&'static str>,
}

/// Limits of an integer.
#[derive(Debug, Clone, Copy)]
pub struct Integer {
    /// The least value.
    pub minimum: Bound<i128>,
    /// The greatest value.
    pub maximum: Bound<i128>,
    /// A factor.
    pub multiple_of: Option<i128>,
}

impl Default for Integer {
    fn default() -> Self {
        Self {
            minimum: Bound::Unbounded,
            maximum: Bound::Unbounded,
            multiple_of: None,
        }
    }
}

/// Limits of a number.
#[derive(Debug, Clone, Copy)]
pub struct Number {
    /// The least value.
    pub minimum: Bound<f64>,
    /// The greatest value.
    pub maximum: Bound<f64>,
    /// A factor.
    pub multiple_of: Option<f64>,
}

impl Default for Number {
    fn default() -> Self {
        Self {
            minimum: Bound::Unbounded,
            maximum: Bound::Unbounded,
            multiple_of: None,
        }
    }
}

/// Limits of a number of elements.
#[derive(Debug, Clone, Copy, Default)]
pub struct Items {
    /// The least number.
    pub min: Option<usize>,
    /// The greatest number.
    pub max: Option<usize>,
}

impl<T: Validate> Validate for [T] {
    fn check(&self, check: &mut Checker) {
        for (index, value) in self.iter().enumerate() {
            check.inside(format!("[{index}]"), |check| value.check(check));
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
            check.inside(key.clone(), |check| value.check(check));
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

/// Whether a pattern matches somewhere in a text. Patterns are compiled once.
fn matches(pattern: &'static str, text: &str) -> Result<bool, ()> {
    static COMPILED: Mutex<BTreeMap<&'static str, Option<Regex>>> = Mutex::new(BTreeMap::new());
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    let regex = compiled
        .entry(pattern)
        .or_insert_with(|| Regex::new(pattern).ok());
    regex.as_ref().map(|regex| regex.is_match(text)).ok_or(())
}
