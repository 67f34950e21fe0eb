//! `oaxide new` gives a crate that stands alone.

use support::cargo::Crate;
use support::tree;

use crate::{golden, oaxide, put};

#[test]
fn a_new_crate_builds() {
    // In the target directory, where what it depends on is built already.
    let dir = support::scratch("new");
    let crate_dir = dir.join("orders");
    let _ = std::fs::remove_dir_all(crate_dir.join("src"));
    let _ = std::fs::remove_dir_all(crate_dir.join("runtime"));
    let _ = std::fs::remove_file(crate_dir.join(".generated"));
    let _ = std::fs::remove_file(crate_dir.join("Cargo.toml"));
    let _ = std::fs::remove_file(crate_dir.join("README.md"));
    put(&dir, "orders.yaml", &golden("constraints"));
    let arguments = ["new", "orders.yaml", "--output", "orders"];
    let with = [&arguments[..], &["--with", "dispatch"]].concat();
    let run = oaxide(&dir, &with).expect(0);
    assert_eq!(run.out, "");
    assert!(
        run.err.contains("the crate `orders` with 1 operation"),
        "{}",
        run.err
    );
    let files = tree::read(&crate_dir);
    for expected in [
        "Cargo.toml",
        "README.md",
        ".generated",
        "src/lib.rs",
        "src/client.rs",
        "src/dispatch/mod.rs",
        "examples/dispatch.rs",
        "runtime/Cargo.toml",
        "runtime/src/dispatch/mod.rs",
    ] {
        assert!(
            files.contains_key(expected),
            "no {expected} in {:?}",
            files.keys()
        );
    }
    // Without TLS, as in `golden_builds.rs`.
    let features = [
        "--no-default-features",
        "--features",
        "dispatch,gzip,validate",
    ];
    let mut clippy = vec!["clippy", "--all-targets"];
    clippy.extend(features);
    clippy.extend(["--", "-D", "warnings"]);
    Crate::at(&crate_dir).cargo(&clippy, &[]);
    assert!(files["README.md"].contains("--name orders --with dispatch --output ."));

    // Whoever does not ask for calls by name has nothing of them.
    let _ = oaxide(&dir, &arguments).expect(0);
    let files = tree::read(&crate_dir);
    for (path, text) in files.iter().filter(|(path, _)| *path != "Cargo.lock") {
        let words = text.lines().filter(|line| line.contains("dispatch"));
        assert_eq!(words.collect::<Vec<_>>(), [""; 0], "{path}");
        assert!(!path.contains("dispatch"), "{path}");
    }
}

/// One crate instead of two, which is as good; going from one to the other leaves nothing behind.
#[test]
fn the_runtime_can_be_a_module() {
    let dir = support::scratch("new");
    put(&dir, "petition.yaml", &golden("formats"));
    let two = ["new", "petition.yaml", "--output", "petition"];
    let one = [&two[..], &["--runtime", "inline"]].concat();
    let _ = oaxide(&dir, &two).expect(0);
    let _ = oaxide(&dir, &one).expect(0);
    let files = tree::read(&dir.join("petition"));
    assert!(files.contains_key("src/runtime/answer.rs"));
    assert!(!files.keys().any(|path| path.starts_with("runtime/")));
    assert!(
        files
            .values()
            .all(|text| !text.contains("petition-runtime"))
    );
    assert!(files["README.md"].contains("--name petition --runtime inline --output ."));
    let petition = Crate::at(&dir.join("petition"));
    let features = ["--no-default-features", "--features", "validate,tower"];
    let clippy = [&["clippy"], &features[..], &["--", "-D", "warnings"]].concat();
    petition.cargo(&clippy, &[]);
    let deny = [("RUSTDOCFLAGS", "-D warnings")];
    petition.cargo(&[&["doc", "--no-deps"], &features[..]].concat(), &deny);
    let _ = oaxide(&dir, &two).expect(0);
    assert!(!dir.join("petition/src/runtime/answer.rs").exists());
    assert!(dir.join("petition/runtime/src/answer.rs").exists());
}

#[test]
fn what_every_operation_takes_is_a_setter_of_every_call() {
    const DOCUMENT: &str = "
openapi: 3.1.0
info: {title: Shelves, version: '1'}
servers: [{url: https://shelves.example/api}]
components:
  parameters:
    Language:
      name: lang
      in: query
      description: The language of names.
      schema: {type: string, enum: [de, en], title: Language}
paths:
  /shelves:
    parameters: [{$ref: '#/components/parameters/Language'}]
    get:
      operationId: listShelves
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
        - {name: dry, in: query, description: Only counts., schema: {type: boolean}}
      responses: {'204': {description: None.}}
    delete:
      operationId: clearShelves
      parameters: [{name: dry, in: query, description: Only tells., schema: {type: boolean}}]
      responses: {'204': {description: None.}}
";
    const PROGRAM: &str = r#"
use shelves::{Call, Client, models::Language};

fn url<O>(call: Call<O>) -> String {
    call.lang(Language::De).inspect().unwrap().url.to_string()
}

#[test]
fn every_call_takes_a_language() {
    let client = Client::builder().answer_with(|_| async { unreachable!() }).build().unwrap();
    assert_eq!(url(client.list_shelves().limit(2)), "https://shelves.example/api/shelves?limit=2&lang=de");
    assert_eq!(url(client.clear_shelves()), "https://shelves.example/api/shelves?lang=de");
}
"#;
    let dir = support::scratch("new");
    // Of a few operations nobody knows what the next one takes.
    let more = (1..=8).map(|shelf| {
        format!(
            "  /shelves/{shelf}:
    parameters: [{{$ref: '#/components/parameters/Language'}}]
    get: {{operationId: shelf{shelf}, responses: {{'204': {{description: None.}}}}}}
"
        )
    });
    let more: String = more.collect();
    put(&dir, "shelves.yaml", &format!("{DOCUMENT}{more}"));
    let _ = oaxide(&dir, &["new", "shelves.yaml", "--output", "shelves"]).expect(0);
    let files = tree::read(&dir.join("shelves"));
    let setters = |name: &str| {
        let function = format!("pub fn {name}(");
        ["src/client.rs", "src/operations.rs"].map(|path| files[path].matches(&function).count())
    };
    assert_eq!(setters("lang"), [1, 0]);
    // What is said about it differs.
    assert_eq!(setters("dry"), [0, 2]);
    put(&dir, "shelves/tests/language.rs", PROGRAM);
    // The features of `golden_builds.rs`, for which dependencies are compiled already.
    let features = [
        "--no-default-features",
        "--features",
        "gzip,retry,tower,validate",
    ];
    let test = [&["test"], &features[..]].concat();
    Crate::at(&dir.join("shelves")).cargo(&test, &[]);
}
