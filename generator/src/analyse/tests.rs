use serde_json::{Value, json};

use super::*;
use crate::diagnostics::Code;
use crate::ir::*;
use crate::lower::lower;
use crate::normalise::Document;

struct Analysed {
    api: Api,
    facts: Analysis,
    found: Vec<Code>,
}

impl Analysed {
    fn id(&self, name: &str) -> TypeId {
        let named = NameHint::Component(name.to_owned());
        self.api
            .types
            .iter()
            .find(|(_, ty)| ty.name == named)
            .unwrap()
            .0
    }

    fn kind(&self, name: &str) -> &TypeKind {
        &self.api.types.get(self.id(name)).kind
    }

    /// A kind in short: `{a!: string, b?: [integer]}`, `x | y`, `Alias(X)`.
    fn show(&self, name: &str) -> String {
        self.show_kind(self.kind(name), true)
    }

    fn show_use(&self, ty: TypeRef) -> String {
        let found = self.api.types.get(ty.id);
        let name = match &found.name {
            NameHint::Component(name) => name.clone(),
            _ => self.show_kind(&found.kind, false),
        };
        if ty.nullable {
            format!("{name} or null")
        } else {
            name
        }
    }

    fn show_kind(&self, kind: &TypeKind, outer: bool) -> String {
        match kind {
            TypeKind::Object(object) if outer => {
                let mut fields: Vec<String> = object
                    .fields
                    .iter()
                    .map(|field| {
                        let mark = if field.required { "!" } else { "?" };
                        format!("{}{mark} {}", field.name, self.show_use(field.ty))
                    })
                    .collect();
                fields.extend(
                    object
                        .additional
                        .map(|ty| format!("* {}", self.show_use(ty))),
                );
                format!("{{{}}}", fields.join(", "))
            }
            TypeKind::Object(object) => {
                let names: Vec<&str> = object
                    .fields
                    .iter()
                    .map(|field| field.name.as_str())
                    .collect();
                format!("{{{}}}", names.join(" "))
            }
            TypeKind::Union(union) => {
                let variants: Vec<String> =
                    union.variants.iter().map(|v| self.show_use(v.ty)).collect();
                variants.join(" | ")
            }
            TypeKind::Enum(values) => {
                let values: Vec<String> =
                    values.iter().map(|value| value.value.to_string()).collect();
                values.join("/")
            }
            TypeKind::Array(item) => format!("[{}]", self.show_use(*item)),
            TypeKind::Map(values) => format!("map of {}", self.show_use(*values)),
            TypeKind::Alias(target) => format!("Alias({})", self.show_use(*target)),
            TypeKind::String(StringFormat::Plain) => "string".to_owned(),
            TypeKind::Integer(IntegerFormat::Int64) => "integer".to_owned(),
            other => format!("{other:?}"),
        }
    }

    /// The rules of a union in short: `0 ! k=a | k=b, has x`.
    fn rules(&self, name: &str) -> Vec<String> {
        let rules = &self.facts.evidence(self.id(name)).unwrap().rules;
        rules.iter().map(shown_rule).collect()
    }

    fn tags(&self, name: &str) -> Vec<Vec<String>> {
        match self.kind(name) {
            TypeKind::Union(union) => union
                .variants
                .iter()
                .map(|variant| variant.tags.clone())
                .collect(),
            other => panic!("{name} is {other:?}"),
        }
    }
}

fn shown_rule(rule: &Rule) -> String {
    let lists: Vec<String> = rule.any.iter().map(|tests| shown(tests)).collect();
    let mark = if rule.sure { "!" } else { "?" };
    let has = if rule.has.is_empty() {
        String::new()
    } else {
        format!(" has {}", rule.has.join("/"))
    };
    format!("{} {mark} {}{has}", rule.variant, lists.join(" | "))
}

fn shown(tests: &[Test]) -> String {
    let tests: Vec<String> = tests
        .iter()
        .map(|test| match test {
            Test::Type(names) => names.join("/"),
            Test::Value(values) => format!("={}", values.join("/")),
            Test::Key(key, inner) if inner.is_empty() => key.clone(),
            Test::Key(key, inner) if matches!(inner[..], [Test::Value(_)]) => {
                format!("{key}{}", shown(inner))
            }
            Test::Key(key, inner) => format!("{key}:({})", shown(inner)),
            Test::Lacks(key) => format!("no {key}"),
            Test::First(inner) => format!("[{}]", shown(inner)),
        })
        .collect();
    tests.join(",")
}

