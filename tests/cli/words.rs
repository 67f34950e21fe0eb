//! What the command says about itself.

use std::fmt::Write as _;

use generator::diagnostics::Code;
use support::bless::assert_text;

use crate::{folder_of, golden, oaxide, put, with_input};

#[test]
fn help() {
    let dir = tempfile::tempdir().unwrap();
    let mut text = String::new();
    for command in [
        "",
        "generate",
        "new",
        "lint",
        "diff",
        "inspect",
        "explain",
        "completions",
    ] {
        let mut arguments = vec![command, "--help"];
        arguments.retain(|argument| !argument.is_empty());
        let run = oaxide(dir.path(), &arguments).expect(0);
        assert_eq!(run.err, "");
        writeln!(text, "$ oaxide {}\n{}", arguments.join(" "), run.out).unwrap();
    }
    assert_text("cli", "tests/cli/help.txt", &text);
}

#[test]
fn version() {
    let dir = tempfile::tempdir().unwrap();
    let run = oaxide(dir.path(), &["--version"]).expect(0);
    assert_eq!(run.out, format!("oaxide {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_usage_is_2_and_says_what_to_do() {
    let dir = folder_of(&["enums"]);
    for (arguments, said) in [
        (&["nonsense"][..], "unrecognized subcommand 'nonsense'"),
        (
            &["generate", "--nonsense"],
            "unexpected argument '--nonsense'",
        ),
        (&["generate", "--only", "enum"], "there are: enums"),
        (&["generate", "--specs", "missing"], "missing"),
        (&["lint"], "<DOCUMENT>"),
        (&["lint", "missing.yaml"], "there is no file `missing.yaml`"),
        (&["lint", "specs"], "specs"),
        (&["diff"], "<OLD>"),
        (&["diff", "specs/enums.yaml"], "<NEW>"),
        (
            &["diff", "specs/enums.yaml", "missing.yaml"],
            "there is no file `missing.yaml`",
        ),
        (
            &["diff", "git:enums", "specs/enums.yaml"],
            "write `git:REV:PATH`",
        ),
        (
            &["diff", "git:--output=x:enums", "specs/enums.yaml"],
            "write `git:REV:PATH`",
        ),
        (&["new", "specs/enums.yaml"], "--output <DIR>"),
        (
            &["new", "specs/enums.yaml", "--output", "x", "--name", "a b"],
            "cannot be a crate's name",
        ),
        (
            &["inspect", "specs/enums.yaml", "--stage", "x"],
            "[possible values: raw, ir, plan]",
        ),
        (
            &["explain", "nonsense"],
            "`oaxide explain` lists all of them",
        ),
        (&["completions", "tcsh"], "possible values"),
    ] {
        let run = oaxide(dir.path(), arguments).expect(2);
        assert_eq!(run.out, "", "{arguments:?}");
        assert!(run.err.contains(said), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn a_file_that_is_not_text_is_2() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("latin.yaml"), b"openapi: 3.0.3 # \xe9").unwrap();
    let run = oaxide(dir.path(), &["lint", "latin.yaml"]).expect(2);
    assert!(
        run.err.contains("`latin.yaml` is not UTF-8 text"),
        "{}",
        run.err
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_2() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = folder_of(&["enums"]);
    let file = dir.path().join("specs/enums.yaml");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&file).is_ok() {
        return; // the superuser reads everything
    }
    let run = oaxide(dir.path(), &["lint", "specs/enums.yaml"]).expect(2);
    assert!(
        run.err.contains("cannot read `specs/enums.yaml`"),
        "{}",
        run.err
    );
}

#[test]
fn every_code_is_explained() {
    let dir = tempfile::tempdir().unwrap();
    let list = oaxide(dir.path(), &["explain"]).expect(0).out;
    assert_eq!(list.lines().count(), Code::ALL.len());
    for code in Code::ALL {
        let text = oaxide(dir.path(), &["explain", code.id()]).expect(0).out;
        assert!(
            text.starts_with(code.id()) && text.contains(code.summary()),
            "{text}"
        );
        assert!(list.contains(code.id()));
    }
}

#[test]
fn completions_are_scripts() {
    let dir = tempfile::tempdir().unwrap();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = oaxide(dir.path(), &["completions", shell]).expect(0).out;
        assert!(
            script.contains("inspect") && script.contains("message-format"),
            "{shell}"
        );
    }
    let script = oaxide(dir.path(), &["completions", "bash"]).expect(0).out;
    put(dir.path(), "oaxide.bash", &script);
    // Where there is a bash, it takes the script.
    if let Ok(status) = std::process::Command::new("bash")
        .args(["-n", "oaxide.bash"])
        .current_dir(dir.path())
        .status()
    {
        assert!(status.success());
    }
}

#[test]
fn inspect_shows_each_stage() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "a.yaml", &golden("fastapi-3-1"));
    let stage = |stage| {
        oaxide(dir.path(), &["inspect", "a.yaml", "--stage", stage])
            .expect(0)
            .out
    };
    let raw: serde_json::Value = serde_json::from_str(&stage("raw")).unwrap();
    // Brought into OpenAPI 3.0 form.
    let age = &raw["components"]["schemas"]["User"]["properties"]["age"];
    assert!(
        age.to_string().contains(r#""exclusiveMinimum":true"#),
        "{age}"
    );
    assert!(stage("ir").contains("create_user_users__post"));
    assert!(stage("plan").contains("UnprocessableEntity"));
}

#[test]
fn json_messages_are_a_line_each() {
    let dir = tempfile::tempdir().unwrap();
    let document = support::text("tests/diagnostics/several.yaml");
    let run = with_input(
        dir.path(),
        &["lint", "-", "--message-format", "json"],
        &document,
    )
    .expect(1);
    let counts: serde_json::Value = serde_json::from_str(&run.err).unwrap();
    let lines: Vec<serde_json::Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(lines.len() > 5, "{}", run.out);
    for line in &lines {
        for key in [
            "code", "severity", "message", "file", "line", "column", "pointer", "degraded",
        ] {
            assert!(line.get(key).is_some(), "no `{key}` in {line}");
        }
        assert_eq!(line["file"], "<stdin>");
        let code = line["code"].as_str().unwrap();
        assert!(Code::ALL.iter().any(|known| known.id() == code), "{code}");
    }
    let degraded = lines.iter().filter(|line| line["degraded"] == true);
    assert_eq!(counts["summary"]["degraded"], degraded.count());
    let errors = lines.iter().filter(|line| line["severity"] == "error");
    assert_eq!(counts["summary"]["errors"], errors.count());
    assert!(
        counts["summary"]["operations"]["declared"].is_u64(),
        "{counts}"
    );
}
