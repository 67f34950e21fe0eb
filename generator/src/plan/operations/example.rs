//! The example in an operation's documentation: a program that compiles.

mod expression;

use std::collections::BTreeMap;

use expression::Expression;
use serde_json::Value;

use crate::ir::Operation;
use crate::plan::Target;
use crate::plan::api::{CredentialKind, SchemePlan, ServerPlan};
use crate::plan::docs::Docs;
use crate::plan::items::{EnumPlan, Item, ModelFile, Presence, StructPlan, UnionPlan};
use crate::plan::methods::{Method, Output, ParameterPlan, Place};
use crate::plan::rust_type::RustType;

/// Models inside models inside models: an example goes this deep.
const DEEPEST: usize = 6;

/// Optional fields and parameters that an example shows at most.
const MOST_OPTIONAL: usize = 12;

/// What examples are made of.
pub(in crate::plan) struct ExampleContext<'a> {
    path: &'a str,
    items: BTreeMap<&'a str, &'a Item>,
    schemes: &'a [SchemePlan],
    relative: bool,
}

impl<'a> ExampleContext<'a> {
    /// Collects what examples refer to.
    pub(in crate::plan) fn new(
        target: &'a Target,
        items: &'a [ModelFile],
        schemes: &'a [SchemePlan],
        server: Option<&ServerPlan>,
    ) -> Self {
        let items = items
            .iter()
            .flat_map(|file| &file.items)
            .map(|item| (item.name().as_str(), item))
            .collect();
        let relative = matches!(server, Some(ServerPlan::One(shape)) if shape.relative);
        Self {
            path: &target.path,
            items,
            schemes,
            relative,
        }
    }

    /// The fenced example of one operation.
    pub(super) fn of(&self, operation: &Operation, method: &Method) -> Docs {
        let (body, call) = self.call(operation, method);
        let mut code = vec![
            "```no_run".to_owned(),
            "# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
        ];
        let mut imports = vec!["Client"];
        if self.relative {
            imports.push("Server");
        }
        let client = self.client(method);
        let body = body
            .map(|body| statement("let body = ", &body.lines(0), ";"))
            .unwrap_or_default();
        let text = call.lines(0);
        if body
            .iter()
            .chain(&text)
            .any(|line| line.contains("models::"))
        {
            imports.push("models");
        }
        code.push(match imports.as_slice() {
            [only] => format!("use {}::{only};", self.path),
            several => format!("use {}::{{{}}};", self.path, several.join(", ")),
        });
        code.push(String::new());
        code.extend(statement("let client = ", &client.lines(0), "?;"));
        code.extend(body);
        let unit = matches!(method.output, Output::Type(RustType::Unit));
        if unit {
            code.extend(statement("", &text, ";"));
        } else {
            code.extend(statement("let answer = ", &text, ";"));
            code.push("println!(\"{answer:?}\");".to_owned());
        }
        code.push("# Ok(())".to_owned());
        code.push("# }".to_owned());
        code.push("```".to_owned());
        Docs { lines: code }
    }

    fn client(&self, method: &Method) -> Expression {
        let mut chain = Vec::new();
        if self.relative {
            chain.push((
                "server".to_owned(),
                vec![Expression::text("Server::new(\"https://api.example.org\")")],
            ));
        }
        let first = method.security.iter().find(|schemes| !schemes.is_empty());
        for constant in first.into_iter().flatten() {
            let Some(scheme) = self
                .schemes
                .iter()
                .find(|scheme| scheme.constant == *constant)
            else {
                continue;
            };
            let arguments = match scheme.kind {
                CredentialKind::Basic => vec!["\"username\"", "\"password\""],
                CredentialKind::Bearer => vec!["\"token\""],
                _ => vec!["\"key\""],
            };
            chain.push((
                scheme.method.as_str().to_owned(),
                arguments.into_iter().map(Expression::text).collect(),
            ));
        }
        chain.push(("build".to_owned(), Vec::new()));
        Expression::Chain {
            head: "Client::builder".to_owned(),
            arguments: Vec::new(),
            chain,
        }
    }

    /// The body where it is more than a word, and the call.
    fn call(&self, operation: &Operation, method: &Method) -> (Option<Expression>, Expression) {
        let media = operation
            .body
            .as_ref()
            .and_then(|body| body.content.first());
        let example = media.and_then(|media| media.example.as_ref());
        let mut arguments: Vec<Expression> = method
            .arguments
            .iter()
            .map(|parameter| self.parameter(&parameter.ty, example_of(operation, parameter)))
            .collect();
        let mut chain = Vec::new();
        let mut statement = None;
        if let Some(body) = &method.body {
            let mut expression = self.argument(&body.ty, example, DEEPEST);
            if matches!(expression, Expression::Chain { .. }) {
                statement = Some(std::mem::replace(&mut expression, Expression::text("body")));
            }
            if body.required {
                arguments.push(expression);
            } else {
                chain.push(("body".to_owned(), vec![expression]));
            }
        }
        for setter in method.setters.iter().filter(|setter| !setter.deprecated) {
            if let (Some(example), true) =
                (example_of(operation, setter), chain.len() < MOST_OPTIONAL)
            {
                let value = self.parameter(&setter.ty, Some(example));
                chain.push((setter.name.as_str().to_owned(), vec![value]));
            }
        }
        chain.push(("await?".to_owned(), Vec::new()));
        let head = format!("client.{}", method.name);
        let call = Expression::Chain {
            head,
            arguments,
            chain,
        };
        (statement, call)
    }

