//! How bad a change is, on the wire and for code that uses the crate.

use serde::Serialize;

/// What a change means for requests of old clients, or for answers that they get.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Wire {
    /// It has nothing to do with them.
    #[default]
    None,
    /// Old clients go on working.
    Compatible,
    /// It depends on the server, or on what clients send.
    Risky,
    /// Something that worked is refused, cannot be read, or means something else.
    Breaking,
}

/// What a change means for code that uses the generated crate, in the words of Semantic Versioning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Semver {
    /// The same code is printed.
    #[default]
    None,
    /// Other code with the same API.
    Patch,
    /// Something new that nobody has to know.
    Minor,
    /// Code that compiled may not compile any more, or do something else.
    Major,
}

impl Wire {
    /// How it is written.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Compatible => "compatible",
            Self::Risky => "risky",
            Self::Breaking => "breaking",
        }
    }
}

impl Semver {
    /// How it is written.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}
