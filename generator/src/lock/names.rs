//! The names of one API.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::Serialize;

/// What has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Kind {
    /// The client's method, by `GET /users/{id}`.
    Operation,
    /// An operation's marker type, by `GET /users/{id}`.
    Marker,
    /// The enum of an operation's errors, by `GET /users/{id}`.
    Error,
    /// The enum of an operation's successes, by `GET /users/{id}`.
    Output,
    /// The enum of what an operation can send, by `GET /users/{id}`.
    Content,
    /// An argument or setter of an operation, by `path id`.
    Parameter,
    /// A method for a header of an operation's successes, by the header's name.
    Header,
    /// A method for a header of an operation's errors, by the header's name.
    ErrorHeader,
    /// A type, by the JSON pointer of its schema.
    Type,
    /// The shape in which a type is sent where that is not the one it is received in, by the JSON pointer of its schema.
    Sent,
    /// The shape in which a type is sent in several parts, by the JSON pointer of its schema.
    Form,
    /// A field of a type, by the property's name.
    Field,
    /// What a schema is like, as a digest, by its JSON pointer: so that it is found where it stands elsewhere.
    Shape,
    /// The name of a type that is called otherwise now: the type's name belongs to it.
    Former,
    /// What `new` of a type takes, in order: the names of fields with spaces between.
    Arguments,
    /// The field of a type that holds all other properties.
    Rest,
    /// A variant of a type, by its value or by the name of its schema.
    Variant,
    /// The variant of a type for what fits no other.
    Unknown,
    /// The builder's method for a credential, by the scheme's name.
    Credential,
    /// The static for a credential, by the scheme's name.
    Scheme,
    /// A server, by its URL.
    Server,
    /// A variable of a server, by its name.
    Variable,
}

impl Kind {
    /// All kinds.
    pub(super) const ALL: &'static [Self] = &[
        Self::Operation,
        Self::Marker,
        Self::Error,
        Self::Output,
        Self::Content,
        Self::Parameter,
        Self::Header,
        Self::ErrorHeader,
        Self::Type,
        Self::Sent,
        Self::Form,
        Self::Shape,
        Self::Former,
        Self::Field,
        Self::Arguments,
        Self::Rest,
        Self::Variant,
        Self::Unknown,
        Self::Credential,
        Self::Scheme,
        Self::Server,
        Self::Variable,
    ];

    /// What messages call it.
    #[must_use]
    pub fn described(self) -> &'static str {
        match self {
            Self::Operation | Self::Marker | Self::Error | Self::Output | Self::Content => {
                "the operation"
            }
            Self::Parameter => "the parameter",
            Self::Header | Self::ErrorHeader => "the header",
            Self::Type | Self::Sent | Self::Form | Self::Shape | Self::Former | Self::Arguments => {
                "the schema"
            }
            Self::Field | Self::Rest => "the property",
            Self::Variant | Self::Unknown => "the value",
            Self::Credential | Self::Scheme => "the security scheme",
            Self::Server => "the server",
            Self::Variable => "the server variable",
        }
    }

    /// The word in the file.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Marker => "marker",
            Self::Error => "error",
            Self::Output => "output",
            Self::Content => "content",
            Self::Parameter => "parameter",
            Self::Header => "header",
            Self::ErrorHeader => "error-header",
            Self::Type => "type",
            Self::Sent => "sent",
            Self::Form => "form",
            Self::Shape => "shape",
            Self::Former => "former",
            Self::Field => "field",
            Self::Arguments => "arguments",
            Self::Rest => "rest",
            Self::Variant => "variant",
            Self::Unknown => "unknown",
            Self::Credential => "credential",
            Self::Scheme => "scheme",
            Self::Server => "server",
            Self::Variable => "variable",
        }
    }
}

/// Names by what has them: kind, the Rust name of what it belongs to (empty for what stands alone), and how the
/// document calls it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Names(BTreeMap<Kind, BTreeMap<String, BTreeMap<String, String>>>);

impl Names {
    /// The name of one thing.
    #[must_use]
    pub fn get(&self, kind: Kind, owner: &str, id: &str) -> Option<&str> {
        let name = self.0.get(&kind)?.get(owner)?.get(id)?;
        Some(name)
    }

    /// The first of the things that belong to an owner.
    #[must_use]
    pub fn first(&self, kind: Kind, owner: &str) -> Option<&str> {
        let (id, _) = self.0.get(&kind)?.get(owner)?.iter().next()?;
        Some(id)
    }

    /// Notes a name; gives back another one that the thing had.
    pub fn insert(&mut self, kind: Kind, owner: &str, id: &str, name: &str) -> Option<String> {
        let owners = self.0.entry(kind).or_default();
        let ids = match owners.get_mut(owner) {
            Some(ids) => ids,
            None => owners.entry(owner.to_owned()).or_default(),
        };
        ids.insert(id.to_owned(), name.to_owned())
            .filter(|old| old != name)
    }

    /// Notes all names of `others`.
    pub fn extend(&mut self, others: Self) {
        for (kind, others) in others.0 {
            let owners = self.0.entry(kind).or_default();
            for (owner, names) in others {
                match owners.entry(owner) {
                    Entry::Vacant(owner) => {
                        owner.insert(names);
                    }
                    Entry::Occupied(mut known) => known.get_mut().extend(names),
                }
            }
        }
    }

    /// Whether nothing has a name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All names: kind, owner, how the document calls it, name.
    pub fn iter(&self) -> impl Iterator<Item = (Kind, &str, &str, &str)> {
        self.0.iter().flat_map(|(kind, owners)| {
            owners.iter().flat_map(|(owner, ids)| {
                ids.iter()
                    .map(|(id, name)| (*kind, owner.as_str(), id.as_str(), name.as_str()))
            })
        })
    }
}
