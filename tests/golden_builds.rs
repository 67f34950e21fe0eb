//! All golden output is one crate: it compiles, and neither rustc nor clippy nor rustdoc has anything to say about it.
//! Its doc tests are the generator's own examples and nothing that a description says.
//!
//! The crate and what Cargo makes of it stay below `target/e2e`, so that only the first run is slow (about two
//! minutes on two cores).

use std::sync::LazyLock;

use support::cargo::Crate;
use support::generate::collection;
use support::scratch;
use support::topics::{all, documents, generate};

/// All that is not on by default, but for TLS: that takes longer to compile than everything else together, and the
/// five clients are checked with it.
const FEATURES: &str = "dispatch,gzip,retry,tower,validate";

static GOLDEN: LazyLock<Crate> = LazyLock::new(|| {
    let mut jobs: Vec<_> = all().iter().map(|topic| generate(topic)).collect();
    jobs.extend(documents());
    // Whatever can be called can be called by name.
    for job in &mut jobs {
        job.dispatch = true;
    }
    let mut tree = collection(&jobs);
    // Users' test runs leave the examples out; here they must compile.
    let manifest = tree.get_mut("Cargo.toml").unwrap();
    assert!(manifest.contains("\ndoctest = false\n"));
    *manifest = manifest.replace("doctest = false", "doctest = true");
    assert!(manifest.contains("\ndefault = [\"rustls\", "));
    *manifest = manifest.replace("default = [\"rustls\", ", "default = [");
    Crate::write("golden", tree)
});

#[test]
fn clippy_has_nothing_to_say() {
    let mut arguments = vec!["clippy", "--features", FEATURES, "--", "-D", "warnings"];
    // Whatever the server sends, nothing of a client panics.
    let panics = [
        "clippy::expect_used",
        "clippy::indexing_slicing",
        "clippy::panic",
        "clippy::todo",
        "clippy::unreachable",
        "clippy::unwrap_used",
    ];
    arguments.extend(panics.iter().flat_map(|lint| ["-D", lint]));
    GOLDEN.cargo(&arguments, &[]);
}

#[test]
fn each_module_stands_alone() {
    // Not by RUSTFLAGS: those would build every dependency again.
    for features in ["", "enums", "constraints,validate"] {
        GOLDEN.cargo(
            &[
                "clippy",
                "--no-default-features",
                "--features",
                features,
                "--",
                "-D",
                "warnings",
            ],
            &[],
        );
    }
}

/// The groups of `groups` have features in a crate of its own: each choice of them compiles without a warning.
#[test]
fn each_group_stands_alone() {
    let mut job = generate("groups");
    job.target.module = "zoo".to_owned();
    job.target.path = "zoo".to_owned();
    job.dispatch = true;
    job.run();
    let tree = generator::pipeline::standalone(&job, "zoo");
    let zoo = Crate::write("groups", tree.unwrap().unwrap());
    for features in [
        "",
        "dispatch",
        "cats",
        "dogs,dispatch",
        "validate-operations,validate",
        "all",
    ] {
        let none = ["check", "--no-default-features", "--features", features];
        let said = zoo.cargo(&none, &[]);
        assert!(!said.contains("warning"), "with `{features}`:\n{said}");
    }
    let all = [
        "--no-default-features",
        "--features",
        "all,dispatch,extra-models",
    ];
    zoo.cargo(
        &[&["clippy"], &all[..], &["--", "-D", "warnings"]].concat(),
        &[],
    );
    let deny = [("RUSTDOCFLAGS", "-D warnings")];
    zoo.cargo(&[&["doc", "--no-deps"], &all[..]].concat(), &deny);
}

#[test]
fn rustdoc_has_nothing_to_say() {
    let deny = [("RUSTDOCFLAGS", "-D warnings")];
    GOLDEN.cargo(&["doc", "--no-deps", "--features", FEATURES], &deny);
}

/// The descriptions of `descriptions-hostile` hold code in fences, indented, in quotes and in lists, which creates the
/// file that `OAXIDE_MARKER` names. rustdoc would run such code.
#[test]
fn examples_compile_and_descriptions_do_not_run() {
    let marker = scratch("marker").join("ran");
    let _ = std::fs::remove_file(&marker);
    let path = marker.to_string_lossy().into_owned();
    let said = GOLDEN.cargo(
        &["test", "--doc", "--features", FEATURES],
        &[("OAXIDE_MARKER", &path)],
    );
    assert!(
        !marker.exists(),
        "a description ran: {:?}",
        std::fs::read_to_string(&marker)
    );
    let tests: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("test "))
        .collect();
    let hostile = tests
        .iter()
        .filter(|line| line.contains("descriptions_hostile"));
    let (own, other): (Vec<&str>, Vec<&str>) =
        hostile.partition(|line| line.contains("compile") && line.ends_with("ok"));
    assert!(other.is_empty(), "doc tests that run: {other:#?}");
    assert_eq!(
        own.len(),
        2,
        "the module's example and the operation's, nothing else: {own:#?}"
    );
    assert!(
        tests.len() > 60,
        "only {} examples were compiled:\n{said}",
        tests.len()
    );
}
