use serde_json::{Value, json};

use super::bundle;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::Pointer;
use crate::read::{Source, Sources};

/// What is found: code, file, pointer.
type Found = Vec<(Code, String, String)>;

fn run(main: &Value, files: &[(&str, &str)]) -> (Value, Found, Diagnostics) {
    let source = Source {
        name: "api/openapi.yaml".to_owned(),
        text: main.to_string(),
    };
    let files = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let mut sources = Sources::in_memory(source, files);
    let mut diagnostics = Diagnostics::new();
    let tree = bundle(main.clone(), &mut sources, &mut diagnostics);
    let found = diagnostics
        .iter()
        .map(|finding| {
            let (file, pointer) = diagnostics.place(finding);
            let name = sources.get(file).unwrap().name.clone();
            (finding.code, name, pointer.to_string())
        })
        .collect();
    (tree, found, diagnostics)
}

/// A document with one schema, which is `schema`.
fn with_schema(schema: &Value) -> Value {
    json!({"openapi": "3.1.0", "components": {"schemas": {"Root": schema}}})
}

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

#[test]
fn schemas_have_names_of_their_own() {
    let main = json!({
        "openapi": "3.1.0",
        "components": {"schemas": {
            "Tree": {"$id": "https://example.org/tree", "properties": {
                "child": {"$ref": "#"},
                "leaf": {"$ref": "leaf"},
                "size": {"$ref": "#/$defs/size"},
                "named": {"$ref": "#big"},
                "late": {"$dynamicRef": "#node"},
                "main": {"$ref": "#/components/schemas/Plain"},
            }, "$defs": {"size": {"type": "integer"}, "big": {"$anchor": "big"}, "n": {"$dynamicAnchor": "node"}}},
            "Leaf": {"$id": "https://example.org/leaf", "type": "string"},
            "Plain": {},
        }},
    });
    let (tree, found, _) = run(&main, &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    let properties = &tree["components"]["schemas"]["Tree"]["properties"];
    for (name, expected) in [
        ("child", "#/components/schemas/Tree"),
        ("leaf", "#/components/schemas/Leaf"),
        ("size", "#/components/schemas/Tree/$defs/size"),
        ("named", "#/components/schemas/Tree/$defs/big"),
        ("late", "#/components/schemas/Tree/$defs/n"),
        ("main", "#/components/schemas/Plain"),
    ] {
        assert_eq!(properties[name], json!({"$ref": expected}), "{name}");
    }
}

#[test]
fn the_document_may_name_itself() {
    let main = json!({
        "openapi": "3.2.0",
        "$self": "https://example.org/v1/api.yaml",
        "components": {"schemas": {
            "A": {"$ref": "api.yaml#/components/schemas/B"},
            "B": {"properties": {"a": {"$ref": "https://example.org/v1/api.yaml#/components/schemas/A"}, "f": {"$ref": "f.yaml"}}},
        }},
    });
    let (tree, found, _) = run(&main, &[("f.yaml", "type: string")]);
    assert_eq!(found, []);
    assert_eq!(
        tree["components"]["schemas"],
        json!({
            "A": {"$ref": "#/components/schemas/B"},
            "B": {"properties": {"a": {"$ref": "#/components/schemas/A"}, "f": {"$ref": "#/components/schemas/f"}}},
            "f": {"type": "string"},
        })
    );
}

#[test]
fn mappings_name_schemas() {
    let main = with_schema(&json!({"$ref": "pets/pet.yaml#/components/schemas/Pet"}));
    let (tree, found, _) = run(
        &main,
        &[(
            "pets/pet.yaml",
            "components: {schemas: {Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: dog.yaml}],
              discriminator: {propertyName: kind, mapping: {c: Cat, d: dog.yaml, r: '#/components/schemas/Root', n: Nobody}}}, Cat: {}}}",
        ), ("pets/dog.yaml", "type: object")],
    );
    assert_eq!(found, []);
    assert_eq!(
        tree["components"]["schemas"]["Root"]["discriminator"]["mapping"],
        json!({"c": "#/components/schemas/Cat", "d": "#/components/schemas/dog", "r": "#/components/schemas/Root", "n": "Nobody"})
    );
}

