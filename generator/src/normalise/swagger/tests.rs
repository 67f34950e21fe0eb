//! Documents of 2.0 beside what they are in 3.0.

use serde_json::{Value, json};

use crate::diagnostics::{Code, Diagnostics};
use crate::normalise::normalise;

fn upgraded(document: Value) -> (Value, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let document = normalise(document, &mut diagnostics).unwrap();
    (document.value, diagnostics)
}

/// The operation `GET /a` of a 2.0 document, in 3.0 form.
fn operation(operation: &Value, around: &Value) -> Value {
    let mut document = json!({
        "swagger": "2.0",
        "info": {"title": "A", "version": "1"},
        "paths": {"/a": {"get": operation}},
    });
    for (key, value) in around.as_object().unwrap() {
        document[key] = value.clone();
    }
    let (mut value, _) = upgraded(document);
    value["paths"]["/a"]["get"].take()
}

#[test]
fn media_types_of_bodies() {
    let body = json!([{"name": "b", "in": "body", "schema": {"type": "string"}}]);
    let field = json!([{"name": "f", "in": "formData", "type": "string"}]);
    let file = json!([{"name": "f", "in": "formData", "type": "file"}]);
    let files =
        json!([{"name": "f", "in": "formData", "type": "array", "items": {"type": "file"}}]);
    let (json, form, parts) = (
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    );
    for (parameters, global, own, expected) in [
        (&body, json!([]), None, vec![json]),
        (&body, json!(["text/plain"]), None, vec!["text/plain"]),
        (&body, json!(["text/plain"]), Some(json!([])), vec![json]),
        (
            &body,
            json!([json, "text/xml"]),
            None,
            vec![json, "text/xml"],
        ),
        (&field, json!([]), None, vec![form]),
        (&field, json!([json]), None, vec![form]),
        (&field, json!([parts, form]), None, vec![parts, form]),
        (&file, json!([]), None, vec![parts]),
        (&file, json!([form]), None, vec![parts]),
        (
            &file,
            json!([json]),
            Some(json!([form, parts])),
            vec![parts],
        ),
        (&files, json!([]), None, vec![parts]),
    ] {
        let mut told = json!({"parameters": parameters, "responses": {}});
        if let Some(own) = own {
            told["consumes"] = own;
        }
        let result = operation(&told, &json!({"consumes": global}));
        let content = result["requestBody"]["content"].as_object().unwrap();
        let names: Vec<&str> = content.keys().map(String::as_str).collect();
        assert_eq!(names, expected, "{told} {global}");
        assert_eq!(result["parameters"], json!([]));
    }
}

#[test]
fn media_types_of_answers() {
    let (json, bytes) = ("application/json", "application/octet-stream");
    for (schema, produces, expected) in [
        (json!({"type": "string"}), json!([]), vec![json]),
        (
            json!({"type": "string"}),
            json!(["text/plain"]),
            vec!["text/plain"],
        ),
        (json!({"type": "file"}), json!([]), vec![bytes]),
        (json!({"type": "file"}), json!([json]), vec![bytes]),
        (
            json!({"type": "file"}),
            json!([json, "image/png"]),
            vec!["image/png"],
        ),
    ] {
        let told = json!({"responses": {"200": {"description": "", "schema": schema}}});
        let result = operation(&told, &json!({"produces": produces}));
        let content = result["responses"]["200"]["content"].as_object().unwrap();
        let names: Vec<&str> = content.keys().map(String::as_str).collect();
        assert_eq!(names, expected, "{schema} {produces}");
    }
}

#[test]
fn one_schema_in_several_media_types_is_one_type() {
    let told = json!({"responses": {"200": {
        "description": "",
        "schema": {"type": "object"},
        "examples": {"text/xml; charset=utf-8": "<a/>", "nonsense": 1},
    }}});
    let around = json!({"produces": ["application/json", "text/xml"]});
    let result = operation(&told, &around);
    let first = "#/paths/~1a/get/responses/200/content/application~1json/schema";
    assert_eq!(
        result["responses"]["200"]["content"],
        json!({
            "application/json": {"schema": {"type": "object"}},
            "text/xml": {"schema": {"$ref": first}, "example": "<a/>"},
        })
    );
}

