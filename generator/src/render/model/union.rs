//! Unions: one of several types, told apart by evidence, open for what fits none.

use super::object::derives;
use super::table::{Table, as_codec, call};
use super::validate;
use crate::plan::items::{Rule, Test, UnionPlan, UnionVariant};
use crate::render::print::{Text, string_literal};
use crate::render::scope::Scope;
use crate::render::source::Source;

/// Prints the enum and its table.
pub(super) fn render(file: &mut Source, scope: &mut Scope<'_>, plan: &UnionPlan) {
    let mut text = Text::new(0);
    text.docs(&plan.docs);
    text.deprecated(plan.deprecated);
    let more = derives(&plan.derives);
    text.line(format_args!("#[derive(Debug, Clone, PartialEq{more})]"));
    text.line("#[non_exhaustive]");
    text.open(format_args!("pub enum {} {{", plan.name));
    for variant in &plan.variants {
        text.docs(&variant.docs);
        let ty = scope.ty(&variant.ty);
        text.line(format_args!("{}({ty}),", variant.name));
    }
    text.doc("What fits none of the document's types.");
    let raw = scope.runtime("RawJson");
    text.line(format_args!("{}({raw}),", plan.unknown));
    text.close("}");
    file.plain_item(text);
    let form = Form::of(&plan.rules);
    let head = match &form {
        Form::Tag(key) => format!("{} by tag {}", plan.name, string_literal(key)),
        Form::Types => format!("{} by type", plan.name),
        Form::Trial => format!("{} by trial", plan.name),
        Form::Rules => format!("{} by rules", plan.name),
    };
    let mut table = Table::default();
    for rule in &plan.rules {
        if let Some(variant) = plan.variants.get(rule.variant) {
            row(&mut table, scope, &form, variant, rule);
        }
    }
    table.unknown(plan.unknown.as_str());
    let macro_name = scope.runtime("union").to_string();
    file.text(call(&macro_name, &head, &table.print(8)));
    validate::render_union(file, scope, plan);
}

/// The shortest way to write the rules of a union.
enum Form<'a> {
    /// All look at the values of one property.
    Tag(&'a str),
    /// All look at the JSON type.
    Types,
    /// All variants are tried.
    Trial,
    /// Anything else.
    Rules,
}

impl<'a> Form<'a> {
    fn of(rules: &'a [Rule]) -> Self {
        if rules
            .iter()
            .all(|rule| !rule.sure && rule.has.is_empty() && lone(rule).is_none())
            && rules.iter().all(|rule| rule.any.iter().all(Vec::is_empty))
        {
            return Self::Trial;
        }
        if rules
            .iter()
            .all(|rule| rule.sure && matches!(lone(rule), Some(Test::Type(_))))
        {
            return Self::Types;
        }
        let key = rules.first().and_then(|rule| Some(tag(rule)?.0));
        match key {
            Some(key)
                if rules
                    .iter()
                    .all(|rule| rule.sure && tag(rule).is_some_and(|(other, _)| other == key)) =>
            {
                Self::Tag(key)
            }
            _ => Self::Rules,
        }
    }
}

/// The only test of a rule.
fn lone(rule: &Rule) -> Option<&Test> {
    match rule.any.as_slice() {
        [tests] => match tests.as_slice() {
            [test] => Some(test),
            _ => None,
        },
        _ => None,
    }
}

/// The property and the values that a rule looks at, where that is all it does.
fn tag(rule: &Rule) -> Option<(&str, &[String])> {
    match lone(rule)? {
        Test::Key(key, inner) => match inner.as_slice() {
            [Test::Value(values)] => Some((key, values)),
            _ => None,
        },
        _ => None,
    }
}

fn row(
    table: &mut Table,
    scope: &mut Scope<'_>,
    form: &Form<'_>,
    variant: &UnionVariant,
    rule: &Rule,
) {
    let codec = as_codec(scope, variant.codec.as_ref());
    let name = format!("{}:", variant.name);
    match form {
        Form::Trial => table.row([variant.name.to_string(), codec]),
        Form::Tag(_) => {
            let values = tag(rule).map_or(String::new(), |(_, values)| literals(values));
            table.row([name, values, codec]);
        }
        Form::Types => table.row([name, lone(rule).map_or(String::new(), test), codec]),
        Form::Rules => {
            let mark = if rule.sure { "!" } else { "?" };
            let lists: Vec<String> = rule
                .any
                .iter()
                .map(|tests| format!("({})", all(tests)))
                .collect();
            let mut condition = lists.join(" | ");
            if !rule.has.is_empty() {
                condition = format!("{condition} has {}", literals(&rule.has));
            }
            table.row([name, mark.to_owned(), condition, codec]);
        }
    }
}

fn all(tests: &[Test]) -> String {
    let tests: Vec<String> = tests.iter().map(test).collect();
    tests.join(", ")
}

fn test(test: &Test) -> String {
    match test {
        Test::Type(names) => names.join(" | "),
        Test::Value(values) => format!("= {}", literals(values)),
        Test::Lacks(key) => format!("! {}", string_literal(key)),
        Test::First(inner) => format!("[{}]", all(inner)),
        Test::Key(key, inner) => {
            let key = string_literal(key);
            match inner.as_slice() {
                [] => key,
                [Test::Value(values)] => format!("{key} = {}", literals(values)),
                [Test::Type(names)] => format!("{key}: {}", names.join(" | ")),
                inner => format!("{key}: ({})", all(inner)),
            }
        }
    }
}

fn literals(values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| string_literal(value)).collect();
    values.join(" | ")
}
