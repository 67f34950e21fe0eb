//! Lists in XML: each row of the specification's table, as it is sent, and read again.

use crate::runtime::OneOrMany;
use crate::server::{Reply, Server};
use crate::xml_arrays::Client;
use crate::xml_arrays::models::Document;

#[tokio::test]
async fn each_row_of_the_table() {
    let two = || vec!["a".to_owned(), "b".to_owned()];
    let new = || Document::new(Vec::<String>::new());
    for (document, text) in [
        (new(), "<document/>"),
        (
            Document::new(two()),
            "<document><plain>a</plain><plain>b</plain></document>",
        ),
        (
            new().named(two()),
            "<document><animal>a</animal><animal>b</animal></document>",
        ),
        (
            new().without_effect(two()),
            "<document><beast>a</beast><beast>b</beast></document>",
        ),
        (
            new().wrapped(two()),
            "<document><wrapped><wrapped>a</wrapped><wrapped>b</wrapped></wrapped></document>",
        ),
        (
            new().outer(two()),
            "<document><pets><pets>a</pets><pets>b</pets></pets></document>",
        ),
        (
            new().inner(two()),
            "<document><inner><pet>a</pet><pet>b</pet></inner></document>",
        ),
        (
            new().both(two()),
            "<document><creatures><creature>a</creature><creature>b</creature></creatures></document>",
        ),
        (
            new().both(Vec::<String>::new()),
            "<document><creatures/></document>",
        ),
        (
            new().nullable([Some(1), None]),
            r#"<document><number>1</number><number xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></document>"#,
        ),
        (new().attribute([1, 2]), r#"<document list="1 2"/>"#),
        (
            new().spaced(two()),
            r#"<document><x:spaced xmlns:x="urn:x"><y:part xmlns:y="urn:y">a</y:part><y:part xmlns:y="urn:y">b</y:part></x:spaced></document>"#,
        ),
        (
            new().one_or_many(OneOrMany::Many(two())),
            "<document><one_or_many>a</one_or_many><one_or_many>b</one_or_many></document>",
        ),
    ] {
        let xml = [("content-type", "application/xml")];
        let server = Server::answering(Reply::with(200, &xml, text));
        let builder = Client::builder().base_url(server.url());
        let client = builder.build().unwrap();
        let read = client.replace_document(document.clone()).await.unwrap();
        assert_eq!(read.as_ref(), Some(&document), "{text}");
        let sent = String::from_utf8_lossy(&server.only().body).into_owned();
        let declaration = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
        assert_eq!(sent, format!("{declaration}{text}"));
    }
}
