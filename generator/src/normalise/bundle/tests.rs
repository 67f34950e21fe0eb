mod bounds;
mod homes;

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
