//! Enumerations: the values the document names, open for others or closed.

use super::object::derives;
use super::table::{Table, call};
use crate::plan::items::{EnumPlan, EnumValues, EnumVariant};
use crate::render::print::{Text, string_literal};
use crate::render::scope::Scope;
use crate::render::source::Source;

/// Prints the enum and its table.
pub(super) fn render(file: &mut Source, scope: &mut Scope<'_>, plan: &EnumPlan) {
    let (kept, macro_name) = match (plan.values, plan.closed) {
        (EnumValues::Text, false) => ("UnknownValue", "text_enum"),
        (EnumValues::Text, true) => ("", "closed_text_enum"),
        (EnumValues::Integer, false) => ("UnknownInteger", "int_enum"),
        (EnumValues::Integer, true) => ("", "closed_int_enum"),
        (EnumValues::Mixed, false) => ("Value", "json_enum"),
        (EnumValues::Mixed, true) => ("", "closed_json_enum"),
    };
    let mut text = Text::new(0);
    text.docs(&plan.docs);
    text.deprecated(plan.deprecated);
    let more = derives(&plan.derives);
    // Tables show their enumerations. `text_enum!` compares by the strings, for all others it is derived.
    let compared = match (plan.values, plan.closed) {
        (EnumValues::Text, false) => "",
        _ => ", PartialEq, Eq, Hash",
    };
    text.line(format_args!("#[derive(Clone{compared}{more})]"));
    // Whoever closes an enumeration wants to match on all of it.
    if !plan.closed {
        text.line("#[non_exhaustive]");
    }
    text.open(format_args!("pub enum {} {{", plan.name));
    for variant in &plan.variants {
        text.docs(&variant.docs);
        text.line(format_args!("{},", variant.name));
    }
    if !plan.closed {
        text.doc("A value the document does not name.");
        let kept = scope.runtime(kept);
        text.line(format_args!("{}({kept}),", plan.unknown));
    }
    text.close("}");
    file.plain_item(text);
    let mut table = Table::default();
    for variant in &plan.variants {
        table.row([format!("{}:", variant.name), literal(variant, plan.values)]);
    }
    if !plan.closed {
        table.unknown(plan.unknown.as_str());
    }
    let macro_name = scope.runtime(macro_name).to_string();
    file.text(call(&macro_name, plan.name.as_str(), &table.print(8)));
}

/// The value as Rust writes it. Among values of several types numbers say what they are.
fn literal(variant: &EnumVariant, values: EnumValues) -> String {
    let wire = &variant.wire;
    if variant.text {
        return string_literal(wire);
    }
    let number = wire.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    match values {
        EnumValues::Mixed if wire.parse::<i64>().is_ok() => format!("{wire}_i64"),
        EnumValues::Mixed if wire.parse::<u64>().is_ok() => format!("{wire}_u64"),
        EnumValues::Mixed if number => format!("{wire}_f64"),
        _ => wire.clone(),
    }
}
