//! What several places refer to gets one home.

use super::*;

#[test]
fn what_is_shared_gets_one_home() {
    let main = json!({
        "openapi": "3.0.3",
        "paths": {"/a": {"get": {
            "parameters": [{"$ref": "shared.json#/limit"}],
            "responses": {
                "200": {"content": {"application/json": {"schema": {"$ref": "./pets/pet.yaml"}}}},
                "404": {"$ref": "shared.json#/components/responses/Not%20Found"},
            },
        }}},
        "components": {"schemas": {"Owner": {"type": "string"}}},
    });
    let (tree, found, diagnostics) = run(
        &main,
        &[
            (
                "pets/pet.yaml",
                "properties: {owner: {$ref: '../people/owner.yaml'}, main: {$ref: '../openapi.yaml#/components/schemas/Owner'}, self: {$ref: '#'}}",
            ),
            (
                "people/owner.yaml",
                "properties: {pet: {$ref: ../pets/pet.yaml}}",
            ),
            (
                "shared.json",
                r##"{"limit": {"name": "limit", "in": "query", "schema": {"$ref": "#/size"}}, "size": {"type": "integer"},
                "components": {"responses": {"Not Found": {"description": "d"}}}}"##,
            ),
        ],
    );
    assert_eq!(found, []);
    assert_eq!(
        tree["paths"]["/a"]["get"],
        json!({
            "parameters": [{"$ref": "#/components/parameters/limit"}],
            "responses": {
                "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/pet"}}}},
                "404": {"$ref": "#/components/responses/Not Found"},
            },
        })
    );
    assert_eq!(
        tree["components"]["schemas"],
        json!({
            "Owner": {"type": "string"},
            "pet": {"properties": {
                "owner": {"$ref": "#/components/schemas/people_owner"},
                "main": {"$ref": "#/components/schemas/Owner"},
                "self": {"$ref": "#/components/schemas/pet"},
            }},
            "size": {"type": "integer"},
            "people_owner": {"properties": {"pet": {"$ref": "#/components/schemas/pet"}}},
        })
    );
    let at = Pointer::from_escaped("/components/schemas/people_owner/properties/pet");
    assert_eq!(
        diagnostics.origins().of(&at).1.as_str(),
        "/properties/pet",
        "the place in its own file"
    );
}

#[test]
fn references_lead_through_others_and_into_what_has_a_home() {
    let mut main = with_schema(&json!({"properties": {
        "whole": {"$ref": "pet.yaml"},
        "inside": {"$ref": "pet.yaml#/properties/name"},
        "through": {"$ref": "alias.yaml#/properties/name"},
        "wrapped": {"$ref": "wrapped.yaml#/properties/name"},
        "data": {"$ref": "#/x-types/Size"},
        "slash": {"$ref": "keys.yaml#/a~1b~0c%7Bd%7D"},
    }}));
    main["x-types"] = json!({"Size": {"type": "integer"}});
    let (tree, found, _) = run(
        &main,
        &[
            ("pet.yaml", "properties: {name: {type: string}}"),
            ("alias.yaml", "$ref: pet.yaml"),
            ("wrapped.yaml", "allOf: [{type: object}, {$ref: pet.yaml}]"),
            ("keys.yaml", "'a/b~c{d}': {type: string}"),
        ],
    );
    assert_eq!(found, []);
    let properties = &tree["components"]["schemas"]["Root"]["properties"];
    for (name, expected) in [
        ("whole", "#/components/schemas/pet"),
        ("inside", "#/components/schemas/pet/properties/name"),
        ("through", "#/components/schemas/pet/properties/name"),
        ("wrapped", "#/components/schemas/pet/properties/name"),
        ("data", "#/components/schemas/Size"),
        ("slash", "#/components/schemas/a~1b~0c{d}"),
    ] {
        assert_eq!(properties[name]["$ref"], expected, "{name}");
    }
}

