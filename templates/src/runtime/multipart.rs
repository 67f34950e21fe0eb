//! Bodies of several parts (RFC 2046 section 5.1), forms above all (RFC 7578).

use std::fmt::{self, Write as _};
use std::hash::{BuildHasher, Hasher, RandomState};

use bytes::Bytes;
use serde_json::value::RawValue;

use super::body::Body;
use super::build_error::BuildError;
use super::call::Call;
use super::file::File;
use super::operation::PartSpec;
use super::wire::codec::{EncodeWith, Encoded, Plain};
use super::wire::raw::JsonType;
use super::wire::{Encode, json};

/// What is sent as a body of several parts.
pub trait Multipart {
    /// Adds its parts to a form.
    fn write(&self, form: &mut Form);
}

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

    fn add_joined_json(
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

    fn add_object(&mut self, json: Result<Vec<u8>, serde_json::Error>) {
        let added = json.and_then(|json| {
            for (name, value) in serde_json::from_slice::<Properties<'_>>(&json)?.0 {
                self.add_encoded(&name, "", &[], Ok(value.get().as_bytes().to_vec()));
            }
            Ok(())
        });
        if let Err(error) = added {
            self.mistake(format!("the body: {error}"));
        }
    }

    pub(super) fn add_encoded(
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
            let as_json = !structured && super::answer::is_json(content_type);
            let text = if as_json && kind == JsonType::String {
                serde_json::Value::String(text).to_string()
            } else {
                text
            };
            self.push(name, content_type, None, headers, text.into());
        }
    }

    pub(super) fn add_file(&mut self, name: &str, content_type: &str, file: &File) {
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
    fn finish(self) -> Result<(Body, String), BuildError> {
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

/// The properties of a JSON object in their order.
struct Properties<'a>(Vec<(String, &'a RawValue)>);

impl<'de> serde::Deserialize<'de> for Properties<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Properties<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Properties<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Properties(entries))
            }
        }

        deserializer.deserialize_map(Visitor)
    }
}

