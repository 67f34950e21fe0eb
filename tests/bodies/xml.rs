//! Models as XML: the bytes that a server gets, and what is made of those that it sends.

use std::collections::BTreeMap;

use crate::runtime::{Error, Nullable};
use crate::server::{Reply, Server};
use crate::xml_bodies::models::{
    Book, BookCode, BookGenre, Circle, Dot, DrawingPart, Line, Person, Publisher, Shape, Square,
    Title,
};
use crate::xml_bodies::operations::ListBooksError;
use crate::{xml_beside_json, xml_bodies, xml_node_types};

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

fn client(server: &Server) -> xml_bodies::Client {
    let builder = xml_bodies::Client::builder().base_url(server.url());
    builder.build().unwrap()
}

fn of_type(media_type: &str, status: u16, body: &str) -> Server {
    Server::answering(Reply::with(status, &[("content-type", media_type)], body))
}

fn answering(status: u16, body: &str) -> Server {
    of_type("application/xml", status, body)
}

/// A book with everything, and what it is.
fn book() -> (Book, String) {
    let title = Title::new("A & B").language("en");
    let authors = ["Ann".to_owned(), "Bob <b>".to_owned()];
    let mut book = Book::new("b\"1", Some(2), title, authors);
    book.tags = Some(Vec::new());
    book.keywords = Some(vec!["x".to_owned(), "y".to_owned()]);
    book.genre = Some(BookGenre::Essay);
    book.price = Some(12.5);
    book.available = Some(true);
    book.changed = Nullable::Null;
    book.cover = Some(vec![1, 2]);
    book.publisher = Some(Publisher::new("P").imprint("I"));
    book.previous = Some(Box::new(Book::new(
        "0",
        None,
        Title::new(""),
        Vec::<String>::new(),
    )));
    book.labels = Some(BTreeMap::from([("shelf".to_owned(), "7".to_owned())]));
    book.sizes = Some(BTreeMap::from([("cm".to_owned(), vec![10, 20])]));
    book.notes = Some(vec!["n".to_owned()]);
    book.matrix = Some(vec![vec![1.0, 2.0], vec![3.0]]);
    book.code = Some(BookCode::Integer(4));
    book.illustrator = Some(Person::new().name("I"));
    book.translator = Some(Person::new());
    book.editor = Some(Person::new());
    book.extra = Some(serde_json::json!({"@a": "1", "b": ["c", "d"]}));
    let text = [
        r#"<book id="b&quot;1" edition="2">"#,
        r#"<title lang="en">A &amp; B</title>"#,
        "<author>Ann</author><author>Bob &lt;b&gt;</author>",
        "<tags/><words><word>x</word><word>y</word></words>",
        "<genre>essay</genre>",
        r#"<m:price xmlns:m="https://example.com/money">12.5</m:price>"#,
        "<available>true</available>",
        r#"<changed xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>"#,
        "<cover>AQI=</cover>",
        "<publishing-house><name>P</name><imprint>I</imprint></publishing-house>",
        r#"<book id="0"><title/></book>"#,
        "<labels><shelf>7</shelf></labels>",
        "<sizes><cm>10</cm><cm>20</cm></sizes>",
        "<notes><note>n</note></notes>",
        "<matrix><matrix>1</matrix><matrix>2</matrix></matrix><matrix><matrix>3</matrix></matrix>",
        "<code>4</code>",
        r#"<extra a="1"><b>c</b><b>d</b></extra>"#,
        "<illustrator><name>I</name></illustrator><translator/><edited-by/>",
        "</book>",
    ];
    (book, text.concat())
}

#[tokio::test]
async fn a_model_is_sent_as_the_document_says() {
    let (book, text) = book();
    let id = "<anything><id>00000000-0000-0000-0000-000000000001</id></anything>";
    let server = of_type("text/xml; charset=utf-8", 201, id);
    let answer = client(&server).add_book(book.clone()).await.unwrap();
    assert_eq!(answer.id.as_u128(), 1);
    let seen = server.only();
    assert_eq!(seen.header("content-type"), Some("application/xml"));
    assert_eq!(seen.header("accept"), Some("text/xml"));
    assert_eq!(
        String::from_utf8_lossy(&seen.body),
        format!("{DECLARATION}{text}")
    );

    let server = answering(204, "");
    let call = client(&server).replace_books().body([book]);
    call.await.unwrap();
    let seen = server.only();
    let media_type = Some("application/vnd.books+xml");
    assert_eq!(seen.header("content-type"), media_type);
    let around = r#"<catalogue xmlns="https://example.com/books">"#;
    assert_eq!(
        String::from_utf8_lossy(&seen.body),
        format!("{DECLARATION}{around}{text}</catalogue>")
    );
}

