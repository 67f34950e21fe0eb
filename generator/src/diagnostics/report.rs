//! Printing findings.
