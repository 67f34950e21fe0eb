//! Forms whose fields are written as `encoding` says.

use crate::form_encoding::{Client, models};
use crate::server::{Reply, Server};

#[tokio::test]
async fn every_field_in_its_own_way() {
    let server = Server::answering(Reply::empty(204));
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let body = models::SearchBody::new()
        .plain(["a", "b c"])
        .commas(["a", "b"])
        .spaces(["a", "b"])
        .pipes(["a", "b"])
        .deep(models::SearchBodyDeep::new().a("x&y").b(1))
        .flat(models::SearchBodyFlat::new().c("z"))
        .json(["q"])
        .object(models::SearchBodyObject::new().d("w"))
        .url("a/b?c");
    client.search(body).await.unwrap();
    let body = String::from_utf8(server.only().body).unwrap();
    let mut pairs: Vec<&str> = body.split('&').collect();
    pairs.sort_unstable();
    let expected = [
        "c=z",
        "commas=a,b",
        "deep%5Ba%5D=x%26y",
        "deep%5Bb%5D=1",
        "json=%5B%22q%22%5D",
        "object=%7B%22d%22%3A%22w%22%7D",
        "pipes=a%7Cb",
        "plain=a",
        "plain=b+c",
        "spaces=a%20b",
        "url=a/b?c",
    ];
    assert_eq!(pairs, expected);
}