#[test]
fn references_that_lead_nowhere_cost_only_their_place() {
    let main = json!({
        "openapi": "3.0.3",
        "info": {"description": {"$ref": "gone.md"}},
        "paths": {
            "/a": {"$ref": "gone.yaml"},
            "/b": {"$ref": "loop.yaml"},
            "/c": {"get": {"$ref": "broken.yaml#/get"}, "post": {"$ref": "#/paths"}},
        },
        "tags": {"$ref": "gone.yaml"},
        "components": {"schemas": {
            "A": {"$ref": "gone.yaml#/A"},
            "B": {"$ref": "pet.yaml#/definitons/Pet"},
            "C": {"$ref": "https://example.org/c.yaml"},
            "D": {"$ref": "#/components/schemas/Gone"},
            "E": {"$ref": "cycle.yaml"},
        }},
    });
    let (tree, found, _) = run(
        &main,
        &[
            ("loop.yaml", "$ref: loop.yaml"),
            ("broken.yaml", "get: ["),
            ("pet.yaml", "definitions: {Pet: {}}"),
            ("cycle.yaml", "$ref: cycle.yaml#"),
        ],
    );
    let lost = json!({"$ref": "lost:"});
    assert_eq!(tree["info"]["description"], "");
    assert_eq!(tree["tags"], json!([]));
    assert_eq!(tree["paths"]["/a"], lost);
    assert_eq!(tree["paths"]["/b"], lost);
    assert_eq!(tree["paths"]["/c"]["get"], lost);
    for name in ["A", "B", "C"] {
        assert_eq!(tree["components"]["schemas"][name], lost, "{name}");
    }
    assert_eq!(
        tree["components"]["schemas"]["E"]["$ref"],
        "#/components/schemas/E"
    );
    let mut found: Vec<_> = found
        .into_iter()
        .map(|(code, file, pointer)| (code.id(), file, pointer))
        .collect();
    found.sort();
    let expected = [
        (
            "dangling-ref",
            "api/openapi.yaml",
            "/components/schemas/A/$ref",
        ),
        (
            "dangling-ref",
            "api/openapi.yaml",
            "/components/schemas/B/$ref",
        ),
        ("dangling-ref", "api/openapi.yaml", "/info/description/$ref"),
        ("dangling-ref", "api/openapi.yaml", "/paths/~1a/$ref"),
        ("dangling-ref", "api/openapi.yaml", "/paths/~1c/get/$ref"),
        ("misplaced-ref", "api/openapi.yaml", "/paths/~1c/post/$ref"),
        ("ref-cycle", "loop.yaml", "/$ref"),
        (
            "refused-ref",
            "api/openapi.yaml",
            "/components/schemas/C/$ref",
        ),
        ("syntax", "broken.yaml", ""),
    ];
    let expected = expected.map(|(code, file, at)| (code, file.to_owned(), at.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn data_and_properties_with_odd_names_are_left_alone() {
    let main = with_schema(&json!({
        "properties": {"$ref": {"type": "string"}},
        "example": {"$ref": "#/a"},
        "enum": [{"$ref": "pet.yaml"}],
        "default": {"$ref": "gone.yaml"},
        "x-note": {"$ref": "pet.yaml"},
    }));
    let (tree, found, _) = run(&main, &[("pet.yaml", "type: string")]);
    assert_eq!(found, []);
    assert_eq!(tree, main);
}

#[test]
fn ten_thousand_files_are_loaded_once_each() {
    let names: Vec<String> = (0..10_000).map(|index| format!("f{index}.yaml")).collect();
    let files: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), "properties: {next: {$ref: f0.yaml}}"))
        .collect();
    let list: Vec<Value> = names.iter().map(|name| json!({"$ref": name})).collect();
    let (tree, found, _) = run(&with_schema(&json!({"anyOf": list})), &files);
    assert_eq!(found, []);
    assert_eq!(
        tree["components"]["schemas"].as_object().unwrap().len(),
        10_001
    );
}

