use std::cell::RefCell;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::console::Console;
use super::run;

#[derive(Clone, Default)]
struct Buffer(Rc<RefCell<Vec<u8>>>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Buffer {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

/// A reader that has gone away.
struct Broken;

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Exit code, standard output and standard error.
fn oaxide(arguments: &[&str]) -> (u8, String, String) {
    let (out, err) = (Buffer::default(), Buffer::default());
    let mut console = Console::captured(Box::new(out.clone()), Box::new(err.clone()));
    let arguments = std::iter::once("oaxide").chain(arguments.iter().copied());
    let code = run(arguments.map(Into::into), &mut console);
    (code, out.text(), err.text())
}

/// A folder of its own that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let path = std::env::temp_dir().join(format!("oaxide-cli-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        for (file, text) in files {
            let file = path.join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        Self(path)
    }

    fn path(&self, file: &str) -> String {
        self.0.join(file).to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const GOOD: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: https://example.org}]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: The pet.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
";

const BAD: &str = "\
openapi: 3.0.3
info: {title: Pets}
paths:
  /pets:
    get:
      responses:
        '200': {content: {application/json: {schema: {$ref: '#/components/schemas/Pat'}}}}
";

#[test]
fn wrong_usage_is_2_and_teaches() {
    for arguments in [
        &["nonsense"][..],
        &["new"],
        &["new", "x.yaml"],
        &["inspect", "x.yaml"],
        &["inspect", "x.yaml", "--stage", "nonsense"],
        &["lint", "no/such/file.yaml"],
        &["generate", "--specs", "no/such/folder"],
        &["explain", "no-such-code"],
        &["diff"],
    ] {
        let (code, out, err) = oaxide(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.starts_with("error: "), "{arguments:?}: {err}");
    }
}

#[test]
fn help_shows_examples() {
    for arguments in [
        &["--help"][..],
        &["generate", "--help"],
        &["new", "-h"],
        &["lint", "-h"],
    ] {
        let (code, out, err) = oaxide(arguments);
        assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
        assert!(out.contains("Examples:\n"), "{arguments:?}: {out}");
        assert!(
            out.lines().all(|line| line.chars().count() <= 100),
            "{arguments:?}: {out}"
        );
    }
}

#[test]
fn lint_tells_everything_at_once() {
    let folder = Folder::new("lint", &[("good.yaml", GOOD), ("bad.yaml", BAD)]);
    let (code, out, err) = oaxide(&["lint", &folder.path("good.yaml")]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(err.ends_with("good.yaml: nothing to report\n"), "{err}");

    let bad = folder.path("bad.yaml");
    let (code, out, err) = oaxide(&["lint", &bad]);
    assert_eq!(code, 1);
    for expected in [
        format!("error[missing-keyword]: the info object has no `version`\n --> {bad}:2:1\n"),
        format!("error[missing-keyword]: the response has no `description`\n --> {bad}:7:9\n"),
        format!(" --> {bad}:7:61\n"),
    ] {
        assert!(out.contains(&expected), "{expected}\nin\n{out}");
    }
    assert!(err.contains("3 errors"), "{err}");
    assert!(!out.contains('\u{1b}'));
    assert!(
        oaxide(&["lint", &bad, "--color", "always"])
            .1
            .contains('\u{1b}')
    );

    let (code, out, err) = oaxide(&["lint", &bad, "--message-format", "json"]);
    assert_eq!(code, 1);
    assert!(err.starts_with("{\"summary\":"), "{err}");
    let lines: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let places: Vec<_> = lines
        .iter()
        .map(|line| (line["line"].as_u64(), line["column"].as_u64()))
        .collect();
    assert_eq!(
        places,
        [(Some(2), Some(1)), (Some(7), Some(9)), (Some(7), Some(61))],
        "{out}"
    );
}

#[test]
fn inspect_prints_each_stage() {
    let folder = Folder::new("inspect", &[("good.yaml", GOOD)]);
    for (stage, part) in [
        ("raw", "\"operationId\": \"getPet\""),
        ("ir", "id: getPet"),
        ("plan", "get_pet"),
    ] {
        let (code, out, err) = oaxide(&["inspect", &folder.path("good.yaml"), "--stage", stage]);
        assert_eq!((code, err.as_str()), (0, ""), "{stage}");
        assert!(out.contains(part), "{stage}: {out}");
    }
}

#[test]
fn explain_knows_every_code() {
    let (code, list, _) = oaxide(&["explain"]);
    assert_eq!(code, 0);
    for known in crate::diagnostics::Code::ALL {
        assert!(list.contains(known.id()), "{known}");
        let (code, out, _) = oaxide(&["explain", known.id()]);
        assert!(code == 0 && out.contains(known.summary()), "{out}");
    }
}

#[test]
fn completions_name_the_subcommands() {
    for shell in ["bash", "zsh", "fish"] {
        let (code, out, _) = oaxide(&["completions", shell]);
        assert!(code == 0 && out.contains("inspect"), "{shell}");
    }
}

#[test]
fn a_reader_that_went_away_is_no_error() {
    let mut console = Console::captured(Box::new(Broken), Box::new(Broken));
    assert_eq!(run(["oaxide", "explain"].map(Into::into), &mut console), 0);
}

fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(
                    path.strip_prefix(folder)
                        .unwrap()
                        .to_str()
                        .unwrap()
                        .to_owned(),
                );
            }
        }
    }
    found.sort();
    found
}

