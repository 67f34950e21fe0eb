mod schemas;
mod security;

use serde_json::{Value, json};

use super::*;
use crate::diagnostics::Code;
use crate::ir::*;

/// Lowers a document with these schemas and paths.
#[allow(
    clippy::needless_pass_by_value,
    reason = "literals read better as they are"
)]
fn lowered(schemas: Value, paths: Value) -> (Api, Vec<(Code, String)>) {
    let value = json!({
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
        },
    });
    lowered_document(value)
}

fn lowered_document(value: Value) -> (Api, Vec<(Code, String)>) {
    let document = Document {
        value,
        dialect: "3.0.3".to_owned(),
        schemas: 0,
    };
    let mut diagnostics = Diagnostics::new();
    let api = lower(&document, &mut diagnostics);
    let found = diagnostics
        .iter()
        .map(|d| (d.code, d.pointer.to_string()))
        .collect();
    (api, found)
}

fn component<'a>(api: &'a Api, name: &str) -> &'a Type {
    let is_named = |ty: &Type| ty.name == NameHint::Component(name.to_owned());
    api.types
        .iter()
        .map(|(_, ty)| ty)
        .find(|ty| is_named(ty))
        .unwrap()
}

fn field<'a>(api: &'a Api, schema: &str, name: &str) -> &'a Field {
    let TypeKind::Object(object) = &component(api, schema).kind else {
        panic!("{schema} is no object");
    };
    object
        .fields
        .iter()
        .find(|field| field.name == name)
        .unwrap()
}