fn analysed(schemas: Value) -> Analysed {
    analysed_with(schemas, json!({}))
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "literals read better as they are"
)]
fn analysed_with(schemas: Value, paths: Value) -> Analysed {
    let document = Document {
        value: json!({"info": {}, "paths": paths, "components": {"schemas": schemas}}),
        dialect: "3.0.3".to_owned(),
    };
    let mut diagnostics = Diagnostics::new();
    let mut api = lower(&document, &mut diagnostics);
    let facts = analyse(&mut api, &mut diagnostics);
    for (_, ty) in api.types.iter() {
        assert!(
            !matches!(ty.kind, TypeKind::AllOf(_)),
            "{} is not merged",
            ty.pointer
        );
    }
    let found = diagnostics.iter().map(|d| d.code).collect();
    Analysed { api, facts, found }
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "literals read better as they are"
)]
fn object(properties: Value) -> Value {
    json!({"type": "object", "properties": properties})
}

#[test]
fn all_of_is_an_intersection() {
    let a = || json!({"type": "object", "properties": {"a": {"type": "string"}, "x": {}}, "required": ["a"]});
    let b = || object(json!({"b": {"type": "integer"}, "x": {"type": "string"}}));
    let cases = [
        (
            json!([reference("A"), reference("B")]),
            json!({}),
            "{a! string, x? string, b? integer}",
        ),
        (
            json!([reference("A"), {"required": ["x"]}]),
            json!({}),
            "{a! string, x! {}}",
        ),
        (
            json!([reference("A")]),
            json!({"required": ["x"]}),
            "{a! string, x! {}}",
        ),
        (json!([reference("A")]), json!({}), "Alias(A)"),
        (
            json!([reference("A"), {"description": "only words"}]),
            json!({"type": "object"}),
            "Alias(A)",
        ),
        (
            json!([reference("A"), {"type": "object"}]),
            json!({}),
            "Alias(A)",
        ),
        (
            json!([reference("A")]),
            json!({"properties": {"c": {"type": "string"}}, "required": ["c", "x"]}),
            "{a! string, x! {}, c! string}",
        ),
        (
            json!([reference("B"), {"type": "object", "additionalProperties": {"type": "integer"}}]),
            json!({}),
            "{b? integer, x? string, * integer}",
        ),
        (
            json!([reference("N"), {"properties": {"c": {}}, "required": ["c", "n"]}]),
            json!({}),
            "{n! string, c! {}}",
        ),
        (
            json!([reference("R"), {"properties": {"later": {"type": "string"}}}]),
            json!({}),
            "{later! string}",
        ),
        (
            json!([{"type": "string", "enum": ["a", "b"]}, {"enum": ["b", "c"]}]),
            json!({}),
            "\"b\"",
        ),
        (
            json!([{"type": "integer"}, {"type": "number"}]),
            json!({}),
            "integer",
        ),
        (
            json!([{"type": "array", "items": {"type": "integer"}}, {"type": "array"}]),
            json!({}),
            "[integer]",
        ),
        (
            json!([reference("U"), {"properties": {"s": {"type": "string"}}}]),
            json!({}),
            "{a x s} | {b x s}",
        ),
    ];
    for (branches, beside, expected) in cases {
        let mut schema = beside;
        schema["allOf"] = branches.clone();
        let found = analysed(json!({
            "S": schema, "A": a(), "B": b(),
            "N": {"allOf": [object(json!({"n": {"type": "string"}})), {"description": "x"}]},
            "R": {"type": "object", "required": ["later"]},
            "U": {"oneOf": [reference("A"), reference("B")]},
        }));
        // An open schema shows as `Any`.
        assert_eq!(found.show("S").replace("Any", "{}"), expected, "{branches}");
        assert_eq!(found.found, [], "{branches}");
    }
}

/// Limits beside alternatives are kept by each of them.
#[test]
fn limits_reach_the_alternatives() {
    let analysed = analysed(json!({
        "One": {"allOf": [{"type": "integer", "minimum": 2}], "oneOf": [{"type": "integer", "maximum": 5}]},
    }));
    let one = TypeRef {
        id: analysed.id("One"),
        nullable: false,
    };
    let bounds = &analysed
        .api
        .types
        .get(analysed.api.types.resolve(one).id)
        .bounds;
    assert_eq!(bounds.minimum, Some((2.into(), false)));
    assert_eq!(bounds.maximum, Some((5.into(), false)));
}

