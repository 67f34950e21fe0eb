//! `schemes`, `host` and `basePath` become `servers`.

use serde_json::{Map, Value, json};

use super::{Object, Upgrade, media, text};
use crate::diagnostics::Code;
use crate::ir::Pointer;

/// Replaces the document's three keywords; with none of them, the URL stays relative.
pub(super) fn document(root: &mut Object, upgrade: &mut Upgrade<'_, '_>) {
    let at = Pointer::root();
    for key in ["host", "basePath", "schemes"] {
        if root.contains_key(key) {
            upgrade.swagger_spelling(&at.child(key), &format!("`{key}`"));
        }
    }
    let authority = authority(root, upgrade);
    let schemes = media::texts(root.shift_remove("schemes"));
    let servers = servers(&authority, &schemes);
    overrides(root, &authority, &schemes);
    root.shift_remove("host");
    root.shift_remove("basePath");
    if servers.is_empty() || root.contains_key("servers") {
        return;
    }
    let from = if authority.host.is_empty() {
        "basePath"
    } else {
        "host"
    };
    for index in 0..servers.len() {
        let new = at.child("servers").child(index);
        upgrade.findings.moved(&new, &at.child(from));
    }
    root.insert("servers".to_owned(), Value::Array(servers));
}

/// What follows the scheme.
struct Authority {
    host: String,
    /// Empty, or starts with a slash.
    base_path: String,
    /// A scheme that stands before the host, where it does not belong.
    scheme: Option<String>,
}

fn authority(root: &Object, upgrade: &mut Upgrade<'_, '_>) -> Authority {
    let at = Pointer::root();
    let mut base_path = text(root, "basePath").unwrap_or_default().trim().to_owned();
    let mut host = text(root, "host").unwrap_or_default().trim().to_owned();
    let mut scheme = None;
    if let Some((before, after)) = host.split_once("://") {
        let message = "`host` is a host and a port, without a scheme";
        let finding =
            upgrade
                .findings
                .report_before(Code::SuspectValue, &at.child("host"), message);
        finding.help("name the scheme under `schemes`");
        scheme = Some(before.to_owned());
        host = after.to_owned();
    }
    if let Some((before, path)) = host.split_once('/') {
        let path = path.trim_end_matches('/');
        if !path.is_empty() {
            let message = "`host` is a host and a port, without a path";
            let finding =
                upgrade
                    .findings
                    .report_before(Code::SuspectValue, &at.child("host"), message);
            finding.help("write the path under `basePath`");
            base_path = format!("/{path}/{}", base_path.trim_start_matches('/'));
        }
        host = before.to_owned();
    }
    if !base_path.is_empty() && !base_path.starts_with('/') {
        let message = format!("`basePath` starts with a slash; it is read as `/{base_path}`");
        upgrade
            .findings
            .report_before(Code::SuspectValue, &at.child("basePath"), message);
        base_path.insert(0, '/');
    }
    base_path.truncate(base_path.trim_end_matches('/').len());
    Authority {
        host,
        base_path,
        scheme,
    }
}

/// One server for each scheme of HTTP, the safer one first.
fn servers(authority: &Authority, schemes: &[String]) -> Vec<Value> {
    let Authority {
        host,
        base_path,
        scheme,
    } = authority;
    if host.is_empty() {
        let relative = (!base_path.is_empty()).then(|| json!({"url": base_path}));
        return relative.into_iter().collect();
    }
    let mut schemes: Vec<&str> = schemes
        .iter()
        .map(String::as_str)
        .chain(scheme.as_deref())
        .collect();
    schemes.retain(|scheme| matches!(*scheme, "https" | "http"));
    schemes.sort_unstable_by_key(|scheme| *scheme != "https");
    schemes.dedup();
    if schemes.is_empty() {
        return vec![json!({
            "url": format!("https://{host}{base_path}"),
            "description": "The document names no scheme; HTTPS is assumed.",
        })];
    }
    let server = |scheme: &str| json!({"url": format!("{scheme}://{host}{base_path}")});
    schemes.into_iter().map(server).collect()
}

/// Gives operations with `schemes` of their own their own servers, where that makes a difference.
fn overrides(root: &mut Object, authority: &Authority, schemes: &[String]) {
    let usual = servers(authority, schemes);
    let Some(Value::Object(paths)) = root.get_mut("paths") else {
        return;
    };
    let items = paths.values_mut().filter_map(Value::as_object_mut);
    for operation in items
        .flat_map(Map::values_mut)
        .filter_map(Value::as_object_mut)
    {
        let Some(own) = operation.shift_remove("schemes") else {
            continue;
        };
        let own = servers(authority, &media::texts(Some(own)));
        if own != usual && !authority.host.is_empty() && !operation.contains_key("servers") {
            operation.insert("servers".to_owned(), Value::Array(own));
        }
    }
}
