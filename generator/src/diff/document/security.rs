//! Credentials: which there are, how they are sent, and which operations want them.

use std::collections::BTreeSet;

use super::{Both, Walk, name};
use crate::diff::found::{Found, Ways};
use crate::diff::kind::Kind;
use crate::ir::{Alternative, SchemeKind, SecurityScheme};

impl Walk<'_> {
    pub(super) fn schemes(&mut self) {
        let (old, new) = (self.old, self.new);
        let (was, is) = (&old.api.security_schemes, &new.api.security_schemes);
        let place = crate::ir::Pointer::root().child("components");
        for (name, scheme) in was {
            if let Some(now) = is.get(name) {
                self.scheme(name, scheme, now);
            } else {
                let message = format!("the security scheme `{name}` is gone");
                self.report(Kind::SchemeRemoved, &scheme.pointer, &place, message);
            }
        }
        for (name, scheme) in is {
            if !was.contains_key(name) {
                let message = format!("the security scheme `{name}` is new");
                self.report(Kind::SchemeAdded, &place, &scheme.pointer, message);
            }
        }
    }

    fn scheme(&mut self, name: &str, old: &SecurityScheme, new: &SecurityScheme) {
        let mut say = |kind, says: String| {
            let message = format!("the security scheme `{name}` {says}");
            self.report(kind, &old.pointer, &new.pointer, message);
        };
        if old.description != new.description {
            say(Kind::SchemeDocs, "is described differently".to_owned());
        }
        match (&old.kind, &new.kind) {
            (old, new) if old == new => {}
            (
                SchemeKind::ApiKey {
                    location: old_location,
                    name: old_name,
                },
                SchemeKind::ApiKey {
                    location: new_location,
                    name: new_name,
                },
            ) => {
                if old_name != new_name {
                    let says = format!("is sent as `{new_name}` instead of `{old_name}`");
                    say(Kind::ApiKeyName, says);
                }
                if old_location != new_location {
                    say(Kind::ApiKeyLocation, "is sent in another place".to_owned());
                }
            }
            (SchemeKind::Bearer { .. }, SchemeKind::Bearer { .. }) => {
                say(Kind::SchemeDocs, "has tokens of another format".to_owned());
            }
            (SchemeKind::OAuth2 { .. }, SchemeKind::OAuth2 { .. })
            | (SchemeKind::OpenIdConnect { .. }, SchemeKind::OpenIdConnect { .. }) => {
                if addresses(&old.kind) == addresses(&new.kind) {
                    say(Kind::SchemeDocs, "describes other scopes".to_owned());
                } else {
                    let says = "gets its tokens elsewhere, or in another way".to_owned();
                    say(Kind::OAuthFlow, says);
                }
            }
            _ => say(Kind::SchemeType, "is of another type".to_owned()),
        }
    }

    pub(super) fn requirements(&mut self, both: Both<'_>) {
        let (old, new) = (&both.old.security, &both.new.security);
        if same(old, new) {
            return;
        }
        let called = name(both.new);
        let mut say = |kind, says: &str| {
            let message = format!("`{called}` {says}");
            let found = Found::new(kind, &both.old.pointer, &both.new.pointer, message);
            self.report_of(both, Ways::BOTH, found);
        };
        let open = |alternatives: &[Alternative]| {
            alternatives.is_empty() || alternatives.iter().any(|one| one.schemes.is_empty())
        };
        match (open(old), open(new)) {
            (true, false) => return say(Kind::SecurityAdded, "wants a credential now"),
            (false, true) => return say(Kind::SecurityRemoved, "wants no credential any more"),
            _ => {}
        }
        for was in old {
            if new.iter().any(|is| schemes(is) == schemes(was)) {
                continue;
            }
            // One more scheme in the only alternative is a credential that is wanted now.
            let grown = new.iter().any(|is| schemes(is).is_superset(&schemes(was)));
            if grown && old.len() == new.len() {
                say(Kind::SecurityAdded, "wants one more credential now");
                continue;
            }
            // What is left of it is reported as one credential less.
            let shrunk = new.iter().any(|is| schemes(is).is_subset(&schemes(was)));
            if !(schemes(was).is_empty() || shrunk && old.len() == new.len()) {
                let says = format!("cannot be called with {} any more", shown(was));
                say(Kind::SecurityAlternativeRemoved, &says);
            }
        }
        for is in new {
            let known = old.iter().find(|was| schemes(is) == schemes(was));
            let Some(was) = known else {
                // That none is wanted was said above, or was so before.
                if schemes(is).is_empty() {
                    continue;
                }
                let shrunk = old.iter().any(|was| schemes(was).is_superset(&schemes(is)));
                let grown = old.iter().any(|was| schemes(was).is_subset(&schemes(is)));
                if old.len() != new.len() || !(shrunk || grown) {
                    let says = format!("can be called with {} too", shown(is));
                    say(Kind::SecurityAlternativeAdded, &says);
                } else if shrunk {
                    say(Kind::SecurityRemoved, "wants one credential less now");
                }
                continue;
            };
            let scopes = |one: &Alternative| -> BTreeSet<String> {
                one.schemes.values().flatten().cloned().collect()
            };
            for scope in scopes(is).difference(&scopes(was)) {
                say(Kind::ScopeAdded, &format!("wants the scope `{scope}` now"));
            }
            for scope in scopes(was).difference(&scopes(is)) {
                let says = format!("does not want the scope `{scope}` any more");
                say(Kind::ScopeRemoved, &says);
            }
        }
    }
}

/// Whether the same alternatives are there, in whatever order.
fn same(old: &[Alternative], new: &[Alternative]) -> bool {
    let all = |alternatives: &[Alternative]| -> BTreeSet<Vec<(String, Vec<String>)>> {
        alternatives
            .iter()
            .map(|one| {
                let mut schemes: Vec<(String, Vec<String>)> = one
                    .schemes
                    .iter()
                    .map(|(name, scopes)| {
                        let mut scopes = scopes.clone();
                        scopes.sort();
                        (name.clone(), scopes)
                    })
                    .collect();
                schemes.sort();
                schemes
            })
            .collect()
    };
    all(old) == all(new)
}

fn schemes(alternative: &Alternative) -> BTreeSet<&str> {
    alternative.schemes.keys().map(String::as_str).collect()
}

fn shown(alternative: &Alternative) -> String {
    let names: Vec<String> = schemes(alternative)
        .into_iter()
        .map(|name| format!("`{name}`"))
        .collect();
    if names.is_empty() {
        "no credential".to_owned()
    } else {
        names.join(" and ")
    }
}

/// Where tokens come from.
fn addresses(kind: &SchemeKind) -> Vec<(String, [Option<String>; 3])> {
    match kind {
        SchemeKind::OAuth2 {
            flows,
            metadata_url,
        } => {
            let mut addresses: Vec<_> = flows
                .iter()
                .map(|(name, flow)| {
                    let urls = [
                        flow.authorization_url.clone(),
                        flow.token_url.clone(),
                        flow.refresh_url.clone(),
                    ];
                    (name.clone(), urls)
                })
                .collect();
            addresses.push((String::new(), [metadata_url.clone(), None, None]));
            addresses.sort();
            addresses
        }
        SchemeKind::OpenIdConnect { url } => vec![(String::new(), [Some(url.clone()), None, None])],
        _ => Vec::new(),
    }
}
