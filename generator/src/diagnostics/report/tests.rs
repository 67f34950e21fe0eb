use super::Report;
use crate::diagnostics::FileId;
use crate::diagnostics::{Code, Diagnostics, Severity};
use crate::ir::Pointer;
use crate::read::{Source, Sources};

fn source(text: &str) -> Sources {
    Sources::from(Source {
        name: "specs/x.yaml".to_owned(),
        text: text.to_owned(),
    })
}

const TEXT: &str = "\
openapi: 3.0.3
paths:
  /users:
    get: {operationId: list}
    post: {operationId: list}
";

fn findings() -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let pointer =
        |method: &str| Pointer::from_escaped(format!("/paths/~1users/{method}/operationId"));
    diagnostics
        .report(
            Code::DuplicateOperationId,
            &pointer("post"),
            "two operations are called `list`",
        )
        .related(&pointer("get"), "first used here")
        .help("give each operation a name of its own")
        .degrades();
    diagnostics.report(
        Code::IgnoredKeyword,
        &Pointer::from_escaped("/openapi"),
        "a note",
    );
    diagnostics
}

#[test]
fn people_see_the_place_and_the_way_out() {
    let expected = "\
note[ignored-keyword]: a note
 --> specs/x.yaml:1:10
  |
1 | openapi: 3.0.3
  |          ^^^^^
  |
  = pointer: /openapi

error[duplicate-operation-id]: two operations are called `list`
 --> specs/x.yaml:5:25
  |
5 |     post: {operationId: list}
  |                         ^^^^
  |
 ::: specs/x.yaml:4:11
  |
4 |     get: {operationId: list}
  |           ----------- first used here
  |
  = pointer: /paths/~1users/post/operationId
  = help: give each operation a name of its own

";
    let (source, findings) = (source(TEXT), findings());
    let text = Report::new(&source, &findings).human(false);
    assert_eq!(text, expected, "\n{text}");
    assert!(
        Report::new(&source, &findings)
            .human(true)
            .contains("\u{1b}[")
    );
}

#[test]
fn people_see_what_is_said_of_many_places_once() {
    let lines: String = (0..3000).map(|_| "- x\n").collect();
    for (count, expected) in [
        (1, None),
        (2, Some("specs/x.yaml:2:3")),
        (3, Some("specs/x.yaml:2:3 and specs/x.yaml:3:3")),
        (
            5,
            Some("specs/x.yaml:2:3, specs/x.yaml:3:3, specs/x.yaml:4:3 and one more place"),
        ),
        (
            3000,
            Some("specs/x.yaml:2:3, specs/x.yaml:3:3, specs/x.yaml:4:3 and 2,996 more places"),
        ),
    ] {
        let mut diagnostics = Diagnostics::new();
        for index in 0..count {
            let place = Pointer::root().child(index);
            diagnostics.report(Code::UnsupportedMediaType, &place, "the same");
        }
        diagnostics.report(Code::UnsupportedMediaType, &Pointer::root(), "another");
        let sources = source(&lines);
        let report = Report::new(&sources, &diagnostics);
        let text = report.human(false);
        assert_eq!(text.matches(": the same").count(), 1, "{text}");
        let also = text.lines().find_map(|line| line.split_once("also at: "));
        assert_eq!(also.map(|(_, places)| places), expected, "{text}");
        assert_eq!(report.json().lines().count(), count + 1);
        assert_eq!(report.counts()[&Severity::Unsupported], count + 1);
    }
}

