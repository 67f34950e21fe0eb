//! The `oaxide` command.

fn main() {}
