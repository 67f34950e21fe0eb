//! What is listed of an API, and what differs.

mod table;

use std::fmt::Write as _;

use super::{ApiChange, What, compare, same_code, surface};
use crate::diff::verdict::Semver;
use crate::pipeline::Job;
use crate::plan::{ApiPlan, Target};
use crate::read::{Source, Sources};
use table::TABLE;

const BASE: &str = include_str!("tests/base.yaml");

fn plan(text: &str) -> ApiPlan {
    plan_after(text, None)
}

/// What the document becomes when the names of `before` are in the lock.
fn plan_after(text: &str, before: Option<&ApiPlan>) -> ApiPlan {
    let mut job = job(text, before);
    job.run();
    job.plan.unwrap()
}

fn job(text: &str, before: Option<&ApiPlan>) -> Job {
    let source = Source {
        name: "openapi.yaml".to_owned(),
        text: text.to_owned(),
    };
    let target = Target {
        module: "pets".to_owned(),
        path: "pets".to_owned(),
    };
    let sources = Sources::in_memory(source, Vec::new());
    let mut job = Job::new(sources, "openapi.yaml".to_owned(), target);
    job.before = before.map(|plan| plan.names.clone()).unwrap_or_default();
    job
}

/// What an edit of the base document does; each edit is text that is there once, and what replaces it.
fn changes(edits: &[(&str, &str)]) -> Vec<ApiChange> {
    let old = plan(BASE);
    let new = plan_after(&edited(edits), Some(&old));
    compare(&surface(&old), &surface(&new))
}

fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(BASE.to_owned(), |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text.replace(old, new)
    })
}

/// `major removed models::Pet::name`.
fn lines(changes: &[ApiChange]) -> Vec<String> {
    let line = |change: &ApiChange| {
        let (verdict, what) = (change.verdict.word(), change.what.word());
        format!("{verdict} {what} {}", change.path)
    };
    changes.iter().map(line).collect()
}