#[test]
fn an_operation_is_read_whole() {
    let (api, found) = lowered(
        json!({"Pet": {"type": "object", "properties": {"name": {"type": "string"}}}}),
        json!({"/pets/{id}/toys": {
            "servers": [{"url": "https://{host}/v1/", "variables": {"host": {"default": "a.example", "enum": ["a.example"]}}}],
            "parameters": [
                {"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}},
                {"name": "q", "in": "query", "schema": {"type": "string"}},
            ],
            "post": {
                "operationId": "addToy", "tags": ["toys"], "summary": "Adds", "security": [{"key": []}, {}],
                "parameters": [
                    {"name": "q", "in": "query", "required": true, "description": "own",
                     "schema": {"type": "array", "items": {"type": "string"}}, "explode": false},
                    {"name": "f", "in": "query", "content": {"application/JSON; x=y": {"schema": {}}}},
                    {"name": "Accept", "in": "header", "schema": {"type": "string"}},
                ],
                "requestBody": {"required": true, "content": {
                    "application/json": {"schema": {"type": "object", "properties": {"a": {}}}, "example": {"a": 1}},
                }},
                "responses": {
                    "201": {"description": "made", "headers": {"Location": {"required": true, "schema": {"type": "string"}}},
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
                    "4XX": {"description": "no"}, "default": {"description": "else"}, "x-y": 1,
                },
            },
        }}),
    );
    let operation = &api.operations[0];
    assert_eq!(api.declared_operations, 1);
    assert_eq!(
        (operation.method.as_str(), operation.id.as_deref()),
        ("POST", Some("addToy"))
    );
    let parameters: Vec<_> = operation
        .parameters
        .iter()
        .map(|p| (p.name.as_str(), p.location, p.required, p.shape.clone()))
        .collect();
    let styled = |style, explode| ParameterShape::Styled {
        style,
        explode,
        allow_reserved: false,
    };
    assert_eq!(
        parameters,
        [
            ("id", Location::Path, true, styled(Style::Simple, false)),
            ("q", Location::Query, true, styled(Style::Form, false)),
            (
                "f",
                Location::Query,
                false,
                ParameterShape::Content("application/json".to_owned())
            ),
        ]
    );
    assert_eq!(
        operation.parameters[1].description.text.as_deref(),
        Some("own")
    );
    let body = operation.body.as_ref().unwrap();
    assert!(body.required);
    assert_eq!(body.content[0].example, Some(json!({"a": 1})));
    let words = ["addToy", "Body"].map(std::sync::Arc::from);
    assert_eq!(
        api.types.get(body.content[0].ty.unwrap().id).name,
        NameHint::Inline(words.into())
    );
    let statuses: Vec<_> = operation
        .responses
        .iter()
        .map(|response| response.status)
        .collect();
    assert_eq!(
        statuses,
        [
            StatusSpec::Exact(201),
            StatusSpec::Range(4),
            StatusSpec::Default
        ]
    );
    assert_eq!(operation.responses[0].headers[0].name, "location");
    assert_eq!(operation.security.len(), 2);
    assert_eq!(operation.servers[0].url, "https://{host}/v1");
    let codes: Vec<Code> = found.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, [Code::IgnoredKeyword]);
}

#[test]
fn mistakes_in_operations_are_found_and_survived() {
    let ok = json!({"200": {"description": "ok"}});
    let path_parameter =
        |name: &str| json!({"name": name, "in": "path", "required": true, "schema": {}});
    let cases = [
        (
            json!({"/a/{b}": {"get": {"responses": ok}}}),
            Code::UndeclaredPathParameter,
            "/paths/~1a~1{b}/get",
            1,
        ),
        (
            json!({"/a": {"get": {"parameters": [path_parameter("x")], "responses": ok}}}),
            Code::UnusedPathParameter,
            "/paths/~1a/get/parameters/0",
            1,
        ),
        (
            json!({"/a/{b": {"get": {"responses": ok}}}),
            Code::InvalidPath,
            "/paths/~1a~1{b",
            1,
        ),
        (
            json!({"a": {"get": {"responses": ok}}}),
            Code::InvalidPath,
            "/paths/a",
            1,
        ),
        (
            json!({"/a": {"get": {"security": [{"nokey": []}], "responses": ok}}}),
            Code::UnknownSecurityScheme,
            "/paths/~1a/get/security/0/nokey",
            1,
        ),
        (
            json!({"/a": {"get": {"operationId": "x", "responses": ok}, "put": {"operationId": "x", "responses": ok}}}),
            Code::DuplicateOperationId,
            "/paths/~1a/put/operationId",
            2,
        ),
        (
            json!({"/a/{b}": {"get": {"parameters": [path_parameter("b"), path_parameter("b")], "responses": ok}}}),
            Code::DuplicateParameter,
            "/paths/~1a~1{b}/get/parameters/1",
            1,
        ),
        (
            json!({"/a": {"get": {"responses": {"200": {"$ref": "#/components/responses/No"}}}}}),
            Code::DanglingRef,
            "/paths/~1a/get/responses/200/$ref",
            1,
        ),
    ];
    for (paths, code, pointer, operations) in cases {
        let (api, found) = lowered(json!({}), paths.clone());
        assert_eq!(found, [(code, pointer.to_owned())], "{paths}");
        assert_eq!(api.operations.len(), operations, "{paths}");
    }
}

#[test]
fn nothing_is_too_deep_or_too_long() {
    // 5,000 components that reference one another in a chain, and a text nested 90 deep.
    let mut schemas = serde_json::Map::new();
    for index in 0..5_000 {
        let next = format!("#/components/schemas/S{}", index + 1);
        schemas.insert(
            format!("S{index}"),
            json!({"allOf": [{"$ref": next}], "nullable": false}),
        );
    }
    schemas.insert("S5000".to_owned(), json!({"type": "string"}));
    let mut deep = json!({"type": "string"});
    for _ in 0..90 {
        deep = json!({"type": "array", "items": deep});
    }
    schemas.insert("Deep".to_owned(), deep);
    let (api, found) = lowered(Value::Object(schemas), json!({}));
    assert_eq!(found, []);
    assert_eq!(api.types.len(), 5_001 + 91);
}
