//! The user's wishes for single places of a document: `oaxide.toml`, keyed by JSON pointer.
//!
//! ```toml
//! [defaults]
//! enum = "closed"
//! undeclared = "keep"
//! constructors = "all"
//!
//! [dependencies]
//! rust_decimal = { version = "1", features = ["serde"] }
//!
//! ["/components/schemas/Money"]
//! replace = "rust_decimal::Decimal"
//! ```
//!
//! Whoever acts on a wish takes it out with [`Settings::take`]; what nobody took is [stale](Settings::check).

mod apply;
mod check;
mod read;
mod wish;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use crate::diagnostics::{Code, Diagnostics, FileId, Origins};
use crate::ir::Pointer;

pub use read::read;
pub use wish::{Key, Openness, Spot, Wishes};

/// All settings for one document.
#[derive(Debug, Default)]
pub struct Settings {
    /// Whether enumerations without a wish of their own take unknown values.
    pub openness: Openness,
    /// Whether models keep members that the document does not declare.
    pub keeps_undeclared: bool,
    /// Whether models that are only received can be made as well.
    pub constructs_all: bool,
    /// Packages that the crate depends on besides: name, and what stands behind `=` in the manifest.
    pub dependencies: BTreeMap<String, Spot<String>>,
    /// Places by their pointer as it is written.
    places: BTreeMap<String, Spot<Wishes>>,
    /// The file's number among the document's sources.
    file: FileId,
    /// Where the parts of the tree were read: pointers are written as they are in the document.
    origins: Origins,
    /// Several threads take at once.
    taken: Mutex<BTreeSet<(String, Key)>>,
}

impl Settings {
    /// Whether nothing is set for any place.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Settings that understand pointers into the document before its parts were moved.
    #[must_use]
    pub fn moved(mut self, origins: &Origins) -> Self {
        if !self.is_empty() {
            self.origins = origins.clone();
        }
        self
    }

    /// What is wished for a place, and marks it as done.
    pub fn take<T>(
        &self,
        pointer: &Pointer,
        key: Key,
        of: impl FnOnce(&Wishes) -> Option<&Spot<T>>,
    ) -> Option<&Spot<T>>
    where
        T: 'static,
    {
        if self.is_empty() {
            return None;
        }
        let (written, place) = self.place(pointer)?;
        let spot = of(&place.value)?;
        if let Ok(mut taken) = self.taken.lock() {
            taken.insert((written.to_owned(), key));
        }
        Some(spot)
    }

    /// The name that is wished for a place.
    pub fn name(&self, pointer: &Pointer) -> Option<&str> {
        let spot = self.take(pointer, Key::Name, |wishes| wishes.name.as_ref())?;
        Some(&spot.value)
    }

    /// The path of the type that stands in for the schema at a place.
    pub fn replacement(&self, pointer: &Pointer) -> Option<&str> {
        let spot = self.take(pointer, Key::Replace, |wishes| wishes.replace.as_ref())?;
        Some(&spot.value)
    }

    /// What is derived for the type at a place besides.
    pub fn derives(&self, pointer: &Pointer) -> &[String] {
        let spot = self.take(pointer, Key::Derive, |wishes| wishes.derive.as_ref());
        spot.map_or(&[], |spot| &spot.value)
    }

    /// Whether the enumeration at a place takes unknown values.
    pub fn openness(&self, pointer: &Pointer) -> Openness {
        let spot = self.take(pointer, Key::Enum, |wishes| wishes.openness.as_ref());
        spot.map_or(self.openness, |spot| spot.value)
    }

    /// Reports that a wish cannot be fulfilled.
    pub fn refuse(
        &self,
        pointer: &Pointer,
        key: Key,
        message: impl Into<String>,
        diagnostics: &mut Diagnostics,
    ) {
        let Some((_, place)) = self.place(pointer) else {
            return;
        };
        let (line, column) = place.value.at(key).unwrap_or((place.line, place.column));
        diagnostics
            .report(Code::Config, pointer, message)
            .in_file(self.file)
            .at_position(line, column);
    }

    /// Reports that a dependency cannot be had.
    pub fn refuse_dependencies(
        &self,
        is_taken: impl Fn(&str) -> bool,
        diagnostics: &mut Diagnostics,
    ) {
        let taken = self.dependencies.iter().filter(|(name, _)| is_taken(name));
        for (name, spot) in taken {
            diagnostics
                .report(
                    Code::Config,
                    &Pointer::root(),
                    format!("the crate may depend on `{name}` already: its version and features are its own"),
                )
                .help("give the package another name: `my_name = { package = \"..\", version = \"..\" }`")
                .in_file(self.file)
                .at_position(spot.line, spot.column);
        }
    }

    /// The place as it is written: by the tree's pointer, or by the document's own.
    fn place(&self, pointer: &Pointer) -> Option<(&str, &Spot<Wishes>)> {
        let found = self.places.get_key_value(pointer.as_str()).or_else(|| {
            let (file, origin) = self.origins.of(pointer);
            let own = file == FileId::MAIN;
            own.then(|| self.places.get_key_value(origin.as_str()))?
        });
        found.map(|(written, place)| (written.as_str(), place))
    }
}
