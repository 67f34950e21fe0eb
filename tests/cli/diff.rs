//! `oaxide diff` as a process: its formats, its exit codes, documents in commits, and what is ignored.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use support::oaxide::Run;

use crate::{oaxide, put, with_input};

const OLD: &str = "\
openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: https://pets.example }]
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: limit, in: query, schema: { type: integer, maximum: 100 } }
      responses:
        '200':
          description: All of them.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties: { name: { type: string }, age: { type: integer, format: int32 } }
";

/// Texts to replace in [`OLD`].
type Edits = &'static [(&'static str, &'static str)];

const STRICTER: Edits = &[("maximum: 100", "maximum: 50")];
const WIDER: Edits = &[("format: int32", "format: int64")];
const NEWER: Edits = &[(
    "properties: { name",
    "properties: { kind: { type: string }, name",
)];
const TEXT: Edits = &[("All of them.", "All pets.")];

fn edited(edits: Edits) -> String {
    edits.iter().fold(OLD.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

fn folder(edits: Edits) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "old.yaml", OLD);
    put(dir.path(), "new.yaml", &edited(edits));
    dir
}

fn diff(dir: &Path, arguments: &[&str]) -> Run {
    oaxide(
        dir,
        &[&["diff", "old.yaml", "new.yaml"], arguments].concat(),
    )
}

