//! Where the API is: the default URL, and a type to choose another server with.

use super::server_names;
use crate::ir::{Api, Server, ServerVariable};
use crate::lock::Kind;
use crate::plan::Facts;
use crate::plan::api::{ServerPlan, ServerShape, UrlPiece, VariablePlan};
use crate::plan::docs::{Docs, code};
use crate::plan::names::{FieldName, Page, Scope, TypeName, VariantName, Wish, numbered_apart};

/// The document's first server with its defaults filled in.
pub(in crate::plan) fn base_url(api: &Api) -> String {
    api.servers.first().map(default_url).unwrap_or_default()
}

/// A server's URL with its defaults filled in.
pub(in crate::plan) fn default_url(server: &Server) -> String {
    let (pieces, names) = pieces(server);
    pieces
        .iter()
        .map(|piece| match piece {
            UrlPiece::Literal(text) => text.as_str(),
            UrlPiece::Variable(index) => names
                .get(*index)
                .and_then(|name| server.variables.get(*name))
                .map_or("", |variable| variable.default.as_str()),
        })
        .collect()
}

/// `module/version`, with nothing that a header could not hold.
pub(in crate::plan) fn user_agent(module: &str, version: &str) -> String {
    let token = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_ascii_alphanumeric() || "._-+".contains(*c))
            .take(40)
            .collect()
    };
    let version = token(version.trim());
    let module = token(module);
    if version.is_empty() {
        module
    } else {
        format!("{module}/{version}")
    }
}

/// The type that names the document's servers; `None` where there is nothing to choose.
pub(in crate::plan) fn server(facts: Facts<'_>) -> Option<ServerPlan> {
    match facts.api.servers.as_slice() {
        [] => None,
        [only] => {
            let page = facts.book.of(Kind::Server, &only.url, "Server");
            let shape = shape(only, "Server", 0, page);
            let fixed = shape.variables.is_empty() && !shape.relative;
            (!fixed).then_some(ServerPlan::One(shape))
        }
        several => {
            let mut wishes = server_names::wishes(several);
            numbered_apart(&mut wishes);
            let ids: Vec<String> = wishes.iter().map(|wish| wish.id.clone()).collect();
            let mut scope = Scope::default();
            let names: Vec<VariantName> = facts.book.page().claim_all(&mut scope, wishes);
            let shapes = several
                .iter()
                .zip(names)
                .zip(ids)
                .enumerate()
                .map(|(index, ((server, name), id))| {
                    let page = facts.book.of(Kind::Server, &id, name.bare());
                    let shape = shape(server, &format!("{} server", name.bare()), index, page);
                    (name, shape)
                })
                .collect();
            Some(ServerPlan::Many(shapes))
        }
    }
}

fn shape(server: &Server, name: &str, index: usize, page: Page<'_>) -> ServerShape {
    let (pieces, names) = pieces(server);
    let mut scope = Scope::reserving(&["url", "new", "default", "clone", "fmt", "origin"]);
    let mut types = Scope::reserving(&["Server"]);
    let url = default_url(server);
    let relative = !(url.contains("://") || url.starts_with("//"));
    let variables: Vec<(&str, &ServerVariable)> = names
        .iter()
        .filter_map(|name| Some((*name, server.variables.get(*name)?)))
        .collect();
    let wishes: Vec<Wish> = variables
        .iter()
        .map(|(name, _)| {
            let names = [(*name).to_owned(), format!("{name} variable")];
            Wish::new(Kind::Variable, *name, names).spelled(*name)
        })
        .collect();
    let fields: Vec<FieldName> = page.claim_all(&mut scope, wishes);
    let variables = variables
        .into_iter()
        .zip(fields)
        .map(|((name, variable), field)| variable_plan(name, field, variable, &mut types, page))
        .collect();
    let mut docs = Docs::from_document(server.description.as_deref().unwrap_or_default());
    if docs.is_empty() {
        docs = Docs::ours(if index == 0 {
            "The documented server.".to_owned()
        } else {
            format!("The documented server number {}.", index + 1)
        });
    }
    docs.paragraph(Docs::ours(format!("URL: {}.", code(&server.url))));
    ServerShape {
        name: Scope::default().claim(&[name.to_owned()]),
        docs,
        relative,
        pieces,
        variables,
    }
}

fn variable_plan(
    name: &str,
    field: FieldName,
    variable: &ServerVariable,
    types: &mut Scope<TypeName>,
    page: Page<'_>,
) -> VariablePlan {
    let mut docs = Docs::from_document(variable.description.as_deref().unwrap_or_default());
    if docs.is_empty() {
        docs = Docs::ours(format!("Sets {} in the URL.", code(name)));
    }
    let docs = docs.sentence(&format!("Default: {}.", code(&variable.default)));
    let closed = !variable.values.is_empty() && variable.values.contains(&variable.default);
    let values = closed.then(|| {
        let wishes: Vec<Wish> = variable
            .values
            .iter()
            .map(|value| {
                let id = format!("{name} {value}");
                let names = [value.clone(), format!("{value} value")];
                Wish::new(Kind::Variant, id, names).spelled(value)
            })
            .collect();
        let names: Vec<VariantName> = page.claim_all(&mut Scope::default(), wishes);
        let name = types.claim(&[name.to_owned(), format!("server {name}")]);
        (
            name,
            names.into_iter().zip(variable.values.clone()).collect(),
        )
    });
    VariablePlan {
        name: field,
        default: variable.default.clone(),
        values,
        docs,
    }
}

/// The URL in pieces, and the names of the variables it uses, in order.
fn pieces(server: &Server) -> (Vec<UrlPiece>, Vec<&str>) {
    let mut pieces = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    let mut rest = server.url.as_str();
    while let Some(open) = rest.find('{') {
        let (before, from_open) = rest.split_at(open);
        let Some(close) = from_open.find('}') else {
            break;
        };
        let name = from_open.get(1..close).unwrap_or_default();
        let after = from_open.get(close + 1..).unwrap_or_default();
        if let Some((name, _)) = server.variables.get_key_value(name) {
            if !before.is_empty() {
                pieces.push(UrlPiece::Literal(before.to_owned()));
            }
            let index = names
                .iter()
                .position(|known| known == name)
                .unwrap_or_else(|| {
                    names.push(name);
                    names.len() - 1
                });
            pieces.push(UrlPiece::Variable(index));
        } else {
            pieces.push(UrlPiece::Literal(format!("{before}{{{name}}}")));
        }
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(UrlPiece::Literal(rest.to_owned()));
    }
    (pieces, names)
}
