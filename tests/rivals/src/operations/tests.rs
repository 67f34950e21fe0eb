use std::collections::BTreeSet;

use super::{in_text, there};
use crate::tools::Tool;

#[test]
fn ours_are_specs_with_a_function_that_calls_them() {
    let text = r#"
impl Client {
    /// `POST /a`
    pub fn make(&self) -> Call<Make> {
        Call::new(&self.core)
    }
}

impl Operation for Make {
    const SPEC: &'static OperationSpec = &OperationSpec {
        id: "make",
        method: "POST",
        path: "/a/{b\"c}",
        parameters: &[],
    };
}

impl Operation for Unused {
    const SPEC: &'static OperationSpec = &OperationSpec {
        id: "unused",
        method: "GET",
        path: "/a",
    };
}
"#;
    assert_eq!(in_text(text, Tool::Oaxide), ["POST /a/{b\"c}"]);
}

#[test]
fn ploidy_names_spans() {
    let text = r#"
impl crate::client::Client {
    /// Not it: otel.name
    ///
    /// GET /items/
    #[cfg_attr(
        feature = "tracing",
        ::tracing::instrument(
            skip_all,
            fields(
                otel.name = "GET /items/",
                url.template = "/items/",
            )
        )
    )]
    pub async fn items(&self) -> Result<(), crate::error::Error> {
        let request = self.client.get(url);
    }
    #[cfg_attr(feature = "tracing", ::tracing::instrument(fields(otel.name = "DELETE /items/{id}", id = %id)))]
    pub async fn remove(&self, id: &str) -> Result<(), crate::error::Error> {}
}
"#;
    assert_eq!(
        in_text(text, Tool::Ploidy),
        ["GET /items/", "DELETE /items/{id}"]
    );
}

#[test]
fn progenitor_says_what_it_sends() {
    let text = r#"
impl Client {
    ///Lists
    ///
    ///Sends a `GET` request to `/items/{id}`
    ///
    ///Arguments:
    ///- `id`: of it
    pub async fn list<'a>(&'a self) -> Result<ResponseValue<()>, Error<()>> {}
    ///Sends a `GET` request to
    /// `/a/long/path/{id}`
    pub async fn long<'a>(&'a self) -> Result<ResponseValue<()>, Error<()>> {}
    ///Sends repeated `GET` requests to `/more` until there are no more results.
    pub fn more_stream(&self) {}
    #[doc = "Makes\n\nSends a `PUT` request to `/items`\n\nArguments:\n- `body`"]
    pub async fn make(&self) {}
}
/// Sends a `GET` request to `/nowhere`
"#;
    assert_eq!(
        in_text(text, Tool::Progenitor),
        ["GET /items/{id}", "GET /a/long/path/{id}", "PUT /items"]
    );
}

#[test]
fn openapi_to_rust_has_several_functions_for_one_operation() {
    let text = "
impl HttpClient {
    /// Compare `GET /other`, or
    /// `GET /another`
    ///
    /// `POST /items/{id}`
    pub async fn make(&self) -> Result<(), ApiOpError<E>> {}
    /// `POST /items/{id}`
    /// Sends text.
    pub async fn make_text(&self) -> Result<(), ApiOpError<E>> {}
    pub fn with_header(self) -> Self {}
}
";
    assert_eq!(
        in_text(text, Tool::OpenapiToRust),
        ["POST /items/{id}", "POST /items/{id}"]
    );
}

#[test]
fn those_of_openapi_generator_are_in_the_functions() {
    let text = r#"
pub async fn get_item(configuration: &configuration::Configuration, id: &str) -> Result<Item, Error<GetItemError>> {
    let uri_str = format!("{}/items/{id}", configuration.base_path, id=crate::apis::urlencode(p_path_id));
    let mut req_builder = configuration.client.request(reqwest::Method::GET, &uri_str);
}
"#;
    assert_eq!(in_text(text, Tool::OpenapiGenerator), ["GET /items/{id}"]);
}

#[test]
fn names_of_templates_and_fragments_do_not_matter() {
    let list = |list: &[&str]| -> Vec<String> { list.iter().map(|&one| one.to_owned()).collect() };
    let declared: BTreeSet<String> = list(&[
        "get /a/{id}",
        "get /a/{name}",
        "put /b",
        "COPY /c",
        "get /c",
        "get /c#d",
    ])
    .into_iter()
    .collect();
    for (found, expected) in [
        (list(&["GET /a/{x}", "PUT /b/", "get /d"]), 1),
        (list(&["GET /a/{x}", "GET /a/{y}", "GET /a/{z}"]), 2),
        (list(&["copy /c"]), 1),
        (list(&["get /c", "get /c"]), 2),
        (list(&["get /c#d"]), 1),
        (declared.iter().cloned().collect(), 6),
    ] {
        assert_eq!(there(&declared, &found), expected, "{found:?}");
    }
    assert_eq!(there(&BTreeSet::new(), &list(&["get /a"])), 0);
}
