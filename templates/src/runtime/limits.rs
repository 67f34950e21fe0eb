//! Limits of one property: lengths, patterns, ranges, counts.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Bound, RangeBounds};
use std::sync::{Mutex, PoisonError};

use regex_lite::Regex;

use super::secret::Secret;
use super::validate::Checker;
use super::wire::decimal::Decimal;
use super::wire::nullable::Nullable;

/// Checks one property. A value that is absent or `null` passes every check.
pub struct Field<'a> {
    checker: &'a mut Checker,
    name: &'a str,
    value: &'a dyn Subject,
}

impl<'a> Field<'a> {
    pub(super) fn new(checker: &'a mut Checker, name: &'a str, value: &'a dyn Subject) -> Self {
        Self {
            checker,
            name,
            value,
        }
    }

    /// Checks how many Unicode code points a text has. The text itself is never part of a message.
    pub fn length(&mut self, limits: impl RangeBounds<usize>) -> &mut Self {
        let length = self.value.text().map(|text| text.chars().count());
        self.within(length, &limits, "characters")
    }

    /// Checks that a regular expression matches somewhere in a text.
    pub fn pattern(&mut self, pattern: &'static str) -> &mut Self {
        match self.value.text().map(|text| matches(pattern, text)) {
            None | Some(Ok(true)) => self,
            Some(Ok(false)) => self.report(format!("does not match the pattern `{pattern}`")),
            Some(Err(())) => self.report(format!(
                "cannot be checked: the pattern `{pattern}` is not supported"
            )),
        }
    }

    /// Checks that a number is not less than a limit.
    pub fn at_least(&mut self, limit: impl Into<Limit>) -> &mut Self {
        let limit = limit.into();
        self.compare(limit, |value| value >= limit, "at least", "needed")
    }

    /// Checks that a number is not greater than a limit.
    pub fn at_most(&mut self, limit: impl Into<Limit>) -> &mut Self {
        let limit = limit.into();
        self.compare(limit, |value| value <= limit, "at most", "allowed")
    }

    /// Checks that a number is greater than a limit.
    pub fn above(&mut self, limit: impl Into<Limit>) -> &mut Self {
        let limit = limit.into();
        self.compare(limit, |value| value > limit, "more than", "needed")
    }

    /// Checks that a number is less than a limit.
    pub fn below(&mut self, limit: impl Into<Limit>) -> &mut Self {
        let limit = limit.into();
        self.compare(limit, |value| value < limit, "less than", "allowed")
    }

    /// Checks that a number is a multiple of a factor.
    pub fn multiple_of(&mut self, factor: impl Into<Limit>) -> &mut Self {
        let factor = factor.into();
        match self.value.number() {
            Some(value) if !value.is_multiple_of(factor) => {
                self.report(format!("is {value}, which is no multiple of {factor}"))
            }
            _ => self,
        }
    }

    /// Checks how many elements a list, or properties a map, has.
    pub fn count(&mut self, limits: impl RangeBounds<usize>) -> &mut Self {
        self.within(self.value.count(), &limits, "elements")
    }

    /// Checks that the elements of a list differ.
    pub fn unique(&mut self) -> &mut Self {
        match self.value.twin() {
            Some(index) => self.report(format!(
                "has an element twice, the second time at [{index}]"
            )),
            None => self,
        }
    }

    fn within(
        &mut self,
        size: Option<usize>,
        limits: &impl RangeBounds<usize>,
        unit: &str,
    ) -> &mut Self {
        let Some(size) = size.filter(|size| !limits.contains(size)) else {
            return self;
        };
        match (limits.start_bound(), limits.end_bound()) {
            (Bound::Included(min), _) if size < *min => {
                self.report(format!("has {size} {unit}, at least {min} are needed"))
            }
            (_, Bound::Included(max)) => {
                self.report(format!("has {size} {unit}, at most {max} are allowed"))
            }
            _ => self.report(format!("has {size} {unit}")),
        }
    }

    fn compare(
        &mut self,
        limit: Limit,
        holds: impl FnOnce(Limit) -> bool,
        relation: &str,
        verb: &str,
    ) -> &mut Self {
        match self.value.number() {
            Some(value) if !holds(value) => {
                self.report(format!("is {value}, {relation} {limit} is {verb}"))
            }
            _ => self,
        }
    }

    fn report(&mut self, message: String) -> &mut Self {
        self.checker.report(self.name, message);
        self
    }
}

impl fmt::Debug for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Field").field(&self.name).finish()
    }
}

/// A value that can have limits. Each question is answered with `None` by a value it does not make sense for.
pub trait Subject {
    /// The text.
    fn text(&self) -> Option<&str> {
        None
    }

    /// The number.
    fn number(&self) -> Option<Limit> {
        None
    }

    /// How many elements or properties there are.
    fn count(&self) -> Option<usize> {
        None
    }

    /// The index of the first element that equals an earlier one.
    fn twin(&self) -> Option<usize> {
        None
    }
}