    /// A value for a parameter, which borrows text, lists, maps and JSON.
    fn parameter(&self, ty: &RustType, example: Option<&Value>) -> Expression {
        let first = |example: Option<&'_ Value>| {
            example
                .and_then(Value::as_array)
                .and_then(|list| list.first())
                .cloned()
        };
        match ty {
            RustType::String | RustType::Secret => self.argument(ty, example, DEEPEST),
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
    fn argument(&self, ty: &RustType, example: Option<&Value>, depth: usize) -> Expression {
        match ty {
            RustType::String | RustType::Secret | RustType::Bytes => Expression::Text(
                string_literal(example.and_then(Value::as_str).unwrap_or("example")),
            ),
            RustType::Vec(inner) if ty.is_text_list() => {
                let first = example
                    .and_then(Value::as_array)
                    .and_then(|values| values.first());
                Expression::List(vec![self.argument(inner, first, depth)], false)
            }
            RustType::Vec(inner) => Expression::List(self.elements(inner, example, depth), false),
            RustType::Nullable(inner) => self.exact(inner, example, depth),
            RustType::OneOrMany(inner) => {
                self.exact(inner, example.filter(|value| !value.is_array()), depth)
            }
            _ => self.exact(ty, example, depth),
        }
    }

    /// A value of exactly this type.
    fn exact(&self, ty: &RustType, example: Option<&Value>, depth: usize) -> Expression {
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
            RustType::Secret | RustType::Bytes => Expression::Text(format!(
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
            RustType::Date => Expression::text("time::Date::MIN"),
            RustType::DateTime => Expression::text("time::OffsetDateTime::UNIX_EPOCH"),
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
            RustType::Model(name) => match self.items.get(name.as_str()) {
                Some(Item::Struct(item)) => self.structure(item, example, depth),
                Some(Item::Enum(item)) => enumeration(item, example),
                Some(Item::Union(item)) => self.union(item, example, depth),
                Some(Item::Alias(item)) => self.exact(&item.ty, example, depth),
                None => Expression::text("Default::default()"),
            },
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

    fn structure(&self, item: &StructPlan, example: Option<&Value>, depth: usize) -> Expression {
        let known = |wire: &str| example.and_then(|value| value.get(wire));
        let arguments = item
            .fields
            .iter()
            .filter(|field| field.presence == Presence::Required)
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
            .filter(|field| field.presence != Presence::Required && !field.deprecated && depth > 0)
            .filter_map(|field| Some((field, known(&field.wire).filter(|value| !value.is_null())?)))
            .filter(|(field, _)| !matches!(field.argument(), RustType::Boxed(_)))
            .take(MOST_OPTIONAL)
            .map(|(field, value)| {
                let value = self.argument(field.argument(), Some(value), depth.saturating_sub(1));
                (field.name.as_str().to_owned(), vec![value])
            })
            .collect();
        Expression::Chain {
            head: format!("models::{}::new", item.name),
            arguments,
            chain,
        }
    }

    fn union(&self, item: &UnionPlan, example: Option<&Value>, depth: usize) -> Expression {
        let Some(variant) = item.variants.first().filter(|_| depth > 0) else {
            return Expression::text("Default::default()");
        };
        let payload = self.exact(&variant.ty, example, depth - 1);
        Expression::Chain {
            head: format!("models::{}::{}", item.name, variant.name),
            arguments: vec![payload],
            chain: Vec::new(),
        }
    }
}

fn enumeration(item: &EnumPlan, example: Option<&Value>) -> Expression {
    let wire = example.map(crate::plan::docs::shown);
    let chosen = item
        .variants
        .iter()
        .find(|variant| Some(&variant.wire) == wire.as_ref())
        .or_else(|| item.variants.first());
    match chosen {
        Some(variant) => Expression::Text(format!("models::{}::{}", item.name, variant.name)),
        None => Expression::text("Default::default()"),
    }
}

fn example_of<'a>(operation: &'a Operation, parameter: &ParameterPlan) -> Option<&'a Value> {
    operation
        .parameters
        .iter()
        .find(|declared| {
            let place: Place = super::parameters::place(declared.location);
            declared.name == parameter.wire && place == parameter.place
        })
        .and_then(|declared| declared.description.example.as_ref())
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

/// An expression of one or more lines with something before and after it.
fn statement(before: &str, lines: &[String], after: &str) -> Vec<String> {
    let last = lines.len().saturating_sub(1);
    lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let before = if index == 0 { before } else { "" };
            let after = if index == last { after } else { "" };
            format!("{before}{line}{after}")
        })
        .collect()
}
