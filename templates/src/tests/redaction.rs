//! What `Debug` of everything public shows where it holds a secret.

use super::nethsm::{Client, UserPostData, UserRole};
use crate::runtime::{Body, Credential, HttpRequest, HttpResponse, Secret, TransportError};

/// Looks at requests as a transport does.
async fn looking(request: HttpRequest<Body>) -> Result<HttpResponse<Body>, TransportError> {
    let text = format!("{:?}", request.headers());
    assert!(
        !text.contains("s3cret") && text.contains("authorization"),
        "{text}"
    );
    let authorization = request.headers().get("authorization").unwrap();
    assert!(authorization.is_sensitive());
    let answer = HttpResponse::builder()
        .status(201)
        .header("set-cookie", "session=s3cret")
        .body(Body::from(r#"{"id":"x"}"#));
    Ok(answer.unwrap())
}

#[tokio::test]
async fn nothing_shows_a_secret() {
    let builder = Client::builder()
        .basic("ann", "s3cret")
        .key("s3cret")
        .query_key("s3cret")
        .answer_with(looking);
    let builder = builder.default_header("x-token", "s3cret");
    let mut texts = vec![format!("{builder:#?}")];
    let client = builder.build().unwrap();
    texts.push(format!("{client:#?}"));
    let user = UserPostData::new("Ann", UserRole::Operator, "s3cret");
    texts.push(format!("{user:#?}"));
    let call = client.create_user(user).header("x-other", "s3cret");
    texts.push(format!("{call:#?}"));
    texts.push(format!(
        "{:#?}",
        client.search_users().search_string("s3cret")
    ));
    let sending = call.clone().send();
    texts.push(format!("{sending:#?}"));
    texts.push(format!("{:#?}", sending.await.unwrap()));
    let raw = call.send_raw().await.unwrap();
    texts.push(format!("{raw:#?}"));
    texts.push(format!("{:#?}", raw.into_stream()));
    texts.push(format!(
        "{:#?}",
        (
            Credential::basic("s3cret", "s3cret"),
            Credential::bearer("s3cret")
        )
    ));
    texts.push(format!("{:#?}", Secret::from("s3cret")));
    for text in texts {
        assert!(!text.contains("s3cret"), "{text}");
    }
    assert!(
        format!("{client:?}").contains(r#"credentials: ["basic", "key", "query_key"]"#),
        "{client:?}"
    );
}
