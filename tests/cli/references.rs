//! What a document may refer to, and what it may not.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;

use crate::{oaxide, put, with_input};

/// A document with one schema that is what `reference` names.
fn document(reference: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: A, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{A: {{type: object, properties: {{a: {{$ref: '{reference}'}}}}}}}}}}\n"
    )
}

/// What was found in the document at `api/a.yaml`, by code.
fn codes(dir: &Path, reference: &str, options: &[&str]) -> Vec<String> {
    put(dir, "api/a.yaml", &document(reference));
    let mut arguments = vec!["lint", "api/a.yaml", "--message-format", "json"];
    arguments.extend(options);
    let run = oaxide(dir, &arguments);
    let lines = run.out.lines();
    lines
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|line| Some(line.get("code")?.as_str()?.to_owned()))
        .collect()
}

#[test]
fn only_files_below_the_document_are_read() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    put(dir, "api/parts/b.yaml", "B: {type: string}");
    put(dir, "common/c.yaml", "C: {$ref: '../secret/s.yaml#/S'}");
    put(dir, "secret/s.yaml", "S: {type: string}");
    put(dir, "api/up.yaml", "S: {$ref: '../secret/s.yaml#/S'}");
    let absolute = |path: &str| dir.join(path).display().to_string();
    let none: &[&str] = &[];
    let refused: &[&str] = &["refused-ref"];
    let dangling: &[&str] = &["dangling-ref"];
    for (reference, options, expected) in [
        ("parts/b.yaml#/B", none, none),
        ("./parts/../parts/b.yaml#/B", none, none),
        (&absolute("api/parts/b.yaml#/B"), none, none),
        (
            &format!("file://{}", absolute("api/parts/b.yaml#/B")),
            none,
            none,
        ),
        ("parts/gone.yaml", none, dangling),
        ("parts", none, dangling),
        ("../secret/s.yaml#/S", none, refused),
        ("parts/../../secret/s.yaml#/S", none, refused),
        ("..%2Fsecret/s.yaml#/S", none, refused),
        ("%2E%2E/secret/s.yaml#/S", none, refused),
        ("up.yaml#/S", none, refused),
        (&absolute("secret/s.yaml#/S"), none, refused),
        (
            &format!("file://{}", absolute("secret/s.yaml")),
            none,
            refused,
        ),
        ("file://elsewhere/secret/s.yaml", none, refused),
        ("../secret/gone.yaml", none, refused),
        ("/etc/hostname", none, refused),
        ("http://127.0.0.1:9/x.yaml", none, refused),
        ("../common/c.yaml#/C", &["--ref-root", "common"], refused),
        ("../common/c.yaml#/C", &["--ref-root", "."], none),
    ] {
        assert_eq!(
            codes(dir, reference, options),
            expected,
            "{reference} {options:?}"
        );
    }
}

#[test]
#[cfg(unix)]
fn links_that_lead_out_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    put(dir, "secret/s.yaml", "S: {type: string}");
    put(dir, "api/real/b.yaml", "S: {type: string}");
    std::os::unix::fs::symlink("../secret/s.yaml", dir.join("api/link.yaml")).unwrap();
    std::os::unix::fs::symlink("../secret", dir.join("api/folder")).unwrap();
    std::os::unix::fs::symlink("real", dir.join("api/inside")).unwrap();
    assert_eq!(codes(dir, "link.yaml#/S", &[]), ["refused-ref"]);
    assert_eq!(codes(dir, "folder/s.yaml#/S", &[]), ["refused-ref"]);
    assert_eq!(codes(dir, "inside/b.yaml#/S", &[]), [""; 0]);
    assert_eq!(
        codes(dir, "link.yaml#/S", &["--ref-root", "secret"]),
        [""; 0]
    );
}

#[test]
fn standard_input_needs_a_folder() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "parts/b.yaml", "type: string");
    let text = document("parts/b.yaml");
    let lost = with_input(dir.path(), &["lint", "-"], &text).expect(0);
    assert!(lost.out.contains("--ref-root DIR"), "{}", lost.out);
    let found = with_input(dir.path(), &["lint", "-", "--ref-root", "."], &text).expect(0);
    assert_eq!(found.out, "");
}

#[test]
fn findings_name_the_file_from_the_documents_folder() {
    let dir = tempfile::tempdir().unwrap();
    put(
        dir.path(),
        "api/parts/b.yaml",
        "type: string\nminLength: x\n",
    );
    put(dir.path(), "api/a.yaml", &document("parts/b.yaml"));
    let run = oaxide(dir.path(), &["lint", "api/a.yaml"]).expect(1);
    assert!(run.out.contains("--> parts/b.yaml:2:12\n"), "{}", run.out);
    let _ = oaxide(dir.path(), &["new", "api/a.yaml", "--output", "out"]);
    let machine = dir.path().to_str().unwrap();
    for (name, text) in support::tree::read(&dir.path().join("out")) {
        assert!(
            !text.contains(machine),
            "{name} names a path of this machine"
        );
    }
}

/// Answers every request on a port of this machine with what `answer` says about its path, and notes the paths.
fn serve(answer: fn(&str, u16) -> String) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream: TcpStream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let request = lines.next().unwrap().unwrap();
            while lines.next().is_some_and(|line| !line.unwrap().is_empty()) {}
            let path = request.split(' ').nth(1).unwrap();
            let _ = stream.write_all(answer(path, port).as_bytes());
        }
    });
    port
}

fn ok(body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn elsewhere(location: &str) -> String {
    format!(
        "HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
}

#[test]
fn hosts_are_asked_where_that_was_allowed() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    let port = serve(|path, port| match path {
        "/v1/pet.yaml" => ok("properties: {owner: {$ref: '../people/owner%20x.json#/Owner'}}"),
        "/people/owner%20x.json" => ok(r#"{"Owner": {"type": "string"}}"#),
        "/moved" => elsewhere("v1/pet.yaml"),
        "/away" => elsewhere(&format!("http://localhost:{port}/v1/pet.yaml")),
        "/round" => elsewhere("/round"),
        "/local" => ok("{$ref: 'file:///etc/hostname'}"),
        "/endless" => ok(&"x".repeat(65 << 20)),
        "/short" => "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n".to_owned(),
        _ => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned(),
    });
    let at = |path: &str| format!("http://127.0.0.1:{port}{path}");
    let allowed: &[&str] = &["--allow-remote", "127.0.0.1"];
    for (path, options, expected) in [
        ("/v1/pet.yaml", &[][..], &["refused-ref"][..]),
        ("/v1/pet.yaml", allowed, &[]),
        ("/moved", allowed, &[]),
        ("/away", allowed, &["refused-ref"]),
        (
            "/away",
            &["--allow-remote", "127.0.0.1", "--allow-remote", "LocalHost"],
            &[],
        ),
        ("/round", allowed, &["dangling-ref"]),
        ("/gone", allowed, &["dangling-ref"]),
        ("/endless", allowed, &["refused-ref"]),
        ("/short", allowed, &["dangling-ref"]),
        ("/local", allowed, &["refused-ref"]),
    ] {
        assert_eq!(
            codes(dir, &at(path), options),
            expected,
            "{path} {options:?}"
        );
    }
}
