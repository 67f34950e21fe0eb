//! `securityDefinitions` become `components/securitySchemes`.

use serde_json::{Map, Value, json};

use super::{Object, Upgrade, is_extension};
use crate::ir::Pointer;

/// Rewrites one scheme; those of 3.x stay.
pub(super) fn scheme(scheme: &mut Object, at: &Pointer, upgrade: &mut Upgrade<'_, '_>) {
    match super::text(scheme, "type") {
        Some("basic") => {
            upgrade.swagger_spelling(&at.child("type"), "the type `basic`");
            scheme.insert("type".to_owned(), json!("http"));
            scheme.insert("scheme".to_owned(), json!("basic"));
        }
        Some("oauth2") if !scheme.contains_key("flows") => flow(scheme, at, upgrade),
        _ => {}
    }
}

fn flow(scheme: &mut Object, at: &Pointer, upgrade: &mut Upgrade<'_, '_>) {
    let Some(Value::String(name)) = scheme.shift_remove("flow") else {
        return;
    };
    upgrade.swagger_spelling(&at.child("flow"), "`flow`");
    let new_name = match name.as_str() {
        "application" => "clientCredentials",
        "accessCode" => "authorizationCode",
        same => same,
    };
    let mut flow: Object = Map::new();
    for key in ["authorizationUrl", "tokenUrl", "scopes"] {
        if let Some(value) = scheme.shift_remove(key) {
            flow.insert(key.to_owned(), value);
        }
    }
    // Notes about single scopes stand beside them.
    if let Some(Value::Object(scopes)) = flow.get_mut("scopes") {
        scopes.retain(|scope, _| !is_extension(scope));
    }
    let place = at.child("flows").child(new_name);
    upgrade.findings.moved(&place, at);
    scheme.insert("flows".to_owned(), json!({new_name: flow}));
}
