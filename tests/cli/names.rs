//! Names that stay, and names that the user chooses.

use std::path::Path;

use crate::{oaxide, put};

const OLD: &str = "\
openapi: 3.0.3
info: { title: Names, version: 1.0.0 }
servers: [{ url: https://api.example.org }]
paths:
  /user-list:
    get:
      operationId: user-list
      parameters: [{ name: max-size, in: query, schema: { type: integer } }]
      responses:
        '200': { description: All., content: { application/json: { schema: { $ref: '#/components/schemas/user-item' } } } }
        '404': { description: None., content: { application/json: { schema: { type: object, properties: { why: { type: string } } } } } }
components:
  schemas:
    user-item:
      type: object
      properties: { first-name: { type: string }, state: { type: string, enum: [on-line] } }
      additionalProperties: { type: string }
";

/// What would take the names of what is there: each is spelled as the Rust name.
const NEWCOMERS: &[(&str, &str)] = &[
    (
        "  /user-list:",
        "  /other: { get: { operationId: user_list, responses: { '204': { description: None. } } } }\n  /error: { get: { operationId: user_list_error, responses: { '204': { description: None. } } } }\n  /user-list:",
    ),
    (
        "{ name: max-size, in: query",
        "{ name: max_size, in: query, schema: { type: integer } }, { name: max-size, in: query",
    ),
    (
        "    user-item:",
        "    UserItem: { type: object, properties: { a: { type: string } } }\n    UserItemState: { type: object, properties: { b: { type: string } } }\n    user-item:",
    ),
    (
        "{ first-name:",
        "{ first_name: { type: string }, extra: { type: string }, first-name:",
    ),
    ("[on-line]", "[OnLine, unknown, on-line]"),
];

/// Lines of the lock that say how the old document's names are.
const KEPT: &[&str] = &[
    "operation user_list = GET /user-list",
    "parameter user_list.max_size = query max-size",
    "field UserItem.first_name = first-name",
    "rest UserItem.extra = *",
    "type UserItem = /components/schemas/user-item",
    "type UserItemState = /components/schemas/user-item/properties/state",
    "variant UserItemState.OnLine = on-line",
];

fn grown() -> String {
    NEWCOMERS.iter().fold(OLD.to_owned(), |text, (old, new)| {
        text.replacen(old, new, 1)
    })
}

fn lock(crate_folder: &Path) -> String {
    std::fs::read_to_string(crate_folder.join("oaxide.lock")).unwrap()
}

#[test]
fn names_stay_when_the_document_grows() {
    let dir = tempfile::tempdir().unwrap();
    let at = dir.path();
    put(at, "api.yaml", OLD);
    let _ = oaxide(at, &["new", "api.yaml", "--output", "kept"]).expect(0);
    let first = lock(&at.join("kept"));
    for line in KEPT {
        assert!(
            first.contains(&format!("\n{line}\n")),
            "no `{line}` in\n{first}"
        );
    }
    put(at, "api.yaml", &grown());
    let _ = oaxide(at, &["new", "api.yaml", "--output", "kept"]).expect(0);
    let second = lock(&at.join("kept"));
    for line in KEPT {
        assert!(
            second.contains(&format!("\n{line}\n")),
            "no `{line}` in\n{second}"
        );
    }
    let code = std::fs::read_to_string(at.join("kept/src/operations.rs")).unwrap();
    assert!(code.contains("pub enum UserListError {"), "{code}");
    assert!(code.contains("pub fn user_list(&self)"), "{code}");
    // A second run with the lock prints the same.
    let before = support::tree::read(&at.join("kept"));
    let _ = oaxide(at, &["new", "api.yaml", "--output", "kept"]).expect(0);
    assert!(support::tree::read(&at.join("kept")) == before);
    // Without it the newcomers take the names.
    let _ = oaxide(at, &["new", "api.yaml", "--output", "fresh"]).expect(0);
    let fresh = lock(&at.join("fresh"));
    for line in KEPT
        .iter()
        .filter(|line| !line.starts_with("type UserItemState"))
    {
        assert!(
            !fresh.contains(&format!("\n{line}\n")),
            "`{line}` in\n{fresh}"
        );
    }
    // What is gone is forgotten.
    put(at, "api.yaml", OLD);
    let _ = oaxide(at, &["new", "api.yaml", "--output", "kept"]).expect(0);
    assert_eq!(lock(&at.join("kept")), first);
}

#[test]
fn a_lock_of_two_branches_is_read_or_says_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let at = dir.path();
    put(at, "api.yaml", OLD);
    let _ = oaxide(at, &["new", "api.yaml", "--output", "shop"]).expect(0);
    let clean = lock(&at.join("shop"));
    let line = "type UserItem = /components/schemas/user-item\n";
    let merged = clean.replace(
        line,
        &format!("<<<<<<< a\n{line}=======\ntype Gone = /gone\n>>>>>>> b\n"),
    );
    put(at, "shop/oaxide.lock", &merged);
    let _ = oaxide(at, &["new", "api.yaml", "--output", "shop"]).expect(0);
    assert_eq!(lock(&at.join("shop")), clean);
    put(
        at,
        "shop/oaxide.lock",
        &clean.replace(
            line,
            &format!("{line}type Other = /components/schemas/user-item\n"),
        ),
    );
    let run = oaxide(at, &["new", "api.yaml", "--output", "shop"]).expect(2);
    assert!(
        run.err
            .contains("remove the line whose name nobody uses yet"),
        "{}",
        run.err
    );
}

#[test]
fn settings_are_found_beside_the_document_or_named() {
    let dir = tempfile::tempdir().unwrap();
    let at = dir.path();
    put(at, "api.yaml", OLD);
    put(
        at,
        "api.oaxide.toml",
        "[\"/components/schemas/user-item\"]\nname = \"Person\"\n",
    );
    let _ = oaxide(at, &["new", "api.yaml", "--output", "shop"]).expect(0);
    assert!(at.join("shop/src/models/person.rs").exists());
    put(
        at,
        "other.toml",
        "[\"/components/schemas/user-item\"]\nname = \"Human\"\n",
    );
    let named = [
        "new",
        "api.yaml",
        "--output",
        "shop",
        "--config",
        "other.toml",
    ];
    let _ = oaxide(at, &named).expect(0);
    // A wish wins over the lock.
    assert!(at.join("shop/src/models/human.rs").exists());
    put(
        at,
        "other.toml",
        "\n[\"/components/schemas/user-items\"]\nname = \"Human\"\n",
    );
    let before = support::tree::read(&at.join("shop"));
    let run = oaxide(at, &named).expect(1);
    for said in [
        "--> other.toml:2:2",
        "did you mean `/components/schemas/user-item`?",
        "nothing was written",
    ] {
        assert!(run.err.contains(said), "no {said:?} in\n{}", run.err);
    }
    assert!(support::tree::read(&at.join("shop")) == before);
}
