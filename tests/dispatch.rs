//! Calls by name, from outside: the program that `oaxide new --with dispatch` writes is compiled and given lines, and a
//! server records what it sends, byte by byte.

#[allow(dead_code, reason = "the other tests use all of it")]
#[path = "wire/server.rs"]
mod server;
#[path = "wire/session.rs"]
mod session;

use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::{Value, json};
use server::{Reply, Server};
use session::Session;
use support::cargo::Crate;
use support::oaxide::run;
use support::topics::generate;

/// The program of the golden topic's crate, without TLS.
static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
    let mut job = generate("dispatch-by-name");
    "pets_by_name".clone_into(&mut job.target.module);
    "pets_by_name".clone_into(&mut job.target.path);
    job.run();
    let tree = generator::pipeline::standalone(&job, "pets-by-name");
    let pets = Crate::write("dispatch", tree.unwrap().unwrap());
    pets.example(
        "dispatch",
        &["--no-default-features", "--features", "dispatch"],
    )
});

/// The program at work, calling the server.
fn start(server: &Server, arguments: &[&str]) -> Session {
    let url = format!("{}/v1", server.url());
    Session::start(
        &PROGRAM,
        &server.url(),
        &[&["--base-url", &url], arguments].concat(),
    )
}

const ID: &str = "c56a4180-65aa-42ec-a945-5fd21dec0538";

fn json_answer(status: u16, body: &Value) -> Reply {
    Reply::json(status, body)
}

#[test]
fn parameters_in_all_places() {
    let pet = json!({"id": 9_007_199_254_740_993_i64, "name": "Rex", "photo": "YWI=", "born": "2020-01-01"});
    let (sent, pet) = (pet.clone(), pet);
    let server = Server::start(move |_| json_answer(200, &sent));
    let mut session = start(&server, &["--credential", "key=k=1", "--timeout", "5"]);
    let answer = session.answer(&format!(
        r#"{{"operation": "getPet", "path": {{"petId": "{ID}"}},
            "query": {{"filter": {{"kind": "cat", "age": 3, "more": "x"}}, "tags": ["a", "b,c"], "since": "2025-12-31",
                "weight": 0.10000000000000000000001, "cursor": "5", "options": {{"kind": "dog"}}}},
            "header": {{"x-request-id": "r"}}, "cookie": {{"session": "s"}}}}"#
    ));
    assert_eq!(answer["status"], 200, "{answer}");
    assert_eq!(answer["headers"]["content-type"], "application/json");
    assert_eq!(answer["body"], pet);
    server.assert_saw(
        &format!(
            "GET /v1/pets/{ID}?filter%5Bkind%5D=cat&filter%5Bage%5D=3&filter%5Bmore%5D=x&tags=a,b%2Cc\
             &since=2025-12-31&weight=0.10000000000000000000001&cursor=5&options=%7B%22kind%22%3A%22dog%22%7D HTTP/1.1"
        ),
        &[
            ("accept", "application/json"),
            ("cookie", "session=s"),
            ("user-agent", "pets_by_name/1.0.0"),
            ("x-api-key", "k=1"),
            ("x-request-id", "r"),
        ],
        None,
    );
    session.end();
}

#[test]
fn bodies_of_all_kinds() {
    for (line, request, content_type, body) in [
        // The base URL of the command line wins over the operation's own server.
        (
            r#"{"operation": "addPet", "body": {"price": 0.10000000000000000000001, "name": "Rex", "born": null, "tail": 1}}"#,
            "POST /v1/pets",
            "application/json",
            r#"{"price":0.10000000000000000000001,"name":"Rex","born":null,"tail":1}"#,
        ),
        (
            r#"{"operation": "PUT /pets", "body": {"name": "A B"}}"#,
            "PUT /v1/pets",
            "application/x-www-form-urlencoded",
            "name=A+B",
        ),
        (
            r#"{"operation": "note", "body": "ä\n"}"#,
            "POST /v1/notes",
            "text/plain",
            "ä\n",
        ),
        (
            r#"{"operation": "photo", "body": "YWI="}"#,
            "POST /v1/photos",
            "image/png",
            "ab",
        ),
        (
            r#"{"operation": "note", "body": null}"#,
            "POST /v1/notes",
            "",
            "",
        ),
        (
            r#"{"operation": "writeLog", "body": {"name": "Rex"}, "contentType": "text/json"}"#,
            "POST /v1/log",
            "text/json",
            r#"{"name":"Rex"}"#,
        ),
        (
            r#"{"operation": "writeLog", "body": [{"name": "Rex"}, {"name": "A\nB", "born": null, "tail": [1]}],
                "contentType": "application/x-ndjson"}"#,
            "POST /v1/log",
            "application/x-ndjson",
            "{\"name\":\"Rex\"}\n{\"name\":\"A\\nB\",\"born\":null,\"tail\":[1]}\n",
        ),
    ] {
        let server = Server::answering(Reply::empty(204));
        let mut session = start(&server, &["--credential=login=ann:p:w"]);
        let answer = session.answer(line);
        session.end();
        let seen = server.only();
        assert_eq!(seen.line, format!("{request} HTTP/1.1"), "{line}");
        assert_eq!(
            seen.header("content-type").unwrap_or_default(),
            content_type,
            "{line}"
        );
        assert_eq!(
            seen.header("authorization"),
            Some("Basic YW5uOnA6dw=="),
            "{line}"
        );
        assert_eq!(String::from_utf8_lossy(&seen.body), body, "{line}");
        let undocumented = line.contains("note");
        let status = if undocumented {
            &answer["error"]["status"]
        } else {
            &answer["status"]
        };
        assert_eq!(*status, 204, "{answer}");
    }
}

