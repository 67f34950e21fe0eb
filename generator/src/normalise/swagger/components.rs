//! `definitions`, `parameters`, `responses` and `securityDefinitions` move to `components`.

use serde_json::{Map, Value};

use super::parameters::{self, Upgraded};
use super::{Object, Upgrade, bodies, object_mut, responses, section, security, shared};
use crate::ir::Pointer;

/// The sections of 2.0 and their names in `components`.
const SECTIONS: &[(&str, &str)] = &[
    ("definitions", "schemas"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
    ("parameters", "parameters"),
];

/// A member of a section.
struct Member {
    name: String,
    value: Value,
    /// Where it stands now.
    new: Pointer,
    /// Where it stood.
    old: Pointer,
}

/// Moves the sections, and rewrites what is in them.
pub(super) fn document(root: &mut Object, upgrade: &mut Upgrade<'_, '_>) {
    let produces = upgrade.produces.clone();
    for (old, new) in SECTIONS {
        let mut kept = Map::new();
        let mut bodies = Map::new();
        for mut member in members(root, old, new, upgrade) {
            if let Value::Object(value) = &mut member.value {
                match *new {
                    "responses" => {
                        let at = (&member.new, &member.old);
                        responses::response(value, at, &produces, upgrade);
                    }
                    "securitySchemes" => security::scheme(value, &member.new, upgrade),
                    "parameters" if shared::is_carried(&upgrade.shared, value) => continue,
                    "parameters" => {
                        let at = (&member.new, &member.old);
                        match parameters::parameter(value, at, upgrade) {
                            Upgraded::Parameter => {}
                            Upgraded::Body => {
                                let (name, body) = shared_body(member, upgrade);
                                bodies.insert(name, body);
                                continue;
                            }
                            // They stand where they are used.
                            Upgraded::Field => continue,
                        }
                    }
                    _ => {}
                }
            }
            kept.insert(member.name, member.value);
        }
        for (key, members) in [(*new, kept), ("requestBodies", bodies)] {
            if !members.is_empty()
                && let Some(known) = section(root, "components").and_then(|all| section(all, key))
            {
                for (name, value) in members {
                    known.entry(name).or_insert(value);
                }
            }
        }
    }
}

fn shared_body(member: Member, upgrade: &mut Upgrade<'_, '_>) -> (String, Value) {
    let new = Pointer::from_escaped("/components/requestBodies").child(&member.name);
    let consumes = upgrade.consumes.clone();
    let body = match member.value {
        Value::Object(parameter) => {
            bodies::body(parameter, (&new, &member.old), &consumes, upgrade)
        }
        other => other,
    };
    (member.name, body)
}

/// Takes what stands under `components/<new>` and under `<old>` out of the document, each name once.
fn members(root: &mut Object, old: &str, new: &str, upgrade: &mut Upgrade<'_, '_>) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    let target = Pointer::from_escaped("/components").child(new);
    let known = object_mut(root, "components").and_then(|all| all.shift_remove(new));
    let known = match known {
        Some(Value::Object(known)) => known,
        Some(other) => {
            // No mapping: the audit says so.
            if let Some(components) = object_mut(root, "components") {
                components.insert(new.to_owned(), other);
            }
            return members;
        }
        None => Map::new(),
    };
    let before = Pointer::root().child(old);
    let moved = match root.get(old) {
        Some(Value::Object(_)) => root.shift_remove(old),
        _ => None,
    };
    if moved.is_some() {
        upgrade.swagger_spelling(&before, &format!("`{old}`"));
        if known.is_empty() {
            upgrade.moved(&target, &before);
        }
    }
    let is_alone = known.is_empty();
    for (name, value) in known {
        let new = target.child(&name);
        let old = new.clone();
        members.push(Member {
            name,
            value,
            new,
            old,
        });
    }
    let Some(Value::Object(moved)) = moved else {
        return members;
    };
    for (name, value) in moved {
        let new = target.child(&name);
        let old = before.child(&name);
        if !is_alone {
            upgrade.moved(&new, &old);
        }
        members.push(Member {
            name,
            value,
            new,
            old,
        });
    }
    members
}
