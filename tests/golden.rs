//! What is printed for documents of one idea each: `golden/<topic>/openapi.yaml` becomes `golden/<topic>/expected/`,
//! and what is found in it `golden/<topic>/findings.txt`. `BLESS=1` writes both anew.

use generator::diagnostics::{Code, Diagnostics};
use generator::lock::{self, Lock};
use generator::pipeline::Job;
use support::bless::{assert_text, assert_tree};
use support::generate::{again, collection, findings, job, job_of_files};
use support::topics::{all, generate};

#[test]
fn every_topic_is_printed_as_expected() {
    let mut failures = Vec::new();
    for topic in all() {
        let outcome = std::panic::catch_unwind(|| {
            let generated = generate(&topic);
            let folder = format!("tests/golden/{topic}");
            assert_text(
                "golden",
                &format!("{folder}/findings.txt"),
                &findings(&generated),
            );
            let module = topic.replace('-', "_");
            let prefix = format!("src/{module}/");
            let tree = collection(&[generated])
                .into_iter()
                .filter_map(|(path, text)| Some((path.strip_prefix(&prefix)?.to_owned(), text)))
                .collect();
            assert_tree("golden", &format!("{folder}/expected"), &tree);
        });
        if outcome.is_err() {
            failures.push(topic);
        }
    }
    assert!(
        failures.is_empty(),
        "{} topics differ: {}",
        failures.len(),
        failures.join(", ")
    );
}

/// `golden/<topic>/twin.yaml` says the same in another version of the specification.
#[test]
fn a_twin_in_another_dialect_prints_the_same() {
    let mut count = 0;
    for topic in all() {
        let path = format!("tests/golden/{topic}/twin.yaml");
        if !support::root().join(&path).is_file() {
            continue;
        }
        count += 1;
        let twin = job(
            "openapi.yaml",
            &support::text(&path),
            &topic.replace('-', "_"),
        );
        let [one, other] = [generate(&topic), twin].map(|job| {
            let mut tree = collection(&[job]);
            // It holds the digest of the text.
            tree.remove(".generated");
            tree
        });
        for (file, text) in &one {
            assert_eq!(Some(text), other.get(file), "{topic}: {file}");
        }
        assert_eq!(one.len(), other.len(), "{topic}");
    }
    assert!(count >= 3, "only {count} twins");
}

#[test]
fn a_second_run_prints_the_same() {
    for topic in all() {
        let [first, second] = [(); 2].map(|()| collection(&[generate(&topic)]));
        assert!(first == second, "{topic}: two runs differ");
    }
}

#[test]
fn a_run_with_the_lock_prints_the_same() {
    for topic in all() {
        let first = generate(&topic);
        let second = again(&first);
        let [first, second] = [first, second].map(|job| collection(&[job]));
        for (path, text) in &first {
            assert_eq!(second.get(path), Some(text), "{topic}: {path}");
        }
    }
}

/// Keys in another order would mean another document; JSON and YAML with the same keys do not.
#[test]
fn json_prints_the_same_as_yaml() {
    for topic in all() {
        let module = topic.replace('-', "_");
        let yaml = generate(&topic);
        let tree = generator::read::read(yaml.sources.main(), &mut Diagnostics::new()).unwrap();
        let json = serde_json::to_string_pretty(&tree).unwrap();
        let others = yaml.sources.iter().skip(1);
        let others = others.map(|source| (source.name.clone(), source.text.clone()));
        let before = Lock::from([(String::new(), yaml.before.clone())]);
        let others = others.chain([(lock::FILE.to_owned(), lock::print(&before))]);
        let mut json = job_of_files(&yaml.sources.main().name, &json, &module, others.collect());
        json.dispatch = yaml.dispatch;
        // What needs quotes in YAML has them in JSON.
        let codes = |job: &Job| {
            job.diagnostics
                .iter()
                .map(|found| found.code)
                .filter(|code| *code != Code::CoercedValue)
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(&yaml), codes(&json), "{topic}");
        let [yaml, json] = [yaml, json].map(|job| {
            let mut tree = collection(&[job]);
            // It holds the digest of the text.
            tree.remove(".generated");
            tree
        });
        assert!(yaml == json, "{topic}: YAML and JSON differ");
    }
}

