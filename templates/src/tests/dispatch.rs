//! Calls by name: what is sent, what is answered, and what is refused.

use std::time::Duration;

use serde_json::{Value, json};

use super::loopback::{Loopback, Step, answer};
use super::nethsm::Client;
use crate::runtime::dispatch::{Arguments, DispatchErrorKind, Program};

const ANN: &str = r#"{"realName":"Ann","role":"Operator","passphrase":"pass"}"#;

fn program(server: &Loopback) -> Program<Client> {
    let url = format!("{}/api", server.url());
    let arguments = [
        "--base-url",
        &url,
        "--credential=basic=ann:pw:x",
        "--timeout",
        "2",
    ];
    Program::new(arguments.map(str::to_owned)).unwrap()
}

async fn answered(program: &Program<Client>, line: &str) -> Value {
    let answer = program.answer(line.as_bytes()).await;
    assert!(!answer.contains('\n'), "{answer}");
    serde_json::from_str(&answer).unwrap()
}

/// The first line of a request, one of its headers, and its body.
fn parts<'a>(request: &'a str, header: &str) -> (&'a str, Option<&'a str>, &'a str) {
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let line = head.lines().next().unwrap();
    let value = head
        .lines()
        .find_map(|line| line.strip_prefix(header)?.strip_prefix(": "));
    (line.strip_suffix(" HTTP/1.1").unwrap(), value, body)
}

#[tokio::test]
async fn arguments_go_where_the_document_says() {
    for (call, line, (header, value), body) in [
        (
            r#"{"operation": "usersGet"}"#,
            "GET /api/users",
            ("accept", Some("application/json")),
            "",
        ),
        (
            r#"{"operation": "usersGet", "query": {"page_size": 7, "fields": ["a", "b c"], "search_string": null,
                "sort": "asc"}, "header": {"x-trace-ID": "t"}, "cookie": {"session": "s"}}"#,
            "GET /api/users?page_size=7&sort=asc&fields=a,b%20c",
            ("x-trace-id", Some("t")),
            "",
        ),
        (
            r#"{"operation": "get /users", "cookie": {"session": "a;b"}}"#,
            "GET /api/users",
            ("cookie", Some("session=a%3Bb")),
            "",
        ),
        (
            r#"{"operation": "DELETE /users/{user_id}", "path": {"user_id": "a/b"}}"#,
            "DELETE /api/users/a%2Fb",
            ("authorization", Some("Basic YW5uOnB3Ong=")),
            "",
        ),
        (
            r#"{"operation": "DELETE /users/{+user_id*}", "path": {"user_id": "a"}}"#,
            "DELETE /api/users/a",
            ("", None),
            "",
        ),
        (
            r#"{"operation": "create_user", "body": {"passphrase": "pass", "role": "Operator", "realName": "Ann",
                "edipi": null, "nickname": null, "role_id": 12345678901234567890123}}"#,
            "",
            ("", None),
            "",
        ),
        (
            r#"{"operation": "create_user", "body": {"passphrase": "pass", "role": "Operator", "realName": "Ann",
                "edipi": null, "nickname": null, "role_id": "20", "more": {"n": 0.10000000000000000000001}}}"#,
            "POST /api/users",
            ("content-type", Some("application/json")),
            r#"{"passphrase":"pass","role":"Operator","realName":"Ann","edipi":null,"role_id":"20","more":{"n":0.1}}"#,
        ),
        (
            r#"{"operation": "usersPost", "contentType": "application/x-www-form-urlencoded",
                "body": {"passphrase": "p&", "role": "Operator", "realName": "A B", "ids": [1, "2"]}}"#,
            "POST /api/users",
            ("content-type", Some("application/x-www-form-urlencoded")),
            "passphrase=p%26&role=Operator&realName=A+B&ids=1&ids=2",
        ),
        (
            r#"{"operation": "usersPost", "contentType": "text/plain; charset=utf-8", "body": "ä\n"}"#,
            "POST /api/users",
            ("content-type", Some("text/plain; charset=utf-8")),
            "ä\n",
        ),
        (
            r#"{"operation": "usersPost", "contentType": "image/png", "body": "YWI="}"#,
            "POST /api/users",
            ("content-type", Some("image/png")),
            "ab",
        ),
        (
            r#"{"operation": "usersPost", "contentType": "image/png", "body": {"a": [1]}}"#,
            "POST /api/users",
            ("content-type", Some("image/png")),
            r#"{"a": [1]}"#,
        ),
    ] {
        let server = Loopback::answer("204 No Content", "", "");
        let answer = answered(&program(&server), call).await;
        if line.is_empty() {
            assert_eq!(answer["error"]["path"], "body.role_id", "{call}: {answer}");
            assert!(server.seen().is_empty(), "{call}");
            continue;
        }
        let request = server.only();
        let (sent_line, sent_value, sent_body) = parts(&request, header);
        assert_eq!((sent_line, sent_value), (line, value), "{call}");
        // Whether a tree keeps the order of keys is a feature of `serde_json`.
        let pairs = |body: &str| {
            let mut pairs: Vec<String> = body.split('&').map(str::to_owned).collect();
            pairs.sort();
            pairs
        };
        assert_eq!(pairs(sent_body), pairs(body), "{call}");
    }
}

