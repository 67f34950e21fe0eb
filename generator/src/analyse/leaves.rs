//! What a value of an alternative may be, as far as it tells alternatives apart: a union inside a union comes to the
//! leaves of its own alternatives.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde_json::Value;

use crate::ir::{
    Field, NameHint, Object, StringFormat, TypeId, TypeKind, TypeRef, Types, Union, Variant,
};

use super::edges::kind_of;

/// How many leaves one alternative may have; what is beyond is not looked at.
const MAX_LEAVES: usize = 256;

/// Values of one JSON type that an alternative allows.
#[derive(Debug, Clone)]
pub(super) struct Leaf<'t> {
    /// The index of the alternative.
    pub(super) variant: usize,
    /// The JSON type; `any` for a leaf that allows all of them.
    pub(super) json: &'static str,
    /// The values, where they are listed: strings, or what numbers and booleans look like.
    pub(super) values: Option<Vec<String>>,
    /// The properties of an object.
    pub(super) fields: IndexMap<&'t str, &'t Field>,
    /// Properties with the values that a discriminator gives them.
    pub(super) tags: Vec<(&'t str, Vec<String>)>,
    /// The type of the elements of an array.
    pub(super) item: Option<TypeRef>,
    /// What is allowed.
    pub(super) ty: TypeRef,
    /// Whether it is an alternative of a union that is an alternative.
    nested: bool,
}

impl Leaf<'_> {
    /// The values of a property, where they are listed, and whether it is there for sure.
    pub(super) fn constants(&self, types: &Types, property: &str) -> Option<(Vec<String>, bool)> {
        if let Some((_, tags)) = self.tags.iter().find(|(name, _)| *name == property) {
            return Some((tags.clone(), true));
        }
        let field = self.fields.get(property)?;
        let values = constants(types, field.ty)?;
        Some((values, is_there(types, field)))
    }

    /// Whether it is any number, boolean or text.
    fn is_plain_scalar(&self, types: &Types) -> bool {
        matches!(
            types.get(self.ty.id).kind,
            TypeKind::Boolean
                | TypeKind::Integer(_)
                | TypeKind::Number(_)
                | TypeKind::String(StringFormat::Plain | StringFormat::Other(_))
        )
    }

    /// Whether the property is declared.
    pub(super) fn declares(&self, property: &str) -> bool {
        self.fields.contains_key(property) || self.tags.iter().any(|(name, _)| *name == property)
    }
}

/// Whether a property is there for sure and is not `null`.
pub(super) fn is_there(types: &Types, field: &Field) -> bool {
    field.required && !types.resolve(field.ty).nullable
}

/// The leaves of one alternative.
pub(super) fn leaves(types: &Types, variant: usize, ty: TypeRef) -> Vec<Leaf<'_>> {
    collect(types, variant, ty, Vec::new())
}

/// The leaves of all alternatives of a union.
pub(super) fn leaves_of_union<'t>(types: &'t Types, union: &'t Union) -> Vec<Leaf<'t>> {
    let mut all = Vec::new();
    for (index, variant) in union.variants.iter().enumerate() {
        all.extend(collect(
            types,
            index,
            variant.ty,
            declared(types, union, variant),
        ));
    }
    once(types, union, all)
}

/// Leaves out what an alternative that is a union shares with an alternative beside it: that one is meant.
fn once<'t>(types: &Types, union: &Union, leaves: Vec<Leaf<'t>>) -> Vec<Leaf<'t>> {
    let direct: BTreeMap<TypeId, usize> = union
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| (types.resolve(variant.ty).id, index))
        .collect();
    let scalars: BTreeSet<&'static str> = leaves
        .iter()
        .filter(|leaf| !leaf.nested && leaf.is_plain_scalar(types))
        .map(|leaf| leaf.json)
        .collect();
    let kept = leaves.into_iter().filter(|leaf| {
        let repeated = leaf.is_plain_scalar(types) && scalars.contains(leaf.json);
        !leaf.nested
            || !repeated
                && direct
                    .get(&leaf.ty.id)
                    .is_none_or(|index| *index == leaf.variant)
    });
    kept.collect()
}

fn declared<'t>(types: &Types, union: &'t Union, variant: &Variant) -> Vec<(&'t str, Vec<String>)> {
    let discriminator = union.discriminator.as_ref();
    let tags = discriminator.and_then(|found| {
        let property = found.property.as_str();
        Some((property, tags_of(types, property, variant)?))
    });
    tags.into_iter().collect()
}

