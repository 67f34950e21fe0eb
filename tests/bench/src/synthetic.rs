//! A document of any size, and the client somebody would write for it.

use std::fmt::Write as _;

/// A document with `count` models of ten properties, half of them optional, each sent and received by an operation.
pub(crate) fn document(count: usize) -> String {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: {title: Things, version: 1.0.0}\nservers: [{url: https://things.example.org}]\npaths:\n",
    );
    for index in 0..count {
        push(
            &mut text,
            format_args!(
                "
  /things{index}:
    post:
      operationId: replaceThing{index}
      tags: [group{}]
      requestBody:
        required: true
        content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing{index}'}}}}}}
      responses:
        '200':
          description: The thing.
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing{index}'}}}}}}
        '422':
          description: It is not valid.
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Problem'}}}}}}
",
                index % 20
            ),
        );
    }
    text.push_str("components:\n  schemas:\n    Problem: {type: object, required: [message], properties: {message: {type: string}}}\n");
    for index in 0..count {
        push(
            &mut text,
            format_args!(
                "
    Thing{index}:
      type: object
      required: [thingId, displayName, kind, active, score]
      properties:
        thingId: {{type: integer, format: int64}}
        displayName: {{type: string, description: What people call it.}}
        kind: {{type: string}}
        active: {{type: boolean}}
        score: {{type: number, format: double}}
        shortNote: {{type: string}}
        itemCount: {{type: integer, format: int64}}
        searchTags: {{type: array, items: {{type: string}}}}
        weightRatio: {{type: number, format: double}}
        parentName: {{type: string}}
"
            ),
        );
    }
    text
}

/// The manifest of the hand-written twin.
pub(crate) fn manifest(name: &str) -> String {
    format!(
        "\
[package]
name = \"{name}\"
version = \"0.1.0\"
edition = \"2024\"

[dependencies]
reqwest = {{ version = \"0.13.5\", default-features = false, features = [\"http2\", \"json\", \"query\"] }}
serde = {{ version = \"1\", features = [\"derive\"] }}
serde_json = \"1\"
"
    )
}

/// The root of the hand-written twin.
pub(crate) const LIB: &str = "pub mod client;\npub mod error;\npub mod models;\n";

/// How the hand-written twin sends: as the hand-written client of the five APIs.
pub(crate) const ERROR: &str = include_str!("../handwritten/src/error.rs");

/// The models of the hand-written twin.
pub(crate) fn models(count: usize) -> String {
    let mut text = String::from(
        "use serde::{Deserialize, Serialize};\n\n\
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]\npub struct Problem {\n    pub message: String,\n}\n",
    );
    for index in 0..count {
        push(
            &mut text,
            format_args!(
                "
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = \"camelCase\")]
pub struct Thing{index} {{
    pub thing_id: i64,
    /// What people call it.
    pub display_name: String,
    pub kind: String,
    pub active: bool,
    pub score: f64,
    #[serde(skip_serializing_if = \"Option::is_none\")]
    pub short_note: Option<String>,
    #[serde(skip_serializing_if = \"Option::is_none\")]
    pub item_count: Option<i64>,
    #[serde(skip_serializing_if = \"Option::is_none\")]
    pub search_tags: Option<Vec<String>>,
    #[serde(skip_serializing_if = \"Option::is_none\")]
    pub weight_ratio: Option<f64>,
    #[serde(skip_serializing_if = \"Option::is_none\")]
    pub parent_name: Option<String>,
}}
"
            ),
        );
    }
    text
}

/// The operations of the hand-written twin.
pub(crate) fn client(count: usize) -> String {
    let mut text = String::from(
        "\
use crate::error::{Error, send};
use crate::models;

#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    base_url: String,
}
",
    );
    for index in 0..count {
        push(
            &mut text,
            format_args!(
                "
impl Client {{
    pub async fn replace_thing{index}(
        &self,
        body: &models::Thing{index},
    ) -> Result<models::Thing{index}, Error<ReplaceThing{index}Error>> {{
        let url = format!(\"{{}}/things{index}\", self.base_url);
        let answer = send(self.http.post(url).json(body)).await?;
        match answer.status.as_u16() {{
            200 => Ok(answer.json()?),
            422 => Err(Error::Documented(
                ReplaceThing{index}Error::UnprocessableEntity(answer.json()?),
            )),
            _ => Err(answer.undocumented()),
        }}
    }}
}}

#[derive(Debug, Clone, PartialEq)]
pub enum ReplaceThing{index}Error {{
    UnprocessableEntity(models::Problem),
}}
"
            ),
        );
    }
    text
}

/// The manifest of a crate that makes all calls of another.
pub(crate) fn caller(of: &str) -> String {
    format!(
        "\
[package]
name = \"call-{of}\"
version = \"0.1.0\"
edition = \"2024\"

[dependencies]
{of} = {{ path = \"../{of}\" }}
"
    )
}

/// Every call of the generated client, made once. Functions are compiled where they are first needed, and a boxed
/// future needs what its call needs.
pub(crate) fn caller_of_generated(name: &str, count: usize) -> String {
    let mut text = format!("use {name}::{{Client, models}};\n");
    for index in 0..count {
        push(
            &mut text,
            format_args!(
                "
pub fn call{index}(client: &Client, body: models::Thing{index}) -> Box<dyn Future<Output = Option<models::Thing{index}>>> {{
    let call = client.replace_thing{index}(body);
    Box::new(async move {{ call.await.ok() }})
}}
"
            ),
        );
    }
    text
}

/// Every call of the hand-written client, made once.
pub(crate) fn caller_of_handwritten(name: &str, count: usize) -> String {
    let mut text = format!("use {name}::{{client::Client, models}};\n");
    for index in 0..count {
        push(
            &mut text,
            format_args!(
                "
pub fn call{index}(client: Client, body: models::Thing{index}) -> Box<dyn Future<Output = Option<models::Thing{index}>>> {{
    Box::new(async move {{ client.replace_thing{index}(&body).await.ok() }})
}}
"
            ),
        );
    }
    text
}

fn push(text: &mut String, more: std::fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = text.write_fmt(more);
}
