//! The API of generated clients, as their users meet it: see `compile.rs`.
