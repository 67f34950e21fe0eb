//! Maps and sets for looking up, with a hash that is quick. Its seed differs from run to run, so that no document can be
//! written to have keys that collide; the order is that of insertion, so that it does not show.

use foldhash::fast::RandomState;
use indexmap::{IndexMap, IndexSet};

/// A map for looking up.
pub(crate) type QuickMap<K, V> = IndexMap<K, V, RandomState>;

/// A set for looking up.
pub(crate) type QuickSet<K> = IndexSet<K, RandomState>;