#[tokio::test]
async fn a_model_is_read_as_it_was_sent() {
    let (book, text) = book();
    for around in [
        format!("<books>{text}{text}</books>"),
        format!("{DECLARATION}\n<b:books xmlns:b='urn:b'>\n  {text}\n  {text}\n</b:books>\n"),
    ] {
        let server = answering(200, &around);
        let books = client(&server).list_books().await.unwrap();
        assert_eq!(books, [book.clone(), book.clone()]);
    }
    let server = answering(200, "<books/>");
    assert_eq!(client(&server).list_books().await.unwrap(), []);
}

#[tokio::test]
async fn alternatives_are_told_apart() {
    for (shape, text) in [
        (
            Shape::Circle(Circle::new(2.0)),
            "<Shape><kind>circle</kind><radius>2</radius></Shape>",
        ),
        (
            Shape::Square(Square::new(3.5)),
            r#"<Shape side="3.5"><kind>square</kind></Shape>"#,
        ),
    ] {
        let drawing = "<Drawing><line><length>1</length></line><dot><size>2</size></dot></Drawing>";
        let server = answering(200, drawing);
        let drawing = client(&server).add_shape(shape).await.unwrap();
        let parts = [
            DrawingPart::Line(Line::new(1.0)),
            DrawingPart::Dot(Dot::new(2.0)),
        ];
        assert_eq!(drawing.parts, parts);
        let body = String::from_utf8_lossy(&server.only().body).into_owned();
        assert_eq!(body, format!("{DECLARATION}{text}"));
    }
}

#[tokio::test]
async fn errors_are_models_and_faults_are_told() {
    let server = answering(400, "<Error><code>7</code></Error>");
    let error = client(&server).list_books().await.unwrap_err();
    let Error::Documented(failure) = error else {
        panic!("{error:?}");
    };
    let ListBooksError::BadRequest(error) = failure.error;
    assert_eq!(error.code, 7);

    let book =
        |inside: &str| format!("<books><book id='1' edition='x'><title/></book>{inside}</books>");
    for (body, path, message, excerpt) in [
        (
            book(""),
            "[0].edition",
            "invalid type: string, expected",
            "<book id='1' edition='x'>",
        ),
        (
            "<books><book edition='1'><title/></book></books>".to_owned(),
            "[0]",
            "missing field `id`",
            "<book edition='1'>",
        ),
        (
            "<books><book id='1' edition='1'><title/><available>maybe</available></book></books>"
                .to_owned(),
            "[0].available",
            "invalid type: string, expected a boolean",
            "<available>maybe",
        ),
        (
            "<books><book".to_owned(),
            "",
            "this is no XML",
            "<books><book",
        ),
        (
            "<html><body>Hello</body></html>".to_owned(),
            "",
            "the outermost element is `html`, not `books`",
            "<html>",
        ),
        (String::new(), "", "the body is empty", ""),
        (
            "<!DOCTYPE x [<!ENTITY e 'e'>]><books>&e;</books>".to_owned(),
            "",
            "document type declarations are not read",
            "<!DOCTYPE",
        ),
    ] {
        let server = answering(200, &body);
        let error = client(&server).list_books().await.unwrap_err();
        let Error::Decode(error) = error else {
            panic!("{error:?}");
        };
        assert_eq!(error.path(), path, "{error}");
        assert!(error.message().contains(message), "{error}");
        assert!(error.excerpt().contains(excerpt), "{}", error.excerpt());
    }
}

#[tokio::test]
async fn what_xml_cannot_hold_is_not_sent() {
    let server = answering(201, "");
    let keys = ["a b", "x><y/", "", "1"].map(|key| {
        let labels = BTreeMap::from([(key.to_owned(), "v".to_owned())]);
        let mut book = Book::new("1", None, Title::new("t"), Vec::<String>::new());
        book.labels = Some(labels);
        book
    });
    let control = Book::new("1", None, Title::new("\0"), Vec::<String>::new());
    for book in keys.into_iter().chain([control]) {
        let error = client(&server).add_book(book).await.unwrap_err();
        assert!(matches!(error, Error::Build(_)), "{error:?}");
    }
    assert!(server.seen().is_empty());
}