/// The values of the discriminator that select an alternative: from `mapping`, from its own `enum`, or its name.
/// `None` where nothing says so, or where the alternative is a union that has to say it.
pub(super) fn tags_of(types: &Types, property: &str, variant: &Variant) -> Option<Vec<String>> {
    if !variant.tags.is_empty() {
        return Some(variant.tags.clone());
    }
    match kind_of(types, variant.ty) {
        TypeKind::Object(object) => {
            let field = object.fields.iter().find(|field| field.name == property);
            field
                .and_then(|field| constants(types, field.ty))
                .or_else(|| component(types, variant.ty).map(|name| vec![name]))
        }
        TypeKind::Map(_) => component(types, variant.ty).map(|name| vec![name]),
        _ => None,
    }
}

/// The name of a component is the tag that a discriminator without `mapping` gives it.
fn component(types: &Types, ty: TypeRef) -> Option<String> {
    let named = [ty.id, types.resolve(ty).id];
    named.iter().find_map(|id| match &types.get(*id).name {
        NameHint::Component(name) => Some(name.clone()),
        _ => None,
    })
}

fn collect<'t>(
    types: &'t Types,
    variant: usize,
    ty: TypeRef,
    tags: Vec<(&'t str, Vec<String>)>,
) -> Vec<Leaf<'t>> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let start = types.resolve(ty).id;
    let mut stack = vec![(ty, tags)];
    while let Some((ty, tags)) = stack.pop() {
        let ty = types.resolve(ty);
        if found.len() >= MAX_LEAVES {
            break;
        }
        let leaf = |json: &'static str| Leaf {
            variant,
            json,
            values: None,
            fields: IndexMap::new(),
            tags: Vec::new(),
            item: None,
            ty,
            nested: ty.id != start,
        };
        match &types.get(ty.id).kind {
            TypeKind::Any | TypeKind::AllOf(_) | TypeKind::Alias(_) => found.push(leaf("any")),
            TypeKind::Null => found.push(leaf("null")),
            TypeKind::Boolean => found.push(leaf("boolean")),
            TypeKind::Integer(_) => found.push(leaf("integer")),
            TypeKind::Number(_) => found.push(leaf("number")),
            TypeKind::String(_) | TypeKind::JsonText(_) => found.push(leaf("string")),
            TypeKind::Enum(values) => {
                let mut by_type: IndexMap<&'static str, Vec<String>> = IndexMap::new();
                for value in values {
                    let list = by_type.entry(json_type(&value.value)).or_default();
                    list.push(text(&value.value));
                }
                found.extend(by_type.into_iter().map(|(json, values)| Leaf {
                    values: Some(values),
                    ..leaf(json)
                }));
            }
            TypeKind::Tuple(items) => found.push(Leaf {
                item: items.first().copied(),
                ..leaf("array")
            }),
            TypeKind::Array(item) => found.push(Leaf {
                item: Some(*item),
                ..leaf("array")
            }),
            TypeKind::Map(_) => found.push(Leaf {
                tags,
                ..leaf("object")
            }),
            TypeKind::Object(object) => found.push(Leaf {
                // What unions elsewhere know the object by.
                tags: or_own(tags, object),
                fields: object
                    .fields
                    .iter()
                    .map(|field| (field.name.as_str(), field))
                    .collect(),
                ..leaf("object")
            }),
            TypeKind::Union(union) if seen.insert(ty.id) => {
                for variant in union.variants.iter().rev() {
                    let mut tags = tags.clone();
                    for (property, values) in declared(types, union, variant) {
                        // What stands nearer says more.
                        tags.retain(|(name, _)| *name != property);
                        tags.push((property, values));
                    }
                    stack.push((variant.ty, tags));
                }
            }
            TypeKind::Union(_) => {}
        }
    }
    found
}

fn or_own<'t>(
    mut tags: Vec<(&'t str, Vec<String>)>,
    object: &'t Object,
) -> Vec<(&'t str, Vec<String>)> {
    for tag in object
        .tags
        .iter()
        .filter(|tag| !tag.values.is_empty() && !tag.added)
    {
        if !tags.iter().any(|(property, _)| *property == tag.property) {
            tags.push((&tag.property, tag.values.clone()));
        }
    }
    tags
}

/// The scalars that a type may be, as text, where they are listed.
fn constants(types: &Types, ty: TypeRef) -> Option<Vec<String>> {
    match kind_of(types, ty) {
        TypeKind::Enum(values) => Some(values.iter().map(|value| text(&value.value)).collect()),
        _ => None,
    }
}

/// A scalar as tests compare it.
pub(super) fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
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
            TypeKind::String(_) | TypeKind::JsonText(_) => _ = names.insert("string"),
            TypeKind::Enum(values) => {
                names.extend(values.iter().map(|value| json_type(&value.value)));
            }
            TypeKind::Array(_) | TypeKind::Tuple(_) => _ = names.insert("array"),
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
