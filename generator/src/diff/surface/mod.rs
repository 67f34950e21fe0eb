//! The public Rust API that a plan is about to print, as data, and the comparison of two of them.
