//! Swagger 2.0 as OpenAPI 3.0, as far as the pairs need it.

use serde_json::{Map, Value, json};

use crate::document::{list, members, rewritten, words};

/// The same document in the words of OpenAPI 3.0.
pub(crate) fn as_openapi(swagger: &Value) -> Value {
    let base = swagger["basePath"].as_str().unwrap_or_default();
    let host = swagger["host"].as_str().unwrap_or_default();
    let scheme = swagger["schemes"][0].as_str().unwrap_or("https");
    let mut paths = swagger["paths"].clone();
    for item in paths.as_object_mut().into_iter().flat_map(Map::values_mut) {
        for operation in item.as_object_mut().into_iter().flat_map(Map::values_mut) {
            *operation = self::operation(swagger, operation);
        }
    }
    let mut schemes = swagger["securityDefinitions"].clone();
    for scheme in schemes
        .as_object_mut()
        .into_iter()
        .flat_map(Map::values_mut)
    {
        if scheme["type"] == "oauth2" && scheme["flow"] == "application" {
            *scheme = json!({"type": "oauth2", "flows": {"clientCredentials": {
                "tokenUrl": scheme["tokenUrl"], "scopes": scheme["scopes"]}}});
        }
    }
    let mut root = json!({
        "openapi": "3.0.3",
        "info": swagger["info"],
        "servers": [{"url": format!("{scheme}://{host}{base}")}],
        "paths": paths,
        "components": {"schemas": swagger["definitions"], "securitySchemes": schemes},
    });
    rewritten(&mut root, &|to| {
        let name = to.strip_prefix("#/definitions/")?;
        Some(format!("#/components/schemas/{name}"))
    });
    root
}

fn operation(swagger: &Value, old: &Value) -> Value {
    let media = |key: &str| {
        let own = old.get(key).unwrap_or(&swagger[key]);
        words(own)
    };
    let content = |key: &str, schema: &Value| -> Value {
        let media = media(key).into_iter();
        media
            .map(|media| (media, json!({"schema": schema})))
            .collect::<Map<_, _>>()
            .into()
    };
    let mut new = old.clone();
    let mut parameters = Vec::new();
    for parameter in list(&old["parameters"]) {
        if parameter["in"] == "body" {
            new["requestBody"] = json!({"required": parameter["required"],
                "content": content("consumes", &parameter["schema"])});
            continue;
        }
        let mut schema = parameter.clone();
        for key in ["name", "in", "required", "collectionFormat"] {
            schema.as_object_mut().expect("a parameter").remove(key);
        }
        let explode = parameter["collectionFormat"] == "multi";
        let mut converted = json!({"name": parameter["name"], "in": parameter["in"],
            "required": parameter["required"], "explode": explode, "schema": schema});
        if parameter["in"] == "query" {
            converted["style"] = "form".into();
        }
        parameters.push(converted);
    }
    new["parameters"] = parameters.into();
    for (status, answer) in members(&old["responses"]) {
        if let Some(schema) = answer.get("schema") {
            new["responses"][status] = json!({"content": content("produces", schema)});
        }
    }
    new
}
