//! `servers`: URL templates and their variables (OAS 3.0.3 sections 4.7.5 and 4.7.6).

use indexmap::IndexMap;

use crate::diagnostics::Code;
use crate::ir::{Segment, Server, ServerVariable};
use crate::resolve::Place;

use super::Lowerer;
use super::paths::template;

impl<'d> Lowerer<'d, '_> {
    /// The servers listed at `place` (the document, a path item or an operation).
    pub(super) fn servers(&mut self, place: &Place<'d>) -> Vec<Server> {
        let Some(list) = place.child("servers") else {
            return Vec::new();
        };
        list.elements()
            .filter_map(|server| self.server(&server))
            .collect()
    }

    fn server(&mut self, place: &Place<'d>) -> Option<Server> {
        let declared: openapiv3::Server = match place.read(&["url", "description"]) {
            Ok(declared) => declared,
            Err(error) => {
                let message = format!("this server cannot be read: {error}");
                self.diagnostics
                    .report(Code::InvalidServer, &place.pointer, message);
                return None;
            }
        };
        let at = place.pointer.child("url");
        let variables = place.child("variables");
        let mut used = IndexMap::new();
        let Ok(segments) = template(&declared.url) else {
            let message = format!("the braces in `{}` do not match", declared.url);
            self.diagnostics
                .report(Code::InvalidServer, &at, message)
                .help("write each variable as `{name}`");
            return None;
        };
        for segment in segments {
            let Segment::Parameter(name) = segment else {
                continue;
            };
            if used.contains_key(&name) {
                continue;
            }
            let declared = variables
                .as_ref()
                .and_then(|variables| variables.child(&name));
            let variable = if let Some(variable) = declared {
                self.variable(&variable)
            } else {
                self.diagnostics
                    .report(
                        Code::InvalidServer,
                        &at,
                        format!("`{{{name}}}` is not among the server's variables"),
                    )
                    .help(format!("declare `{name}` with a default under `variables`"));
                ServerVariable::default()
            };
            used.insert(name, variable);
        }
        for (name, variable) in variables.iter().flat_map(Place::members) {
            if !used.contains_key(name) {
                let message = format!("the URL has no `{{{name}}}`");
                self.diagnostics
                    .report(Code::IgnoredKeyword, &variable.pointer, message)
                    .at_key();
            }
        }
        let url = declared
            .url
            .strip_suffix('/')
            .filter(|rest| !rest.is_empty());
        Some(Server {
            url: url.unwrap_or(&declared.url).to_owned(),
            description: declared
                .description
                .or_else(|| place.text("name").map(str::to_owned)),
            variables: used,
        })
    }

    fn variable(&mut self, place: &Place<'d>) -> ServerVariable {
        let values = place.child("enum");
        let values: Vec<String> = values
            .iter()
            .flat_map(Place::elements)
            .filter_map(|value| value.value.as_str().map(str::to_owned))
            .collect();
        // `audit` has reported a missing default, and filled in an empty one.
        let default = place.text("default").unwrap_or_default().to_owned();
        if !default.is_empty() && !values.is_empty() && !values.contains(&default) {
            self.diagnostics
                .report(
                    Code::InvalidServer,
                    &place.pointer.child("default"),
                    format!("the default `{default}` is not in the variable's `enum`"),
                )
                .help(format!("write one of: {}", values.join(", ")));
        }
        ServerVariable {
            default,
            values,
            description: place.text("description").map(str::to_owned),
        }
    }
}
