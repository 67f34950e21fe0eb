//! The `oaxide` command.

use std::process::ExitCode;

/// Trees and tokens are many small pieces: with the system's allocator, two fifths of the time go into it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    generator::cli::main(std::env::args_os())
}
