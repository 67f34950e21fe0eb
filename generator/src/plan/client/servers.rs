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
    let servers = distinct(&facts.api.servers);
    match servers.as_slice() {
        [] => None,
        [only] => {
            let page = facts.book.of(Kind::Server, &only.url, "Server");
            let shape = shape(only, "Server", 0, page, &mut Enums::default());
            let fixed = shape.variables.is_empty() && !shape.relative;
            (!fixed).then_some(ServerPlan::One(shape))
        }
        several => {
            let mut wishes = server_names::wishes(several);
            numbered_apart(&mut wishes);
            let ids: Vec<String> = wishes.iter().map(|wish| wish.id.clone()).collect();
            let mut scope = Scope::default();
            let names: Vec<VariantName> = facts.book.page().claim_all(&mut scope, wishes);
            let mut enums = Enums::default();
            let _: TypeName = enums.scope.claim(&["Server".to_owned()]);
            let shapes = several
                .iter()
                .zip(names)
                .zip(ids)
                .enumerate()
                .map(|(index, ((server, name), id))| {
                    let page = facts.book.of(Kind::Server, &id, name.bare());
                    let name_of = format!("{} server", name.bare());
                    let shape = shape(server, &name_of, index, page, &mut enums);
                    (name, shape)
                })
                .collect();
            Some(ServerPlan::Many(shapes))
        }
    }
}

/// Servers that are named twice are one, with what is said of it each time.
fn distinct(servers: &[Server]) -> Vec<Server> {
    let mut distinct: Vec<Server> = Vec::new();
    for server in servers {
        let same = |other: &&mut Server| {
            (&other.url, &other.variables) == (&server.url, &server.variables)
        };
        let Some(known) = distinct.iter_mut().find(same) else {
            distinct.push(server.clone());
            continue;
        };
        if known.description != server.description {
            let texts = [known.description.take(), server.description.clone()];
            known.description = Some(texts.into_iter().flatten().collect::<Vec<_>>().join("\n\n"));
        }
    }
    distinct
}

/// The types of `server.rs`: variables of several servers with the same name and values share one.
#[derive(Default)]
struct Enums {
    scope: Scope<TypeName>,
    known: Vec<(String, Vec<String>, VariableEnum)>,
}

/// The name of a closed set of values, and its values by variant.
type VariableEnum = (TypeName, Vec<(VariantName, String)>);

impl Enums {
    fn of(&mut self, name: &str, values: &[String], page: Page<'_>) -> VariableEnum {
        let same = |(other, others, _): &&(String, Vec<String>, VariableEnum)| {
            other == name && others == values
        };
        if let Some((_, _, known)) = self.known.iter().find(same) {
            return known.clone();
        }
        let wishes: Vec<Wish> = values
            .iter()
            .map(|value| {
                let id = format!("{name} {value}");
                let names = [value.clone(), format!("{value} value")];
                Wish::new(Kind::Variant, id, names).spelled(value)
            })
            .collect();
        let variants: Vec<VariantName> = page.claim_all(&mut Scope::default(), wishes);
        let ty = self
            .scope
            .claim(&[name.to_owned(), format!("server {name}")]);
        let made = (ty, variants.into_iter().zip(values.to_vec()).collect());
        self.known
            .push((name.to_owned(), values.to_vec(), made.clone()));
        made
    }
}

fn shape(
    server: &Server,
    name: &str,
    index: usize,
    page: Page<'_>,
    enums: &mut Enums,
) -> ServerShape {
    let name = enums.scope.claim(&[name.to_owned()]);
    let (pieces, names) = pieces(server);
    let mut scope = Scope::reserving(&["url", "new", "default", "clone", "fmt", "origin"]);
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
        .map(|((name, variable), field)| variable_plan(name, field, variable, enums, page))
        .collect();
    let mut docs = Docs::from_document(server.description.as_deref().unwrap_or_default());
    if docs.is_empty() {
        docs = Docs::ours(if index == 0 {
            "The documented server.".to_owned()
        } else {
            format!("The documented server number {}.", index + 1)
        });
    }
    // An empty one is where the document lies (OAS 3.0.4 section 4.8.5).
    let url = if server.url.is_empty() {
        "/"
    } else {
        &server.url
    };
    docs.paragraph(Docs::ours(format!("URL: {}.", code(url))));
    ServerShape {
        name,
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
    enums: &mut Enums,
    page: Page<'_>,
) -> VariablePlan {
    let mut docs = Docs::from_document(variable.description.as_deref().unwrap_or_default());
    if docs.is_empty() {
        docs = Docs::ours(format!("Sets {} in the URL.", code(name)));
    }
    let docs = docs.sentence(&format!("Default: {}.", code(&variable.default)));
    let closed = !variable.values.is_empty() && variable.values.contains(&variable.default);
    let values = closed.then(|| enums.of(name, &variable.values, page));
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
