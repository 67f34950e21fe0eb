//! Bodies of several parts, as the server gets them.

use std::io::Read;

use crate::multipart::operations::AddNoteContent;
use crate::multipart::{Client, models};
use crate::runtime::{Body, Bytes, Error, File, Form, Part, TransportErrorKind};
use crate::server::{Recorded, Reply, Server};

fn client(server: &Server) -> Client {
    Client::builder().base_url(server.url()).build().unwrap()
}

/// The media type, and the text between the boundaries: each part with its headers.
#[track_caller]
fn parts(request: &Recorded) -> (String, Vec<String>) {
    let content_type = request.header("content-type").unwrap();
    let (media_type, boundary) = content_type.split_once("; boundary=").unwrap();
    let body = String::from_utf8(request.body.clone()).unwrap();
    let inner = body
        .strip_prefix(&format!("--{boundary}\r\n"))
        .and_then(|body| body.strip_suffix(&format!("\r\n--{boundary}--\r\n")))
        .unwrap_or_else(|| panic!("{body}"));
    let between = format!("\r\n--{boundary}\r\n");
    let parts = inner.split(&between);
    (media_type.to_owned(), parts.map(str::to_owned).collect())
}

/// A part of a form.
fn part(name: &str, more: &str, content: &str) -> String {
    format!("Content-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{content}")
}

#[tokio::test]
async fn every_kind_of_part() {
    let server = Server::answering(Reply::empty(204));
    let photo = File::new(b"\x01png")
        .with_name("ph\u{f6}to.png")
        .with_content_type("image/png");
    let body = models::PhotoUpload::new(photo, "A \"title\"", models::Album::new("Trip"))
        .thumbnail("small")
        .more([
            File::new("one").with_header("X-No", "1"),
            File::new("two").with_name("2"),
        ])
        .caption(Part::new("Hi").with_header("X-Language", "en"))
        .others([models::Album::new("a"), models::Album::new("b")])
        .tags(["x", "y,z"])
        .labels(["p", "q"])
        .rating(5)
        .public(true)
        .digest(*b"abc")
        .extra("more", "text");
    client(&server).upload_photo(body).await.unwrap();
    let (media_type, parts) = parts(&server.only());
    assert_eq!(media_type, "multipart/form-data");
    let expected = [
        part(
            "photo",
            "; filename=\"ph\u{f6}to.png\"\r\nContent-Type: image/png",
            "\x01png",
        ),
        part(
            "thumbnail",
            "; filename=\"thumbnail\"\r\nContent-Type: image/png",
            "small",
        ),
        part(
            "more",
            "; filename=\"more\"\r\nContent-Type: application/octet-stream\r\nX-No: 1",
            "one",
        ),
        part(
            "more",
            "; filename=\"2\"\r\nContent-Type: application/octet-stream",
            "two",
        ),
        part("title", "", "A \"title\""),
        part("caption", "\r\nX-Language: en", "Hi"),
        part(
            "album",
            "\r\nContent-Type: application/json",
            r#"{"name":"Trip"}"#,
        ),
        part(
            "others",
            "\r\nContent-Type: application/json",
            r#"{"name":"a"}"#,
        ),
        part(
            "others",
            "\r\nContent-Type: application/json",
            r#"{"name":"b"}"#,
        ),
        part("tags", "", "x"),
        part("tags", "", "y,z"),
        part("labels", "", "p,q"),
        part("rating", "", "5"),
        part("public", "", "true"),
        part("digest", "", "YWJj"),
        part("more", "", "text"),
    ];
    assert_eq!(parts, expected);
}

/// What is not there is no part; an empty form is one without parts, and one that is left out has no body.
#[tokio::test]
async fn optional_parts_and_forms() {
    let server = Server::answering(Reply::json(200, "{}"));
    client(&server).attach().await.unwrap();
    assert_eq!(server.last().header("content-type"), None);
    assert_eq!(server.last().body, b"");
    let body = models::AttachmentForm::new().file("f").note("n");
    client(&server).attach().body(body).await.unwrap();
    let (_, parts) = parts(&server.last());
    let file = "; filename=\"file\"\r\nContent-Type: application/octet-stream";
    assert_eq!(parts, [part("file", file, "f"), part("note", "", "n")]);
}

