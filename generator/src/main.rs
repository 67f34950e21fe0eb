//! The `oaxide` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    generator::cli::main(std::env::args_os())
}
