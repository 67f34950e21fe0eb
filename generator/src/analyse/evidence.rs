//! What tells the alternatives of a union apart: a tag, the JSON type, or trying.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::Value;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{
    Bounds, Description, Field, NameHint, StringFormat, Type, TypeId, TypeKind, TypeRef, Types,
    Union, Variant,
};

use super::edges::{inner_name, kind_of};
use super::facts::{Analysis, Evidence};

/// How deep unions of unions are looked into.
const MAX_NESTING: usize = 3;

/// Finds the evidence of every union and completes the tags of its variants.
///
/// Alternatives that share their tags become one alternative, a union of their own.
pub(super) fn find(types: &mut Types, diagnostics: &mut Diagnostics, analysis: &mut Analysis) {
    // Grouping adds types at the end; they are looked at in their turn.
    for index in 0u32.. {
        if index as usize >= types.len() {
            break;
        }
        let id = TypeId(index);
        let TypeKind::Union(union) = &types.get(id).kind else {
            analysis.evidence.push(None);
            continue;
        };
        let union = union.clone();
        let (evidence, variants) = of_union(types, id, &union, diagnostics);
        if let (Some(variants), Some(ty)) = (variants, types.get_mut(id)) {
            ty.kind = TypeKind::Union(Union { variants, ..union });
        }
        analysis.evidence.push(Some(evidence));
    }
}

/// The evidence of one union, and its variants where they have to change for it.
fn of_union(
    types: &mut Types,
    id: TypeId,
    union: &Union,
    diagnostics: &mut Diagnostics,
) -> (Evidence, Option<Vec<Variant>>) {
    if let Some(discriminator) = &union.discriminator {
        let property = discriminator.property.clone();
        let tags = declared_tags(types, union, &property, MAX_NESTING);
        if let Some(groups) = tags.and_then(|tags| grouped(&tags)) {
            let variants = by_tag(types, id, union, groups);
            return (Evidence::Tag { property }, Some(variants));
        }
        diagnostics
            .report(
                Code::SuspectValue,
                &types.get(id).pointer.child("discriminator"),
                format!("`{property}` does not tell the alternatives apart; something else has to"),
            )
            .at_key()
            .help("give each alternative that is an object a value of its own in `mapping`");
    }
    if let Some((property, tags)) = implied_tags(types, union) {
        let tagged = union.variants.iter().zip(tags);
        let variants = tagged
            .map(|(variant, tags)| Variant {
                ty: variant.ty,
                tags,
            })
            .collect();
        return (Evidence::Tag { property }, Some(variants));
    }
    if let Some(names) = distinct_json_types(types, union) {
        return (Evidence::JsonTypes(names), None);
    }
    let mut order: Vec<usize> = (0..union.variants.len()).collect();
    order.sort_by_key(|index| {
        let variant = union.variants.get(*index);
        Reverse(variant.map(|variant| specificity(types, variant.ty, MAX_NESTING)))
    });
    (Evidence::Trial(order), None)
}

/// Tags with the indices of the variants that have them.
type Groups = Vec<(Vec<String>, Vec<usize>)>;

/// Variants by their tags; `None` where these tell nothing apart, or overlap in part.
fn grouped(tags: &[Vec<String>]) -> Option<Groups> {
    let mut groups: IndexMap<&Vec<String>, Vec<usize>> = IndexMap::new();
    for (index, tags) in tags.iter().enumerate() {
        groups.entry(tags).or_default().push(index);
    }
    let keys: Vec<Vec<String>> = groups.keys().map(|tags| (*tags).clone()).collect();
    let useful = groups.len() > 1 && distinct(&keys);
    useful.then(|| keys.into_iter().zip(groups.into_values()).collect())
}

