//! `enum`, with the names and descriptions that documents add to it.

use serde_json::Value;

use crate::diagnostics::Code;
use crate::ir::EnumValue;
use crate::resolve::Place;

use super::Lowerer;

impl<'d> Lowerer<'d, '_> {
    /// The values of `enum` without `null`; `None` where there is no `enum` that can be mapped.
    pub(super) fn enumeration(&mut self, place: &Place<'d>) -> Option<Vec<EnumValue>> {
        let list = place.child("enum")?;
        if list
            .elements()
            .any(|item| item.value.is_array() || item.value.is_object())
        {
            self.diagnostics
                .report(
                    Code::UnsupportedSchema,
                    &list.pointer,
                    "an `enum` of objects or lists is left out: the generated type allows other values too",
                )
                .at_key()
                .degrades();
            return None;
        }
        let names = texts(place, &["x-enum-varnames", "x-enumNames"]);
        let descriptions = texts(place, &["x-enum-descriptions", "x-enumDescriptions"]);
        let mut values: Vec<EnumValue> = Vec::new();
        for (index, item) in list.elements().enumerate() {
            if item.value.is_null() {
                continue;
            }
            values.push(EnumValue {
                index,
                name: names.get(index).cloned().flatten(),
                description: descriptions
                    .get(index)
                    .cloned()
                    .flatten()
                    .or_else(|| described(place, item.value)),
                value: item.value.clone(),
            });
        }
        self.drop_repeated(&mut values, &list);
        (!values.is_empty()).then_some(values)
    }

    fn drop_repeated(&mut self, values: &mut Vec<EnumValue>, list: &Place<'d>) {
        let mut seen = std::collections::BTreeSet::new();
        let mut repeated = None;
        values.retain(|value| {
            let first = seen.insert(value.value.to_string());
            if !first && repeated.is_none() {
                repeated = Some(value.value.to_string());
            }
            first
        });
        if let Some(value) = repeated {
            let message = format!("`{value}` stands twice in this `enum`");
            self.diagnostics
                .report(Code::SuspectValue, &list.pointer, message);
        }
    }
}

/// The strings of the first of these extensions that is a list.
fn texts(place: &Place<'_>, keys: &[&str]) -> Vec<Option<String>> {
    let list = keys.iter().find_map(|key| place.get(key)?.as_array());
    let items = list.into_iter().flatten();
    items.map(|item| item.as_str().map(str::to_owned)).collect()
}

/// A description from `x-enum-descriptions` written as a map from value to text.
fn described(place: &Place<'_>, value: &Value) -> Option<String> {
    let map = place
        .value
        .get("x-enum-descriptions")
        .or_else(|| place.get("x-enumDescriptions"))?;
    let key = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    map.get(key)?.as_str().map(str::to_owned)
}