#[test]
fn generate_brings_a_folder_up_to_date() {
    let folder = Folder::new(
        "generate",
        &[
            ("specs/pets.yaml", GOOD),
            ("specs/more.json", "{}"),
            ("specs/README.md", ""),
        ],
    );
    let (specs, output) = (folder.path("specs"), folder.path("generated"));
    let generate = |more: &[&str]| {
        let mut arguments = vec!["generate", "--specs", &specs];
        arguments.extend(more);
        oaxide(&arguments)
    };
    let (code, _, err) = generate(&[]);
    assert_eq!(code, 1, "{err}");
    assert!(
        err.contains("error[version]") && err.ends_with("nothing was written\n"),
        "{err}"
    );
    assert!(!Path::new(&output).exists());

    std::fs::write(
        folder.path("specs/more.json"),
        r#"{"openapi": "3.1.0", "info": {"title": "M", "version": "1"}}"#,
    )
    .unwrap();
    let (code, out, _) = generate(&["--check"]);
    assert_eq!(code, 1);
    assert!(out.contains("missing: src/pets/"), "{out}");
    assert!(!Path::new(&output).exists());

    let (code, out, err) = generate(&[]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("2 APIs, 1 operation;"), "{err}");
    assert!(files(Path::new(&output)).contains(&"src/lib.rs".to_owned()));
    assert_eq!(generate(&["--check"]).0, 0);

    for name in ["pets.yaml", "more.json"] {
        let file = folder.path(&format!("specs/{name}"));
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(
            &file,
            text.replace("'1'}", "'2'}").replace("\"1\"}", "\"2\"}"),
        )
        .unwrap();
    }
    let (code, _, err) = generate(&["--only", "pets"]);
    assert_eq!(code, 0, "{err}");
    let (code, out, _) = generate(&["--check"]);
    assert_eq!(code, 1);
    assert!(
        out.contains("src/more/") && !out.contains("src/pets/"),
        "{out}"
    );
    assert_eq!(generate(&["--check", "--only", "pets"]).0, 0);
    assert_eq!(generate(&["--only", "cats"]).0, 2);
    let (_, out, _) = generate(&["--check", "--message-format", "json"]);
    let first: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!(first["drift"], "different");
}

#[test]
fn documents_with_one_name_are_refused() {
    let folder = Folder::new("twice", &[("specs/a.yaml", GOOD), ("specs/a.json", "{}")]);
    let (code, _, err) = oaxide(&["generate", "--specs", &folder.path("specs")]);
    assert_eq!(code, 2);
    assert!(err.contains("would both become the module `a`"), "{err}");
}

#[test]
fn new_writes_a_crate() {
    let folder = Folder::new("new", &[("pets.yaml", GOOD), ("bad.yaml", BAD)]);
    let output = folder.path("Pet Shop");
    let bad = folder.path("bad.yaml");
    let (code, _, err) = oaxide(&["new", &bad, "--output", &output, "--strict"]);
    assert_eq!(code, 1, "{err}");
    assert!(!Path::new(&output).exists());
    // Every operation can be called: the faults are told, and that is all.
    let (code, _, err) = oaxide(&["new", &bad, "--output", &output]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("error[missing-keyword]"), "{err}");
    let (code, out, err) = oaxide(&["new", &folder.path("pets.yaml"), "--output", &output]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(
        err.contains("the crate `pet-shop` with 1 operation;"),
        "{err}"
    );
    let manifest = std::fs::read_to_string(Path::new(&output).join("Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"pet-shop\""), "{manifest}");
    let temporary = std::env::temp_dir();
    for file in files(Path::new(&output)) {
        let text = std::fs::read_to_string(Path::new(&output).join(&file)).unwrap();
        assert!(!text.contains(temporary.to_str().unwrap()), "{file}");
    }
}