/// One variant for each group of tags.
fn by_tag(types: &mut Types, owner: TypeId, union: &Union, groups: Groups) -> Vec<Variant> {
    let mut variants = Vec::new();
    for (tags, indices) in groups {
        let members: Vec<Variant> = indices
            .iter()
            .filter_map(|index| union.variants.get(*index).cloned())
            .collect();
        let ty = match members.as_slice() {
            [only] => only.ty,
            _ => sharing(types, owner, &tags, members, union.any_of),
        };
        variants.push(Variant { ty, tags });
    }
    variants
}

/// A union of the alternatives that share their tags.
fn sharing(
    types: &mut Types,
    owner: TypeId,
    tags: &[String],
    members: Vec<Variant>,
    any_of: bool,
) -> TypeRef {
    let variants = members.into_iter().map(|member| Variant {
        tags: Vec::new(),
        ..member
    });
    let union = Union {
        variants: variants.collect(),
        discriminator: None,
        any_of,
    };
    let word = tags.first().map_or("Shared", String::as_str);
    let id = types.push(Type {
        pointer: types.get(owner).pointer.clone(),
        name: inner_name(types, owner, word),
        description: Description::default(),
        kind: TypeKind::Union(union),
        bounds: Bounds::default(),
    });
    TypeRef {
        id,
        nullable: false,
    }
}

/// The values of `property` that select each variant: from `mapping`, from the variant's own `enum`, or its name.
fn declared_tags(
    types: &Types,
    union: &Union,
    property: &str,
    nesting: usize,
) -> Option<Vec<Vec<String>>> {
    let nesting = nesting.checked_sub(1)?;
    let variants = union.variants.iter().map(|variant| {
        if !variant.tags.is_empty() {
            return Some(variant.tags.clone());
        }
        match kind_of(types, variant.ty) {
            TypeKind::Union(inner) => {
                let same = inner
                    .discriminator
                    .as_ref()
                    .is_some_and(|inner| inner.property == property);
                let tags = declared_tags(types, inner, property, nesting).filter(|_| same)?;
                Some(tags.concat())
            }
            TypeKind::Object(object) => object
                .fields
                .iter()
                .find(|field| field.name == property)
                .and_then(|field| constants(types, field))
                .or_else(|| name(types, variant.ty).map(|name| vec![name])),
            TypeKind::Map(_) => name(types, variant.ty).map(|name| vec![name]),
            _ => None,
        }
    });
    variants.collect()
}

/// The name of a component is the tag that a discriminator without `mapping` gives it.
fn name(types: &Types, ty: TypeRef) -> Option<String> {
    let named = [ty.id, types.resolve(ty).id];
    named.iter().find_map(|id| match &types.get(*id).name {
        NameHint::Component(name) => Some(name.clone()),
        _ => None,
    })
}

/// A property that every variant requires, with values that no other variant has.
fn implied_tags(types: &Types, union: &Union) -> Option<(String, Vec<Vec<String>>)> {
    let mut objects = Vec::new();
    for variant in &union.variants {
        match kind_of(types, variant.ty) {
            TypeKind::Object(object) => objects.push(object),
            _ => return None,
        }
    }
    let candidates = objects.first()?.fields.iter().map(|field| &field.name);
    for property in candidates {
        let tags: Option<Vec<Vec<String>>> = objects
            .iter()
            .map(|object| {
                let field = object
                    .fields
                    .iter()
                    .find(|field| field.name == *property && field.required)?;
                constants(types, field).filter(|_| !field.ty.nullable)
            })
            .collect();
        if let Some(tags) = tags.filter(|tags| distinct(tags)) {
            return Some((property.clone(), tags));
        }
    }
    None
}

/// The strings that a property may be, where they are listed.
fn constants(types: &Types, field: &Field) -> Option<Vec<String>> {
    match kind_of(types, field.ty) {
        TypeKind::Enum(values) => values
            .iter()
            .map(|value| value.value.as_str().map(str::to_owned))
            .collect(),
        _ => None,
    }
}

