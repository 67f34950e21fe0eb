//! Enumerations.

use serde_json::Value;

use super::{Comparison, Pair, is_respelled};
use crate::diff::found::Found;
use crate::diff::kind::Kind;
use crate::ir::{EnumValue, Pointer};

pub(super) fn compare(pair: Pair<'_>, old: &[EnumValue], new: &[EnumValue], out: &mut Comparison) {
    let label = pair.label;
    let missing =
        |from: &[EnumValue], value: &EnumValue| !from.iter().any(|v| v.value == value.value);
    let mut added: Vec<&EnumValue> = new.iter().filter(|value| missing(old, value)).collect();
    let removed: Vec<&EnumValue> = old.iter().filter(|value| missing(new, value)).collect();
    if let ([was], [is]) = (old, new)
        && was.value != is.value
    {
        let message = format!(
            "{label} is always `{}` instead of `{}`",
            text(is),
            text(was)
        );
        out.report(pair, Kind::ConstChanged, message);
        return;
    }
    for value in removed {
        let respelled = added.iter().position(|other| {
            let both = value.value.as_str().zip(other.value.as_str());
            both.is_some_and(|(old, new)| is_respelled(old, new))
        });
        if let Some(index) = respelled {
            let now = added.remove(index);
            let message = format!("`{}` of {label} is `{}` now", text(value), text(now));
            out.found.push(Found::new(
                Kind::ValueRespelled,
                &at(&pair.old.pointer, value),
                &at(&pair.new.pointer, now),
                message,
            ));
        } else {
            let message = format!("{label} has no value `{}` any more", text(value));
            let place = at(&pair.old.pointer, value);
            out.found.push(Found::new(
                Kind::ValueRemoved,
                &place,
                &pair.new.pointer,
                message,
            ));
        }
    }
    for value in added {
        let message = format!("{label} has the new value `{}`", text(value));
        let place = at(&pair.new.pointer, value);
        out.found.push(Found::new(
            Kind::ValueAdded,
            &pair.old.pointer,
            &place,
            message,
        ));
    }
    named(pair, old, new, out);
}

/// Names and descriptions that the document gives to values.
fn named(pair: Pair<'_>, old: &[EnumValue], new: &[EnumValue], out: &mut Comparison) {
    let both = old.iter().filter_map(|value| {
        let now = new.iter().find(|now| now.value == value.value)?;
        Some((value, now))
    });
    let (mut names, mut texts) = (false, false);
    for (value, now) in both {
        names |= value.name != now.name;
        texts |= value.description != now.description;
    }
    let label = pair.label;
    if names {
        let message = format!("the values of {label} have other names in code");
        out.report(pair, Kind::ValueNames, message);
    }
    if texts {
        let message = format!("the values of {label} are described differently");
        out.report(pair, Kind::Docs, message);
    }
}

fn at(schema: &Pointer, value: &EnumValue) -> Pointer {
    schema.child("enum").child(value.index)
}

fn text(value: &EnumValue) -> String {
    match &value.value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
