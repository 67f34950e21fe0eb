//! Forms whose fields are written as `encoding` says.

use crate::form_encoding::{Client, models};
use crate::server::{Reply, Server};

#[tokio::test]
async fn every_field_in_its_own_way() {
    let server = Server::answering(Reply::empty(204));
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let body = models::SearchBody::new()
        .commas(["a", "b"])
        .plain(["a", "b c"])
        .spaces(["a", "b"])
        .pipes(["a", "b"])
        .deep(models::SearchBodyDeep::new().a("x&y").b(1))
        .flat(models::SearchBodyFlat::new().c("z"))
        .json(["q"])
        .object(models::SearchBodyObject::new().d("w"))
        .url("a/b?c");
    client.search(body).await.unwrap();
    let body = String::from_utf8(server.only().body).unwrap();
    // In the document's order, whatever the order of the calls.
    let expected = "plain=a&plain=b+c&commas=a,b&spaces=a%20b&pipes=a%7Cb&deep%5Ba%5D=x%26y&deep%5Bb%5D=1&c=z\
                    &json=%5B%22q%22%5D&object=%7B%22d%22%3A%22w%22%7D&url=a/b?c";
    assert_eq!(body, expected);
}
