//! What the tables cannot say: rules between keywords of one object.

use serde_json::{Map, Value, json};

use super::super::{STYLE, keywords::Kind};
use super::{Dialect, Findings, Path};
use crate::diagnostics::Code;
use crate::read::describe;

/// Checks a key that is data; `false` where the entry has to go.
pub(super) fn key(kind: Kind, key: &str, path: &Path<'_>, findings: &mut Findings<'_>) -> bool {
    if kind != Kind::Responses || is_status(key) {
        return true;
    }
    findings
        .report(Code::InvalidValue, path, format!("`{key}` is not a status"))
        .at_key()
        .degrades()
        .help(
            "a response stands under a status such as `404`, a range such as `4XX`, or `default`",
        );
    false
}

/// `default`, `404` or `4XX` (OAS 3.0.3 section 4.7.16).
fn is_status(key: &str) -> bool {
    matches!(
        key.as_bytes(),
        b"default"
            | [b'1'..=b'5', b'X' | b'x', b'X' | b'x']
            | [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9']
    )
}

/// Checks one object whose keywords have the right types; `false` where it has to go.
pub(super) fn object(
    map: &mut Map<String, Value>,
    kind: Kind,
    path: &Path<'_>,
    findings: &mut Findings<'_>,
) -> bool {
    match kind {
        Kind::Parameter => return parameter(map, path, findings),
        Kind::SwaggerParameter => swagger_parameter(map, path, findings),
        Kind::Header => schema_or_content(map, "header", path, findings),
        Kind::Schema => schema(map, path, findings),
        Kind::SecurityScheme => return security_scheme(map, path, findings),
        _ => {}
    }
    true
}

fn parameter(map: &mut Map<String, Value>, path: &Path<'_>, findings: &mut Findings<'_>) -> bool {
    schema_or_content(map, "parameter", path, findings);
    if map.get("in").is_some_and(|place| place == "querystring")
        && !querystring(map, path, findings)
    {
        return false;
    }
    let location = map
        .get("in")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let name = map.get("name").and_then(Value::as_str).unwrap_or_default();
    if location == "header" && !is_token(name) {
        let message = format!(
            "`{}` is no name of a header: it is left out",
            name.escape_debug()
        );
        findings
            .report(Code::InvalidValue, &path.key("name"), message)
            .degrades()
            .help("a name consists of letters, digits and ! # $ % & ' * + - . ^ _ ` | ~");
        return false;
    }
    let styles: &[&str] = match location.as_str() {
        "path" => &["simple", "label", "matrix"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        _ => &["form", "cookie"],
    };
    let wrong_style = map
        .get("style")
        .and_then(Value::as_str)
        .filter(|style| !styles.contains(style));
    if let Some(style) = wrong_style {
        let message = format!("the style `{style}` does not fit a parameter in `{location}`");
        findings
            .report(Code::UnsupportedStyle, &path.key("style"), message)
            .degrades()
            .help(format!(
                "it is written in the style `{}` instead",
                styles.first().unwrap_or(&"form")
            ));
        map.shift_remove("style");
    } else if location == "path" && map.get("required") != Some(&Value::Bool(true)) {
        let message = "a path parameter is always required, and has to say so".to_owned();
        findings.once(Code::CoercedValue, path, message, "add `required: true`");
        map.insert("required".to_owned(), Value::Bool(true));
    }
    if location == "cookie" && map.get("style").is_some_and(|style| style == "cookie") {
        findings.since(
            Dialect::V32,
            &path.key("style"),
            "the style `cookie` is new",
        );
    }
    true
}

/// Whether a text can be the name of a header (RFC 9110 section 5.6.2).
fn is_token(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(fits)
}

/// The whole query as one value (OAS 3.2.0 section 4.12.1): a parameter in the query, marked.
fn querystring(map: &mut Map<String, Value>, path: &Path<'_>, findings: &mut Findings<'_>) -> bool {
    let here = path.key("in");
    findings.since(Dialect::V32, &here, "`in: querystring` is new");
    map.insert("in".to_owned(), json!("query"));
    let Some(Value::Object(content)) = map.get("content") else {
        let message = "a parameter `in: querystring` has `content`; it is read as one `in: query`";
        findings.report(Code::SuspectValue, &here, message);
        return true;
    };
    if content.is_empty() {
        let message = "the media type of a whole query is missing";
        findings
            .report(Code::UnsupportedStyle, &here, message)
            .degrades()
            .help("say what the query is: `content: {application/x-www-form-urlencoded: {schema: ..}}`");
        return false;
    }
    map.insert(STYLE.to_owned(), json!("whole"));
    true
}

/// A body has a schema, any other parameter has a type (Swagger 2.0, section "Parameter Object").
fn swagger_parameter(map: &mut Map<String, Value>, path: &Path<'_>, findings: &mut Findings<'_>) {
    const SAYING: &[&str] = &["type", "schema", "content", "oneOf", "anyOf", "allOf"];
    if SAYING.iter().any(|key| map.contains_key(*key)) {
        return;
    }
    let (keyword, example) = if map.get("in").is_some_and(|place| place == "body") {
        ("schema", "schema: {type: object}")
    } else {
        ("type", "type: string")
    };
    let message = format!("the parameter has no `{keyword}`");
    let finding = findings.report(Code::MissingKeyword, path, message);
    finding
        .at_key()
        .help(format!("add it, for example `{example}`"));
    if keyword == "schema" {
        map.insert("schema".to_owned(), json!({}));
    } else if !map.contains_key("items") && !map.contains_key("properties") {
        map.insert("type".to_owned(), json!("string"));
    }
}

/// Exactly one of `schema` and `content` (OAS 3.0.3 section 4.7.12.2).
fn schema_or_content(
    map: &mut Map<String, Value>,
    owner: &str,
    path: &Path<'_>,
    findings: &mut Findings<'_>,
) {
    match (map.contains_key("schema"), map.contains_key("content")) {
        (true, true) => {
            let message = format!("a {owner} has either `schema` or `content`, not both");
            findings
                .report(Code::InvalidValue, &path.key("content"), message)
                .at_key()
                .help("`schema` is used");
            map.shift_remove("content");
        }
        (false, false) => {
            findings
                .report(
                    Code::MissingKeyword,
                    path,
                    format!("the {owner} has neither `schema` nor `content`"),
                )
                .at_key()
                .help("add `schema`, for example `schema: {type: string}`");
            map.insert("schema".to_owned(), json!({"type": "string"}));
        }
        _ => {}
    }
}

/// Checks the values of an `enum` beside a type.
fn schema(map: &mut Map<String, Value>, path: &Path<'_>, findings: &mut Findings<'_>) {
    let Some(name) = map.get("type").and_then(Value::as_str).map(str::to_owned) else {
        return;
    };
    let path = path.key("enum");
    if name == "array" {
        enum_of_items(map, &path, findings);
    }
    let Some(Value::Array(values)) = map.get_mut("enum") else {
        return;
    };
    let mut index = 0;
    values.retain_mut(|value| {
        let here = path.index(index);
        index += 1;
        enum_value(value, &name, &here, findings)
    });
    if values.is_empty() {
        map.shift_remove("enum");
    }
}

/// Values of an array that are no arrays are meant for its elements.
fn enum_of_items(map: &mut Map<String, Value>, path: &Path<'_>, findings: &mut Findings<'_>) {
    let misplaced = map
        .get("enum")
        .and_then(Value::as_array)
        .is_some_and(|values| !values.is_empty() && !values.iter().any(Value::is_array));
    if !misplaced {
        return;
    }
    let Some(values) = map.shift_remove("enum") else {
        return;
    };
    findings.once(
        Code::CoercedValue,
        path,
        "the `enum` of an array lists values of its elements".to_owned(),
        "move it into `items`; it is read as if it stood there",
    );
    if let Value::Object(items) = map.entry("items").or_insert_with(|| json!({}))
        && !items.contains_key("$ref")
    {
        items.entry("enum").or_insert(values);
        schema(items, path, findings);
    }
}

/// A value of an enum whose schema has a type: YAML reads `NO` as text, but `1.0` and `012` only when quoted.
fn enum_value(value: &mut Value, name: &str, path: &Path<'_>, findings: &mut Findings<'_>) -> bool {
    let fits = match value {
        Value::Null => true,
        Value::String(_) => name == "string",
        Value::Number(number) => name == "number" || (name == "integer" && !number.is_f64()),
        Value::Bool(_) => name == "boolean",
        Value::Array(_) => name == "array",
        Value::Object(_) => name == "object",
    };
    if fits {
        return true;
    }
    let read = match (name, &*value) {
        ("string", Value::Number(_) | Value::Bool(_)) => Some(Value::String(value.to_string())),
        ("integer", Value::String(text)) => text.parse::<i64>().ok().map(Value::from),
        ("number", Value::String(text)) => text.parse().ok().map(Value::Number),
        ("boolean", Value::String(text)) => text.parse().ok().map(Value::Bool),
        _ => None,
    };
    if let Some(read) = read {
        let message = format!(
            "{} among the values of an `enum` of the type `{name}`",
            describe(value)
        );
        let help =
            format!("write the value as the type wants it, here `{read}`; it is read like that");
        findings.once(Code::CoercedValue, path, message, &help);
        *value = read;
        return true;
    }
    findings
        .report(
            Code::InvalidValue,
            path,
            format!("`{value}` is not of the type `{name}`"),
        )
        .help("remove it, or change the type");
    false
}

/// What each type of security scheme needs (OAS 3.0.3 section 4.7.30).
fn security_scheme(
    map: &mut Map<String, Value>,
    path: &Path<'_>,
    findings: &mut Findings<'_>,
) -> bool {
    let name = map.get("type").and_then(Value::as_str).unwrap_or_default();
    if name == "oauth2" && !map.contains_key("flows") {
        findings
            .report(
                Code::MissingKeyword,
                path,
                "a security scheme of type `oauth2` needs `flows`",
            )
            .at_key()
            .help("add `flows`; without, clients take a token but cannot get one");
        map.insert("flows".to_owned(), Value::Object(Map::new()));
        return true;
    }
    let needed: &[&str] = match name {
        "apiKey" => &["name", "in"],
        "http" => &["scheme"],
        "openIdConnect" => &["openIdConnectUrl"],
        _ => &[],
    };
    let mut complete = true;
    for keyword in needed.iter().filter(|keyword| !map.contains_key(**keyword)) {
        findings
            .report(
                Code::MissingKeyword,
                path,
                format!("a security scheme of type `{name}` needs `{keyword}`"),
            )
            .at_key()
            .degrades()
            .help(format!("add `{keyword}`"));
        complete = false;
    }
    complete
}
