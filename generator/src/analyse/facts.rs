//! What `plan` may ask after the analysis.

use std::collections::BTreeSet;

use crate::ir::{IntegerFormat, TypeId, TypeRef};

/// The result of [`super::analyse`]: facts by [`TypeId`]. An id of another arena answers like a plain, unused type.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    pub(super) shapes: Vec<Shape>,
    pub(super) evidence: Vec<Option<Evidence>>,
    pub(super) sent: Vec<bool>,
    pub(super) received: Vec<bool>,
    pub(super) split: Vec<bool>,
    pub(super) boxed: BTreeSet<(TypeId, usize)>,
}

/// A union that is better written as something else than an enum.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shape {
    /// Nothing special: the type's kind says it all.
    #[default]
    Plain,
    /// A value or a list of such values (`oneOf: [T, array of T]`).
    OneOrMany(TypeRef),
    /// An integer, written as a number or as a decimal string.
    IntegerOrString {
        /// Whether the document lists the string first, so that it is the way to write it.
        string_first: bool,
        /// How large the integer may be.
        format: IntegerFormat,
    },
}

/// What tells the variants of a union apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Rules, one for each variant; the first that holds counts.
    pub rules: Vec<Rule>,
}

/// When a value is taken for one variant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The index of the variant.
    pub variant: usize,
    /// Whether the variant is decided on; else it is tried, and what follows counts where it cannot be read.
    pub sure: bool,
    /// Lists of tests: all of one list must pass.
    pub any: Vec<Vec<Test>>,
    /// Properties that only this variant has: without any of them it is tried after the others.
    pub has: Vec<String>,
}

/// One test of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Its JSON type is one of these (`number` includes integers).
    Type(Vec<&'static str>),
    /// It is one of these: strings, or what numbers and booleans look like.
    Value(Vec<String>),
    /// It is an object with this property, whose value passes these tests.
    Key(String, Vec<Test>),
    /// It is an object without this property.
    Lacks(String),
    /// It is an array, and its first element, if there is one, passes these tests.
    First(Vec<Test>),
}

impl Test {
    /// Takes over what another test of the same thing allows; says whether that was possible.
    pub(super) fn absorb(&mut self, other: &Self) -> bool {
        match (self, other) {
            (Self::Type(own), Self::Type(more)) => {
                own.extend(
                    more.iter()
                        .filter(|name| !own.contains(name))
                        .copied()
                        .collect::<Vec<_>>(),
                );
                true
            }
            (Self::Value(own), Self::Value(more)) => {
                for value in more {
                    if !own.contains(value) {
                        own.push(value.clone());
                    }
                }
                true
            }
            (Self::Key(name, own), Self::Key(other, more)) if name == other => {
                match (own.as_mut_slice(), more.as_slice()) {
                    ([one], [other]) => one.absorb(other),
                    _ => false,
                }
            }
            _ => false,
        }
    }
}

impl Analysis {
    /// How a union is best written; `Plain` for everything else.
    #[must_use]
    pub fn shape(&self, id: TypeId) -> Shape {
        self.shapes.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// What tells the variants of a union apart; `None` for a type that is not a union.
    #[must_use]
    pub fn evidence(&self, id: TypeId) -> Option<&Evidence> {
        self.evidence.get(id.0 as usize)?.as_ref()
    }

    /// Whether values travel to the server, in a body, a parameter or inside such a type.
    #[must_use]
    pub fn is_sent(&self, id: TypeId) -> bool {
        self.sent.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// Whether values come from the server, in a body, a header or inside such a type.
    #[must_use]
    pub fn is_received(&self, id: TypeId) -> bool {
        self.received.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// Whether any operation needs the type.
    #[must_use]
    pub fn is_used(&self, id: TypeId) -> bool {
        self.is_sent(id) || self.is_received(id)
    }

    /// Whether the type travels both ways in two shapes: it, or something inside it, has properties that are only
    /// ever sent or only ever received.
    #[must_use]
    pub fn needs_split(&self, id: TypeId) -> bool {
        self.split.get(id.0 as usize).copied().unwrap_or(false)
    }

    /// Whether the field of an object, or the variant of a union, with this index must be a `Box`, because its value
    /// may hold another value of `owner` without a list or map between.
    #[must_use]
    pub fn boxed(&self, owner: TypeId, index: usize) -> bool {
        self.boxed.contains(&(owner, index))
    }
}
