//! The calls that a client of a document can make: all arguments, the fewest, and each argument with each of its values.

use serde_json::{Map, Value, json};

use crate::document::{Media, Operation, Parameter};
use crate::hints::Hints;
use crate::sample::Sampler;
use crate::schema::{Schemas, Sender};

/// A call by name.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) operation: String,
    pub(crate) arguments: Value,
    /// The schemes that the client has credentials for: those of one alternative.
    pub(crate) schemes: Vec<String>,
    /// Whether it has something that the document says nothing of, which no typed call has.
    pub(crate) loose: bool,
}

/// All calls of an operation; the first has all arguments.
pub(crate) fn calls(schemas: &Schemas<'_>, operation: &Operation, hints: &Hints) -> Vec<Call> {
    let sampler = |loose| Sampler {
        schemas,
        sender: Sender::Client,
        hints,
        loose,
    };
    let (typed, loose) = (sampler(false), sampler(true));
    let mut base = Map::new();
    let mut least = Map::new();
    let mut parameters = Vec::new();
    for parameter in &operation.parameters {
        let mut values = typed.values(&parameter.node, &parameter.schema);
        values.retain(|value| can_be_written(parameter, value));
        let Some(first) = values.first() else {
            continue;
        };
        put(&mut base, &parameter.place, &parameter.name, first);
        if parameter.required {
            put(&mut least, &parameter.place, &parameter.name, first);
        }
        parameters.push((parameter, values));
    }
    let contents = operation.body.iter().flat_map(|body| &body.content);
    let bodies: Vec<(&String, Vec<Value>, Vec<Value>)> = contents
        .map(|(name, media)| {
            let typed = values_of_body(&typed, name, media);
            let mut loose = values_of_body(&loose, name, media);
            loose.retain(|value| !typed.contains(value));
            (name, typed, loose)
        })
        .collect();
    if let Some((name, values, _)) = bodies.first() {
        for arguments in [&mut base, &mut least] {
            arguments.insert("contentType".to_owned(), json!(name));
            arguments.insert(
                "body".to_owned(),
                values.first().cloned().unwrap_or_default(),
            );
        }
    }
    let mut all = vec![(base.clone(), false), (least.clone(), false)];
    for (parameter, values) in &parameters {
        if !parameter.required {
            let mut without = base.clone();
            if let Some(Value::Object(place)) = without.get_mut(&parameter.place) {
                place.shift_remove(&parameter.name);
            }
            all.push((without, false));
        }
        for value in values {
            let mut with = base.clone();
            put(&mut with, &parameter.place, &parameter.name, value);
            all.push((with, false));
        }
    }
    if operation.body.as_ref().is_some_and(|body| !body.required) {
        let mut without = base.clone();
        without.shift_remove("body");
        without.shift_remove("contentType");
        all.push((without, false));
    }
    for (name, typed, loose) in &bodies {
        for (value, loose) in typed
            .iter()
            .map(|value| (value, false))
            .chain(loose.iter().map(|value| (value, true)))
        {
            let mut with = base.clone();
            with.insert("contentType".to_owned(), json!(name));
            with.insert("body".to_owned(), value.clone());
            all.push((with, loose));
        }
    }
    let name = format!("{} {}", operation.method, operation.path);
    let mut alternatives = operation
        .security
        .iter()
        .map(|all| all.iter().map(|(scheme, _)| scheme.clone()).collect());
    let first: Vec<String> = alternatives.next().unwrap_or_default();
    let others: Vec<_> = alternatives
        .map(|schemes| (base.clone(), schemes))
        .collect();
    let all = all
        .into_iter()
        .map(|(arguments, loose)| (arguments, first.clone(), loose));
    let others = others
        .into_iter()
        .map(|(arguments, schemes)| (arguments, schemes, false));
    let calls = all.chain(others).map(|(arguments, schemes, loose)| Call {
        operation: name.clone(),
        arguments: Value::Object(arguments),
        schemes,
        loose,
    });
    calls.collect()
}

fn values_of_body(sampler: &Sampler<'_>, media_type: &str, media: &Media) -> Vec<Value> {
    let is_text = media_type.starts_with("text/");
    let is_bytes =
        matches!(media_type, "application/octet-stream") || media_type.starts_with("image/");
    if is_bytes {
        return vec![json!("Ynl0ZXM="), json!("")];
    }
    let mut values = sampler.values(&media.node, &media.schema);
    if is_text {
        values.retain(Value::is_string);
    }
    if media_type.starts_with("multipart/") {
        // Files are given as base64.
        values.retain(|value| value["file"] == "aGk=");
    }
    values
}

fn put(arguments: &mut Map<String, Value>, place: &str, name: &str, value: &Value) {
    let place = arguments.entry(place).or_insert_with(|| json!({}));
    place[name] = value.clone();
}

/// Whether the place and the style can carry a value as it is: `null`, nothing, and what separates elements cannot be.
fn can_be_written(parameter: &Parameter, value: &Value) -> bool {
    let place = parameter.place.as_str();
    let fits = |text: &str| match place {
        "path" => !text.is_empty(),
        "header" | "cookie" => {
            !text.is_empty()
                && text
                    .chars()
                    .all(|c| c.is_ascii_graphic() && !",;\"".contains(c))
        }
        _ => true,
    };
    match value {
        Value::Null => false,
        Value::String(text) => fits(text),
        Value::Array(elements) => {
            let separator = match parameter.style.as_str() {
                "pipeDelimited" => "|",
                "spaceDelimited" => " ",
                _ => "\u{0}",
            };
            let is_carried = |element: &Value| {
                element
                    .as_str()
                    .is_none_or(|text| fits(text) && !text.contains(separator))
            };
            // One empty text and no element look alike where elements are written together.
            let is_nothing = !parameter.explode && (elements.is_empty() || *value == json!([""]));
            !is_nothing && elements.iter().all(is_carried)
        }
        _ => true,
    }
}