/// An object without files is the same model in all of its forms.
#[tokio::test]
async fn an_object_without_files() {
    let server = Server::answering(Reply::json(200, r#"{"text":"t"}"#));
    let mut note = models::Note::new("t").tags(["a", "b"]);
    note.place = Some(models::NotePlace::new().lat(1.5));
    client(&server)
        .add_note(AddNoteContent::Multipart(note.clone()))
        .await
        .unwrap();
    let (media_type, parts) = parts(&server.last());
    assert_eq!(media_type, "multipart/form-data");
    let place = part(
        "place",
        "\r\nContent-Type: application/json",
        r#"{"lat":1.5}"#,
    );
    let expected = [
        part("text", "", "t"),
        part("tags", "", "a"),
        part("tags", "", "b"),
        place,
    ];
    assert_eq!(parts, expected);
    client(&server).add_note(note).await.unwrap();
    assert_eq!(
        server.last().header("content-type"),
        Some("application/json")
    );
}

#[tokio::test]
async fn related_parts_are_in_the_documents_order() {
    let server = Server::answering(Reply::empty(204));
    let body = models::ImportAllBody::new(models::Note::new("t"), "content");
    client(&server).import_all(body).await.unwrap();
    let (media_type, parts) = parts(&server.only());
    assert_eq!(media_type, "multipart/related");
    let file = "; filename=\"content\"\r\nContent-Type: application/octet-stream";
    let meta = part(
        "meta",
        "\r\nContent-Type: application/json",
        r#"{"text":"t"}"#,
    );
    assert_eq!(parts, [meta, part("content", file, "content")]);
}

/// Names stay inside their quotes (HTML, "multipart form data"), headers inside their line.
#[tokio::test]
async fn nothing_breaks_out_of_a_part() {
    let server = Server::answering(Reply::empty(204));
    let evil = "a\"; x=\"\r\nX-Evil: 1\r\n\r\nb";
    let form = Form::new()
        .text(evil, "v")
        .file("f", File::new("c").with_name(evil));
    client(&server).send_anything(form).await.unwrap();
    let escaped = "a%22; x=%22%0D%0AX-Evil: 1%0D%0A%0D%0Ab";
    let (_, parts) = parts(&server.only());
    let file = format!("; filename=\"{escaped}\"\r\nContent-Type: application/octet-stream");
    assert_eq!(parts, [part(escaped, "", "v"), part("f", &file, "c")]);
    let files = [
        File::new("c").with_content_type("text/plain\r\nX-Evil: 1"),
        File::new("c").with_header("X-A", "1\r\nX-Evil: 1"),
        File::new("c").with_header("X-A: 1\r\nX-Evil", "1"),
    ];
    for file in files {
        let error = client(&server)
            .send_anything(Form::new().file("f", file))
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Build(_)), "{error:?}");
    }
    assert_eq!(server.seen().len(), 1);
}

/// The boundary is another one each time, and none that a part could hold by chance.
#[tokio::test]
async fn boundaries_differ() {
    let server = Server::answering(Reply::empty(204));
    for _ in 0..2 {
        let form = Form::new().text("a", "--part-\r\n--\r\n");
        client(&server).send_anything(form).await.unwrap();
        assert_eq!(
            parts(&server.last()).1,
            [part("a", "", "--part-\r\n--\r\n")]
        );
    }
    let seen = server.seen();
    assert_ne!(
        seen[0].header("content-type"),
        seen[1].header("content-type")
    );
}

/// Chunks of the letter `x`.
struct Letters {
    left: usize,
    fails: bool,
}

impl futures_core::Stream for Letters {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        if self.left == 0 {
            let error = self
                .fails
                .then(|| Err(std::io::Error::other("the disk is gone")));
            self.fails = false;
            return std::task::Poll::Ready(error);
        }
        self.left -= 1;
        std::task::Poll::Ready(Some(Ok(Bytes::from_static(b"xx"))))
    }
}

/// Streams and readers are sent as they come: with their length where it is known, in chunks where it is not.
#[tokio::test]
async fn files_are_streamed() {
    let server = Server::answering(Reply::empty(204));
    let stream = || {
        Body::stream(Letters {
            left: 3,
            fails: false,
        })
    };
    let reader = Body::reader(std::io::repeat(b'y').take(100_000)).with_length(100_000);
    let form = Form::new().file("known", reader);
    client(&server).send_anything(form).await.unwrap();
    let seen = server.last();
    assert_eq!(
        seen.header("content-length"),
        Some(seen.body.len().to_string().as_str())
    );
    assert!(parts(&seen).1[0].ends_with(&"y".repeat(100_000)));

    client(&server)
        .send_anything(Form::new().file("s", stream()).text("t", "v"))
        .await
        .unwrap();
    let seen = server.last();
    assert_eq!(seen.header("content-length"), None);
    let file = "; filename=\"s\"\r\nContent-Type: application/octet-stream";
    assert_eq!(
        parts(&seen).1,
        [part("s", file, "xxxxxx"), part("t", "", "v")]
    );

    client(&server).restore(stream()).await.unwrap();
    assert_eq!(server.last().body, b"xxxxxx");
    assert_eq!(
        server.last().header("content-type"),
        Some("application/octet-stream")
    );
    client(&server).restore("text").await.unwrap();
    assert_eq!(server.last().body, b"text");
}

/// A stream is sent once, and its error ends the call.
#[tokio::test]
async fn streams_that_cannot_be_sent() {
    let server = Server::answering(Reply::empty(204));
    let call = client(&server).restore(Body::stream(Letters {
        left: 1,
        fails: false,
    }));
    call.clone().await.unwrap();
    let error = call.await.unwrap_err();
    assert!(matches!(error, Error::Build(_)), "{error:?}");
    let error = client(&server)
        .restore(Body::stream(Letters {
            left: 1,
            fails: true,
        }))
        .await;
    let error = error.unwrap_err();
    assert!(error.to_string().contains("the disk is gone"), "{error}");
    assert!(
        matches!(&error, Error::Transport(error) if error.kind() == TransportErrorKind::RequestBody),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_body_of_a_range_says_what_it_is() {
    let server = Server::answering(Reply::empty(204));
    client(&server)
        .set_avatar(File::new("p").with_content_type("image/png"))
        .await
        .unwrap();
    assert_eq!(server.last().header("content-type"), Some("image/png"));
    client(&server).set_avatar("p").await.unwrap();
    assert_eq!(
        server.last().header("content-type"),
        Some("application/octet-stream")
    );
}
