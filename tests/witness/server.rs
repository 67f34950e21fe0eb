//! Which URLs are those of a server.

use serde_json::Value;

/// Where servers without a host are.
pub(crate) const RELATIVE: &str = "https://relative.example";

/// What is behind the server in a URL, if the URL is one of its.
pub(crate) fn below<'u>(url: &'u str, server: &Value) -> Option<&'u str> {
    let pattern = server["url"].as_str().unwrap_or_default();
    let pattern = if pattern.starts_with('/') {
        format!("{RELATIVE}{pattern}")
    } else {
        pattern.to_owned()
    };
    rest(url, pattern.trim_end_matches('/'), &server["variables"])
}

fn rest<'u>(url: &'u str, pattern: &str, variables: &Value) -> Option<&'u str> {
    let Some((literal, behind)) = pattern.split_once('{') else {
        let rest = url.strip_prefix(pattern)?;
        return rest.starts_with('/').then_some(rest);
    };
    let (name, behind) = behind.split_once('}')?;
    let url = url.strip_prefix(literal)?;
    if let Some(values) = variables[name]["enum"].as_array() {
        let mut texts = values.iter().filter_map(Value::as_str);
        return texts.find_map(|text| rest(url.strip_prefix(text)?, behind, variables));
    }
    let end = url.find(['/', '.']).unwrap_or(url.len());
    rest(&url[end..], behind, variables)
}