impl Subject for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Subject for Secret {
    fn text(&self) -> Option<&str> {
        Some(self.expose())
    }
}

/// Beyond 128 bits, and with a fraction, the comparison is that of the nearest float.
impl Subject for Decimal {
    fn number(&self) -> Option<Limit> {
        let float = || Limit::Float(self.to_f64());
        Some(self.parse().map_or_else(|_| float(), Limit::Integer))
    }
}

macro_rules! numbers {
    ($($type:ty => $limit:ident as $wide:ty),+) => {
        $(
            impl Subject for $type {
                fn number(&self) -> Option<Limit> {
                    Some(Limit::$limit(<$wide>::from(*self)))
                }
            }
        )+
    };
}

numbers! {
    i32 => Integer as i128,
    i64 => Integer as i128,
    u32 => Integer as i128,
    u64 => Integer as i128,
    f32 => Float as f64,
    f64 => Float as f64
}

/// Elements are compared with each other, so that lists whose elements have no JSON of their own (base64, types of the
/// user's) have limits too.
impl<T: PartialEq> Subject for Vec<T> {
    fn count(&self) -> Option<usize> {
        Some(self.len())
    }

    fn twin(&self) -> Option<usize> {
        let mut indices = self.iter().enumerate();
        let (index, _) =
            indices.find(|(index, value)| self.iter().take(*index).any(|other| other == *value))?;
        Some(index)
    }
}

impl<T> Subject for BTreeMap<String, T> {
    fn count(&self) -> Option<usize> {
        Some(self.len())
    }
}

macro_rules! forward {
    ($($type:ident, |$whole:ident| $value:expr;)+) => {
        $(
            impl<T: Subject> Subject for $type<T> {
                fn text(&self) -> Option<&str> {
                    let $whole = self;
                    $value?.text()
                }

                fn number(&self) -> Option<Limit> {
                    let $whole = self;
                    $value?.number()
                }

                fn count(&self) -> Option<usize> {
                    let $whole = self;
                    $value?.count()
                }

                fn twin(&self) -> Option<usize> {
                    let $whole = self;
                    $value?.twin()
                }
            }
        )+
    };
}

forward! {
    Option, |option| option.as_ref();
    Nullable, |nullable| nullable.value();
    Box, |boxed| Some(&**boxed);
}

/// A number in a comparison, exact for integers.
#[derive(Debug, Clone, Copy)]
pub enum Limit {
    /// An integer.
    Integer(i128),
    /// Any other number.
    Float(f64),
}

impl Limit {
    fn is_multiple_of(self, factor: Self) -> bool {
        if let (Self::Integer(value), Self::Integer(factor)) = (self, factor) {
            return value.checked_rem(factor) == Some(0);
        }
        let (value, factor) = (self.to_f64(), factor.to_f64());
        let quotient = value / factor;
        if quotient.is_infinite() {
            return value % factor == 0.0;
        }
        // Decimal fractions are not exact in binary: 0.3 / 0.1 is 2.9999999999999996.
        quotient.is_finite()
            && (quotient - quotient.round()).abs() <= 1e-9 * quotient.abs().max(1.0)
    }

    #[allow(
        clippy::cast_precision_loss,
        reason = "an integer is compared with a fraction"
    )]
    fn to_f64(self) -> f64 {
        match self {
            Self::Integer(value) => value as f64,
            Self::Float(value) => value,
        }
    }
}

impl PartialEq for Limit {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Limit {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(b)),
            _ => self.to_f64().partial_cmp(&other.to_f64()),
        }
    }
}

impl From<i128> for Limit {
    fn from(limit: i128) -> Self {
        Self::Integer(limit)
    }
}

impl From<f64> for Limit {
    fn from(limit: f64) -> Self {
        Self::Float(limit)
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => value.fmt(f),
            Self::Float(value) => value.fmt(f),
        }
    }
}

/// Whether a pattern matches somewhere in a text. Patterns are compiled once.
fn matches(pattern: &'static str, text: &str) -> Result<bool, ()> {
    static COMPILED: Mutex<BTreeMap<&'static str, Option<Regex>>> = Mutex::new(BTreeMap::new());
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    let regex = compiled
        .entry(pattern)
        .or_insert_with(|| Regex::new(&spaces(pattern)).ok());
    regex.as_ref().map(|regex| regex.is_match(text)).ok_or(())
}

/// Spells `\s` and `\S` out: in ECMA-262 (section 22.2.2.9) they know all white space of Unicode.
fn spaces(pattern: &str) -> String {
    const WHITE: &str =
        r"\s\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}";
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '[' => in_class = true,
            ']' => in_class = false,
            _ => {}
        }
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('s') if in_class => out.push_str(WHITE),
            Some('s') => out.extend(["[", WHITE, "]"]),
            Some('S') if !in_class => out.extend(["[^", WHITE, "]"]),
            other => out.extend(std::iter::once(c).chain(other)),
        }
    }
    out
}
