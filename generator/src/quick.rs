//! Maps and sets in whose order nobody is interested: they hash quickly, and in the same way in every run.

use foldhash::fast::FixedState;
use indexmap::{IndexMap, IndexSet};

/// A map for looking up.
pub(crate) type QuickMap<K, V> = IndexMap<K, V, FixedState>;

/// A set for looking up.
pub(crate) type QuickSet<K> = IndexSet<K, FixedState>;
