//! Schemas as types.

use super::*;

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
    let words = ["O", "tag"].map(std::sync::Arc::from);
    assert_eq!(api.types.get(item.id).name, NameHint::Inline(words.into()));
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