/// JSON is what is sent and wanted first; the answer's media type decides how it is read.
#[tokio::test]
async fn xml_beside_json_is_a_choice() {
    use xml_beside_json::models::{Category, Pet, Tag};
    use xml_beside_json::operations::AddPetContent;

    let mut pet = Pet::new("Rex", ["u".to_owned()]);
    pet.category = Some(Category::new().id(1));
    pet.tags = Some(vec![Tag::new().name("t")]);
    let text = "<pet><name>Rex</name><category><id>1</id></category><photoUrls><photoUrl>u</photoUrl></photoUrls><tags><tag><name>t</name></tag></tags></pet>";
    let json = r#"{"name":"Rex","category":{"id":1},"photoUrls":["u"],"tags":[{"name":"t"}]}"#;
    for (content, media_type, body) in [
        (
            AddPetContent::from(pet.clone()),
            "application/json",
            json.to_owned(),
        ),
        (
            AddPetContent::Xml(pet.clone()),
            "application/xml",
            format!("{DECLARATION}{text}"),
        ),
    ] {
        for (answered, reply) in [
            ("application/json", json),
            ("application/xml; charset=UTF-8", text),
            ("text/xml", text),
        ] {
            let server = of_type(answered, 200, reply);
            let builder = xml_beside_json::Client::builder().base_url(server.url());
            let client = builder.build().unwrap();
            let read = client.add_pet(content.clone()).await.unwrap();
            assert_eq!(read, pet);
            let seen = server.only();
            assert_eq!(seen.header("content-type"), Some(media_type));
            let both = "application/json, application/xml;q=0.9";
            assert_eq!(seen.header("accept"), Some(both));
            assert_eq!(String::from_utf8_lossy(&seen.body), body);
            let call = client.add_pet(content.clone()).accept("application/xml");
            call.await.unwrap();
            assert_eq!(server.last().header("accept"), Some("application/xml"));
        }
    }
}

#[tokio::test]
async fn node_types_decide_where_values_stand() {
    use xml_node_types::models::{Documentation, Origin, Person, ReplaceAnimalsBodyItem as Animal};

    let document = Documentation::new()
        .content("<html>]]></html>")
        .author(Person::new().name("Ann"))
        .reader(Person::new())
        .origin(Origin::new().place("here").year(1999))
        .links(["a".to_owned(), "b".to_owned()]);
    let text = [
        r#"<UpdatedDocument year="1999">"#,
        "<![CDATA[<html>]]]]><![CDATA[></html>]]>",
        "<Person><name>Ann</name></Person><read-by/><place>here</place>",
        "<links><link>a</link><link>b</link></links></UpdatedDocument>",
    ]
    .concat();
    let stored = text.replace("UpdatedDocument", "StoredDocument");
    let server = answering(204, "");
    let builder = |server: &Server| {
        let builder = xml_node_types::Client::builder().base_url(server.url());
        builder.build().unwrap()
    };
    let call = builder(&server).update_document("1", document.clone());
    call.await.unwrap();
    let body = String::from_utf8_lossy(&server.only().body).into_owned();
    assert_eq!(body, format!("{DECLARATION}{text}"));
    let server = answering(200, &stored);
    let read = builder(&server).get_document("1").await.unwrap();
    assert_eq!(read, document);

    let three = r#"<OneTwoThree><One>x</One><Two unit="cubits">42</Two><Three xsi:nil="true"/></OneTwoThree>"#;
    let server = answering(200, three);
    let animals = [Animal::new().kind("Cat").name("Fluffy")];
    let (one, two, last) = builder(&server).replace_animals(animals).await.unwrap();
    assert_eq!(
        (one.as_str(), two.unit.as_str(), two.value),
        ("x", "cubits", 42.0)
    );
    assert_eq!(last, None);
    let body = String::from_utf8_lossy(&server.only().body).into_owned();
    let animals = r#"<animals><animal kind="Cat">Fluffy</animal></animals>"#;
    assert_eq!(body, format!("{DECLARATION}{animals}"));

    let product = r"<product><description>Thing</description><related xsi:nil='true'/></product>";
    let server = answering(200, product);
    let report = (
        "Some preamble text.".to_owned(),
        42.0,
        " Some postamble text.".to_owned(),
    );
    let product = builder(&server).add_report(report).await.unwrap();
    assert_eq!((product.count, product.related), (None, None));
    let body = String::from_utf8_lossy(&server.only().body).into_owned();
    let report = "<Report>Some preamble text.<data>42</data> Some postamble text.</Report>";
    assert_eq!(body, format!("{DECLARATION}{report}"));
}
