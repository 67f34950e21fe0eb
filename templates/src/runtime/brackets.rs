//! Names with brackets: objects of style `deepObject`, and what is nested in a form.
//!
//! OAS 3.0.4 section 4.8.12.4 leaves open how lists and objects inside such an object are written. The forms below are
//! what PHP, Rack, `qs` and the API descriptions of large companies mean: an element that is a scalar is written as
//! `name[key][]=1`, one with properties as `name[key][0][inner]=1`, since its parts have to find together again.

use super::percent::{self, Encode};
use super::wire::members::Level;

/// Adds the `name=value` pairs of a value, which is JSON text. `name` is encoded already. Returns `None` where there is a
/// `null` inside a list, which has no form.
///
/// The depth is bounded: it is JSON that was written or read before.
pub(crate) fn push(name: &str, value: &str, encode: Encode, pairs: &mut Vec<String>) -> Option<()> {
    match Level::of(value).ok()? {
        Level::Object(members) => members
            .iter()
            .filter(|(_, value)| value.get() != "null")
            .try_for_each(|(key, value)| {
                let name = inside(name, &percent::encode(key));
                push(&name, value.get(), encode, pairs)
            }),
        Level::List(items) => items.iter().enumerate().try_for_each(|(index, item)| {
            let nested = item.get().starts_with(['[', '{']);
            let key = if nested {
                index.to_string()
            } else {
                String::new()
            };
            push(&inside(name, &key), item.get(), encode, pairs)
        }),
        Level::Scalar(text) => {
            pairs.push([name, "=", &encode(&text)].concat());
            Some(())
        }
        Level::Null => None,
    }
}

fn inside(name: &str, key: &str) -> String {
    format!("{name}%5B{key}%5D")
}
