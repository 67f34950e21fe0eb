//! How many lines something will have, roughly.

use crate::plan::docs::Docs;
use crate::plan::items::Item;
use crate::plan::methods::{Method, OutcomeEnum, Output};

/// The lines of an item with its methods and its table.
pub(super) fn of_item(item: &Item) -> usize {
    match item {
        Item::Struct(item) => {
            // Setters are the longest part of a field, and `new` of what surrounds them.
            let (around, field) = if item.built { (22, 9) } else { (12, 3) };
            let fields = item.fields.iter();
            let fields = fields.map(|plan| field + docs(&plan.docs));
            around + docs(&item.docs) + fields.sum::<usize>()
        }
        Item::Enum(item) => {
            let variants = item.variants.iter().map(|variant| 2 + docs(&variant.docs));
            14 + docs(&item.docs) + variants.sum::<usize>()
        }
        Item::Union(item) => {
            let variants = item.variants.iter().map(|variant| 2 + docs(&variant.docs));
            16 + docs(&item.docs) + variants.sum::<usize>()
        }
        Item::Alias(item) => 2 + docs(&item.docs),
    }
}

/// The lines of an operation with its documentation, data and errors.
pub(super) fn of_method(method: &Method) -> usize {
    let parameters = method.arguments.iter().chain(&method.setters);
    let encodings = 8 * parameters
        .filter(|parameter| parameter.encoding.is_some())
        .count();
    let setters = method.own_setters().map(|setter| 4 + docs(&setter.docs));
    let headers = method.headers.iter().chain(&method.error_headers);
    let headers = headers.map(|header| 6 + docs(&header.docs));
    let outcome = |outcome: &OutcomeEnum| {
        let variants = outcome
            .variants
            .iter()
            .map(|variant| 1 + docs(&variant.docs));
        5 + docs(&outcome.docs) + variants.sum::<usize>()
    };
    let output = match &method.output {
        Output::Type(_) => 0,
        Output::Enum(output) => outcome(output),
    };
    36 + docs(&method.docs)
        + method.arguments.len()
        + encodings
        + setters.sum::<usize>()
        + headers.sum::<usize>()
        + output
        + method.error.as_ref().map_or(0, outcome)
        + 2 * method.answers.len()
}

fn docs(docs: &Docs) -> usize {
    docs.lines.len()
}