#[test]
fn a_change_of_the_document_is_a_change_of_the_api() {
    let mut wrong = Vec::new();
    for (name, edits, expected) in TABLE {
        let found = lines(&changes(edits));
        if found != *expected {
            wrong.push(format!("{name}: {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Without a lock nothing keeps the order of arguments, and no compiler sees it.
#[test]
fn arguments_of_one_type_that_change_places_are_seen() {
    let edits = [(
        "        id: {type: string}\n        name: {type: string}\n",
        "        name: {type: string}\n        id: {type: string}\n",
    )];
    let changes = compare(&surface(&plan(BASE)), &surface(&plan(&edited(&edits))));
    assert_eq!(lines(&changes), ["major swapped models::Pet::new()"]);
}

#[test]
fn changes_know_what_of_the_document_they_come_from() {
    type Row<'a> = (&'a str, &'a str, &'a str);
    let table: &[Row<'_>] = &[
        (
            "age: {type: integer, format: int32}",
            "age: {type: string}",
            "Property { schema: [Pointer { text: Some(\"/components/schemas/Pet\") }], wire: \"age\" }",
        ),
        (
            "[new, sold]",
            "[new]",
            "Value { schema: [Pointer { text: Some(\"/components/schemas/Pet/properties/status\") }], wire: \"sold\" }",
        ),
        (
            "oneOf: [{$ref: '#/components/schemas/Person'}, ",
            "oneOf: [{type: string}, {$ref: '#/components/schemas/Person'}, ",
            "Alternative { schema: [Pointer { text: Some(\"/components/schemas/Owner\") }], of: [] }",
        ),
        (
            "- {name: limit, in: query, schema: {type: integer}}",
            "- {name: limit, in: query, schema: {type: string}}",
            "Parameter { operation: Operation { method: \"GET\", path: \"/pets\" }, location: \"query\", wire: \"limit\" }",
        ),
        (
            "404: {description: None.}",
            "410: {description: None.}",
            "Response { operation: Operation { method: \"GET\", path: \"/pets/{id}\" }, success: false, statuses: [Exact(410)] }",
        ),
        (
            "X-Total: {schema: {type: integer}}",
            "X-Total: {schema: {type: string}}",
            "Header { operation: Operation { method: \"GET\", path: \"/pets\" }, success: true, wire: \"x-total\" }",
        ),
        ("scheme: bearer", "scheme: basic", "Scheme(\"token\")"),
    ];
    for (old, new, owner) in table {
        let changes = changes(&[(old, new)]);
        assert_eq!(format!("{:?}", changes[0].owner), *owner);
    }
}

#[test]
fn an_item_is_shown_as_rust() {
    let changes = changes(&[("format: int32", "format: int64")]);
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(changes[0].old, text("pub age: Option<i32>"));
    assert_eq!(changes[0].new, text("pub age: Option<i64>"));
    assert_eq!(changes[1].old, text("pub fn age(self, age: i32) -> Self"));
    let surface = surface(&plan(BASE));
    let shown = |path: &str| surface.items[path].shape.text(path);
    for (path, text) in [
        (
            "models::Pet::new()",
            "pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self",
        ),
        ("models::Pets", "pub type Pets = Vec<models::Pet>"),
        (
            "models::PetStatus",
            "#[non_exhaustive] pub enum PetStatus: From<&str>",
        ),
        ("models::Owner::Shop", "Shop(models::Shop)"),
        (
            "models::Pet: runtime::Validate",
            "impl runtime::Validate for models::Pet",
        ),
        (
            "Client::list_pets()",
            "pub fn list_pets(&self) -> Call<operations::ListPets>",
        ),
        (
            "Client::get_pet()",
            "pub fn get_pet(&self, id: &str) -> Call<operations::GetPet>",
        ),
        (
            "operations::ListPets::Output",
            "type Output = Vec<models::Pet>",
        ),
        (
            "operations::ListPets::Error",
            "type Error = std::convert::Infallible",
        ),
    ] {
        assert_eq!(shown(path), text);
    }
}

#[test]
fn the_same_code_is_told_from_the_same_api() {
    let old = plan(BASE);
    for (edits, same) in [
        (&[] as &[_], true),
        (&[("A pet.", "An animal.")], false),
        (
            &[(
                "{url: 'https://example.org'}",
                "{url: 'https://example.com'}",
            )],
            false,
        ),
        (
            &[(
                "info: {title: Pets, version: \"1\"}",
                "info: {version: \"1\", title: Pets}",
            )],
            true,
        ),
    ] {
        let new = plan_after(&edited(edits), Some(&old));
        assert_eq!(same_code(&old, &new), same, "{edits:?}");
        assert_eq!(compare(&surface(&old), &surface(&new)), []);
    }
}

#[test]
fn a_closed_enumeration_cannot_grow() {
    let closed = |text: &str| {
        let mut job = job(text, None);
        job.config = Some(Source {
            name: "openapi.oaxide.toml".to_owned(),
            text: "[\"/components/schemas/Pet/properties/status\"]\nenum = \"closed\"\n".to_owned(),
        });
        job.run();
        job.plan.unwrap()
    };
    let (old, new) = (
        closed(BASE),
        closed(&BASE.replace("[new, sold]", "[new, sold, lost]")),
    );
    let changes = compare(&surface(&old), &surface(&new));
    assert_eq!(lines(&changes), ["major added models::PetStatus::Lost"]);
    let open = compare(&surface(&old), &surface(&plan(BASE)));
    assert_eq!(
        lines(&open),
        [
            "major changed models::PetStatus",
            "minor added models::PetStatus::Unknown"
        ]
    );
}

/// A document of `count` operations, each of a tag of three.
fn many(count: usize) -> String {
    let mut text = "openapi: 3.0.3\ninfo: {title: Many, version: '1'}\npaths:\n".to_owned();
    for index in 0..count {
        let tag = ["cats", "dogs", "mice"][index % 3];
        let _ = write!(
            text,
            "  /{tag}/{index}:\n    get:\n      operationId: {tag}{index}\n      tags: [{tag}]\n      responses:\n        \
             200:\n          description: It.\n          content:\n            application/json:\n              schema: \
             {{$ref: '#/components/schemas/T{}'}}\n",
            index % 6
        );
    }
    text.push_str("components:\n  schemas:\n");
    for index in 0..12 {
        let _ = writeln!(
            text,
            "    T{index}: {{type: object, properties: {{a: {{type: string}}}}}}"
        );
    }
    text
}

#[test]
fn features_are_part_of_the_api() {
    let (small, big, bigger) = (plan(&many(39)), plan(&many(60)), plan(&many(63)));
    let grown = compare(&surface(&small), &surface(&big));
    let of = |changes: &[ApiChange], what: What| -> Vec<String> {
        let changes = changes.iter().filter(|change| change.what == what);
        changes.map(|change| change.path.clone()).collect()
    };
    // Six models are behind a feature that nobody has who does not ask for it; all else is behind `all`.
    let mut gated = vec!["features".to_owned()];
    gated.extend([10, 11, 6, 7, 8, 9].map(|index| format!("models::T{index}")));
    assert_eq!(of(&grown, What::Gated), gated);
    assert!(of(&grown, What::Added).contains(&"feature \"cats\"".to_owned()));
    let more = compare(&surface(&big), &surface(&bigger));
    assert!(
        more.iter().all(|change| change.verdict == Semver::Minor),
        "{more:#?}"
    );
    // A model that others need now is still there for those who had it.
    let shared = many(60).replacen("schemas/T1'", "schemas/T0'", 1);
    let shared = compare(&surface(&big), &surface(&plan_after(&shared, Some(&big))));
    assert_eq!(of(&shared, What::Gated), Vec::<String>::new());
}