#[test]
fn impossible_intersections_are_found() {
    let cases = [
        (
            json!([{"type": "string"}, {"type": "integer"}]),
            Code::ImpossibleSchema,
        ),
        (
            json!([{"enum": ["a"]}, {"enum": ["b"]}]),
            Code::ImpossibleSchema,
        ),
        (
            json!([{"enum": ["a"]}, {"type": "integer"}]),
            Code::ImpossibleSchema,
        ),
        (
            json!([{"oneOf": [{"type": "string"}, {"type": "integer"}]}, object(json!({"a": {}}))]),
            Code::ImpossibleSchema,
        ),
        (
            json!([reference("S"), object(json!({"a": {}}))]),
            Code::RefCycle,
        ),
    ];
    for (branches, code) in cases {
        let found = analysed(json!({"S": {"allOf": branches}}));
        assert_eq!(found.found, [code], "{branches}");
    }
}

#[test]
fn bases_that_list_their_heirs_do_not_loop() {
    for base_first in [true, false] {
        for with_properties in [true, false] {
            let mut base = json!({
                "oneOf": [reference("Dog"), reference("Cat")],
                "discriminator": {"propertyName": "kind"},
            });
            if with_properties {
                base["type"] = json!("object");
                base["properties"] = json!({"kind": {"type": "string"}});
                base["required"] = json!(["kind"]);
            }
            let heir = |own: &str| json!({"allOf": [reference("Pet"), object(json!({own: {"type": "string"}}))]});
            let schemas = if base_first {
                json!({"Pet": base, "Dog": heir("bark"), "Cat": heir("purr")})
            } else {
                json!({"Dog": heir("bark"), "Cat": heir("purr"), "Pet": base})
            };
            let found = analysed(schemas);
            // Where nobody declares the tag, it is added: it has to be sent.
            let kind = if with_properties {
                "kind! string, "
            } else {
                "kind? string, "
            };
            assert_eq!(found.show("Dog"), format!("{{{kind}bark? string}}"));
            assert_eq!(found.show("Cat"), format!("{{{kind}purr? string}}"));
            assert_eq!(found.show("Pet"), "Dog | Cat");
            assert_eq!(found.tags("Pet"), [["Dog"], ["Cat"]]);
            assert_eq!(found.found, []);
        }
    }
}

