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
    let _ = std::fs::remove_file(crate_dir.join(".generated"));
    let _ = std::fs::remove_file(crate_dir.join("Cargo.toml"));
    let _ = std::fs::remove_file(crate_dir.join("README.md"));
    put(&dir, "orders.yaml", &golden("constraints"));
    let run = oaxide(&dir, &["new", "orders.yaml", "--output", "orders"]).expect(0);
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
    ] {
        assert!(
            files.contains_key(expected),
            "no {expected} in {:?}",
            files.keys()
        );
    }
    // Without TLS, as in `golden_builds.rs`.
    let features = ["--no-default-features", "--features", "gzip,validate"];
    let mut arguments = vec!["clippy", "--all-targets"];
    arguments.extend(features);
    arguments.extend(["--", "-D", "warnings"]);
    Crate::at(&crate_dir).cargo(&arguments, &[]);
}
