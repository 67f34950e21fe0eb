//! Other generators: how they come to this machine, how they are started, and what they make. `corpus` asks what of many
//! documents they can generate, `bench` what that costs.

#![allow(
    clippy::must_use_candidate,
    reason = "a library for two programs of this repository"
)]

pub mod cargo;
pub mod catalog;
pub mod csv;
pub mod disk;
pub mod files;
pub mod generate;
pub mod message;
pub mod operations;
pub mod process;
pub mod tools;

/// What went wrong, in words for whoever runs the program.
pub type Result<T> = std::result::Result<T, String>;