#[test]
fn bases_stand_for_what_extends_them() {
    let heir = |base: &str, own: &str| json!({"allOf": [reference(base), object(json!({own: {"type": "string"}}))]});
    let base = |mapping: Value| {
        json!({
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"type": "string"}, "friend": reference("Pet")},
            "discriminator": {"propertyName": "kind", "mapping": mapping},
        })
    };
    let found = analysed(json!({
        "Pet": base(json!({})),
        "Cat": heir("Pet", "purr"),
        "Lion": heir("Cat", "mane"),
        "Dog": {"allOf": [reference("Pet")], "x-ms-discriminator-value": "hound"},
        "Fish": {
            "allOf": [reference("Pet")],
            "properties": {"fins": {"type": "integer"}},
            "discriminator": {"propertyName": "kind"},
        },
        "Eel": heir("Fish", "volts"),
        "Whale": heir("Pet", "spout"),
        "Orca": heir("Whale", "spots"),
        "Owner": object(json!({"pet": reference("Pet"), "cat": reference("Cat")})),
        "Two": {"oneOf": [reference("Lion"), reference("Dog")]},
        "Alone": base(json!({})),
    }));
    // `Cat` is used by itself, so it is a union inside the union; `Whale` is only extended.
    assert_eq!(
        found.show("Pet"),
        "Cat | Dog | Fish | Whale | Orca | {kind friend}"
    );
    assert_eq!(
        found.rules("Pet"),
        [
            "0 ! kind=Lion/Cat",
            "1 ! kind=hound",
            "2 ! kind=Eel/Fish",
            "3 ! kind=Whale",
            "4 ! kind=Orca",
            "5 ! kind=Pet",
        ]
    );
    assert_eq!(found.show("Fish"), "Eel | {kind friend fins}");
    assert_eq!(found.show("Cat"), "Lion | {kind friend purr}");
    assert_eq!(found.tags("Cat"), [["Lion"], ["Cat"]]);
    assert_eq!(
        found.show("Whale"),
        "{kind! string, friend? Pet, spout? string}"
    );
    assert_eq!(
        found.show("Lion"),
        "{kind! string, friend? Pet, purr? string, mane? string}"
    );
    assert_eq!(found.show("Dog"), "{kind! string, friend? Pet}");
    assert_eq!(
        found.show("Eel"),
        "{kind! string, friend? Pet, fins? integer, volts? string}"
    );
    assert_eq!(found.show("Owner"), "{pet? Pet, cat? Cat}");
    // What the base knows them by tells them apart elsewhere.
    assert_eq!(found.rules("Two"), ["0 ! kind=Lion", "1 ! kind=hound"]);
    assert_eq!(found.show("Alone"), "{kind! string, friend? Pet}");
    assert_eq!(found.found, []);

    // A mapping that does not name the base makes it abstract.
    let found = analysed(json!({
        "Pet": base(json!({"c": "Cat", "k": "#/components/schemas/Cat"})),
        "Cat": heir("Pet", "purr"),
        "Dog": heir("Pet", "bark"),
    }));
    assert_eq!(found.rules("Pet"), ["0 ! kind=c/k", "1 ! kind=Dog"]);

    // Tags of the base's mapping are those of what lies between, too; what is listed beside its heirs is itself only.
    let found = analysed(json!({
        "Pet": base(json!({"c": "Cat", "l": "Lion", "w": "Whale"})),
        "Cat": heir("Pet", "purr"),
        "Lion": heir("Cat", "mane"),
        "Whale": heir("Pet", "spout"),
        "Orca": heir("Whale", "spots"),
        "Lynx": heir("Pet", "ears"),
        "LynxUpdate": heir("Lynx", "reason"),
        "Lair": object(json!({"lynx": reference("Lynx")})),
        "Owner": object(json!({"cats": {"type": "array", "items": reference("Cat")}, "whale": reference("Whale")})),
        "Zoo": {"oneOf": [reference("Whale"), reference("Orca")]},
    }));
    assert_eq!(found.show("Pet"), "Cat | Whale | Orca | Lynx | LynxUpdate");
    assert_eq!(
        found.show("Lynx"),
        "{kind! string, friend? Pet, ears? string}"
    );
    assert_eq!(found.tags("Cat"), [["l"], ["c"]]);
    assert_eq!(
        found.show("Whale"),
        "{kind! string, friend? Pet, spout? string}"
    );
}

#[test]
fn unions_take_their_simplest_form() {
    let string = || json!({"type": "string"});
    let integer = || json!({"type": "integer"});
    let list = |item: Value| json!({"type": "array", "items": item});
    let integer_text = || json!({"type": "string", "format": "int64"});
    let cases = [
        (json!([reference("O")]), "Alias(O)", "Plain"),
        (json!([reference("O"), reference("O")]), "Alias(O)", "Plain"),
        (
            json!([string(), {"type": "string", "format": "email"}]),
            "string",
            "Plain",
        ),
        (json!([string(), reference("E")]), "Alias(E)", "Plain"),
        (
            json!([{"enum": ["a", "b"]}, {"enum": ["b", "c"]}]),
            "\"a\"/\"b\"/\"c\"",
            "Plain",
        ),
        (json!([string(), integer()]), "string | integer", "Plain"),
        (
            json!([string(), list(string())]),
            "string | [string]",
            "OneOrMany",
        ),
        (
            json!([list(reference("O")), reference("O")]),
            "[O] | O",
            "OneOrMany",
        ),
        (
            json!([list(reference("O")), reference("E")]),
            "[O] | E",
            "Plain",
        ),
        (
            json!([integer_text(), integer()]),
            "String(Integer(Int64)) | integer",
            "string first",
        ),
        (
            json!([integer(), integer_text()]),
            "integer | String(Integer(Int64))",
            "integer first",
        ),
    ];
    for (variants, shown, shape) in cases {
        for key in ["oneOf", "anyOf"] {
            let found = analysed(json!({
                "S": {key: variants},
                "O": object(json!({"a": {}})),
                "E": {"type": "string", "enum": ["x"]},
            }));
            assert_eq!(found.show("S"), shown, "{variants}");
            let name = match found.facts.shape(found.id("S")) {
                Shape::Plain => "Plain",
                Shape::OneOrMany(_) => "OneOrMany",
                Shape::IntegerOrString {
                    string_first: true, ..
                } => "string first",
                Shape::IntegerOrString { .. } => "integer first",
            };
            assert_eq!(name, shape, "{variants}");
        }
    }
}

