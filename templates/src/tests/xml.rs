//! Bodies of XML: what stands in elements and attributes is the JSON that models are read from and written to.

mod hostile;
mod values;

use std::marker::PhantomData;

use serde_json::Value;

use crate::runtime::xml::Root;
use crate::runtime::{
    Answer, Api, ApiSpec, Body, Call, ClientBuilder, Core, DecodeError, Error, HttpRequest,
    HttpResponse, Operation, OperationSpec, Outcome, TransportError,
};

/// A document that is answered.
trait Document {
    const ROOT: &'static Root;
}

/// Gets a document and reads it.
struct Get<D>(PhantomData<D>);

impl<D: Document> Operation for Get<D> {
    const SPEC: &'static OperationSpec = &OperationSpec {
        id: "get",
        method: "GET",
        path: "/",
        parameters: &[],
        security: &[],
        accept: "application/xml",
        base_url: None,
    };
    type Output = Value;
    type Error = std::convert::Infallible;

    fn decode(answer: &Answer) -> Outcome<Self> {
        Outcome::success(answer.xml(D::ROOT))
    }
}

struct Client(Core);

impl Api for Client {
    const SPEC: &'static ApiSpec = &ApiSpec {
        user_agent: "xml/1",
        base_url: "http://localhost",
    };

    fn from_core(core: Core) -> Self {
        Self(core)
    }
}

/// What a document is as JSON, or why it is none.
async fn read_as<D: Document>(
    body: impl AsRef<[u8]>,
    content_type: &'static str,
) -> Result<Value, DecodeError> {
    let body = body.as_ref().to_vec();
    let builder = ClientBuilder::<Client>::new().answer_with(move |_: HttpRequest<Body>| {
        let answer = HttpResponse::builder().header("content-type", content_type);
        let answer = answer.body(Body::from(body.clone())).unwrap();
        async { Ok::<_, TransportError>(answer) }
    });
    match Call::<Get<D>>::new(&builder.build().unwrap().0).await {
        Ok(value) => Ok(value),
        Err(Error::Decode(error)) => Err(error),
        Err(other) => panic!("{other:?}"),
    }
}

async fn read<D: Document>(body: impl AsRef<[u8]>) -> Result<Value, DecodeError> {
    read_as::<D>(body, "application/xml").await
}

/// What a value is as XML, without the declaration.
fn written<D: Document>(json: &Value) -> Result<String, String> {
    let text = D::ROOT.write(&json.to_string())?;
    let declaration = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
    Ok(text.strip_prefix(declaration).unwrap().to_owned())
}
