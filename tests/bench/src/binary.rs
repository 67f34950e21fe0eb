//! Part `binary`: how large a program is that makes ten calls, built for release and stripped.
//!
//! The clients are those of `scaling`: a call of any other generator would have to be written by hand for each document.

use std::fmt::Write as _;

use crate::Result;
use crate::crates::{Crates, failed, run};
use crate::report::{Report, Row};
use crate::scaling;

/// So many models and operations have the clients.
const SIZE: usize = 300;
const CALLS: usize = 10;

pub(crate) fn measure(crates: &Crates, report: &mut Report) -> Result<()> {
    let (ours, theirs) = scaling::add_pair(crates, SIZE)?;
    let features = "default-features = false, features = [\"http2\", \"all\"]";
    let of_ours = size(
        crates,
        &ours,
        features,
        &format!(
            "use {ours}::Client;\n{}",
            program("Client::builder().base_url(host).build()?", "")
        ),
    )?;
    // The other client takes a reference, and its fields are private to its crate: a constructor stands beside them.
    let new = "impl Client {\n    pub fn new(base_url: String) -> Self {\n        Self { http: reqwest::Client::new(), base_url }\n    }\n}\n";
    let client = crate::synthetic::client(SIZE) + new;
    crates.add_file(&theirs, "src/client.rs", &client)?;
    let of_theirs = size(
        crates,
        &theirs,
        "",
        &format!(
            "use {theirs}::client::Client;\n{}",
            program("Client::new(host)", "&")
        ),
    )?;
    let row = Row::pair("stripped, ten calls of 300", "kB", of_ours, of_theirs);
    report.part("binary", "generated", "derived", &[row])
}

/// A program that sends what it reads, ten times to different operations, and prints the answers.
fn program(client: &str, reference: &str) -> String {
    let mut text = format!(
        "\n#[tokio::main(flavor = \"current_thread\")]\n\
         async fn main() -> Result<(), Box<dyn std::error::Error>> {{\n\
         \x20   let text = std::io::read_to_string(std::io::stdin())?;\n\
         \x20   let host = std::env::args().nth(1).unwrap_or_default();\n\
         \x20   let client = {client};\n"
    );
    for index in 0..CALLS {
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "    println!(\"{{:?}}\", client.replace_thing{index}({reference}serde_json::from_str(&text)?).await?);"
        );
    }
    text.push_str("    Ok(())\n}\n");
    text
}

/// The size of the program that uses the crate, in kB.
#[allow(clippy::cast_precision_loss, reason = "a measurement")]
fn size(crates: &Crates, library: &str, features: &str, program: &str) -> Result<f64> {
    let name = format!("ten-{library}");
    crate::report::progress(&format!("cargo build --release of {name}"));
    let comma = if features.is_empty() { "" } else { ", " };
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         {library} = {{ path = \"../{library}\"{comma}{features} }}\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n"
    );
    crates.add_file(&name, "Cargo.toml", &manifest)?;
    crates.add_file(&name, "src/main.rs", program)?;
    let mut cargo = crates.cargo("build");
    cargo
        .args(["--quiet", "--release", "-p", &name])
        .env("CARGO_PROFILE_RELEASE_STRIP", "true");
    run(&mut cargo)?;
    let binary = crates.folder().join("target/release").join(&name);
    let file = std::fs::metadata(&binary).map_err(failed("look at", &binary))?;
    Ok(file.len() as f64 / 1e3)
}
