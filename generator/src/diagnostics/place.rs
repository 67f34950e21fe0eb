//! Pointers to places.
