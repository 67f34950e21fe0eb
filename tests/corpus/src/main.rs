//! Generates a crate for every document of a corpus, compiles it, lints it, documents it, and checks that nothing the
//! document declares got lost. `tests/corpus/README.md` says how to read the table.

#![cfg_attr(not(unix), allow(dead_code, unused_imports))]

mod catalog;
mod checks;
mod compare;
mod declared;
mod examples;
mod generate;
mod options;
mod outcome;
mod peers;
mod places;
mod record;
mod run;
mod say;
mod speed;
mod table;
mod twin;
mod validity;
mod workers;
mod wrapper;

use std::process::ExitCode;

use clap::Parser as _;

use options::{Command, Options};
// What this program shares with `bench`.
use rivals::{cargo, csv, disk, process};

/// The command's, so that what is measured here is what users get.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What went wrong, in words for whoever runs the program.
type Result<T> = std::result::Result<T, String>;

fn main() -> ExitCode {
    if let Some(code) = wrapper::run_as_wrapper() {
        return code;
    }
    match act(&Options::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            say::complain(&message);
            ExitCode::FAILURE
        }
    }
}

/// Does what was asked for; `false` where a document is not as it has to be.
fn act(options: &Options) -> Result<bool> {
    match &options.command {
        Some(Command::One(one)) => generate::as_worker(one).map(|()| true),
        Some(Command::Timed(timed)) => speed::as_worker(timed).map(|()| true),
        Some(Command::Speed(speed)) => {
            speed::run(options.corpus()?.as_deref(), speed).map(|()| true)
        }
        Some(Command::Peers(peers)) => peers::run(options, peers).map(|()| true),
        None => run::run(options),
    }
}
