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
fn one_schema_becomes_one_kind() {
    use TypeKind::{Any, Boolean, Integer, Null, Number, String};
    let cases = [
        (json!({}), Any, None),
        (json!({"x-oaxide-null": true}), Null, None),
        (json!({"type": "boolean"}), Boolean, None),
        (
            json!({"type": "integer"}),
            Integer(IntegerFormat::Int64),
            None,
        ),
        (
            json!({"type": "integer", "format": "int32"}),
            Integer(IntegerFormat::Int32),
            None,
        ),
        (
            json!({"type": "integer", "maximum": 18_446_744_073_709_551_615_u64}),
            Integer(IntegerFormat::UInt64),
            None,
        ),
        (json!({"type": "number"}), Number(FloatFormat::Double), None),
        (
            json!({"type": "number", "format": "float"}),
            Number(FloatFormat::Float),
            None,
        ),
        (
            json!({"type": "number", "format": "int64"}),
            Integer(IntegerFormat::Int64),
            None,
        ),
        (json!({"type": "string"}), String(StringFormat::Plain), None),
        (
            json!({"type": "string", "format": "date-time"}),
            String(StringFormat::DateTime),
            None,
        ),
        (
            json!({"type": "string", "format": "int64"}),
            String(StringFormat::Integer(IntegerFormat::Int64)),
            None,
        ),
        (
            json!({"type": "string", "format": "email"}),
            String(StringFormat::Other("email".to_owned())),
            None,
        ),
        (
            json!({"type": "string", "contentEncoding": "base64"}),
            String(StringFormat::Base64),
            None,
        ),
        (
            json!({"type": "string", "contentMediaType": "application/octet-stream"}),
            String(StringFormat::Binary),
            None,
        ),
        (
            json!({"type": "string", "contentMediaType": "application/json"}),
            String(StringFormat::Plain),
            None,
        ),
        (json!({"minLength": 3}), String(StringFormat::Plain), None),
        (json!({"minimum": 3}), Number(FloatFormat::Double), None),
        (json!({"format": "uuid"}), String(StringFormat::Uuid), None),
        (json!({"not": {"type": "string"}}), Any, None),
        (json!({"not": {}}), Any, Some(Code::UnsupportedSchema)),
        (
            json!({"type": "string", "enum": [{"a": 1}]}),
            String(StringFormat::Plain),
            Some(Code::UnsupportedSchema),
        ),
    ];
    for (schema, kind, code) in cases {
        let (api, found) = lowered(json!({"S": schema}), json!({}));
        assert_eq!(component(&api, "S").kind, kind, "{schema}");
        assert_eq!(found.first().map(|(code, _)| *code), code, "{schema}");
    }
}

#[test]
fn enums_keep_names_and_lose_null() {
    let (api, found) = lowered(
        json!({"S": {
            "type": "string", "enum": ["a", null, "b", "b"],
            "x-enum-varnames": ["First", null, "Second"], "x-enum-descriptions": {"b": "the second"},
        }, "H": {"type": "object", "properties": {"s": {"$ref": "#/components/schemas/S"}}}}),
        json!({}),
    );
    let TypeKind::Enum(values) = &component(&api, "S").kind else {
        panic!("no enum");
    };
    let values: Vec<_> = values
        .iter()
        .map(|v| (v.value.clone(), v.name.as_deref(), v.description.as_deref()))
        .collect();
    assert_eq!(
        values,
        [
            (json!("a"), Some("First"), None),
            (json!("b"), Some("Second"), Some("the second")),
        ]
    );
    assert!(field(&api, "H", "s").ty.nullable);
    assert_eq!(
        found,
        [(Code::SuspectValue, "/components/schemas/S/enum".to_owned())]
    );
}

