//! JSON as parts: the properties of an object, the elements of a list.

use bytes::Bytes;
use serde_json::value::RawValue;

use super::super::body::Body;
use super::super::file::File;
use super::super::operation::PartSpec;
use super::super::wire::members::Members;
use super::super::wire::raw::JsonType;
use super::Form;

/// Makes a body of the JSON of an object, whose files are base64, and gives its boundary.
///
/// # Errors
/// Fails where it is no object, or a file is none.
pub fn from_json(
    text: &str,
    parts: &[PartSpec],
    from_base64: fn(&str) -> Result<Bytes, String>,
) -> Result<(Body, String), String> {
    let object: Members<'_> = serde_json::from_str(text).map_err(|error| error.to_string())?;
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

/// The values of a JSON text with their kinds: one, those of a list, or none for `null`. Strings are without quotes.
pub(super) fn flatten(
    json: &[u8],
    values: &mut Vec<(JsonType, String)>,
) -> Result<(), serde_json::Error> {
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
