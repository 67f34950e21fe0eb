//! What people write compiles, and what must not compile does not.
//!
//! `pass/` is part of this test, so that it compiles with it. `fail/` holds what must not, each file with what rustc
//! says about it, which `TRYBUILD=overwrite cargo test -p e2e-compile` writes anew. These are the words of one version
//! of rustc; with others the cases are left out.

#[allow(
    dead_code,
    reason = "stories are compiled and read; `wire.rs` of the tests runs such calls"
)]
mod pass {
    mod ghc_three_states;
    mod guardian_directions;
    mod nethsm_first_call;
    mod odin_login;
    mod own_code;
    mod user_management_errors;
    mod user_management_raw;
    mod user_management_search;
    mod user_management_tests;
    mod user_management_tokens;
}

/// Whose words `fail/*.stderr` are.
const RUSTC: &str = "rustc 1.95.";

#[test]
fn what_must_not_compile_does_not() {
    let rustc = std::env::var_os("RUSTC").unwrap_or("rustc".into());
    let version = std::process::Command::new(rustc)
        .arg("--version")
        .output()
        .unwrap()
        .stdout;
    let version = String::from_utf8_lossy(&version);
    if version.starts_with(RUSTC) {
        trybuild::TestCases::new().compile_fail("fail/*.rs");
    } else {
        eprintln!("left out: {version} has other words than {RUSTC}");
    }
}