#[test]
fn uses_know_whether_they_may_be_null() {
    let schemas = json!({
        "Plain": {"type": "string"},
        "Null": {"type": "string", "nullable": true},
        "Alias": {"$ref": "#/components/schemas/Null"},
        "All": {"allOf": [{"$ref": "#/components/schemas/Null"}, {"$ref": "#/components/schemas/Alias"}]},
        "Loop": {"oneOf": [{"$ref": "#/components/schemas/Loop"}, {"$ref": "#/components/schemas/Plain"}]},
        "H": {"type": "object", "properties": {
            "plain": {"$ref": "#/components/schemas/Plain"},
            "null": {"$ref": "#/components/schemas/Null"},
            "alias": {"$ref": "#/components/schemas/Alias"},
            "wrapped": {"nullable": true, "allOf": [{"$ref": "#/components/schemas/Plain"}]},
            "converted": {"x-oaxide-null": true, "oneOf": [{"$ref": "#/components/schemas/Plain"}]},
            "any_of": {"anyOf": [{"$ref": "#/components/schemas/Plain"}, {"x-oaxide-null": true}]},
            "all": {"$ref": "#/components/schemas/All"},
            "loop": {"$ref": "#/components/schemas/Loop"},
        }},
    });
    let (api, found) = lowered(schemas, json!({}));
    assert_eq!(found, []);
    let plain = field(&api, "H", "plain").ty.id;
    let cases = [
        ("plain", false, Some(plain)),
        ("null", true, None),
        ("alias", true, None),
        ("wrapped", true, Some(plain)),
        ("any_of", true, Some(plain)),
        ("converted", true, Some(plain)),
        ("all", true, None),
        ("loop", false, None),
    ];
    for (name, nullable, id) in cases {
        let ty = field(&api, "H", name).ty;
        assert_eq!(ty.nullable, nullable, "{name}");
        assert!(id.is_none_or(|id| id == ty.id), "{name}");
    }
}

