//! Bodies of XML. Models are read and written as JSON in one way only; tables say how that JSON stands in elements and
//! attributes, so that a model costs nothing more where it is XML too.

mod choice;
mod encoding;
mod read;
mod shape;
mod text;
mod tree;
mod write;

use std::borrow::Cow;

use http::header::CONTENT_TYPE;

use super::answer::Answer;
use super::body::Body;
use super::decode_error::{DecodeError, excerpt};
use super::draft::Draft;
use super::wire::Decode;
use super::wire::codec::{DecodeWith, Plain};
use super::wire::json::{self, JsonError};

pub use shape::{Node, Root, Shape, Variant};

/// What is wrong with a document.
#[derive(Debug)]
struct Fault {
    /// The byte of the text.
    at: usize,
    message: String,
}

impl Fault {
    fn new(at: usize, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { at, message }
    }
}

impl Answer {
    /// Reads the body as XML.
    ///
    /// # Errors
    /// Fails where it is not XML of that form.
    pub fn xml<T: Decode>(&self, root: &'static Root) -> Result<T, DecodeError> {
        self.xml_as::<Plain, T>(root)
    }

    /// Reads the body as XML by a codec.
    ///
    /// # Errors
    /// Fails where it is not XML of that form.
    pub fn xml_as<C: DecodeWith<T>, T>(&self, root: &'static Root) -> Result<T, DecodeError> {
        match json::from_str_as::<C, T>(&self.xml_json(root)?) {
            Ok(value) => Ok(value),
            Err(error) => Err(self.misread(root, error)),
        }
    }

    /// Returns the JSON that the body stands for. An empty one stands for `null`, for types that have a place for it.
    fn xml_json(&self, root: &Root) -> Result<String, DecodeError> {
        let text = self.xml_text()?;
        if text.trim_ascii().is_empty() {
            return Ok("null".to_owned());
        }
        tree::parse(&text)
            .and_then(|element| read::read(root, &element))
            .map_err(|fault| self.faulty(&text, fault))
    }

    fn xml_text(&self) -> Result<Cow<'_, str>, DecodeError> {
        encoding::decoded(&self.body, self.charset()).map_err(|fault| {
            let valid = self.body.get(..fault.at).unwrap_or_default();
            self.faulty(&String::from_utf8_lossy(valid), fault)
        })
    }

    /// Returns the `charset` of the `Content-Type`.
    fn charset(&self) -> Option<&str> {
        let value = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        value.split(';').skip(1).find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let is_charset = name.trim().eq_ignore_ascii_case("charset");
            is_charset.then(|| value.trim().trim_matches('"'))
        })
    }

    #[cold]
    fn faulty(&self, text: &str, fault: Fault) -> DecodeError {
        let mut message = fault.message;
        if let Some(other) = self.media_type().filter(|media| !media.ends_with("xml")) {
            message = format!(
                "{message} (the body is `{}`, not XML)",
                other.escape_debug()
            );
        }
        self.error(String::new(), message, excerpt(text, fault.at))
    }

    #[cold]
    fn misread(&self, root: &Root, error: JsonError) -> DecodeError {
        let text = self.xml_text().unwrap_or_default();
        if text.trim_ascii().is_empty() {
            let message = "the body is empty where the document promises XML".to_owned();
            return self.error(String::new(), message, String::new());
        }
        let place = tree::parse(&text)
            .map(|element| read::place(root, &element, error.column))
            .unwrap_or_default();
        self.error(error.path, error.message, excerpt(&text, place))
    }
}

/// What generated code gives calls; not meant to be called by others, and hidden from their documentation.
impl Draft {
    /// Gives it a body of XML, from the JSON of a model.
    pub fn xml(
        &mut self,
        content_type: &str,
        root: &'static Root,
        json: Result<Vec<u8>, serde_json::Error>,
    ) {
        let json = json.map_err(|error| error.to_string());
        self.body(content_type, json.and_then(|json| to_xml(root, &json)));
    }
}

fn to_xml(root: &Root, json: &[u8]) -> Result<Body, String> {
    let json = std::str::from_utf8(json).map_err(|error| error.to_string())?;
    root.write(json).map(Body::from)
}

impl Root {
    /// Writes a document from the JSON of a model.
    ///
    /// # Errors
    /// Fails where XML has no place for a character or the key of a map.
    pub fn write(&self, json: &str) -> Result<String, String> {
        write::write(self, json)
    }
}