#[test]
fn a_component_that_only_names_a_file_is_its_home() {
    let main = json!({
        "openapi": "3.0.3",
        "components": {"schemas": {
            "List": {"items": {"$ref": "pet.yaml"}},
            "Animal": {"$ref": "index.yaml#/Animal"},
            "Pet": {"$ref": "pet.yaml"},
            "Other": {"$ref": "pet.yaml"},
        }, "parameters": {"$ref": "parameters.yaml"}},
        "paths": {"/a": {"parameters": [{"$ref": "parameters.yaml#/Page"}]}},
    });
    let (tree, found, _) = run(
        &main,
        &[
            ("pet.yaml", "properties: {a: {$ref: animal.yaml}}"),
            ("index.yaml", "Animal: {$ref: animal.yaml}"),
            ("animal.yaml", "type: string"),
            ("parameters.yaml", "Page: {name: page, in: query}"),
        ],
    );
    let codes: Vec<Code> = found.iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes, [Code::MisplacedRef]);
    assert_eq!(
        tree["components"],
        json!({
            "schemas": {
                "List": {"items": {"$ref": "#/components/schemas/Pet"}},
                "Animal": {"type": "string"},
                "Pet": {"properties": {"a": {"$ref": "#/components/schemas/Animal"}}},
                "Other": {"$ref": "#/components/schemas/Pet"},
            },
            "parameters": {"Page": {"name": "page", "in": "query"}},
        })
    );
    assert_eq!(
        tree["paths"]["/a"]["parameters"],
        json!([{"$ref": "#/components/parameters/Page"}])
    );
}

#[test]
fn what_cannot_be_shared_is_read_in_its_place() {
    let main = json!({
        "openapi": "3.0.3",
        "info": {"description": {"$ref": "intro.md"}},
        "tags": [{"$ref": "tags.yaml#/0"}],
        "servers": {"$ref": "servers.yaml"},
        "paths": {"$ref": "paths.yaml"},
    });
    let (tree, found, _) = run(
        &main,
        &[
            ("intro.md", "# Hello: *all*\n"),
            (
                "tags.yaml",
                "[{name: pets, description: {$ref: 'words.yaml#/pets'}}]",
            ),
            ("words.yaml", "pets: About pets."),
            ("servers.yaml", "[{url: /v1}]"),
            (
                "paths.yaml",
                "/a: {$ref: a.yaml}\n/b: {$ref: a.yaml, summary: B}\n/c: {$ref: '#/~1a'}",
            ),
            ("a.yaml", "summary: A\nget: {$ref: 'get.yaml'}"),
            (
                "get.yaml",
                "responses: {'200': {description: d, content: {text/plain: {schema: {$ref: '#/x'}}}}}\nx: {type: string}",
            ),
        ],
    );
    assert!(
        found.iter().all(|(code, ..)| *code == Code::MisplacedRef),
        "{found:?}"
    );
    let get = json!({
        "responses": {"200": {"description": "d", "content": {"text/plain": {"schema": {"$ref": "#/components/schemas/x"}}}}},
        "x": {"type": "string"},
    });
    assert_eq!(
        tree,
        json!({
            "openapi": "3.0.3",
            "info": {"description": "# Hello: *all*\n"},
            "tags": [{"name": "pets", "description": "About pets."}],
            "servers": [{"url": "/v1"}],
            "paths": {
                "/a": {"summary": "A", "get": get},
                "/b": {"summary": "B", "get": get},
                "/c": {"$ref": "#/paths/~1a"},
            },
            "components": {"schemas": {"x": {"type": "string"}}},
        })
    );
}

#[test]
fn swagger_has_other_sections() {
    let main = json!({
        "swagger": "2.0",
        "paths": {"/a": {"get": {
            "parameters": [{"$ref": "p.yaml#/body"}],
            "responses": {"200": {"$ref": "r.yaml"}},
        }}},
        "securityDefinitions": {"key": {"$ref": "p.yaml#/key"}},
    });
    let (tree, found, _) = run(
        &main,
        &[
            (
                "p.yaml",
                "body: {in: body, schema: {$ref: '#/definitions/Pet'}}\nkey: {type: basic}\ndefinitions: {Pet: {type: object}}",
            ),
            (
                "r.yaml",
                "schema: {$ref: p.yaml#/definitions/Pet}\nheaders: {X: {$ref: 'h.yaml'}}",
            ),
            ("h.yaml", "type: string"),
        ],
    );
    assert_eq!(
        tree["parameters"]["body"]["schema"]["$ref"],
        "#/definitions/Pet"
    );
    assert_eq!(
        tree["responses"]["r"],
        json!({"schema": {"$ref": "#/definitions/Pet"}, "headers": {"X": {"type": "string"}}})
    );
    assert_eq!(tree["definitions"], json!({"Pet": {"type": "object"}}));
    assert_eq!(tree["securityDefinitions"]["key"], json!({"type": "basic"}));
    // Swagger has no references there.
    let codes: Vec<Code> = found.iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes, [Code::MisplacedRef; 2]);
}
