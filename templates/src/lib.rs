//! The runtime that is copied into generated clients.