#[test]
fn answers_of_all_kinds() {
    let get = format!(
        r#"{{"operation": "getPet", "path": {{"petId": "{ID}"}}, "header": {{"X-Request-ID": "r"}}}}"#
    );
    let add = r#"{"operation": "addPet", "body": {"name": "Rex"}}"#;
    let photo = r#"{"operation": "photo", "body": ""}"#;
    let problem = json!({"title": "no"});
    for (line, reply, expected) in [
        (add, Reply::json(202, 7), json!({"status": 202, "body": 7})),
        (add, Reply::empty(204), json!({"status": 204, "body": null})),
        (
            photo,
            Reply::with(200, &[("content-type", "image/png")], "ab"),
            json!({"status": 200, "body": "YWI="}),
        ),
        (
            photo,
            Reply::empty(204),
            json!({"status": 204, "body": null}),
        ),
        (
            r#"{"operation": "readLog", "accept": "application/jsonl"}"#,
            Reply::with(
                200,
                &[("content-type", "application/jsonl")],
                "{\"id\": 7, \"name\": \"Rex\"}\n",
            ),
            json!({"status": 200, "body": [{"id": 7, "name": "Rex"}]}),
        ),
        (
            r#"{"operation": "note", "body": "a"}"#,
            Reply::with(200, &[("content-type", "text/plain")], "ä"),
            json!({"status": 200, "body": "ä"}),
        ),
        (
            &get,
            Reply::json(410, &problem),
            json!({"error": {"kind": "status", "status": 410, "body": problem, "message": "the server answered 410 Gone"}}),
        ),
        (
            &get,
            Reply::empty(429),
            json!({"error": {"kind": "status", "status": 429, "body": null,
                "message": "the server answered 429 Too Many Requests"}}),
        ),
        (
            &get,
            Reply::json(418, &problem),
            json!({"error": {"kind": "undocumented-status", "status": 418, "body": problem,
                "message": "the server answered 418 I'm a teapot, which the API does not document"}}),
        ),
        (
            &get,
            Reply::json(200, r#"{"id": "1"}"#),
            json!({"error": {"kind": "decode", "status": 200, "path": "id", "body": {"id": "1"},
                "message": "the answer with status 200 could not be read: id: invalid type: string, expected i64"}}),
        ),
    ] {
        let server = Server::answering(reply);
        let mut session = start(&server, &[]);
        let mut answer = session.answer(line);
        session.end();
        let part = match answer.get_mut("error") {
            Some(error) => error,
            None => &mut answer,
        };
        let headers = part.as_object_mut().unwrap().remove("headers");
        assert!(headers.is_some_and(|headers| headers.is_object()), "{line}");
        assert_eq!(answer, expected, "{line}");
    }
}

/// Whatever a line says, it is answered, and the next one is read.
#[test]
fn bad_lines_are_answered() {
    let server = Server::answering(Reply::json(202, 7));
    let mut session = start(&server, &[]);
    for (line, kind, path) in [
        ("", "invalid-call", None),
        ("{]", "invalid-call", None),
        (r#"{"operation": "getpet"}"#, "unknown-operation", None),
        (
            r#"{"operation": "getPet", "header": {"X-Request-ID": ""}}"#,
            "missing-argument",
            Some("path.petId"),
        ),
        (
            r#"{"operation": "getPet", "path": {"petId": 1}, "header": {"X-Request-ID": ""}}"#,
            "invalid-argument",
            Some("path.petId"),
        ),
        (
            r#"{"operation": "addPet", "body": {"name": "A", "born": "today"}}"#,
            "invalid-argument",
            Some("body.born"),
        ),
        (
            r#"{"operation": "addPet", "body": {"name": "A"}, "query": {"limit": 1}}"#,
            "unknown-argument",
            Some("query.limit"),
        ),
        (
            r#"{"operation": "addPet", "body": {"name": "A"}, "contentType": "text/plain"}"#,
            "invalid-argument",
            Some("contentType"),
        ),
        (
            r#"{"operation": "addPet"}"#,
            "missing-argument",
            Some("body"),
        ),
    ] {
        let answer = session.answer(line);
        assert_eq!(answer["error"]["kind"], kind, "{line}: {answer}");
        assert_eq!(answer["error"]["path"].as_str(), path, "{line}: {answer}");
    }
    assert!(server.seen().is_empty());
    let good = session.answer(r#"{"operation": "add_pet", "body": {"name": "A"}}"#);
    assert_eq!(good["body"], 7, "{good}");
    session.end();
}

#[test]
fn the_command_line() {
    let wrong = |arguments: &[&str]| {
        let said = run(Command::new(&*PROGRAM), arguments, "");
        (said.code, said.out, said.err)
    };
    let (code, out, err) = wrong(&["--help"]);
    assert!(
        code == Some(0) && out.contains("--base-url URL") && err.is_empty(),
        "{out}{err}"
    );
    let (code, out, err) = wrong(&["--credential", "other=hunter2"]);
    assert!(code == Some(2) && out.is_empty(), "{out}{err}");
    assert_eq!(
        err,
        "`--credential`: the API has no security scheme `other`; it has `key`, `login` (`--help` tells more)\n"
    );
}
