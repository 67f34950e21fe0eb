//! Values in examples: the document's own where it has some, plausible ones where it has none.

use serde_json::Value;

use super::ExampleContext;
use super::expression::Expression;
use crate::plan::items::{EnumPlan, Item, Presence, StructPlan, UnionPlan};
use crate::plan::names::TypeName;
use crate::plan::rust_type::RustType;

/// A file in a list.
const FILE: &str = "\"example\".into()";

/// Models inside models inside models: an example goes this deep.
pub(super) const DEEPEST: usize = 6;

/// Optional fields that an example shows at most.
const MOST_OPTIONAL: usize = 12;

impl ExampleContext<'_> {
    /// A value for a parameter, which borrows text, lists, maps and JSON.
    pub(super) fn parameter(&self, ty: &RustType, example: Option<&Value>) -> Expression {
        let first = |example: Option<&'_ Value>| {
            example
                .and_then(Value::as_array)
                .and_then(|list| list.first())
                .cloned()
        };
        match ty {
            RustType::String | RustType::Secret | RustType::DateTime => {
                self.argument(ty, example, DEEPEST)
            }
            RustType::Vec(inner) => {
                let element = match inner.as_ref() {
                    RustType::String | RustType::Secret => {
                        self.argument(inner, first(example).as_ref(), DEEPEST)
                    }
                    _ => self.exact(inner, first(example).as_ref(), DEEPEST),
                };
                Expression::Reference(Box::new(Expression::List(vec![element], false)))
            }
            RustType::Json | RustType::Map(_) => {
                Expression::Reference(Box::new(self.exact(ty, example, DEEPEST)))
            }
            _ => self.exact(ty, example, DEEPEST),
        }
    }

    /// A value for an argument, which takes `impl Into<T>` where [`RustType::takes_into`] says so.
    pub(super) fn argument(
        &self,
        ty: &RustType,
        example: Option<&Value>,
        depth: usize,
    ) -> Expression {
        match ty {
            RustType::String | RustType::Secret | RustType::Bytes | RustType::Body => {
                Expression::Text(string_literal(
                    example.and_then(Value::as_str).unwrap_or("example"),
                ))
            }
            RustType::Vec(inner) if ty.is_text_list() => {
                let first = example
                    .and_then(Value::as_array)
                    .and_then(|values| values.first());
                Expression::List(vec![self.argument(inner, first, depth)], false)
            }
            RustType::Vec(inner) | RustType::Lines(inner) => {
                Expression::List(self.elements(inner, example, depth), false)
            }
            RustType::Nullable(inner) => match **inner {
                RustType::DateTime => self.argument(inner, example, depth),
                _ => self.exact(inner, example, depth),
            },
            RustType::OneOrMany(inner) => {
                self.exact(inner, example.filter(|value| !value.is_array()), depth)
            }
            RustType::DateTime => Expression::text("time::OffsetDateTime::UNIX_EPOCH"),
            RustType::Decimal => Expression::text("1"),
            RustType::File => Expression::text("\"example\""),
            _ => self.exact(ty, example, depth),
        }
    }

    /// A value of exactly this type.
    pub(super) fn exact(&self, ty: &RustType, example: Option<&Value>, depth: usize) -> Expression {
        let text = example.and_then(Value::as_str);
        match ty {
            RustType::Unit => Expression::text("()"),
            RustType::Bool => {
                Expression::Text(example.and_then(Value::as_bool).unwrap_or(true).to_string())
            }
            RustType::I32 | RustType::I64 | RustType::U32 | RustType::U64 => {
                Expression::Text(integer(ty, example))
            }
            RustType::F32 | RustType::F64 => Expression::Text(format!(
                "{:?}",
                example.and_then(Value::as_f64).unwrap_or(1.5)
            )),
            RustType::String => Expression::Text(format!(
                "{}.to_owned()",
                string_literal(text.unwrap_or("example"))
            )),
            RustType::File => Expression::text(FILE),
            RustType::Form | RustType::Event => Expression::text("Default::default()"),
            RustType::Lines(inner) => Expression::Chain {
                head: "From::from".to_owned(),
                arguments: vec![Expression::List(
                    self.elements(inner, example, depth),
                    false,
                )],
                chain: Vec::new(),
            },
            RustType::Part(inner) => Expression::Chain {
                head: "From::from".to_owned(),
                arguments: vec![self.exact(inner, example, depth)],
                chain: Vec::new(),
            },
            RustType::Secret | RustType::Bytes | RustType::Body => Expression::Text(format!(
                "{}.into()",
                string_literal(text.unwrap_or("example"))
            )),
            RustType::Base64 => Expression::text("b\"example\".to_vec()"),
            RustType::Uuid => {
                let uuid = text
                    .filter(|text| is_uuid(text))
                    .unwrap_or("c56a4180-65aa-42ec-a945-5fd21dec0538");
                Expression::Text(format!("{}.parse()?", string_literal(uuid)))
            }
            RustType::Date => {
                Expression::Text(date(text).unwrap_or_else(|| "time::Date::MIN".to_owned()))
            }
            RustType::DateTime => Expression::text("time::OffsetDateTime::UNIX_EPOCH.into()"),
            RustType::Decimal => Expression::text("1.into()"),
            RustType::Tuple(items) => {
                let values = example.and_then(Value::as_array);
                let items = items.iter().enumerate().map(|(index, item)| {
                    let value = values.and_then(|values| values.get(index));
                    self.exact(item, value, depth.saturating_sub(1))
                });
                Expression::Tuple(items.collect())
            }
            RustType::Json => Expression::text("serde_json::json!({})"),
            RustType::Vec(inner) => Expression::List(self.elements(inner, example, depth), true),
            RustType::Map(_) => Expression::text("std::collections::BTreeMap::new()"),
            RustType::Option(inner) => Expression::call("Some", self.exact(inner, example, depth)),
            RustType::Nullable(inner) | RustType::OneOrMany(inner) => {
                let inner = self.exact(inner, example, depth);
                Expression::Chain {
                    head: "From::from".to_owned(),
                    arguments: vec![inner],
                    chain: Vec::new(),
                }
            }
            RustType::Boxed(inner) => {
                Expression::call("Box::new", self.exact(inner, example, depth))
            }
            RustType::Foreign(_) => {
                let json = example.map_or_else(|| "{}".to_owned(), Value::to_string);
                Expression::Text(format!("serde_json::from_str({})?", string_literal(&json)))
            }
            RustType::Model(name) => self.model(name, example, depth),
        }
    }

    /// A value of a model, by the name that it has where it is used.
    fn model(&self, name: &TypeName, example: Option<&Value>, depth: usize) -> Expression {
        let own = self.items.get(name.as_str());
        let definition = own.and_then(|item| self.items.get(item.shares()?.as_str()));
        match definition.or(own) {
            Some(Item::Struct(item)) => self.structure(name, item, example, depth),
            Some(Item::Enum(item)) => enumeration(name, item, example),
            Some(Item::Union(item)) => self.union(name, item, example, depth),
            Some(Item::Alias(item)) => self.exact(&item.ty, example, depth),
            None => Expression::text("Default::default()"),
        }
    }

    fn elements(&self, inner: &RustType, example: Option<&Value>, depth: usize) -> Vec<Expression> {
        if depth == 0 {
            return Vec::new();
        }
        let first = example
            .and_then(Value::as_array)
            .and_then(|values| values.first());
        vec![self.exact(inner, first, depth - 1)]
    }

    fn structure(
        &self,
        name: &TypeName,
        item: &StructPlan,
        example: Option<&Value>,
        depth: usize,
    ) -> Expression {
        let known = |wire: &str| example.and_then(|value| value.get(wire));
        let arguments = item
            .fields
            .iter()
            .filter(|field| field.is_argument())
            .map(|field| {
                self.argument(
                    field.argument(),
                    known(&field.wire),
                    depth.saturating_sub(1),
                )
            })
            .collect();
        let chain = item
            .fields
            .iter()
            .filter(|field| field.presence != Presence::Required && field.constant.is_none())
            .filter(|field| !field.deprecated && depth > 0)
            .filter_map(|field| Some((field, known(&field.wire).filter(|value| !value.is_null())?)))
            .filter(|(field, _)| is_shown(field.argument()))
            .take(MOST_OPTIONAL)
            .map(|(field, value)| {
                let value = self.argument(field.argument(), Some(value), depth.saturating_sub(1));
                (field.name.as_str().to_owned(), vec![value])
            })
            .collect();
        Expression::Chain {
            head: format!("models::{name}::new"),
            arguments,
            chain,
        }
    }

    fn union(
        &self,
        name: &TypeName,
        item: &UnionPlan,
        example: Option<&Value>,
        depth: usize,
    ) -> Expression {
        let Some(variant) = item.variants.first().filter(|_| depth > 0) else {
            return Expression::text("Default::default()");
        };
        let payload = self.exact(&variant.ty, example, depth - 1);
        Expression::Chain {
            head: format!("models::{name}::{}", variant.name),
            arguments: vec![payload],
            chain: Vec::new(),
        }
    }
}

