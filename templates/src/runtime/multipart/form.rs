//! The parts of a body and how they are written one after the other.

use std::fmt::{self, Write as _};
use std::hash::{BuildHasher, Hasher, RandomState};

use super::super::answer::is_json;
use super::super::body::Body;
use super::super::build_error::BuildError;
use super::super::file::File;
use super::super::wire::codec::{EncodeWith, Encoded, Plain};
use super::super::wire::members::Members;
use super::super::wire::raw::JsonType;
use super::super::wire::{Encode, json};
use super::Multipart;
use super::values::flatten;

/// The parts of a body, in the order in which they are sent. Models write themselves into one; where the document has
/// no schema, callers do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Form {
    parts: Vec<(String, Body)>,
    mistake: Option<String>,
}

impl Form {
    /// A form without parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text.
    #[must_use]
    pub fn text(mut self, name: &str, value: impl Into<String>) -> Self {
        self.push(name, "", None, &[], value.into().into());
        self
    }

    /// Adds a file.
    #[must_use]
    pub fn file(mut self, name: &str, file: impl Into<File>) -> Self {
        self.add_file(name, "", &file.into());
        self
    }

    /// Adds a value as JSON.
    #[must_use]
    pub fn json<T: Encode>(mut self, name: &str, value: &T) -> Self {
        self.add_value::<Plain, T>(name, "application/json", value);
        self
    }

    /// Adds a value: a scalar as text, an object as JSON, each element of a list as a part of its own; nothing for
    /// `null`. `content_type` may be empty for the usual one.
    pub fn add_value<C: EncodeWith<T>, T>(&mut self, name: &str, content_type: &str, value: &T) {
        self.add_encoded(
            name,
            content_type,
            &[],
            json::to_vec(&Encoded::<C, T>::new(value)),
        );
    }

    /// Adds a list as one text with a separator between its elements.
    pub fn add_joined<C: EncodeWith<T>, T>(&mut self, name: &str, separator: &str, value: &T) {
        self.add_joined_json(name, separator, json::to_vec(&Encoded::<C, T>::new(value)));
    }

    pub(super) fn add_joined_json(
        &mut self,
        name: &str,
        separator: &str,
        json: Result<Vec<u8>, serde_json::Error>,
    ) {
        let texts = json.and_then(|json| {
            let mut values = Vec::new();
            flatten(&json, &mut values)?;
            Ok(values)
        });
        match texts {
            Ok(values) if values.is_empty() => {}
            Ok(values) => {
                let texts: Vec<String> = values.into_iter().map(|(_, text)| text).collect();
                self.push(name, "", None, &[], texts.join(separator).into());
            }
            Err(error) => self.mistake(format!("part `{name}`: {error}")),
        }
    }

    #[doc(hidden)]
    pub fn add_object(&mut self, json: Result<Vec<u8>, serde_json::Error>) {
        let added = json.and_then(|json| {
            for (name, value) in serde_json::from_slice::<Members<'_>>(&json)?.0 {
                self.add_encoded(&name, "", &[], Ok(value.get().as_bytes().to_vec()));
            }
            Ok(())
        });
        if let Err(error) = added {
            self.mistake(format!("the body: {error}"));
        }
    }

    pub(in super::super) fn add_encoded(
        &mut self,
        name: &str,
        content_type: &str,
        headers: &[(String, String)],
        json: Result<Vec<u8>, serde_json::Error>,
    ) {
        let mut values = Vec::new();
        if let Err(error) = json.and_then(|json| flatten(&json, &mut values)) {
            self.mistake(format!("part `{name}`: {error}"));
        }
        for (kind, text) in values {
            let structured = matches!(kind, JsonType::Object | JsonType::Array);
            let content_type = match content_type {
                "" if structured => "application/json",
                other => other,
            };
            let as_json = !structured && is_json(content_type);
            let text = if as_json && kind == JsonType::String {
                serde_json::Value::String(text).to_string()
            } else {
                text
            };
            self.push(name, content_type, None, headers, text.into());
        }
    }

    pub(in super::super) fn add_file(&mut self, name: &str, content_type: &str, file: &File) {
        let content_type = match (&file.content_type, content_type) {
            (Some(own), _) => own,
            (None, "") => "application/octet-stream",
            (None, usual) => usual,
        };
        let file_name = file.name.as_deref().unwrap_or(name);
        self.push(
            name,
            content_type,
            Some(file_name),
            &file.headers,
            file.content.clone(),
        );
    }

    fn push(
        &mut self,
        name: &str,
        content_type: &str,
        file_name: Option<&str>,
        headers: &[(String, String)],
        content: Body,
    ) {
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", Escaped(name));
        if let Some(file_name) = file_name {
            let _ = write!(head, "; filename=\"{}\"", Escaped(file_name));
        }
        head.push_str("\r\n");
        let content_type = (!content_type.is_empty()).then_some(("Content-Type", content_type));
        let headers = headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        for (header, value) in content_type.into_iter().chain(headers) {
            let valid = http::HeaderName::from_bytes(header.as_bytes()).is_ok()
                && !value
                    .bytes()
                    .any(|byte| byte.is_ascii_control() && byte != b'\t');
            if !valid {
                return self.mistake(format!(
                    "part `{}`: `{}` is no header, or has characters that a header cannot carry",
                    name.escape_debug(),
                    header.escape_debug()
                ));
            }
            let _ = write!(head, "{header}: {value}\r\n");
        }
        self.parts.push((head, content));
    }

    fn mistake(&mut self, message: String) {
        self.mistake.get_or_insert(message);
    }

    /// Returns the whole body and its boundary.
    pub(super) fn finish(self) -> Result<(Body, String), BuildError> {
        if let Some(mistake) = self.mistake {
            return Err(BuildError::new(mistake));
        }
        let occurs = |boundary: &String| {
            self.parts
                .iter()
                .any(|(_, content)| content.contains(boundary.as_bytes()))
        };
        // 128 random bits: the second try is for a source of them that is none.
        let boundary = (0..100).map(boundary).find(|boundary| !occurs(boundary));
        let boundary =
            boundary.ok_or_else(|| BuildError::new("no text was found to stand between parts"))?;
        let mut body = Body::default();
        for (head, content) in self.parts {
            body.append(format!("--{boundary}\r\n{head}\r\n").into());
            body.append(content);
            body.append("\r\n".into());
        }
        body.append(format!("--{boundary}--\r\n").into());
        // What is there as a whole is one piece.
        Ok((body.bytes().map_or(body, Body::from), boundary))
    }
}

impl Multipart for Form {
    fn write(&self, form: &mut Form) {
        form.parts.extend(self.parts.iter().cloned());
        if let Some(mistake) = &self.mistake {
            form.mistake(mistake.clone());
        }
    }
}

/// A boundary that nobody who fills a part can foresee.
fn boundary(attempt: u64) -> String {
    let state = RandomState::new();
    let number = |salt: u64| {
        let mut hasher = state.build_hasher();
        hasher.write_u64(attempt);
        hasher.write_u64(salt);
        hasher.finish()
    };
    format!("part-{:016x}{:016x}", number(0), number(1))
}

/// A name as it stands between quotes (HTML living standard, "multipart form data").
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '"' => f.write_str("%22")?,
                '\r' => f.write_str("%0D")?,
                '\n' => f.write_str("%0A")?,
                other => write!(f, "{other}")?,
            }
        }
        Ok(())
    }
}