/// Each operation holds eight of the next file: 8^15 of them, if nobody counted.
#[test]
fn what_multiplies_is_stopped() {
    let methods = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ];
    let files: Vec<(String, String)> = (0..20)
        .map(|level| {
            let next = json!({"$ref": format!("f{}.json", level + 1)});
            let item: serde_json::Map<String, Value> = methods
                .iter()
                .map(|method| ((*method).to_owned(), next.clone()))
                .collect();
            let text = json!({"callbacks": {"a": {"b": item}}}).to_string();
            (format!("f{level}.json"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let main = json!({"openapi": "3.0.3", "paths": {"/a": {"get": {"$ref": "f0.json"}}}});
    let (_, found, _) = run(&main, &files);
    let codes: Vec<Code> = found.iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes, [Code::MisplacedRef, Code::UnsupportedRef]);
}

/// The settings are a text beside the document, with a number of their own.
#[test]
fn what_was_added_before_is_no_part_of_the_document() {
    let main = with_schema(&json!({"$ref": "pet.yaml"}));
    let source = |name: &str, text: String| Source {
        name: name.to_owned(),
        text,
    };
    let files = [("pet.yaml".to_owned(), "type: string".to_owned())];
    let mut sources = Sources::in_memory(source("api/openapi.yaml", main.to_string()), files);
    sources.add(source("api/openapi.oaxide.toml", String::new()));
    let mut diagnostics = Diagnostics::new();
    let tree = bundle(main, &mut sources, &mut diagnostics);
    assert_eq!(diagnostics.iter().count(), 0);
    assert_eq!(
        tree["components"]["schemas"]["Root"],
        json!({"type": "string"})
    );
}

/// Two resources may give the same name to places of theirs.
#[test]
fn anchors_belong_to_their_resource() {
    let main = with_schema(&json!({
        "properties": {
            "outer": {"$ref": "#name"},
            "inner": {"$ref": "child#name"},
        },
        "$defs": {
            "a": {"$id": "child", "items": {"$ref": "#name"}, "$defs": {"b": {"$anchor": "name", "type": "string"}}},
            "c": {"$anchor": "name", "type": "integer"},
        },
    }));
    let (tree, found, _) = run(&main, &[]);
    assert_eq!(found, []);
    let root = &tree["components"]["schemas"]["Root"];
    let inner = "#/components/schemas/Root/$defs/a/$defs/b";
    assert_eq!(root["properties"]["inner"], json!({"$ref": inner}));
    assert_eq!(root["$defs"]["a"]["items"], json!({"$ref": inner}));
    let outer = "#/components/schemas/Root/$defs/c";
    assert_eq!(root["properties"]["outer"], json!({"$ref": outer}));
}

/// Where a resource inside another extends it, who reads the file comes from the outer one.
#[test]
fn a_dynamic_reference_means_the_outermost_schema() {
    for (inner, outer, expected) in [
        ("$dynamicAnchor", "$dynamicAnchor", "Root/$defs/item"),
        ("$anchor", "$dynamicAnchor", "Root/$defs/list/$defs/any"),
        ("$dynamicAnchor", "$anchor", "Root/$defs/list/$defs/any"),
    ] {
        let main = with_schema(&json!({
            "$id": "strings",
            "$ref": "list",
            "$defs": {
                "list": {"$id": "list", "items": {"$dynamicRef": "#item"}, "$defs": {"any": {inner: "item"}}},
                "item": {outer: "item", "type": "string"},
            },
        }));
        let (tree, ..) = run(&main, &[]);
        let items = &tree["components"]["schemas"]["Root"]["$defs"]["list"]["items"];
        let expected = format!("#/components/schemas/{expected}");
        assert_eq!(*items, json!({"$ref": expected}), "{inner} {outer}");
    }
}
