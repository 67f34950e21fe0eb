//! A base stands for all that extends it.

use super::*;

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
