//! The example in an operation's documentation: a program that compiles.

mod expression;
mod values;

use expression::Expression;
use serde_json::Value;
use values::DEEPEST;

use crate::ir::Operation;
use crate::plan::Target;
use crate::plan::api::{CredentialKind, SchemePlan, ServerPlan};
use crate::plan::docs::Docs;
use crate::plan::items::Item;
use crate::plan::methods::{BodyContent, Method, Output, ParameterPlan, Place};
use crate::plan::models::Unit;
use crate::plan::rust_type::RustType;
use crate::quick::QuickMap;

/// Optional fields and parameters that an example shows at most.
const MOST_OPTIONAL: usize = 12;

/// What examples are made of.
pub(in crate::plan) struct ExampleContext<'a> {
    path: &'a str,
    items: QuickMap<&'a str, &'a Item>,
    schemes: &'a [SchemePlan],
    relative: bool,
}

impl<'a> ExampleContext<'a> {
    /// Collects what examples refer to.
    pub(in crate::plan) fn new(
        target: &'a Target,
        units: &'a [Unit],
        schemes: &'a [SchemePlan],
        server: Option<&ServerPlan>,
    ) -> Self {
        let items = units
            .iter()
            .flat_map(|unit| &unit.items)
            .map(|(_, item)| (item.name().as_str(), item))
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
        if is_stream(method) {
            code.extend(statement("let mut items = ", &text, ";"));
            code.push("while let Some(item) = items.next().await {".to_owned());
            code.push("    println!(\"{:?}\", item?);".to_owned());
            code.push("}".to_owned());
        } else if unit {
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

    /// What an enum over bodies is made of: the type must be seen, since the enum is made of several.
    fn one_of_several(&self, ty: &RustType, example: Option<&Value>) -> Expression {
        match ty {
            RustType::Body | RustType::File => Expression::text("b\"example\".to_vec()"),
            RustType::Form => {
                let package = self.path.split("::").next().unwrap_or_default();
                Expression::Text(format!("{package}::runtime::Form::new()"))
            }
            _ => self.exact(ty, example, DEEPEST),
        }
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
        for need in first.into_iter().flatten() {
            let Some(scheme) = self
                .schemes
                .iter()
                .find(|scheme| scheme.constant == need.constant)
            else {
                continue;
            };
            let arguments = match scheme.kind {
                CredentialKind::Basic => vec!["\"username\"", "\"password\""],
                CredentialKind::Bearer | CredentialKind::OAuth2(_) => vec!["\"token\""],
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
        let mut bodies = operation.body.iter().flat_map(|body| &body.content);
        let example = bodies.find_map(|media| media.example.as_ref());
        let mut arguments: Vec<Expression> = method
            .arguments
            .iter()
            .map(|parameter| self.parameter(&parameter.ty, example_of(operation, parameter)))
            .collect();
        let mut chain = Vec::new();
        let mut statement = None;
        if let Some((body, form)) = method
            .body
            .as_ref()
            .and_then(|body| Some((body, body.forms().next()?)))
        {
            let mut expression = match body.content {
                // Lists of text are borrowed, as in parameters.
                BodyContent::One(_) if form.ty.is_text_list() => self.parameter(&form.ty, example),
                BodyContent::One(_) => self.argument(&form.ty, example, DEEPEST),
                BodyContent::Several(_) => self.one_of_several(&form.ty, example),
            };
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
        if is_stream(method) {
            chain.push(("stream".to_owned(), Vec::new()));
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
}

/// Whether the answer is a stream and nothing else.
fn is_stream(method: &Method) -> bool {
    method.stream.as_ref().is_some_and(|stream| stream.always)
}

fn example_of<'a>(operation: &'a Operation, parameter: &ParameterPlan) -> Option<&'a Value> {
    operation
        .parameters
        .iter()
        .find(|declared| {
            let place: Place = super::parameters::place(declared.location);
            declared.name == parameter.wire && place == parameter.place
        })
        .and_then(|declared| declared.description.example.as_deref())
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