/// What the runtime's manifest asks for is what its code names; what the client's code names is in its manifest; and
/// every file says where it is from.
#[test]
fn crates_of_their_own_need_what_they_name() {
    for topic in all() {
        let job = generate(&topic);
        let tree = generator::pipeline::standalone(&job, "client")
            .unwrap()
            .unwrap();
        let (runtime, client): (Vec<_>, Vec<_>) = tree
            .iter()
            .filter(|(file, _)| file.ends_with(".rs"))
            .partition(|(file, _)| file.starts_with("runtime/"));
        for package in ["base64", "time", "uuid", "serde", "http", "reqwest"] {
            let wanted = |manifest: &str| tree[manifest].contains(&format!("\n{package} = "));
            let named = names(&runtime, package);
            assert_eq!(named, wanted("runtime/Cargo.toml"), "{topic}: {package}");
            let named = names(&client, package);
            assert!(!named || wanted("Cargo.toml"), "{topic}: {package}");
        }
        for (file, text) in tree.iter().filter(|(file, _)| *file != ".generated") {
            let first = text.lines().next().unwrap_or_default();
            assert!(
                first.contains("@generated by oaxide"),
                "{topic}: {file} starts with {first:?}"
            );
        }
    }
}

/// Whether the code of one of these files has a path that begins with a package.
fn names(files: &[(&String, &String)], package: &str) -> bool {
    let path = format!("{package}::");
    let mentions = |line: &str| {
        let mut starts = line.match_indices(&path).map(|(at, _)| &line[..at]);
        // `std::time::` is not `time::`.
        starts
            .any(|before| !before.ends_with(|c: char| c == ':' || c == '_' || c.is_alphanumeric()))
    };
    files.iter().any(|(_, text)| {
        let mut code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        code.any(mentions)
    })
}

/// The settings that the README shows, for a document that has what they name.
#[test]
fn the_settings_of_the_readme_are_taken() {
    const DOCUMENT: &str = "
openapi: 3.0.3
info: {title: Bank, version: 1.0.0}
servers: [{url: https://example.org}]
paths:
  /accounts:
    get:
      operationId: listAccounts
      responses:
        '200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/Acct'}}}}
    delete: {operationId: deleteAccounts, responses: {'204': {description: Gone.}}}
components:
  schemas:
    Acct:
      type: object
      properties:
        balance: {$ref: '#/components/schemas/Money'}
        state: {type: string, enum: [open, closed]}
    Money: {type: string}
";
    let readme = support::text("README.md");
    let shown = readme.split("## Names and settings").nth(1).unwrap();
    let settings = shown.split("```toml\n").nth(1).unwrap();
    let settings = settings.split("```").next().unwrap();
    let beside = ("bank.oaxide.toml".to_owned(), settings.to_owned());
    let job = job_of_files("bank.yaml", DOCUMENT, "bank", vec![beside]);
    assert_eq!(findings(&job), "");
    let tree = collection(&[job]);
    let models: String = tree.values().map(String::as_str).collect();
    let mut needed = tree["Cargo.toml"].lines();
    assert!(needed.any(|line| line.starts_with("rust_decimal = ")));
    for (expected, there) in [
        ("pub type Money = ::rust_decimal::Decimal;", true),
        ("pub struct Account {", true),
        ("Default, Eq, Hash)]", true),
        ("closed_text_enum! {", true),
        ("fn list_accounts", true),
        ("fn delete_accounts", false),
    ] {
        assert_eq!(models.contains(expected), there, "{expected}");
    }
}
