//! Changes while they are looked for.

use std::collections::BTreeSet;

use super::kind::Kind;
use super::verdict::Wire;
use crate::ir::Pointer;

/// Which way values travel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Ways {
    pub(super) request: bool,
    pub(super) response: bool,
}

impl Ways {
    pub(super) const NONE: Self = Self::new(false, false);
    pub(super) const REQUEST: Self = Self::new(true, false);
    pub(super) const RESPONSE: Self = Self::new(false, true);
    pub(super) const BOTH: Self = Self::new(true, true);

    const fn new(request: bool, response: bool) -> Self {
        Self { request, response }
    }

    /// The ways that are in both.
    pub(super) fn and(self, other: Self) -> Self {
        Self::new(
            self.request && other.request,
            self.response && other.response,
        )
    }

    /// The ways that are in one of them.
    pub(super) fn or(self, other: Self) -> Self {
        Self::new(
            self.request || other.request,
            self.response || other.response,
        )
    }
}

/// One change.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) kind: Kind,
    /// What it means for requests, where it concerns them: as a rule what the kind says.
    pub(super) request: Wire,
    /// The same for answers.
    pub(super) response: Wire,
    /// A sentence without a full stop.
    pub(super) message: String,
    /// Where it was, or what is around it where it is new.
    pub(super) old: Pointer,
    /// Where it is, or what is around it where it is gone.
    pub(super) new: Pointer,
    /// The types that it is about, where it stands elsewhere: in what they are composed of.
    pub(super) about: Option<(Pointer, Pointer)>,
    /// The ways it matters for.
    pub(super) ways: Ways,
    /// `GET /pets`, of the new document where it is in both.
    pub(super) operations: BTreeSet<String>,
}

impl Found {
    pub(super) fn new(
        kind: Kind,
        old: &Pointer,
        new: &Pointer,
        message: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            request: kind.request(),
            response: kind.response(),
            message: message.into(),
            old: old.clone(),
            new: new.clone(),
            about: None,
            ways: Ways::BOTH,
            operations: BTreeSet::new(),
        }
    }

    pub(super) fn on(mut self, ways: Ways) -> Self {
        self.ways = ways;
        self
    }
}
