//! What tells the alternatives of a union apart, found before anything is generated: rules of tests (see [`Rule`]), the
//! JSON type first, then among objects a tag, the properties that must be there, their values, among arrays their
//! elements. What stays undecided is tried, the most specific alternative first, and reported.

mod objects;
mod rows;
mod tags;
mod values;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Fallback, TypeId, TypeKind, TypeRef, Types, Union};

use super::edges::kind_of;
use super::facts::{Analysis, Evidence, Rule, Test};
use super::leaves::{Leaf, leaves_of_union};
use super::merged;
use rows::{Found, Row};

/// How deep values inside values are looked at.
const MAX_NESTING: usize = 3;
/// Of more alternatives than these only tags and JSON types are looked at: the rest compares each with each.
const MANY: usize = 128;

/// Finds the evidence of every union.
///
/// A union of objects of which several may hold at once, and which nothing tells apart, becomes one object.
pub(super) fn find(types: &mut Types, diagnostics: &mut Diagnostics, analysis: &mut Analysis) {
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let TypeKind::Union(union) = &types.get(id).kind else {
            analysis.evidence.push(None);
            continue;
        };
        let found = of_union(types, union);
        if let Some(object) = merged::object(types, union, &found.undecided, &found.rules) {
            if let Some(ty) = types.get_mut(id) {
                ty.kind = TypeKind::Object(object);
            }
            analysis.evidence.push(None);
            continue;
        }
        report(types, id, union, &found.undecided, diagnostics);
        analysis
            .evidence
            .push(Some(Evidence { rules: found.rules }));
    }
}

/// The rules of a union, and its alternatives that nothing tells apart.
struct OfUnion {
    rules: Vec<Rule>,
    undecided: Vec<Vec<usize>>,
}

fn of_union(types: &Types, union: &Union) -> OfUnion {
    let leaves = leaves_of_union(types, union);
    let all: Vec<&Leaf<'_>> = leaves.iter().collect();
    let preferred = union
        .discriminator
        .as_ref()
        .map(|found| found.property.as_str());
    let mut found = decide(types, &all, preferred, MAX_NESTING);
    fall_back(types, union, &mut found);
    for variant in 0..union.variants.len() {
        // Only more leaves than are looked at leave one out.
        if !found.rows.iter().any(|row| row.variant == variant) {
            found.rows.push(Row {
                variant,
                tests: Vec::new(),
                sure: false,
                rest: true,
                has: Vec::new(),
            });
        }
    }
    OfUnion {
        rules: rows::rules(&found.rows),
        undecided: found.undecided,
    }
}

/// Lets the alternative for values without a known tag take them.
fn fall_back(types: &Types, union: &Union, found: &mut Found) {
    let Some(discriminator) = &union.discriminator else {
        return;
    };
    for (index, variant) in union.variants.iter().enumerate() {
        let test = match variant.fallback {
            Fallback::None => continue,
            Fallback::Untagged if requires(types, variant.ty, &discriminator.property) => continue,
            Fallback::Untagged => Test::Lacks(discriminator.property.clone()),
            Fallback::Any => Test::Type(vec!["object"]),
        };
        found.rows.push(Row {
            variant: index,
            tests: vec![test],
            sure: true,
            rest: variant.fallback == Fallback::Any,
            has: Vec::new(),
        });
    }
}

fn requires(types: &Types, ty: TypeRef, property: &str) -> bool {
    match kind_of(types, ty) {
        TypeKind::Object(object) => object
            .fields
            .iter()
            .any(|field| field.name == property && field.required),
        _ => false,
    }
}

/// What tells `leaves` apart: their JSON types, and among those of one type what else there is.
fn decide(types: &Types, leaves: &[&Leaf<'_>], preferred: Option<&str>, nesting: usize) -> Found {
    let mut groups: Vec<(&'static str, Vec<&Leaf<'_>>)> = Vec::new();
    for leaf in leaves {
        match groups.iter_mut().find(|(json, _)| *json == leaf.json) {
            Some((_, group)) => group.push(leaf),
            None => groups.push((leaf.json, vec![leaf])),
        }
    }
    // An integer is a number too, so those come first; what allows everything comes last.
    groups.sort_by_key(|(json, _)| match *json {
        "integer" => 0,
        "number" => 1,
        "any" => 3,
        _ => 2,
    });
    let mut found = Found::default();
    let several = groups.len() > 1;
    let integers = groups.iter().any(|(json, _)| *json == "integer");
    for (json, group) in groups {
        let mut part = match json {
            _ if nesting == 0 => trial(types, &group, &[Test::Type(vec![json])]),
            "object" => objects::decide(types, &group, preferred, nesting),
            "array" => values::arrays(types, &group, nesting),
            "any" => trial(types, &group, &[]),
            _ => values::scalars(types, json, &group, several),
        };
        if json == "any" || (json == "number" && integers) {
            for row in &mut part.rows {
                row.rest = true;
            }
        }
        found.extend(part);
    }
    found
}

/// The alternatives of these leaves, in their order, each once.
fn variants(leaves: &[&Leaf<'_>]) -> Vec<usize> {
    let mut list: Vec<usize> = leaves.iter().map(|leaf| leaf.variant).collect();
    list.sort_unstable();
    list.dedup();
    list
}

/// The one alternative of these leaves, decided on by `tests`; `None` where there are several.
fn only(leaves: &[&Leaf<'_>], tests: &[Test]) -> Option<Found> {
    let [variant] = variants(leaves)[..] else {
        return None;
    };
    let row = Row {
        variant,
        tests: tests.to_vec(),
        sure: true,
        rest: false,
        has: Vec::new(),
    };
    Some(Found {
        rows: vec![row],
        undecided: Vec::new(),
    })
}

/// Alternatives that have to be tried, the most specific first.
fn trial(types: &Types, leaves: &[&Leaf<'_>], tests: &[Test]) -> Found {
    if let Some(found) = only(leaves, tests) {
        return found;
    }
    let order = values::by_specificity(types, leaves);
    let rows = order.iter().map(|variant| Row {
        variant: *variant,
        tests: tests.to_vec(),
        sure: false,
        rest: true,
        has: Vec::new(),
    });
    Found {
        rows: rows.collect(),
        undecided: vec![order.clone()],
    }
}

fn report(
    types: &Types,
    id: TypeId,
    union: &Union,
    undecided: &[Vec<usize>],
    diagnostics: &mut Diagnostics,
) {
    for group in undecided {
        let places: Vec<&str> = group
            .iter()
            .filter_map(|index| union.variants.get(*index))
            .map(|variant| types.get(variant.ty.id).pointer.as_str())
            .collect();
        let [first, second, rest @ ..] = places.as_slice() else {
            continue;
        };
        let more = match rest.len() {
            0 => String::new(),
            count => format!(" and {count} more"),
        };
        diagnostics
            .report(
                Code::AmbiguousUnion,
                &types.get(id).pointer,
                format!(
                    "nothing tells the alternatives `#{first}` and `#{second}`{more} apart; they are tried in this order"
                ),
            )
            .help("give each a required property with one value of its own (`const`), or a `discriminator`");
    }
}