#[tokio::test]
async fn answers_are_what_the_types_say() {
    for (call, status, headers, body, expected) in [
        (
            json!({"operation": "usersGet"}),
            "200 OK",
            "content-type: application/json\r\nx-a: 1\r\nx-b: 1\r\nx-b: 2\r\n",
            r#"[{"id": "1", "unknown": 1, "parent": {"id": "2"}}]"#,
            json!({"status": 200, "body": [{"id": "1", "parent": {"id": "2"}}], "headers": {"x-a": "1", "x-b": ["1", "2"]}}),
        ),
        (
            json!({"operation": "usersDelete", "path": {"user_id": "1"}}),
            "204 No Content",
            "",
            "",
            json!({"status": 204, "body": null}),
        ),
        (
            json!({"operation": "usersPost", "body": {"realName": "", "role": "New", "passphrase": ""}}),
            "400 Bad Request",
            "x-a: 1\r\n",
            r#"{"detail": [{"loc": ["body", 1], "msg": "no", "more": 1}]}"#,
            json!({"error": {"kind": "status", "message": "the server answered 400 Bad Request", "status": 400,
                "body": {"detail": [{"loc": ["body", 1], "msg": "no"}]}, "headers": {"x-a": "1"}}}),
        ),
        (
            json!({"operation": "usersGet"}),
            "418 Teapot",
            "content-type: application/problem+json\r\n",
            "{\r\n  \"n\": 0.10000000000000000000001\n}",
            json!({"error": {"kind": "undocumented-status", "status": 418, "body": {"n": 0.1},
                "message": "the server answered 418 I'm a teapot, which the API does not document"}}),
        ),
        (
            json!({"operation": "usersGet"}),
            "500 Oops",
            "",
            "text",
            json!({"error": {"kind": "undocumented-status", "status": 500, "body": "text",
                "message": "the server answered 500 Internal Server Error, which the API does not document"}}),
        ),
        (
            json!({"operation": "usersGet"}),
            "200 OK",
            "content-type: application/json\r\n",
            r#"[{"id": "1"}, {"id": 2}]"#,
            json!({"error": {"kind": "decode", "path": "[1].id", "status": 200, "body": [{"id": "1"}, {"id": 2}],
                "message": "the answer with status 200 could not be read: [1].id: invalid type: integer, expected a string"}}),
        ),
    ] {
        let server = Loopback::answer(status, headers, body);
        let mut answer = answered(&program(&server), &call.to_string()).await;
        let part = match answer.get_mut("error") {
            Some(error) => error,
            None => &mut answer,
        };
        let headers = part["headers"].as_object_mut().unwrap();
        headers.retain(|name, _| name.starts_with("x-"));
        if headers.is_empty() {
            part.as_object_mut().unwrap().remove("headers");
        }
        assert_eq!(answer, expected, "{call}");
    }
}

