mod hierarchies;
mod intersections;
mod unions;

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
        schemas: 0,
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
