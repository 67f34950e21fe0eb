//! `examples/dispatch.rs`: a program that makes calls by name.

/// What the program does beside naming its crate.
const PROGRAM: &str = r#"//! Makes calls by name: one line of JSON on standard input for each call, one on standard output for each answer.
//!
//! `cargo run --features dispatch --example dispatch -- --help` tells more.

use std::io::{self, BufRead as _, Write as _};
use std::process::ExitCode;

use {crate}::Client;
use {crate}::dispatch::Program;

fn main() -> ExitCode {
    let program = match Program::<Client>::new(std::env::args().skip(1)) {
        Ok(program) => program,
        Err(usage) if usage.was_asked_for() => {
            println!("{usage}");
            return ExitCode::SUCCESS;
        }
        Err(usage) => {
            eprintln!("{usage}");
            return ExitCode::from(2);
        }
    };
    match answer_all(&program) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads the answers wants no more of them.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Makes one call after the other, until the input ends.
fn answer_all(program: &Program<Client>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        // Lines are waited for elsewhere, so that open connections are looked after.
        while let Some(line) = tokio::task::spawn_blocking(next_line).await?? {
            let answer = program.answer(&line).await;
            let mut out = io::stdout().lock();
            writeln!(out, "{answer}")?;
            out.flush()?;
        }
        Ok(())
    })
}

/// The next line without its end; `None` at the end of the input.
fn next_line() -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    if io::stdin().lock().read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    while line.ends_with(b"\n") || line.ends_with(b"\r") {
        line.pop();
    }
    Ok(Some(line))
}
"#;

/// What the manifest says for the program.
pub(in crate::render) const MANIFEST: &str = "
[dev-dependencies]
tokio = { version = \"1\", features = [\"rt\"] }

[[example]]
name = \"dispatch\"
required-features = [\"dispatch\"]
";

/// The program's path and text, below the lines that every file starts with.
pub(in crate::render) fn example(library: &str, header: &str) -> (String, String) {
    let text = PROGRAM.replace("{crate}", library);
    (
        "examples/dispatch.rs".to_owned(),
        format!("{header}\n{text}"),
    )
}