/// Whether each variant has tags and no tag stands twice.
fn distinct(tags: &[Vec<String>]) -> bool {
    let mut seen = BTreeSet::new();
    tags.iter()
        .all(|tags| !tags.is_empty() && tags.iter().all(|tag| seen.insert(tag)))
}

fn distinct_json_types(types: &Types, union: &Union) -> Option<Vec<Vec<&'static str>>> {
    let mut seen = BTreeSet::new();
    let mut list = Vec::new();
    for variant in &union.variants {
        let kind = kind_of(types, variant.ty);
        let mut names = json_types(types, kind);
        // A number that is not an integer stays recognisable beside an integer.
        if matches!(kind, TypeKind::Number(_)) {
            names.remove("integer");
        }
        if names.is_empty() || !names.iter().all(|name| seen.insert(*name)) {
            return None;
        }
        list.push(names.into_iter().collect());
    }
    Some(list)
}

/// The JSON types that values of a kind have.
pub(super) fn json_types(types: &Types, kind: &TypeKind) -> BTreeSet<&'static str> {
    const ALL: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];
    let mut names = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut stack = vec![kind];
    while let Some(kind) = stack.pop() {
        let mut inner = |ty: TypeRef| {
            let id = types.resolve(ty).id;
            if seen.insert(id) {
                stack.push(&types.get(id).kind);
            }
        };
        match kind {
            TypeKind::Any => names.extend(ALL),
            TypeKind::Null => {}
            TypeKind::Boolean => _ = names.insert("boolean"),
            TypeKind::Integer(_) => _ = names.insert("integer"),
            TypeKind::Number(_) => names.extend(["integer", "number"]),
            TypeKind::String(_) => _ = names.insert("string"),
            TypeKind::Enum(values) => {
                names.extend(values.iter().map(|value| json_type(&value.value)));
            }
            TypeKind::Array(_) => _ = names.insert("array"),
            TypeKind::Map(_) | TypeKind::Object(_) => _ = names.insert("object"),
            TypeKind::Union(union) => union.variants.iter().for_each(|variant| inner(variant.ty)),
            // Not merged yet: what its branches allow together is at most what one of them allows.
            TypeKind::AllOf(composition) => match composition.branches.first() {
                Some(branch) => inner(*branch),
                None => names.extend(ALL),
            },
            TypeKind::Alias(target) => inner(*target),
        }
    }
    names
}

fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// How little a type allows: first its rank, then, for objects, required and known properties.
fn specificity(types: &Types, ty: TypeRef, nesting: usize) -> (u8, usize, usize) {
    let Some(nesting) = nesting.checked_sub(1) else {
        return (0, 0, 0);
    };
    match kind_of(types, ty) {
        TypeKind::Null | TypeKind::Boolean => (8, 0, 0),
        // An enum keeps values that the document does not list, so it reads any string.
        TypeKind::Enum(values) => (3, usize::MAX - values.len(), 0),
        TypeKind::Integer(_) => (7, 0, 0),
        TypeKind::Number(_) => (6, 0, 0),
        TypeKind::String(format) => match format {
            StringFormat::Plain
            | StringFormat::Other(_)
            | StringFormat::Password
            | StringFormat::Binary => (2, 0, 0),
            StringFormat::Base64 => (3, 0, 0),
            _ => (4, 0, 0),
        },
        TypeKind::Array(item) => (5, usize::from(specificity(types, *item, nesting).0), 0),
        TypeKind::Object(object) => {
            let required = object.fields.iter().filter(|field| field.required).count();
            (5, required, object.fields.len())
        }
        TypeKind::Union(union) => {
            let variants = union
                .variants
                .iter()
                .map(|variant| specificity(types, variant.ty, nesting));
            variants.min().unwrap_or_default()
        }
        TypeKind::Map(_) => (1, 0, 0),
        TypeKind::Any | TypeKind::AllOf(_) | TypeKind::Alias(_) => (0, 0, 0),
    }
}