#[test]
fn programs_see_one_object_per_line() {
    let (source, findings) = (source(TEXT), findings());
    let report = Report::new(&source, &findings).at_least(Severity::Error);
    let lines: Vec<serde_json::Value> = report
        .json()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        lines,
        [serde_json::json!({
            "code": "duplicate-operation-id",
            "severity": "error",
            "message": "two operations are called `list`",
            "help": "give each operation a name of its own",
            "file": "specs/x.yaml",
            "line": 5,
            "column": 25,
            "pointer": "/paths/~1users/post/operationId",
            "degraded": true,
            "related": {
                "message": "first used here",
                "file": "specs/x.yaml",
                "line": 4,
                "column": 11,
                "pointer": "/paths/~1users/get/operationId",
            },
        })]
    );
    assert_eq!(
        report.counts().into_iter().collect::<Vec<_>>(),
        [(Severity::Error, 1)]
    );
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let text = format!(
        "{{\"a\": \"{}\", \"b\": 1, \"c\": \"{}\"}}",
        "x".repeat(500),
        "y".repeat(5000)
    );
    let source = source(&text);
    let mut diagnostics = Diagnostics::new();
    diagnostics.report(Code::WrongType, &Pointer::from_escaped("/b"), "m");
    let shown = Report::new(&source, &diagnostics).human(false);
    assert!(shown.contains("specs/x.yaml:1:516"), "{shown}");
    assert!(shown.contains("\"b\": 1, \"c\": \"yyy"), "{shown}");
    assert!(
        shown.lines().all(|line| line.chars().count() < 160),
        "{shown}"
    );
    let marker = shown.lines().find(|line| line.contains('^')).unwrap();
    let line = shown
        .lines()
        .find(|line| line.contains("\"b\": 1"))
        .unwrap();
    assert_eq!(
        marker.find('^'),
        line.find("\"b\": 1").map(|at| at + 5),
        "{shown}"
    );
    let pointer = Pointer::from_escaped("/d");
    let text = text.replace('}', ", \"d\": {}}");
    let source = self::source(&text);
    let mut diagnostics = Diagnostics::new();
    diagnostics.report(Code::WrongType, &pointer, "m");
    let shown = Report::new(&source, &diagnostics).human(false);
    assert!(shown.contains("specs/x.yaml:1:5528"), "{shown}");
    assert!(shown.contains("= excerpt: ...yyy"), "{shown}");
}

#[test]
fn control_characters_of_a_document_are_not_printed() {
    let source = source("a: \"x\u{7f}y\u{1b}[31m\"\n");
    let mut diagnostics = Diagnostics::new();
    diagnostics
        .report(
            Code::WrongType,
            &Pointer::from_escaped("/a\u{1b}[2J"),
            "bell \u{7}",
        )
        .help("\u{1b}[1m");
    let shown = Report::new(&source, &diagnostics).human(false);
    assert!(
        shown.chars().all(|c| c == '\n' || !c.is_control()),
        "{shown:?}"
    );
}

#[test]
fn a_finding_without_a_place_still_names_the_file() {
    let source = source("");
    let mut diagnostics = Diagnostics::new();
    diagnostics.report(Code::Syntax, &Pointer::root(), "the document is empty");
    diagnostics
        .report(Code::Syntax, &Pointer::root(), "far away")
        .at_position(99, 7);
    let shown = Report::new(&source, &diagnostics).human(false);
    assert_eq!(
        shown,
        "error[syntax]: the document is empty\n --> specs/x.yaml\n\nerror[syntax]: far away\n --> specs/x.yaml:99:7\n\n"
    );
}

#[test]
fn each_finding_is_shown_in_its_own_file() {
    let mut sources = source("a: {$ref: pets/pet.yaml}\n");
    let pet = sources.add(Source {
        name: "pets/pet.yaml".to_owned(),
        text: "type: object\ntitle: 1\n".to_owned(),
    });
    let mut diagnostics = Diagnostics::new();
    let moved = Pointer::from_escaped("/components/schemas/Pet");
    diagnostics
        .origins_mut()
        .moved(&moved, pet, Pointer::root());
    diagnostics
        .report(Code::WrongType, &moved.child("title"), "m")
        .related(&Pointer::from_escaped("/a"), "used here");
    diagnostics
        .report(Code::Syntax, &Pointer::root(), "broken")
        .in_file(pet)
        .at_position(1, 3);
    diagnostics
        .report(Code::WrongType, &Pointer::from_escaped("/a"), "main")
        .in_file(FileId::MAIN);
    let expected = "\
error[wrong-type]: main
 --> specs/x.yaml:1:1
  |
1 | a: {$ref: pets/pet.yaml}
  | ^
  |
  = pointer: /a

error[syntax]: broken
 --> pets/pet.yaml:1:3
  |
1 | type: object
  |   ^

error[wrong-type]: m
 --> pets/pet.yaml:2:8
  |
2 | title: 1
  |        ^
  |
 ::: specs/x.yaml:1:1
  |
1 | a: {$ref: pets/pet.yaml}
  | - used here
  |
  = pointer: /title

";
    let shown = Report::new(&sources, &diagnostics).human(false);
    assert_eq!(shown, expected, "\n{shown}");
}
