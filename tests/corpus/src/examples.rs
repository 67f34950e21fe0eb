//! Every example and default of a document that is valid for its schema, and a program that reads it as the schema's
//! Rust type and writes it again.
//!
//! The program is an example of the generated crate (`examples/corpus.rs`, no file of the generator's own); the values
//! travel beside it in `values.jsonl`.

mod found;
mod kept;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use generator::diagnostics::Diagnostics;
use generator::read;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use kept::Kept;

use crate::Result;
use crate::generate::{add, open};
use crate::record::Examples;
use crate::validity::Schemas;

/// So many are tried per document.
const MOST: usize = 4000;
/// And for so long they are looked at.
const PATIENCE: Duration = Duration::from_secs(40);

/// One value and the type it is read as.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Line {
    /// The number of the type in the program.
    pub(crate) number: usize,
    /// Where the value stands.
    pub(crate) pointer: String,
    /// The value as the document has it.
    pub(crate) value: Value,
    /// What of it must still be there after reading and writing.
    pub(crate) kept: Kept,
}

/// Finds the examples of `document`, and writes program and values into the crate at `output`.
pub(crate) fn write(
    document: &Path,
    types: &BTreeMap<String, String>,
    library: &str,
    output: &Path,
) -> Result<Examples> {
    let mut examples = Examples::default();
    let Some(tree) = read::read(&open(document)?, &mut Diagnostics::new()) else {
        return Ok(examples);
    };
    let mut schemas = Schemas::of(&tree)?;
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut lines = String::new();
    let start = Instant::now();
    // `null` belongs to the use of a schema (`Option`), not to its type.
    let examples_found = found::examples(&tree, types).into_iter();
    for example in examples_found.filter(|example| !example.value.is_null()) {
        if examples.valid >= MOST || start.elapsed() > PATIENCE {
            examples.left_out += 1;
            continue;
        }
        match schemas.is_valid(&example.schema, example.value) {
            None => examples.unknown += 1,
            Some(false) => examples.invalid += 1,
            Some(true) => {
                examples.valid += 1;
                let next = numbers.len();
                let number = *numbers.entry(example.ty).or_insert(next);
                let line = Line {
                    number,
                    kept: kept::of(&tree, &example.schema, example.value),
                    pointer: example.place,
                    value: example.value.clone(),
                };
                lines.push_str(&serde_json::to_string(&line).map_err(|error| error.to_string())?);
                lines.push('\n');
            }
        }
    }
    add(output, "values.jsonl", &lines)?;
    add(output, "examples/corpus.rs", &program(&numbers, library))?;
    Ok(examples)
}

fn program(numbers: &BTreeMap<&str, usize>, library: &str) -> String {
    let mut arms = String::new();
    for (ty, number) in numbers {
        let _ = writeln!(arms, "        {number} => again::<{ty}>(text),");
    }
    format!(
        "#![allow(warnings, clippy::all, clippy::pedantic)]
use {library}::runtime::wire::json;
use {library}::runtime::{{Decode, Encode}};

fn again<T: Decode + Encode>(text: &str) -> Result<String, String> {{
    let value: T = json::from_str(text).map_err(|error| format!(\"{{}}: {{}}\", error.path, error.message))?;
    let bytes = json::to_vec(&value).map_err(|error| format!(\"{{error:?}}\"))?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}}

fn one(number: usize, text: &str) -> Result<String, String> {{
    match number {{
{arms}        _ => Err(\"no such type\".to_owned()),
    }}
}}

fn main() {{
    for line in std::io::stdin().lines() {{
        let line = line.unwrap();
        let (number, text) = line.split_once(' ').unwrap();
        match one(number.parse().unwrap(), text) {{
            Ok(text) => println!(\"+{{text}}\"),
            Err(error) => println!(\"-{{}}\", error.replace('\\n', \" \")),
        }}
    }}
}}
"
    )
}
