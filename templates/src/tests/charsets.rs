//! Bodies in the charset that they name.

use std::convert::Infallible;

use super::nethsm::Client;
use crate::runtime::{Answer, Call, Error, HttpResponse, Operation, OperationSpec, Outcome, Value};

/// An operation whose answer is text, or JSON where its media type says so.
struct Read;

impl Operation for Read {
    const SPEC: &'static OperationSpec = &OperationSpec {
        id: "read",
        method: "GET",
        path: "/text",
        parameters: &[],
        security: &[],
        accept: "text/plain, application/json",
        base_url: None,
    };
    type Output = Value;
    type Error = Infallible;

    fn decode(answer: &Answer) -> Outcome<Self> {
        match answer.status() {
            200 if answer.is("application/json") => answer.success(),
            200 => Outcome::success_as(answer.text(), Value::String),
            _ => Outcome::Undocumented,
        }
    }
}

async fn read(content_type: &'static str, body: &'static [u8]) -> Result<String, String> {
    let client = Client::builder().answer_with(move |_| async move {
        let mut response = HttpResponse::new(body.into());
        let headers = response.headers_mut();
        headers.insert("content-type", content_type.parse().unwrap());
        Ok(response)
    });
    match Call::<Read>::new(&client.build().unwrap().core).await {
        Ok(value) => Ok(value.as_str().unwrap().to_owned()),
        Err(Error::Decode(error)) => Err(error.message().to_owned()),
        Err(error) => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn text_is_read_in_its_charset() {
    for (content_type, body, text) in [
        ("text/plain", "h\u{e9}".as_bytes(), "h\u{e9}"),
        ("text/plain", b"\xEF\xBB\xBFa", "a"),
        ("text/plain; charset=\"UTF-8\"", b"\xC3\xA9", "\u{e9}"),
        (
            "text/plain;charset=ISO-8859-1",
            b"h\xE9\x80",
            "h\u{e9}\u{20ac}",
        ),
        ("text/plain; charset=latin1", b"\xC3\xA9", "\u{c3}\u{a9}"),
        (
            "text/plain; format=flowed; Charset = windows-1252",
            b"\x93a\x94\xFF",
            "\u{201c}a\u{201d}\u{ff}",
        ),
        ("text/plain; charset=utf-16le", b"a\0\xE9\0", "a\u{e9}"),
        (
            "text/plain; charset=utf-16be",
            b"\xD8\x3D\xDE\x00",
            "\u{1F600}",
        ),
        ("text/plain; charset=utf-8", b"\xFE\xFF\0a", "a"),
        ("text/plain; charset=iso-8859-1", b"\xFF\xFEa\0", "a"),
        ("text/plain; charset=shift_jis", b"plain", "plain"),
        ("application/json", b"\xEF\xBB\xBF\"a\"", "a"),
        (
            "application/json; charset=iso-8859-1",
            b"\"\xE9\"",
            "\u{e9}",
        ),
        // Many servers say so of all they send.
        (
            "application/json; charset=iso-8859-1",
            b"\"\xC3\xA9\"",
            "\u{e9}",
        ),
        ("application/json; charset=utf-16", b"\"\0a\0\"\0", "a"),
        (
            "application/json; charset=x-none",
            b"\"\xC3\xA9\"",
            "\u{e9}",
        ),
    ] {
        assert_eq!(
            read(content_type, body).await,
            Ok(text.to_owned()),
            "{content_type}"
        );
    }
}

#[tokio::test]
async fn what_is_no_text_in_its_charset_is_an_error() {
    for (content_type, body, message) in [
        (
            "text/plain",
            &b"ab\xFF"[..],
            "the body is not UTF-8 from byte 2 on",
        ),
        (
            "application/json",
            b"\"\xC3\"",
            "the body is not UTF-8 from byte 1 on",
        ),
        (
            "text/plain; charset=us-ascii",
            b"\xE9",
            "the body is not UTF-8 from byte 0 on",
        ),
        (
            "text/plain; charset=shift_jis",
            b"\x83\x65",
            "the charset `shift_jis` is not known",
        ),
        (
            "text/plain; charset=iso-2022-jp",
            b"\x1B$B",
            "the charset `iso-2022-jp` is not known",
        ),
        (
            "text/plain; charset=utf-16",
            b"a\0b",
            "the body is not UTF-16",
        ),
        (
            "text/plain; charset=utf-16be",
            b"\xD8\x3D\0a",
            "the body is not UTF-16",
        ),
    ] {
        assert_eq!(
            read(content_type, body).await,
            Err(message.to_owned()),
            "{content_type}"
        );
    }
}