#[test]
fn servers() {
    let https = "https://h/b";
    for (told, expected) in [
        (json!({}), json!(null)),
        (json!({"basePath": "/"}), json!(null)),
        (json!({"basePath": "/b/"}), json!(["/b"])),
        (json!({"basePath": "b"}), json!(["/b"])),
        (json!({"host": "h", "basePath": "/b"}), json!([https])),
        (
            json!({"host": "h", "basePath": "/b", "schemes": ["http", "https", "wss"]}),
            json!([https, "http://h/b"]),
        ),
        (json!({"host": "https://h/b/"}), json!([https])),
        (
            json!({"host": "h", "basePath": "/b", "schemes": ["ws"]}),
            json!([https]),
        ),
    ] {
        let mut document =
            json!({"swagger": "2.0", "info": {"title": "A", "version": "1"}, "paths": {}});
        for (key, value) in told.as_object().unwrap() {
            document[key] = value.clone();
        }
        let (value, _) = upgraded(document);
        let urls: Option<Vec<&Value>> = value.get("servers").map(|list| {
            list.as_array()
                .unwrap()
                .iter()
                .map(|server| &server["url"])
                .collect()
        });
        assert_eq!(json!(urls), expected, "{told}");
    }
}

/// What is found in a rebuilt tree stands where the text has it.
#[test]
fn places_are_those_of_the_text() {
    let (_, diagnostics) = upgraded(json!({
        "swagger": "2.0",
        "info": {"title": "A", "version": "1"},
        "parameters": {"B": {"name": "b", "in": "body", "schema": {"minLength": []}}},
        "definitions": {"D": {"maxLength": []}},
        "responses": {"R": {"description": "", "schema": {"minItems": []}}},
        "paths": {"/a": {"post": {
            "parameters": [
                {"name": "b", "in": "body", "schema": {"maxItems": []}},
                {"name": "q", "in": "query", "type": "string", "pattern": []},
                {"name": "r", "in": "query", "type": "string", "enum": {}},
            ],
            "responses": {"200": {"description": "", "headers": {"X": {"type": []}}}},
        }}},
    }));
    let mut places: Vec<String> = diagnostics
        .iter()
        .filter(|finding| finding.code == Code::WrongType)
        .map(|finding| diagnostics.place(finding).1.to_string())
        .collect();
    places.sort();
    assert_eq!(
        places,
        [
            "/definitions/D/maxLength",
            "/parameters/B/schema/minLength",
            "/paths/~1a/post/parameters/0/schema/maxItems",
            "/paths/~1a/post/parameters/1/pattern",
            "/paths/~1a/post/parameters/2/enum",
            "/responses/R/schema/minItems",
        ]
    );
}

#[test]
fn what_is_shared_leads_to_where_it_stands_now() {
    let (value, _) = upgraded(json!({
        "swagger": "2.0",
        "info": {"title": "A", "version": "1"},
        "parameters": {
            "B": {"name": "b", "in": "body", "schema": {"type": "object"}},
            "C": {"$ref": "#/parameters/B"},
            "Q": {"name": "q", "in": "query", "type": "string"},
        },
        "responses": {"R": {"description": ""}},
        "definitions": {
            "D": {"properties": {"a": {"$ref": "#/parameters/B/schema"}, "b": {"$ref": "#/definitions/D"}}},
        },
        "paths": {"/a": {
            "put": {
                "parameters": [{"$ref": "#/parameters/C"}, {"$ref": "#/parameters/Q"}],
                "responses": {},
            },
            "post": {
                "consumes": ["text/xml"],
                "parameters": [{"$ref": "#/parameters/B"}],
                "responses": {"200": {"$ref": "#/responses/R"}},
            },
        }},
    }));
    let body = "#/components/requestBodies/B/content/application~1json/schema";
    let properties = &value["components"]["schemas"]["D"]["properties"];
    assert_eq!(
        *properties,
        json!({"a": {"$ref": body}, "b": {"$ref": "#/components/schemas/D"}})
    );
    let item = &value["paths"]["/a"];
    assert_eq!(
        item["put"]["parameters"],
        json!([{"$ref": "#/components/parameters/Q"}])
    );
    assert_eq!(
        item["put"]["requestBody"],
        json!({"$ref": "#/components/requestBodies/B"})
    );
    assert_eq!(
        item["post"]["requestBody"]["content"],
        json!({"text/xml": {"schema": {"$ref": body}}})
    );
    assert_eq!(
        item["post"]["responses"]["200"],
        json!({"$ref": "#/components/responses/R"})
    );
}

#[test]
fn a_flow_of_2_is_one_of_3() {
    for (flow, expected) in [
        ("implicit", "implicit"),
        ("password", "password"),
        ("application", "clientCredentials"),
        ("accessCode", "authorizationCode"),
    ] {
        let urls =
            json!({"authorizationUrl": "https://a", "tokenUrl": "https://t", "scopes": {"s": "S"}});
        let mut scheme = urls.clone();
        scheme["type"] = json!("oauth2");
        scheme["flow"] = json!(flow);
        let (value, _) = upgraded(json!({
            "swagger": "2.0",
            "info": {"title": "A", "version": "1"},
            "securityDefinitions": {"o": scheme},
            "paths": {},
        }));
        assert_eq!(
            value["components"]["securitySchemes"]["o"],
            json!({"type": "oauth2", "flows": {expected: urls}})
        );
    }
}
