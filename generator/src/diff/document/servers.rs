//! Servers, of the document and of single operations.

use super::{Both, Walk, name};
use crate::diff::found::{Found, Ways};
use crate::diff::kind::Kind;
use crate::diff::verdict::Wire;
use crate::ir::{Pointer, Server};

impl Walk<'_> {
    pub(super) fn servers(&mut self) {
        let place = Pointer::root().child("servers");
        let (old, new) = (&self.old.api.servers, &self.new.api.servers);
        for (kind, message) in servers(old, new) {
            self.report(kind, &place, &place, message);
            // A variable more, and what is called by default is another URL.
            let called = |servers: &[Server]| servers.first().map(called);
            if kind == Kind::ServerVariableAdded
                && called(old) != called(new)
                && let Some(found) = self.found.last_mut()
            {
                (found.request, found.response) = (Wire::Risky, Wire::Risky);
            }
        }
    }

    pub(super) fn own_servers(&mut self, both: Both<'_>) {
        let urls = |servers: &[Server]| -> Vec<Server> {
            servers
                .iter()
                .map(|server| Server {
                    description: None,
                    ..server.clone()
                })
                .collect()
        };
        if urls(&both.old.servers) != urls(&both.new.servers) {
            let message = format!("`{}` is called at other servers", name(both.new));
            let found = Found::new(
                Kind::OperationServers,
                &both.old.pointer,
                &both.new.pointer,
                message,
            );
            self.report_of(both, Ways::BOTH, found);
        }
    }
}

fn servers(old: &[Server], new: &[Server]) -> Vec<(Kind, String)> {
    let mut found = Vec::new();
    let mut removed: Vec<&Server> = Vec::new();
    let mut added: Vec<&Server> = new.iter().collect();
    for server in old {
        match added.iter().position(|other| other.url == server.url) {
            Some(index) => variables(server, added.remove(index), &mut found),
            None => removed.push(server),
        }
    }
    // One for one is the same server at another place; so is the one that is called by default.
    let is_first = |server: &&&Server, list: &[Server]| list.first() == Some(**server);
    let moved = match (removed.as_slice(), added.as_slice()) {
        ([was], [is]) => Some((*was, *is)),
        (removed, added) => removed
            .iter()
            .find(|server| is_first(server, old))
            .zip(added.iter().find(|server| is_first(server, new)))
            .map(|(was, is)| (*was, *is)),
    };
    if let Some((was, is)) = moved {
        removed.retain(|server| *server != was);
        added.retain(|server| *server != is);
        // What changed may be that there are more or fewer variables.
        let before = found.len();
        if !(was.variables.is_empty() && is.variables.is_empty()) {
            variables(was, is, &mut found);
        }
        if found.len() == before {
            let message = format!("the server is `{}` instead of `{}`", is.url, was.url);
            found.push((Kind::ServerUrl, message));
        }
    } else if let Some((was, is)) = old.first().zip(new.first())
        && was.url != is.url
    {
        let message = format!("`{}` is called by default instead of `{}`", is.url, was.url);
        found.push((Kind::ServerUrl, message));
    }
    found.extend(removed.into_iter().map(|server| {
        let message = format!("the server `{}` is gone", server.url);
        (Kind::ServerRemoved, message)
    }));
    found.extend(added.into_iter().map(|server| {
        let message = format!("the server `{}` is new", server.url);
        (Kind::ServerAdded, message)
    }));
    found
}

/// The URL that is called where nobody gives a variable a value.
fn called(server: &Server) -> String {
    let mut url = String::new();
    let mut parts = server.url.split('{');
    url.extend(parts.next());
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or(("", part));
        let variable = server.variables.get(name);
        url.push_str(variable.map_or(name, |variable| &variable.default));
        url.push_str(rest);
    }
    url
}

fn variables(old: &Server, new: &Server, found: &mut Vec<(Kind, String)>) {
    let url = &new.url;
    for (name, was) in &old.variables {
        let Some(is) = new.variables.get(name) else {
            let message = format!("the server `{url}` has no variable `{name}` any more");
            found.push((Kind::ServerVariableRemoved, message));
            continue;
        };
        if was.default != is.default {
            let message = format!(
                "`{name}` of the server `{url}` is `{}` by default instead of `{}`",
                is.default, was.default
            );
            found.push((Kind::ServerVariableDefault, message));
        }
        for value in was.values.iter().filter(|value| !is.values.contains(value)) {
            let message = format!("`{name}` of the server `{url}` cannot be `{value}` any more");
            found.push((Kind::ServerValueRemoved, message));
        }
        for value in is.values.iter().filter(|value| !was.values.contains(value)) {
            let message = format!("`{name}` of the server `{url}` can be `{value}` too");
            found.push((Kind::ServerValueAdded, message));
        }
    }
    for name in new.variables.keys() {
        if !old.variables.contains_key(name) {
            let message = format!("the server `{url}` has the new variable `{name}`");
            found.push((Kind::ServerVariableAdded, message));
        }
    }
    let texts = |server: &Server| -> Vec<Option<String>> {
        let variables = server.variables.values();
        let texts = variables.map(|variable| variable.description.clone());
        texts.chain([server.description.clone()]).collect()
    };
    if old.variables.len() == new.variables.len() && texts(old) != texts(new) {
        found.push((
            Kind::Docs,
            format!("the server `{url}` is described differently"),
        ));
    }
}