fn json(dir: &Path) -> Value {
    let run = diff(dir, &["--format", "json"]).expect(0);
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn exit_codes_are_what_was_asked_for() {
    for (edits, fails) in [
        (&[][..], &[][..]),
        (TEXT, &["any"]),
        (STRICTER, &["wire", "any"]),
        (NEWER, &["rust-minor", "any"]),
        (WIDER, &["wire", "rust-major", "rust-minor", "any"]),
    ] {
        let dir = folder(edits);
        for what in ["wire", "rust-major", "rust-minor", "any"] {
            let code = i32::from(fails.contains(&what));
            let _ = diff(dir.path(), &["--fail-on", what]).expect(code);
        }
        let _ = diff(dir.path(), &[]).expect(0);
    }
}

#[test]
fn json_is_what_its_schema_says() {
    let schema: Value = serde_json::from_str(generator::diff::report::SCHEMA).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for edits in [&[][..], TEXT, STRICTER, NEWER, WIDER] {
        let dir = folder(edits);
        let report = json(dir.path());
        let faults: Vec<String> = schema.iter_errors(&report).map(|e| e.to_string()).collect();
        assert_eq!(faults, Vec::<String>::new(), "{report:#}");
        assert_eq!(report["changes"].as_array().unwrap().len(), edits.len());
    }
}

#[test]
fn a_change_has_places_operations_and_items() {
    let dir = folder(WIDER);
    let report = json(dir.path());
    let change = &report["changes"][0];
    assert_eq!(change["id"], "type-widened");
    assert_eq!(change["wire_request"], "none");
    assert_eq!(change["wire_response"], "breaking");
    assert_eq!(change["direction"], "response");
    assert_eq!(change["operations"], serde_json::json!(["GET /pets"]));
    let place = serde_json::json!({
        "file": "new.yaml",
        "line": 19,
        "column": 45,
        "pointer": "/components/schemas/Pet/properties/age",
    });
    assert_eq!(change["new"], place);
    assert_eq!(change["rust"][0]["path"], "models::Pet::age");
    assert_eq!(change["rust"][0]["old"], "pub age: Option<i32>");
}

#[test]
fn other_formats_say_the_same() {
    let dir = folder(WIDER);
    for (format, said) in [
        ("text", "type-widened: `Pet.age` is an integer of 64 bits"),
        ("markdown", "- `Pet.age` is an integer of 64 bits"),
        (
            "github",
            "::error file=new.yaml,line=19,col=45,title=type-widened::",
        ),
        ("html", "<ins class=\"line\" data-line=\"19\">"),
    ] {
        let run = diff(dir.path(), &["--format", format]).expect(0);
        assert!(run.out.contains(said), "{format}: {}", run.out);
        assert_eq!(run.err, "");
    }
    let run = diff(dir.path(), &["--color", "always"]).expect(0);
    assert!(run.out.contains("\u{1b}["), "{}", run.out);
}

#[test]
fn what_is_ignored_does_not_count_until_it_is_gone() {
    let dir = folder(STRICTER);
    let fingerprint = json(dir.path())["changes"][0]["fingerprint"].clone();
    let line = format!("{} # agreed\n\n# all\n", fingerprint.as_str().unwrap());
    put(dir.path(), "ignored", &line);
    let run = diff(dir.path(), &["--ignore", "ignored", "--fail-on", "any"]).expect(0);
    assert_eq!(run.out, "no change\n");
    // Lines move, the change stays.
    put(
        dir.path(),
        "new.yaml",
        &format!("# A comment.\n{}", edited(STRICTER)),
    );
    let _ = diff(dir.path(), &["--ignore", "ignored", "--fail-on", "any"]).expect(0);
    put(dir.path(), "new.yaml", OLD);
    let run = diff(dir.path(), &["--ignore", "ignored"]).expect(2);
    assert!(run.err.contains("(line 1)"), "{}", run.err);
}

#[test]
fn standard_input_is_a_document() {
    let dir = folder(TEXT);
    let run = with_input(dir.path(), &["diff", "old.yaml", "-"], &edited(TEXT)).expect(0);
    assert!(run.out.contains("docs-changed"), "{}", run.out);
}

#[test]
fn a_document_that_cannot_be_read_says_why() {
    let dir = folder(TEXT);
    put(dir.path(), "new.yaml", "openapi: [\n");
    let run = diff(dir.path(), &[]).expect(2);
    assert!(run.err.contains("new.yaml"), "{}", run.err);
    assert!(run.err.contains("nothing to compare"), "{}", run.err);
}

#[test]
fn what_cannot_be_read_is_not_compared() {
    let broken: Edits = &[(
        "type: integer, maximum: 100",
        "$ref: '#/components/schemas/Gone'",
    )];
    let dir = folder(broken);
    let report = json(dir.path());
    assert_eq!(report["not_compared"][0]["line"], 9, "{report:#}");
    let run = diff(dir.path(), &[]).expect(0);
    assert!(run.out.contains("not compared: new.yaml:9"), "{}", run.out);
}

fn git(dir: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    let output = Command::new("git")
        .args(identity)
        .args(arguments)
        .current_dir(dir)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn commits_have_documents() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    let split = OLD.replace("'#/components/schemas/Pet'", "'parts/pet.yaml'");
    let pet = "{ type: object, properties: { name: { type: string } } }\n";
    put(dir, "specs/pets.yaml", &split);
    put(dir, "specs/parts/pet.yaml", pet);
    git(dir, &["init", "--quiet"]);
    git(dir, &["add", "."]);
    git(dir, &["commit", "--quiet", "--message", "one"]);
    for arguments in [
        &["diff", "git:HEAD:specs/pets.yaml", "specs/pets.yaml"][..],
        &["diff", "--generated"],
    ] {
        assert_eq!(oaxide(dir, arguments).expect(0).out, "no change\n");
    }
    put(
        dir,
        "specs/parts/pet.yaml",
        &pet.replace("string", "integer"),
    );
    for arguments in [
        &["diff", "git:HEAD:specs/pets.yaml", "specs/pets.yaml"][..],
        &["diff", "--generated"],
    ] {
        let run = oaxide(dir, &[arguments, &["--fail-on", "wire"]].concat()).expect(1);
        assert!(run.out.contains("type-changed"), "{}", run.out);
        assert!(run.out.contains("parts/pet.yaml:1:"), "{}", run.out);
    }
    put(dir, "specs/new.yaml", OLD);
    let run = oaxide(dir, &["diff", "--generated"]).expect(0);
    assert!(
        run.err.contains("specs/new.yaml: not in the last commit"),
        "{}",
        run.err
    );
}

/// A setter of every call can be used by code that is generic over calls.
#[test]
fn an_operation_without_what_all_others_take_breaks_code_for_any_call() {
    let operation = |number: usize, parameters: &str| {
        format!(
            "  /shelves/{number}:\n    get: {{operationId: shelf{number}, parameters: [{parameters}], \
             responses: {{'204': {{description: None.}}}}}}\n"
        )
    };
    let language = "{name: lang, in: query, schema: {type: string}}";
    let document = |last: Option<&str>| {
        let all = (0..10).map(|number| operation(number, language));
        let all = all.chain(last.map(|parameters| operation(10, parameters)));
        let head = "openapi: 3.1.0\ninfo: {title: Shelves, version: '1'}\npaths:\n".to_owned();
        all.fold(head, |text, operation| text + &operation)
    };
    let scratch = tempfile::tempdir().unwrap();
    put(scratch.path(), "old.yaml", &document(None));
    for (parameters, verdict) in [(language, "Rust API minor"), ("", "Rust API major")] {
        put(scratch.path(), "new.yaml", &document(Some(parameters)));
        let run = oaxide(scratch.path(), &["diff", "old.yaml", "new.yaml"]);
        assert!(run.out.contains(verdict), "{}", run.out);
        assert_eq!(
            run.out.contains("- Call<_>::lang()"),
            parameters.is_empty(),
            "{}",
            run.out
        );
    }
}
