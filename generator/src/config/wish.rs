//! What may be wished for one place.

/// A value and where it stands in the text: line and column, both from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot<T> {
    /// The value.
    pub value: T,
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// The key of a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// `name`.
    Name,
    /// `replace`.
    Replace,
    /// `skip`.
    Skip,
    /// `derive`.
    Derive,
    /// `enum`.
    Enum,
}

impl Key {
    /// All keys.
    pub const ALL: &'static [Self] = &[
        Self::Name,
        Self::Replace,
        Self::Skip,
        Self::Derive,
        Self::Enum,
    ];

    /// The word in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Replace => "replace",
            Self::Skip => "skip",
            Self::Derive => "derive",
            Self::Enum => "enum",
        }
    }

    /// What it can be wished for.
    pub(super) fn applies_to(self) -> &'static str {
        match self {
            Self::Name => {
                "an operation, a parameter, a property, a value of an `enum`, a security scheme, or a schema that becomes \
                 a type of its own"
            }
            Self::Replace => "a schema that is used",
            Self::Skip => "an operation, or a schema that is used",
            Self::Derive => "a schema that becomes a struct or an enum",
            Self::Enum => "a schema with an `enum`",
        }
    }
}

/// Whether an enumeration takes values that the document does not name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Openness {
    /// Yes, as an unknown variant.
    #[default]
    Open,
    /// No: they are an error.
    Closed,
}

/// The wishes for one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// What it is called in Rust.
    pub name: Option<Spot<String>>,
    /// The path of a type that is used instead.
    pub replace: Option<Spot<String>>,
    /// Whether it is left out: an operation is not generated, a schema is any JSON.
    pub skip: Option<Spot<bool>>,
    /// Traits that are derived besides.
    pub derive: Option<Spot<Vec<String>>>,
    /// Whether the enumeration takes unknown values.
    pub openness: Option<Spot<Openness>>,
}

impl Wishes {
    /// Where a wish stands; `None` where it is not wished.
    pub(super) fn at(&self, key: Key) -> Option<(usize, usize)> {
        fn place<T>(spot: Option<&Spot<T>>) -> Option<(usize, usize)> {
            spot.map(|spot| (spot.line, spot.column))
        }
        match key {
            Key::Name => place(self.name.as_ref()),
            Key::Replace => place(self.replace.as_ref()),
            Key::Skip => place(self.skip.as_ref()),
            Key::Derive => place(self.derive.as_ref()),
            Key::Enum => place(self.openness.as_ref()),
        }
    }
}
