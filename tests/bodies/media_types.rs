//! Several content types of a body and of an answer.

use crate::media_types::Client;
use crate::media_types::models::{Problem, Report};
use crate::media_types::operations::{
    CreateReportContent, CreateReportError, CreateReportOutput, ReadScanContent,
    ReplaceReportContent,
};
use crate::runtime::{Bytes, Error};
use crate::server::{Reply, Server};

fn client(server: &Server) -> Client {
    Client::builder().base_url(server.url()).build().unwrap()
}

/// The variant decides about the media type and the bytes; a value alone means the best one of its type.
#[tokio::test]
async fn the_caller_chooses_the_content_type() {
    let report = || Report::new("a&b");
    let cases: [(CreateReportContent, &str, &str); 6] = [
        (report().into(), "application/json", r#"{"name":"a&b"}"#),
        (
            CreateReportContent::Form(report()),
            "application/x-www-form-urlencoded",
            "name=a%26b",
        ),
        ("x,y".into(), "text/csv", "x,y"),
        ("x,y".to_owned().into(), "text/csv", "x,y"),
        (
            vec![b'\0', b'1'].into(),
            "application/octet-stream",
            "\x001",
        ),
        (
            Bytes::from_static(b"12").into(),
            "application/octet-stream",
            "12",
        ),
    ];
    for (content, content_type, body) in cases {
        let server = Server::answering(Reply::json(201, r#"{"name":"x"}"#));
        client(&server).create_report(content).await.unwrap();
        let seen = server.only();
        assert_eq!(seen.header("content-type"), Some(content_type));
        assert_eq!(String::from_utf8_lossy(&seen.body), body);
    }
}

/// A file where no model makes the body, although the document has one schema for all.
#[tokio::test]
async fn what_no_model_makes_is_the_callers() {
    let cases: [(ReadScanContent, &str, &str); 4] = [
        (
            Report::new("a").into(),
            "application/json",
            r#"{"name":"a"}"#,
        ),
        (b"PDF".to_vec().into(), "application/pdf", "PDF"),
        (
            ReadScanContent::Pdf(Bytes::from_static(b"PDF").into()),
            "application/pdf",
            "PDF",
        ),
        ("name: a".into(), "text/yaml", "name: a"),
    ];
    for (content, content_type, body) in cases {
        let server = Server::answering(Reply::empty(204));
        client(&server).read_scan(content).await.unwrap();
        let seen = server.only();
        assert_eq!(seen.header("content-type"), Some(content_type));
        assert_eq!(String::from_utf8_lossy(&seen.body), body);
    }
}

#[tokio::test]
async fn an_optional_choice_may_be_left_out() {
    let cases: [(Option<ReplaceReportContent>, Option<&str>, &str); 3] = [
        (None, None, ""),
        (Some("t".into()), Some("text/plain"), "t"),
        (
            Some(ReplaceReportContent::Html("<p>".to_owned())),
            Some("text/html"),
            "<p>",
        ),
    ];
    for (content, content_type, body) in cases {
        let server = Server::answering(Reply::json(200, r#""done""#));
        let mut call = client(&server).replace_report();
        if let Some(content) = content {
            call = call.body(content);
        }
        assert_eq!(call.await.unwrap(), "done");
        assert_eq!(server.only().header("content-type"), content_type);
        assert_eq!(server.only().body, body.as_bytes());
    }
}

/// Exact wins over a range; parameters and case do not matter; what the document does not name is read as the best.
#[tokio::test]
async fn the_media_type_decides_how_an_answer_is_read() {
    let json = || CreateReportOutput::OkJson(Report::new("x"));
    let bytes =
        |text: &'static str| CreateReportOutput::OkApplication(Bytes::from_static(text.as_bytes()));
    let cases = [
        ("application/json", r#"{"name":"x"}"#, json()),
        ("Application/JSON; charset=utf-8", r#"{"name":"x"}"#, json()),
        (
            "text/csv",
            "a,b",
            CreateReportOutput::OkCsv("a,b".to_owned()),
        ),
        (
            "text/csv;header=present",
            "a",
            CreateReportOutput::OkCsv("a".to_owned()),
        ),
        ("application/pdf", "%PDF", bytes("%PDF")),
        ("application/problem+json", "{}", bytes("{}")),
        ("text/json", r#"{"name":"x"}"#, json()),
    ];
    for (content_type, body, expected) in cases {
        let server = Server::answering(Reply::with(200, &[("content-type", content_type)], body));
        let answer = client(&server).create_report(Report::new("x")).await;
        assert_eq!(answer.unwrap(), expected, "{content_type}");
    }
    let server = Server::answering(Reply::with(200, &[], r#"{"name":"x"}"#));
    let answer = client(&server).create_report(Report::new("x")).await;
    assert_eq!(answer.unwrap(), json());
}

#[tokio::test]
async fn errors_are_told_apart_too() {
    let problem: Problem = serde_json::from_str(r#"{"title":"no"}"#).unwrap();
    let cases = [
        (
            "application/problem+json",
            r#"{"title":"no"}"#,
            CreateReportError::ClientErrorProblemJson(problem),
        ),
        (
            "text/plain",
            "no",
            CreateReportError::ClientErrorText("no".to_owned()),
        ),
    ];
    for (content_type, body, expected) in cases {
        let server = Server::answering(Reply::with(409, &[("content-type", content_type)], body));
        let error = client(&server).create_report(Report::new("x")).await;
        let Err(Error::Documented(failure)) = error else {
            panic!("{error:?}");
        };
        assert_eq!(format!("{:?}", failure.error), format!("{expected:?}"));
    }
}

/// All that is read is asked for, or the one that the caller wants.
#[tokio::test]
async fn accept_lists_what_can_be_read() {
    let all = "application/json, application/problem+json, text/csv, text/plain, application/*";
    let server = Server::answering(Reply::json(201, r#"{"name":"x"}"#));
    let call = client(&server).create_report(Report::new("x"));
    call.clone().await.unwrap();
    assert_eq!(server.last().header("accept"), Some(all));
    call.clone().accept("text/csv").await.unwrap();
    assert_eq!(server.last().header("accept"), Some("text/csv"));
    let error = call.accept("text/html").await.unwrap_err();
    assert!(matches!(error, Error::Build(_)), "{error:?}");
    assert!(error.to_string().contains("text/csv"), "{error}");
    assert_eq!(server.seen().len(), 2);
}

/// What the document says behind a media type is asked for, whether the caller says it or not.
#[tokio::test]
async fn accept_has_parameters() {
    let server = Server::answering(Reply::json(200, r#"{"name":"x"}"#));
    let call = client(&server).get_version();
    for (wanted, sent) in [
        (None, "application/json;version=2, multipart/mixed"),
        (Some("application/json"), "application/json;version=2"),
        (
            Some("application/json;version=2"),
            "application/json;version=2",
        ),
        (Some("multipart/mixed"), "multipart/mixed"),
    ] {
        let call = call.clone();
        let call = match wanted {
            Some(wanted) => call.accept(wanted),
            None => call,
        };
        call.await.unwrap();
        assert_eq!(server.last().header("accept"), Some(sent));
    }
}