/// Makes a body of the JSON of an object, whose files are base64, and gives its boundary.
///
/// # Errors
/// Fails where it is no object, or a file is none.
pub fn from_json(
    text: &str,
    parts: &[PartSpec],
    from_base64: fn(&str) -> Result<Bytes, String>,
) -> Result<(Body, String), String> {
    let object: Properties<'_> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut form = Form::new();
    for (name, value) in object.0 {
        let spec = parts.iter().find(|spec| spec.name() == name);
        let raw = value.get();
        match spec {
            Some(PartSpec::File(_, content_type)) => {
                let mut files = Vec::new();
                flatten(raw.as_bytes(), &mut files).map_err(|error| error.to_string())?;
                for (_, text) in files {
                    let quoted = serde_json::Value::String(text).to_string();
                    let file =
                        from_base64(&quoted).map_err(|error| format!("`{name}`: {error}"))?;
                    form.add_file(&name, content_type, &File::new(file));
                }
            }
            Some(PartSpec::Joined(_, separator)) => {
                form.add_joined_json(&name, separator, Ok(raw.as_bytes().to_vec()));
            }
            Some(PartSpec::Value(_, content_type)) => {
                form.add_encoded(&name, content_type, &[], Ok(raw.as_bytes().to_vec()));
            }
            None => form.add_encoded(&name, "", &[], Ok(raw.as_bytes().to_vec())),
        }
    }
    form.finish().map_err(|error| error.to_string())
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

/// The values of a JSON text with their kinds: one, those of a list, or none for `null`. Strings are without quotes.
fn flatten(json: &[u8], values: &mut Vec<(JsonType, String)>) -> Result<(), serde_json::Error> {
    let raw: &RawValue = serde_json::from_slice(json)?;
    let kind = JsonType::of(raw.get());
    match kind {
        JsonType::Null => {}
        JsonType::Array => {
            let items: Vec<&RawValue> = serde_json::from_str(raw.get())?;
            for item in items {
                values.push(single(item.get())?);
            }
        }
        _ => values.push(single(raw.get())?),
    }
    Ok(())
}

fn single(json: &str) -> Result<(JsonType, String), serde_json::Error> {
    let kind = JsonType::of(json);
    Ok(match kind {
        JsonType::String => (kind, serde_json::from_str(json)?),
        _ => (kind, json.to_owned()),
    })
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

impl Multipart for Form {
    fn write(&self, form: &mut Form) {
        form.parts.extend(self.parts.iter().cloned());
        if let Some(mistake) = &self.mistake {
            form.mistake(mistake.clone());
        }
    }
}

impl<O> Call<O> {
    /// Sends a body of several parts.
    #[doc(hidden)]
    pub fn set_multipart(mut self, media_type: &str, body: &impl Multipart) -> Self {
        let mut form = Form::new();
        body.write(&mut form);
        self.draft_multipart(media_type, form);
        self
    }

    /// Sends the properties of an object, each as a part.
    #[doc(hidden)]
    pub fn set_multipart_object<T: Encode>(mut self, media_type: &str, body: &T) -> Self {
        let mut form = Form::new();
        form.add_object(json::to_vec(body));
        self.draft_multipart(media_type, form);
        self
    }

    fn draft_multipart(&mut self, media_type: &str, form: Form) {
        match form.finish() {
            Ok((body, boundary)) => {
                let content_type = format!("{media_type}; boundary={boundary}");
                self.draft.body(&content_type, Ok::<_, BuildError>(body));
            }
            Err(error) => self.draft.body(media_type, Err(error)),
        }
    }

    /// Sends bytes or a stream of which the caller says what they are.
    #[doc(hidden)]
    pub fn set_file(mut self, body: impl Into<File>) -> Self {
        let file: File = body.into();
        let content_type = file.content_type.as_deref();
        self.draft.body(
            content_type.unwrap_or("application/octet-stream"),
            Ok::<_, BuildError>(file.content),
        );
        self
    }
}

/// Says how a model is sent as a body of several parts, as a table of its properties: `file` is a [`File`] or a list of
/// them, `part` a `Part`, `value` a text, a number or JSON, `join` a list in one part, with what stands between its elements; a text
/// before the comma is the media type.
#[allow(unused_macros, reason = "not every document has forms")]
macro_rules! multipart {
    (@add $form:ident $self:ident $field:ident $wire:literal file $($media:literal)?) => {
        $crate::runtime::file::FormField::add_to(
            &$self.$field, $form, $wire, $crate::runtime::multipart!(@text $($media)?),
        )
    };
    (@add $form:ident $self:ident $field:ident $wire:literal part $($media:literal)?) => {
        $crate::runtime::multipart!(@add $form $self $field $wire file $($media)?)
    };
    (@add $form:ident $self:ident $field:ident $wire:literal value $($media:literal)? $(as $codec:ty)?) => {
        $form.add_value::<$crate::runtime::multipart!(@codec $($codec)?), _>(
            $wire, $crate::runtime::multipart!(@text $($media)?), &$self.$field,
        )
    };
    (@add $form:ident $self:ident $field:ident $wire:literal join $separator:literal $(as $codec:ty)?) => {
        $form.add_joined::<$crate::runtime::multipart!(@codec $($codec)?), _>($wire, $separator, &$self.$field)
    };
    (@text) => { "" };
    (@text $media:literal) => { $media };
    (@codec) => { $crate::runtime::Plain };
    (@codec $codec:ty) => { $codec };
    ($name:ident {
        $($field:ident : $wire:literal $kind:ident $($media:literal)? $(as $codec:ty)?),*
        $(, * $rest:ident $(as $rest_codec:ty)?)? $(,)?
    }) => {
        impl $crate::runtime::Multipart for $name {
            fn write(&self, form: &mut $crate::runtime::Form) {
                $($crate::runtime::multipart!(@add form self $field $wire $kind $($media)? $(as $codec)?);)*
                $(for (name, value) in &self.$rest {
                    form.add_value::<$crate::runtime::multipart!(@codec $($rest_codec)?), _>(name, "", value);
                })?
            }
        }
    };
}

#[allow(unused_imports, reason = "not every document has forms")]
pub(crate) use multipart;
