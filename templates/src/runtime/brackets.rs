//! Names with brackets: objects of style `deepObject`, and what is nested in a form.
//!
//! OAS 3.0.4 section 4.8.12.4 leaves open how lists and objects inside such an object are written. The forms below are
//! what PHP, Rack, `qs` and the API descriptions of large companies mean: an element that is a scalar is written as
//! `name[key][]=1`, one with properties as `name[key][0][inner]=1`, since its parts have to find together again.

use serde_json::Value;

use super::parameters::text;
use super::percent;

/// Adds the `name=value` pairs of a value. `name` is encoded already. Returns `None` where there is a `null` inside a list,
/// which has no form.
///
/// The depth is bounded: values are trees that the caller has built, or that were read from JSON.
pub(crate) fn push(
    name: &str,
    value: &Value,
    encode: fn(&str) -> String,
    pairs: &mut Vec<String>,
) -> Option<()> {
    match value {
        Value::Object(map) => map
            .iter()
            .filter(|(_, value)| !value.is_null())
            .try_for_each(|(key, value)| {
                push(&inside(name, &percent::encode(key)), value, encode, pairs)
            }),
        Value::Array(items) => items.iter().enumerate().try_for_each(|(index, item)| {
            let key = if item.is_object() || item.is_array() {
                index.to_string()
            } else {
                String::new()
            };
            push(&inside(name, &key), item, encode, pairs)
        }),
        scalar => {
            pairs.push(format!("{name}={}", encode(&text(scalar)?)));
            Some(())
        }
    }
}

fn inside(name: &str, key: &str) -> String {
    format!("{name}%5B{key}%5D")
}
