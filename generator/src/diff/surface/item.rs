//! One item of a public API: what it is, and how Rust writes it.

use std::fmt::Write as _;
use std::sync::Arc;

use super::owner::Owner;

/// The features of which any one brings an item; `None` where it is always there.
pub type Features = Option<Arc<[Arc<str>]>>;

/// Something that users' code can name or rely on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub shape: Shape,
    /// `#[deprecated]`.
    pub deprecated: bool,
    /// Where it is.
    pub features: Features,
    /// The path of the item that it belongs to: it comes and goes with that.
    pub within: Option<Arc<str>>,
    /// What of the document it comes from.
    pub owner: Owner,
}

/// What an item is. Types are texts, the same for the same type: aliases are written as what they stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A feature of the crate.
    Feature,
    /// A module, or a name that is exported once more.
    Name,
    /// A struct or an enum: all that is true of it but for its members, for example
    /// `#[non_exhaustive] pub struct Pet`.
    Type(String),
    /// `pub type`.
    Alias(String),
    /// A public field.
    Field(String),
    /// A variant of an enum.
    Variant {
        /// What it holds.
        payload: Option<String>,
        /// Whether the enum has no others, now and later.
        exhaustive: bool,
    },
    /// A function or method.
    Function {
        /// How it takes its object.
        receiver: Receiver,
        /// What else it takes.
        arguments: Vec<Argument>,
        /// What it gives.
        output: String,
    },
    /// A type of a trait's implementation.
    Associated(String),
    /// An associated constant.
    Constant(String),
    /// An implementation of the trait behind the colon of the path.
    Impl,
}

/// How a function takes its object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receiver {
    /// Not at all.
    None,
    /// `&self`.
    Borrowed,
    /// `self`.
    Owned,
}

/// A positional argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// Its name, which callers do not write.
    pub name: String,
    /// What it is in the document: arguments of one type that change places go unnoticed by compilers.
    pub wire: String,
    /// Its type.
    pub ty: String,
}

impl Item {
    pub(super) fn new(shape: Shape, owner: Owner) -> Self {
        Self {
            shape,
            deprecated: false,
            features: None,
            within: None,
            owner,
        }
    }

    pub(super) fn deprecated(self, deprecated: bool) -> Self {
        Self { deprecated, ..self }
    }

    pub(super) fn at(self, features: &Features) -> Self {
        let features = features.clone();
        Self { features, ..self }
    }

    pub(super) fn within(self, path: &Arc<str>) -> Self {
        let within = Some(path.clone());
        Self { within, ..self }
    }
}

impl Shape {
    pub(super) fn function(
        receiver: Receiver,
        arguments: Vec<Argument>,
        output: impl Into<String>,
    ) -> Self {
        Self::Function {
            receiver,
            arguments,
            output: output.into(),
        }
    }

    /// A setter of one argument that is called as the setter.
    pub(super) fn setter(name: &str, ty: String) -> Self {
        let argument = Argument {
            name: name.to_owned(),
            wire: String::new(),
            ty,
        };
        Self::function(Receiver::Owned, vec![argument], "Self")
    }

    /// How Rust writes the item that has this path.
    #[must_use]
    pub fn text(&self, path: &str) -> String {
        let name = path.trim_end_matches("()");
        let name = name.rsplit_once("::").map_or(name, |(_, name)| name);
        match self {
            Self::Feature => path.to_owned(),
            Self::Name => format!("use {path}"),
            Self::Type(head) => head.clone(),
            Self::Alias(ty) => format!("pub type {name} = {ty}"),
            Self::Field(ty) => format!("pub {name}: {ty}"),
            Self::Variant { payload: None, .. } => name.to_owned(),
            Self::Variant {
                payload: Some(ty), ..
            } => format!("{name}({ty})"),
            Self::Associated(ty) => format!("type {name} = {ty}"),
            Self::Constant(ty) => format!("pub const {name}: {ty}"),
            Self::Impl => match path.split_once(": ") {
                Some((ty, of)) => format!("impl {of} for {ty}"),
                None => path.to_owned(),
            },
            Self::Function {
                receiver,
                arguments,
                output,
            } => {
                let mut text = format!("pub fn {name}(");
                text.push_str(match receiver {
                    Receiver::None => "",
                    Receiver::Borrowed => "&self, ",
                    Receiver::Owned => "self, ",
                });
                for argument in arguments {
                    let _ = write!(text, "{}: {}, ", argument.name, argument.ty);
                }
                let open = text.trim_end_matches(", ").len();
                text.truncate(open);
                let _ = write!(text, ") -> {output}");
                text
            }
        }
    }
}