/// A call, the kind of its error, and the path.
const REFUSED: &[(&str, &str, &str)] = &[
    ("", "invalid-call", ""),
    ("{", "invalid-call", ""),
    ("[]", "invalid-call", ""),
    (r#"{"query": {}}"#, "invalid-call", ""),
    (r#"{"operation": 7}"#, "invalid-call", "operation"),
    (
        r#"{"operation": "usersGet", "query": []}"#,
        "invalid-call",
        "query",
    ),
    (
        r#"{"operation": "usersGet", "Query": {}}"#,
        "invalid-call",
        "Query",
    ),
    (
        r#"{"operation": "usersGet", "query": {"a": 1, "a": 1}}"#,
        "invalid-call",
        "query",
    ),
    (r#"{"operation": "other"}"#, "unknown-operation", ""),
    (r#"{"operation": "GET /other"}"#, "unknown-operation", ""),
    (
        r#"{"operation": "DELETE /users/{id}"}"#,
        "unknown-operation",
        "",
    ),
    (
        r#"{"operation": "DELETE /users/{user_id"}"#,
        "unknown-operation",
        "",
    ),
    (
        r#"{"operation": "usersGet", "query": {"x[y]": 1}}"#,
        "unknown-argument",
        r#"query["x[y]"]"#,
    ),
    (
        r#"{"operation": "usersGet", "path": {"id": null}}"#,
        "unknown-argument",
        "path.id",
    ),
    (
        r#"{"operation": "usersGet", "header": {"X-Trace-Id": "a", "x-trace-id": "b"}}"#,
        "unknown-argument",
        "header.x-trace-id",
    ),
    (
        r#"{"operation": "usersGet", "body": null}"#,
        "unknown-argument",
        "body",
    ),
    (
        r#"{"operation": "usersGet", "contentType": "a/b"}"#,
        "missing-argument",
        "body",
    ),
    (
        r#"{"operation": "usersGet", "accept": "text/plain"}"#,
        "invalid-argument",
        "accept",
    ),
    (
        r#"{"operation": "usersGet", "query": {"page_size": "7"}}"#,
        "invalid-argument",
        "query.page_size",
    ),
    (
        r#"{"operation": "usersGet", "query": {"fields": ["a", 1]}}"#,
        "invalid-argument",
        "query.fields[1]",
    ),
    (
        r#"{"operation": "usersDelete"}"#,
        "missing-argument",
        "path.user_id",
    ),
    (
        r#"{"operation": "usersDelete", "path": {"user_id": null}}"#,
        "invalid-argument",
        "path.user_id",
    ),
    (
        r#"{"operation": "usersDelete", "path": {"user_id": ".."}}"#,
        "unencodable",
        "",
    ),
    (
        r#"{"operation": "usersDelete", "path": {"user_id": ""}}"#,
        "unencodable",
        "",
    ),
    (
        r#"{"operation": "usersGet", "header": {"X-Trace-Id": "a\nb"}}"#,
        "unencodable",
        "",
    ),
    (r#"{"operation": "usersPost"}"#, "missing-argument", "body"),
    (
        r#"{"operation": "usersPost", "body": {"realName": "A"}}"#,
        "invalid-argument",
        "body",
    ),
    (
        r#"{"operation": "usersPost", "body": null}"#,
        "invalid-argument",
        "body",
    ),
    (
        r#"{"operation": "usersPost", "contentType": "text/csv", "body": "a"}"#,
        "invalid-argument",
        "contentType",
    ),
    (
        r#"{"operation": "usersPost", "contentType": "image/png", "body": "*"}"#,
        "invalid-argument",
        "body",
    ),
];

#[tokio::test]
async fn what_cannot_be_sent_is_told_before() {
    let server = Loopback::answer("204 No Content", "", "");
    let program = program(&server);
    for &(line, kind, path) in REFUSED {
        let answer = answered(&program, line).await;
        let found = (
            answer["error"]["kind"].as_str().unwrap(),
            answer["error"]["path"].as_str().unwrap_or_default(),
        );
        assert_eq!(found, (kind, path), "{line}: {answer}");
        assert!(answer["error"].get("status").is_none(), "{line}");
    }
    let answer = program.answer(b"{\"operation\": \"\xFF\"}").await;
    assert!(answer.contains("invalid-call"), "{answer}");
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn secrets_are_in_no_message() {
    let server = Loopback::answer("204 No Content", "", "");
    let body = json!({"realName": "", "role": "New", "passphrase": {"a": "hunter2"}});
    let call = json!({"operation": "usersPost", "body": body});
    let answer = answered(&program(&server), &call.to_string()).await;
    assert_eq!(answer["error"]["path"], "body.passphrase");
    assert!(!answer.to_string().contains("hunter2"), "{answer}");
    let arguments = Arguments::new().query("key", "hunter2").body("hunter2");
    assert!(!format!("{arguments:?}").contains("hunter2"));
}

#[tokio::test]
async fn calls_from_rust() {
    let body = r#"[{"id": "1"}]"#;
    let server = Loopback::answer("200 OK", "content-type: application/json\r\n", body);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let call = async |operation: &'static str, arguments: Arguments| {
        crate::runtime::dispatch::dispatch(&client, operation, arguments).await
    };
    let arguments = Arguments::new()
        .query("page_size", 7)
        .query("fields", ["a", "b"].as_slice())
        .accept("application/json")
        .timeout(Duration::from_secs(5));
    let answer = call("usersGet", arguments).await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.body().get(), r#"[{"id":"1"}]"#);
    assert_eq!(
        parts(&server.only(), "").0,
        "GET /users?page_size=7&fields=a,b"
    );

    let arguments = Arguments::from(json!({"query": {"page_size": 1}}));
    assert!(call("usersGet", arguments).await.is_ok());
    for (arguments, kind) in [
        (
            Arguments::from(json!([])),
            DispatchErrorKind::InvalidArgument,
        ),
        (
            Arguments::from(json!({"operation": "usersGet"})),
            DispatchErrorKind::InvalidArgument,
        ),
        (
            Arguments::new().query("page_size", f64::NAN),
            DispatchErrorKind::InvalidArgument,
        ),
    ] {
        assert_eq!(call("usersGet", arguments).await.unwrap_err().kind(), kind);
    }
    let needs = call(
        "usersPost",
        Arguments::from_json(&format!("{{\"body\": {ANN}}}")).unwrap(),
    )
    .await;
    assert_eq!(needs.unwrap_err().kind(), DispatchErrorKind::Credential);
    let elsewhere = Arguments::new().base_url("http://127.0.0.1:1");
    let lost = call("usersGet", elsewhere).await.unwrap_err();
    assert_eq!(lost.kind(), DispatchErrorKind::Transport);
    let slow = Loopback::steps(vec![
        Step::Wait(Duration::from_millis(500)),
        Step::Send(answer_nothing()),
    ]);
    let arguments = Arguments::new()
        .base_url(slow.url())
        .timeout(Duration::from_millis(50));
    let late = call("usersGet", arguments).await.unwrap_err();
    assert_eq!(late.kind(), DispatchErrorKind::Timeout);
}

fn answer_nothing() -> Vec<u8> {
    answer("204 No Content", "", b"")
}

/// What is not idempotent is sent again only where the command line says so.
#[tokio::test]
async fn headers_and_retries_of_the_command_line() {
    for (words, requests) in [(&[][..], 1), (&["--retry-any-method"], 2)] {
        let server = Loopback::answer("503 Busy", "retry-after: 0\r\n", "");
        let url = server.url();
        let usual = [
            "--base-url",
            &url,
            "--credential=basic=ann:pw",
            "--header",
            "x-undeclared=a=b",
            "--retries=1",
        ];
        let words = usual.iter().chain(words).map(|&word| word.to_owned());
        let program = Program::<Client>::new(words).unwrap();
        let call = format!(r#"{{"operation": "usersPost", "body": {ANN}}}"#);
        answered(&program, &call).await;
        let seen = server.seen();
        assert_eq!(seen.len(), requests);
        for request in &seen {
            assert_eq!(parts(request, "x-undeclared").1, Some("a=b"));
        }
    }
}

#[test]
fn command_lines() {
    for (arguments, said) in [
        (&["--help"][..], "--base-url URL"),
        (&["--retries", "x"][..], "`--retries` takes a number"),
        (&["--header", "hunter2"], "`--header` takes NAME=VALUE"),
        (&["--header", "a b=hunter2"], "default header `a b`"),
        (&["--base-url"], "`--base-url` needs a value"),
        (&["--base-url", "x"], "base URL"),
        (&["--other=1"], "`--other` is not known here"),
        (&["--credential", "basic"], "SCHEME=VALUE"),
        (&["--credential", "basic=hunter2"], "`user:password`"),
        (
            &["--credential", "none=hunter2"],
            "it has `basic`, `key`, `query_key`",
        ),
        (&["--timeout", "0"], "number of seconds"),
        (&["--timeout", "-1"], "number of seconds"),
        (&["--timeout", "NaN"], "number of seconds"),
        (
            &["--base-url=http://example.org", "--credential=key=hunter2"],
            "without TLS",
        ),
    ] {
        let usage =
            Program::<Client>::new(arguments.iter().map(|&word| word.to_owned())).unwrap_err();
        assert!(usage.to_string().contains(said), "{arguments:?}: {usage}");
        assert!(
            !usage.to_string().contains("hunter2"),
            "{arguments:?}: {usage}"
        );
        assert_eq!(usage.was_asked_for(), arguments == ["--help"]);
    }
    let insecure = [
        "--base-url=http://example.org",
        "--credential=key=k=v",
        "--allow-insecure-http",
    ];
    assert!(Program::<Client>::new(insecure.map(str::to_owned)).is_ok());
}
