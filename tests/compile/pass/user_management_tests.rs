//! A test of one's own program: answers come from a closure, without a socket.

use generated::runtime::{HttpResponse, ReqwestTransport, Transport as _};
use generated::user_management::Client;

pub(super) async fn answered_by_a_closure() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        .api_key("key")
        .answer_with(|request| async move {
            println!("{} {}", request.method(), request.uri().path());
            Ok(HttpResponse::new("[]".into()))
        })
        .build()?;
    assert!(client.search_users().await?.is_empty());
    Ok(())
}

pub(super) fn with_a_line_before_each_request() -> Result<Client, Box<dyn std::error::Error>> {
    let http = ReqwestTransport::with_defaults()?;
    let client = Client::builder().answer_with(move |request| {
        println!("{} {}", request.method(), request.uri().path());
        http.send(request)
    });
    Ok(client.build()?)
}
