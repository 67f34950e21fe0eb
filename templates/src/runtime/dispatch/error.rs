//! Why a call by name did not succeed.

use std::fmt;

use super::super::call_error::CallError;
use super::super::decode_error::DecodeError;
use super::super::wire::Encode;
use super::super::writer::Write;
use super::answer::{self, Dispatched};

/// Why a call by name did not succeed. `Display` and `Debug` show no values: neither arguments nor bodies.
pub struct DispatchError(Box<Inner>);

struct Inner {
    kind: DispatchErrorKind,
    message: String,
    path: String,
    answer: Option<Dispatched>,
}

/// The kinds of errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DispatchErrorKind {
    /// A call that is written as text does not have the form of one.
    InvalidCall,
    /// The API has no such operation, or not with these features.
    UnknownOperation,
    /// The operation has no such parameter, or takes no body.
    UnknownArgument,
    /// A parameter or body that the operation needs was not given.
    MissingArgument,
    /// An argument is not of the documented type; `path` says where.
    InvalidArgument,
    /// The request could not be built, for example because a path would call something else.
    Unencodable,
    /// The client lacks a credential, or gets no token.
    Credential,
    /// The request or its answer was lost.
    Transport,
    /// The time was up.
    Timeout,
    /// The server answered with a documented error.
    Status,
    /// The server answered in a way that the document does not name.
    UndocumentedStatus,
    /// The answer does not have the documented form; `path` says where.
    Decode,
}

impl DispatchErrorKind {
    /// Returns the kind as a word that stays the same from release to release.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidCall => "invalid-call",
            Self::UnknownOperation => "unknown-operation",
            Self::UnknownArgument => "unknown-argument",
            Self::MissingArgument => "missing-argument",
            Self::InvalidArgument => "invalid-argument",
            Self::Unencodable => "unencodable",
            Self::Credential => "credential",
            Self::Transport => "transport",
            Self::Timeout => "timeout",
            Self::Status => "status",
            Self::UndocumentedStatus => "undocumented-status",
            Self::Decode => "decode",
        }
    }
}

impl DispatchError {
    pub(super) fn new(kind: DispatchErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            path: String::new(),
            answer: None,
        }))
    }

    /// Says where it was.
    pub(super) fn at(mut self, path: impl Into<String>) -> Self {
        self.0.path = path.into();
        self
    }

    /// Adds what the server answered.
    pub(super) fn with(mut self, answer: Dispatched) -> Self {
        self.0.answer = Some(answer);
        self
    }

    /// Turns an error from before an answer was decoded.
    pub(super) fn before_answer(error: &CallError) -> Self {
        let kind = match error {
            CallError::Build(_) => DispatchErrorKind::Unencodable,
            CallError::MissingCredential(_) | CallError::Token(_) => DispatchErrorKind::Credential,
            CallError::Transport(_) => DispatchErrorKind::Transport,
            CallError::Timeout(_) => DispatchErrorKind::Timeout,
            CallError::Undocumented(_) | CallError::Redirected(_) => {
                DispatchErrorKind::UndocumentedStatus
            }
            CallError::Decode(_) => DispatchErrorKind::Decode,
        };
        Self::new(kind, error.to_string())
    }

    pub(super) fn decode(error: &DecodeError) -> Self {
        Self::new(DispatchErrorKind::Decode, error.to_string()).at(error.path())
    }

    /// Returns what kind of error it is.
    #[must_use]
    pub fn kind(&self) -> DispatchErrorKind {
        self.0.kind
    }

    /// Returns what was wrong, in one line.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Returns where in the arguments (`body.pets[0].name`) or in the answer it was; empty for the whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Returns what the server answered, if it did: the decoded body of a documented error, and what came otherwise, at
    /// most 64 KiB of it.
    #[must_use]
    pub fn answer(&self) -> Option<&Dispatched> {
        self.0.answer.as_ref()
    }

    /// Returns it as JSON: `{"kind": .., "message": .., "path": .., "status": .., "headers": .., "body": ..}`, the last
    /// three where there was an answer.
    #[must_use]
    pub fn to_json(&self) -> String {
        answer::text(self)
    }
}

impl Encode for DispatchError {
    fn write<W: Write>(&self, writer: &mut W) {
        let kind = self.kind().as_str().to_owned();
        writer.required("kind", &kind);
        writer.required("message", &self.0.message);
        if !self.path().is_empty() {
            writer.required("path", &self.0.path);
        }
        if let Some(answer) = self.answer() {
            answer.write(writer);
        }
    }
}

impl fmt::Debug for DispatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DispatchError")
            .field("kind", &self.0.kind)
            .field("message", &self.0.message)
            .field("path", &self.0.path)
            .field("answer", &self.0.answer)
            .finish()
    }
}

impl fmt::Display for DispatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for DispatchError {}