/// Whether an example can say the value without naming its type.
fn is_shown(ty: &RustType) -> bool {
    match ty {
        RustType::Boxed(_) => false,
        RustType::Nullable(inner) => !matches!(
            **inner,
            RustType::Decimal | RustType::Secret | RustType::Boxed(_)
        ),
        _ => true,
    }
}

fn enumeration(name: &TypeName, item: &EnumPlan, example: Option<&Value>) -> Expression {
    let wire = example.map(crate::plan::docs::shown);
    let chosen = item
        .variants
        .iter()
        .find(|variant| Some(&variant.wire) == wire.as_ref())
        .or_else(|| item.variants.first());
    match chosen {
        Some(variant) => Expression::Text(format!("models::{name}::{}", variant.name)),
        None => Expression::text("Default::default()"),
    }
}

fn integer(ty: &RustType, example: Option<&Value>) -> String {
    let value = example
        .and_then(|value| value.as_i64().or_else(|| value.as_str()?.parse().ok()))
        .unwrap_or(1);
    let fits = match ty {
        RustType::I32 => i32::try_from(value).is_ok(),
        RustType::U32 => u32::try_from(value).is_ok(),
        RustType::U64 => u64::try_from(value).is_ok(),
        _ => true,
    };
    if fits {
        value.to_string()
    } else {
        "1".to_owned()
    }
}

/// A full-date (RFC 3339 section 5.6) as an expression.
fn date(text: Option<&str>) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = text?.get(..10)?.split('-').map(str::parse::<u16>);
    let (year, month, day) = (
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    );
    let month = MONTHS.get(usize::from(month).checked_sub(1)?)?;
    let call = format!("time::Date::from_calendar_date({year}, time::Month::{month}, {day})?");
    (1..=31).contains(&day).then_some(call)
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.char_indices().all(|(index, c)| match index {
            8 | 13 | 18 | 23 => c == '-',
            _ => c.is_ascii_hexdigit(),
        })
}

/// A string literal on one line, with everything escaped that does not print.
fn string_literal(text: &str) -> String {
    let short: String = text.chars().take(200).collect();
    format!("{short:?}")
}
