//! Where the API is: the default URL, and a type to choose another server with.

use crate::ir::{Api, Server, ServerVariable};
use crate::plan::api::{ServerPlan, ServerShape, UrlPiece, VariablePlan};
use crate::plan::docs::{Docs, code};
use crate::plan::names::{FieldName, Scope, TypeName, VariantName, Wish, claim_all};

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
pub(in crate::plan) fn server(api: &Api) -> Option<ServerPlan> {
    match api.servers.as_slice() {
        [] => None,
        [only] => {
            let shape = shape(only, "Server", 0);
            let fixed = shape.variables.is_empty() && !shape.relative;
            (!fixed).then_some(ServerPlan::One(shape))
        }
        several => {
            let wishes: Vec<Wish> = several
                .iter()
                .enumerate()
                .map(|(index, server)| wish(server, index))
                .collect();
            let names: Vec<VariantName> = claim_all(&mut Scope::default(), &wishes);
            let shapes = several
                .iter()
                .zip(names)
                .enumerate()
                .map(|(index, (server, name))| {
                    let shape = shape(server, &format!("{} server", name.as_str()), index);
                    (name, shape)
                })
                .collect();
            Some(ServerPlan::Many(shapes))
        }
    }
}

/// A short description is a name (`Production`); a long one is not.
fn wish(server: &Server, index: usize) -> Wish {
    let mut candidates = Vec::new();
    if let Some(description) = &server.description {
        let words: Vec<&str> = description
            .split_whitespace()
            .filter(|word| {
                !matches!(
                    word.to_ascii_lowercase().as_str(),
                    "server" | "the" | "a" | "an"
                )
            })
            .collect();
        let short = words.len() <= 4 && description.chars().any(char::is_alphanumeric);
        if short && !words.is_empty() {
            candidates.push(words.join(" "));
        }
    }
    candidates.push(format!("server {}", index + 1));
    Wish {
        priority: 0,
        candidates,
    }
}

fn shape(server: &Server, name: &str, index: usize) -> ServerShape {
    let (pieces, names) = pieces(server);
    let mut scope = Scope::reserving(&["url", "new", "default", "clone", "fmt", "origin"]);
    let mut types = Scope::reserving(&["Server"]);
    let url = default_url(server);
    let relative = !(url.contains("://") || url.starts_with("//"));
    let variables = names
        .iter()
        .filter_map(|name| Some((*name, server.variables.get(*name)?)))
        .map(|(name, variable)| variable_plan(name, variable, &mut scope, &mut types))
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
        name: Scope::default().claim::<TypeName>(&[name.to_owned()]),
        docs,
        relative,
        pieces,
        variables,
    }
}

fn variable_plan(
    name: &str,
    variable: &ServerVariable,
    scope: &mut Scope,
    types: &mut Scope,
) -> VariablePlan {
    let field: FieldName = scope.claim(&[name.to_owned(), format!("{name} variable")]);
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
            .map(|value| Wish {
                priority: 0,
                candidates: vec![value.clone()],
            })
            .collect();
        let names: Vec<VariantName> = claim_all(&mut Scope::default(), &wishes);
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