#[test]
fn objects_have_fields_and_further_properties() {
    let schemas = json!({
        "O": {"type": "object", "required": ["id"], "additionalProperties": {"type": "integer"}, "properties": {
            "id": {"type": "string", "readOnly": true, "description": "its id"},
            "pw": {"allOf": [{"$ref": "#/components/schemas/Secret"}], "description": "its password"},
            "tags": {"type": "array", "items": {"type": "object", "properties": {"a": {}}}},
        }},
        "Secret": {"type": "string", "format": "password", "writeOnly": true},
        "Free": {"type": "object"},
        "Map": {"additionalProperties": {"type": "boolean"}},
        "Closed": {"type": "object", "additionalProperties": false},
        "Open": {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": true},
        "Silent": {"properties": {"a": {"type": "string"}}},
    });
    let (api, found) = lowered(schemas, json!({}));
    assert_eq!(found, []);
    let id = field(&api, "O", "id");
    assert!(id.required && id.read_only && !id.write_only);
    assert_eq!(id.description.text.as_deref(), Some("its id"));
    let pw = field(&api, "O", "pw");
    assert!(!pw.required && pw.write_only);
    assert_eq!(pw.description.text.as_deref(), Some("its password"));
    assert_eq!(
        api.types.get(pw.ty.id).name,
        NameHint::Component("Secret".to_owned())
    );
    let TypeKind::Array(item) = api.types.get(field(&api, "O", "tags").ty.id).kind else {
        panic!("no array");
    };
    let words = ["O", "tag"].map(str::to_owned).to_vec();
    assert_eq!(api.types.get(item.id).name, NameHint::Inline(words));
    let kind_of = |ty: Option<TypeRef>| ty.map(|ty| api.types.get(ty.id).kind.clone());
    let further = |name: &str| match &component(&api, name).kind {
        TypeKind::Object(object) => ("object", kind_of(object.additional)),
        TypeKind::Map(values) => ("map", kind_of(Some(*values))),
        _ => ("other", None),
    };
    assert_eq!(
        further("O"),
        ("object", Some(TypeKind::Integer(IntegerFormat::Int64)))
    );
    assert_eq!(further("Free"), ("map", Some(TypeKind::Any)));
    assert_eq!(further("Map"), ("map", Some(TypeKind::Boolean)));
    assert_eq!(further("Closed"), ("object", None));
    assert_eq!(further("Open"), ("object", Some(TypeKind::Any)));
    assert_eq!(further("Silent"), ("object", None));
}

#[test]
fn discriminators_give_tags_by_mapping() {
    let (api, found) = lowered(
        json!({
            "U": {
                "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
                "discriminator": {"propertyName": "k", "mapping": {
                    "a1": "#/components/schemas/A", "a2": "A", "gone": "Zzz",
                }},
            },
            "A": {"type": "object", "properties": {"k": {"type": "string"}}},
            "B": {"type": "object", "properties": {"k": {"type": "string"}}},
        }),
        json!({}),
    );
    let TypeKind::Union(union) = &component(&api, "U").kind else {
        panic!("no union");
    };
    let tags: Vec<_> = union
        .variants
        .iter()
        .map(|variant| variant.tags.clone())
        .collect();
    assert_eq!(tags, [vec!["a1".to_owned(), "a2".to_owned()], vec![]]);
    let at = "/components/schemas/U/discriminator/mapping/gone";
    assert_eq!(found, [(Code::DanglingRef, at.to_owned())]);
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
    let words = ["addToy", "Body"].map(str::to_owned).to_vec();
    assert_eq!(
        api.types.get(body.content[0].ty.unwrap().id).name,
        NameHint::Inline(words)
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
fn servers_and_their_variables_fit_together() {
    let cases = [
        (json!([]), "/", None),
        (json!([{"url": "/"}]), "/", None),
        (json!([{"url": "https://x/v1/"}]), "https://x/v1", None),
        (
            json!([{"url": "https://{h}"}]),
            "https://{h}",
            Some("/servers/0/url"),
        ),
        (json!([{"url": "https://{h"}]), "/", Some("/servers/0/url")),
        (
            json!([{"url": "{h}", "variables": {"h": {"default": "b", "enum": ["a"]}}}]),
            "{h}",
            Some("/servers/0/variables/h/default"),
        ),
        (
            json!([{"url": "x:{p}", "variables": {"p": {"default": 80}}}]),
            "x:{p}",
            None,
        ),
    ];
    for (servers, url, finding) in cases {
        let value = json!({"info": {"title": "T", "version": "1"}, "servers": servers});
        let (api, found) = lowered_document(value);
        assert_eq!(api.servers[0].url, url);
        let expected: Vec<_> = finding
            .into_iter()
            .map(|at| (Code::InvalidServer, at.to_owned()))
            .collect();
        assert_eq!(found, expected, "{servers}");
    }
}

#[test]
fn security_is_inherited_and_overridden() {
    let ok = json!({"200": {"description": "ok"}});
    let value = json!({
        "info": {"title": "T", "version": "1"},
        "security": [{"basic": []}],
        "components": {"securitySchemes": {
            "basic": {"type": "http", "scheme": "Basic"},
            "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            "digest": {"type": "http", "scheme": "Digest"},
            "tls": {"type": "mutualTLS"},
            "oidc": {"type": "openIdConnect", "openIdConnectUrl": "https://x"},
            "oauth": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://t", "scopes": {"a": "A"}}}},
        }},
        "paths": {"/a": {
            "get": {"responses": ok},
            "put": {"responses": ok, "security": []},
            "post": {"responses": ok, "security": [{"tls": [], "oauth": ["a"]}, {"digest": []}]},
        }},
    });
    let (api, found) = lowered_document(value);
    assert_eq!(found, []);
    let kinds: Vec<_> = api
        .security_schemes
        .values()
        .map(|scheme| scheme.kind.clone())
        .collect();
    assert_eq!(kinds[0], SchemeKind::Basic);
    assert_eq!(
        kinds[2],
        SchemeKind::Http {
            scheme: "Digest".to_owned()
        }
    );
    assert_eq!(kinds[3], SchemeKind::MutualTls);
    let names: Vec<Vec<Vec<&str>>> = api
        .operations
        .iter()
        .map(|operation| {
            let alternatives = operation.security.iter();
            alternatives
                .map(|all| all.schemes.keys().map(String::as_str).collect())
                .collect()
        })
        .collect();
    assert_eq!(
        names,
        [
            vec![vec!["basic"]],
            vec![],
            vec![vec!["tls", "oauth"], vec!["digest"]]
        ]
    );
}

#[test]
fn schemes_that_clash_are_alternatives_of_a_bounded_number() {
    // Sixty pairs have 2 to the 60th combinations.
    for (pairs, alternatives) in [(0, 1), (1, 2), (3, 8), (4, 16), (60, 16)] {
        let mut schemes = serde_json::Map::new();
        let mut requirement = serde_json::Map::new();
        for index in 0..pairs {
            for letter in ["a", "b"] {
                let name = format!("{letter}{index}");
                let scheme =
                    json!({"type": "apiKey", "in": "header", "name": format!("X-{index}")});
                schemes.insert(name.clone(), scheme);
                requirement.insert(name, json!([]));
            }
        }
        let value = json!({
            "info": {"title": "T", "version": "1"},
            "components": {"securitySchemes": schemes},
            "paths": {"/a": {"get": {
                "security": [requirement], "responses": {"200": {"description": "ok"}},
            }}},
        });
        let (api, found) = lowered_document(value);
        let security = &api.operations[0].security;
        assert_eq!(security.len(), alternatives, "{pairs}");
        assert!(security.iter().all(|one| one.schemes.len() == pairs));
        assert_eq!(found.len(), pairs);
        assert!(
            found
                .iter()
                .all(|(code, _)| *code == Code::ClashingSecurity)
        );
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