#[test]
fn unions_do_not_list_themselves() {
    let found = analysed(json!({
        "Own": {"oneOf": [reference("Own"), {"type": "string"}, {"type": "integer"}]},
        "A": {"oneOf": [reference("B"), {"type": "string"}]},
        "B": {"oneOf": [reference("A"), {"type": "integer"}]},
        "Nothing": {"oneOf": [reference("Nothing"), reference("Nothing")]},
    }));
    assert_eq!(found.show("Own"), "string | integer");
    assert_eq!(found.show("A"), "B | string");
    assert_eq!(found.show("B"), "Alias(integer)");
    assert_eq!(found.show("Nothing"), "Any");
    assert_eq!(found.found, [Code::UnsupportedSchema]);
}

#[test]
fn titles_of_constants_name_the_values_of_an_enum() {
    let found = analysed(
        json!({"S": {"type": "integer", "format": "int32", "oneOf": [
            {"title": "PNG", "enum": [1]}, {"title": "GIF", "description": "moves", "enum": [2]},
        ]}}),
    );
    let TypeKind::Enum(values) = found.kind("S") else {
        panic!("no enum: {}", found.show("S"));
    };
    let values: Vec<_> = values
        .iter()
        .map(|value| {
            (
                value.value.clone(),
                value.name.as_deref(),
                value.description.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        values,
        [
            (json!(1), Some("PNG"), None),
            (json!(2), Some("GIF"), Some("moves"))
        ]
    );
}

#[test]
fn evidence_tells_variants_apart() {
    let tagged = |value: &str| json!({"type": "object", "required": ["k"], "properties": {"k": {"type": "string", "enum": [value]}}});
    let titled = |title: &str| {
        let mut schema = tagged("a");
        schema["title"] = json!(title);
        schema
    };
    let schemas = json!({
        "Implied": {"oneOf": [tagged("a"), tagged("b")]},
        "Clash": {"oneOf": [titled("One"), titled("Two")]},
        "Same": {"oneOf": [tagged("a"), tagged("a")]},
        "Types": {"oneOf": [{"type": "string"}, {"type": "integer"}, {"type": "number"}, object(json!({"a": {}}))]},
        "Trial": {"oneOf": [
            object(json!({"a": {}})),
            {"type": "object", "required": ["b"], "properties": {"b": {}}},
            {"type": "object"},
            {"type": "object", "required": ["b"], "properties": {"b": {}, "c": {}}},
        ]},
        "ByName": {"oneOf": [reference("A"), reference("B")], "discriminator": {"propertyName": "k"}},
        "ByEnum": {"oneOf": [reference("T"), reference("B")], "discriminator": {"propertyName": "k"}},
        "Mixed": {"oneOf": [reference("A"), {"type": "string"}], "discriminator": {"propertyName": "k"}},
        "Shared": {"oneOf": [reference("T"), tagged("t"), reference("B")], "discriminator": {"propertyName": "k"}},
        "A": object(json!({"k": {"type": "string"}})),
        "B": object(json!({"k": {"type": "string"}})),
        "T": tagged("t"),
    });
    let found = analysed(schemas);
    let rules = |name: &str| found.rules(name);
    assert_eq!(rules("Implied"), ["0 ! k=a", "1 ! k=b"]);
    assert_eq!(found.show("Same"), "Alias({k})");
    assert_eq!(rules("Clash"), ["0 ? object", "1 ? object"]);
    assert_eq!(
        rules("Types"),
        ["0 ! string", "1 ! integer", "2 ! number", "3 ! object"]
    );
    assert_eq!(
        rules("Trial"),
        [
            "3 ? object has c",
            "1 ? object",
            "0 ? object has a",
            "2 ? object"
        ]
    );
    assert_eq!(rules("ByName"), ["0 ! k=A", "1 ! k=B"]);
    assert_eq!(rules("ByEnum"), ["0 ! k=t", "1 ! k=B"]);
    assert_eq!(rules("Mixed"), ["0 ! object", "1 ! string"]);
    assert_eq!(rules("Shared"), ["0 ? k=t", "1 ? k=t", "2 ! k=B"]);
    assert_eq!(found.facts.evidence(found.id("A")), None);
    assert_eq!(found.found, [Code::AmbiguousUnion; 3]);
}

#[test]
fn types_travel_and_split_where_they_differ() {
    let schemas = json!({
        "Both": object(json!({"inner": reference("ReadOnly"), "plain": reference("Plain")})),
        "ReadOnly": object(json!({"id": {"type": "string", "readOnly": true}, "n": {"type": "string"}})),
        "Plain": object(json!({"a": {"type": "string"}})),
        "Answer": object(json!({"hidden": {"writeOnly": true, "allOf": [reference("Sent")]}, "more": reference("Plain")})),
        "Sent": object(json!({"a": {"type": "string"}})),
        "Unused": object(json!({"id": {"type": "string", "readOnly": true}})),
    });
    let content = |name: &str| json!({"application/json": {"schema": reference(name)}});
    let paths = json!({"/a": {"post": {
        "requestBody": {"content": content("Both")},
        "responses": {"200": {"content": content("Both")}, "400": {"content": content("Answer")}},
    }}});
    let found = analysed_with(schemas, paths);
    let cases = [
        // name, sent, received, split
        ("Both", true, true, true),
        ("ReadOnly", true, true, true),
        ("Plain", true, true, false),
        ("Answer", false, true, false),
        ("Sent", false, false, false),
        ("Unused", false, false, false),
    ];
    for (name, sent, received, split) in cases {
        let id = found.id(name);
        let facts = (
            found.facts.is_sent(id),
            found.facts.is_received(id),
            found.facts.needs_split(id),
        );
        assert_eq!(facts, (sent, received, split), "{name}");
        assert_eq!(found.facts.is_used(id), sent || received);
    }
}

#[test]
fn boxes_break_exactly_the_cycles() {
    let found = analysed(json!({
        "Node": object(json!({"next": reference("Node"), "kids": {"type": "array", "items": reference("Node")},
                              "named": {"type": "object", "additionalProperties": reference("Node")}})),
        "A": object(json!({"b": reference("B")})),
        "B": object(json!({"leaf": reference("Leaf"), "a": reference("Renamed")})),
        "Renamed": reference("A"),
        "Leaf": object(json!({"x": {"type": "string"}})),
        "Expr": {"oneOf": [{"type": "string"}, reference("Not")]},
        "Not": object(json!({"not": reference("Expr")})),
        "Many": object(json!({"m": {"oneOf": [reference("Many"), {"type": "array", "items": reference("Many")}]}})),
    }));
    let cases = [
        ("Node", vec![0]),
        ("A", vec![]),
        ("B", vec![1]),
        ("Leaf", vec![]),
        ("Expr", vec![]),
        ("Not", vec![0]),
        ("Many", vec![0]),
    ];
    for (name, boxed) in cases {
        let id = found.id(name);
        let found: Vec<usize> = (0..4)
            .filter(|index| found.facts.boxed(id, *index))
            .collect();
        assert_eq!(found, boxed, "{name}");
    }
}

#[test]
fn aliases_end_somewhere() {
    let found = analysed(json!({
        "A": {"allOf": [reference("B")]},
        "B": {"oneOf": [reference("A")]},
        "Named": reference("Target"),
        "Target": {"type": "string"},
        "Holder": object(json!({
            "direct": reference("Named"),
            "merged": {"allOf": [reference("Target"), {"description": "x"}], "type": "string"},
        })),
    }));
    assert_eq!(found.found, [Code::RefCycle]);
    assert_eq!(found.show("Holder"), "{direct? Named, merged? Target}");
}

#[test]
fn work_stays_in_proportion() {
    // Two recursive structures whose every level is merged with the other's.
    let level = |next: &str| object(json!({"next": reference(next), "a": {"type": "string"}}));
    let mut schemas = serde_json::Map::new();
    for index in 0..60 {
        schemas.insert(
            format!("L{index}"),
            level(&format!("L{}", (index + 1) % 60)),
        );
        schemas.insert(
            format!("R{index}"),
            level(&format!("R{}", (index + 1) % 59)),
        );
    }
    schemas.insert(
        "Both".to_owned(),
        json!({"allOf": [reference("L0"), reference("R0")]}),
    );
    // A chain of compositions.
    for index in 0..3_000 {
        let base = format!("C{}", index + 1);
        schemas.insert(
            format!("C{index}"),
            json!({"allOf": [reference(&base), {"required": ["a"]}]}),
        );
    }
    schemas.insert("C3000".to_owned(), object(json!({"a": {"type": "string"}})));
    let found = analysed(Value::Object(schemas));
    assert!(found.api.types.len() < 60_000);
    // The first one of the chain requires `a`; the others say nothing more.
    assert_eq!(found.show("C2999"), "{a! string}");
    assert_eq!(found.show("C0"), "Alias(C2999)");
}
