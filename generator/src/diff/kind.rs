//! Every kind of change that is told apart, with what it means on the wire.

mod rows;

use serde::{Serialize, Serializer};

use super::verdict::Wire;

pub use rows::Kind;

impl Kind {
    /// The stable identifier, for example `property-became-required`.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// What it means, in one sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        self.row().meaning.trim()
    }

    /// What it means for requests of the old client, where it concerns requests.
    #[must_use]
    pub fn request(self) -> Wire {
        self.row().request
    }

    /// What it means for answers to the old client, where it concerns answers.
    #[must_use]
    pub fn response(self) -> Wire {
        self.row().response
    }

    /// Whether there is something that was not: nothing of it stands in the old document.
    pub(super) fn is_added(self) -> bool {
        self.id().ends_with("-added")
    }

    /// Whether something is gone: nothing of it stands in the new document.
    pub(super) fn is_removed(self) -> bool {
        self.id().ends_with("-removed")
    }

    /// Whether a public API can be different because of it: not because of what only describes or refuses values.
    pub(super) fn touches_api(self) -> bool {
        !matches!(
            self,
            Self::Docs
                | Self::Info
                | Self::Extension
                | Self::TagDescription
                | Self::Version
                | Self::SchemeDocs
                | Self::LimitSet
                | Self::LimitTightened
                | Self::LimitLoosened
                | Self::PatternAdded
                | Self::PatternChanged
                | Self::PatternRemoved
                | Self::UniqueItemsAdded
                | Self::UniqueItemsRemoved
                | Self::ContainsAdded
                | Self::ContainsRemoved
                | Self::ContainsChanged
                | Self::Not
                | Self::Xml
                | Self::ScopeAdded
                | Self::ScopeRemoved
        )
    }

    /// Whether another default, URL, scope or text is all that follows from it.
    #[must_use]
    pub fn is_behaviour(self) -> bool {
        self.row().behaviour
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}
