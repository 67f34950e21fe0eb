//! Tags: the values by which unions know their alternatives, kept with the objects themselves.

use std::collections::BTreeMap;

use crate::ir::{
    Description, Field, NameHint, Object, StringFormat, Tag, Type, TypeId, TypeKind, TypeRef, Types,
};

use super::leaves::tags_of;

/// The values of a property by which all unions know an object; empty where unions disagree.
type Known = BTreeMap<TypeId, BTreeMap<String, Vec<String>>>;

/// Completes the tags of variants, and gives every object that is one the tags that it is known by. What does not
/// declare its tag gets it as a property: it has to be sent.
pub(super) fn settle(types: &mut Types) {
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for id in &ids {
        complete(types, *id);
    }
    for (id, tags) in known(types) {
        keep(types, id, tags);
    }
}

/// Gives the variants of a union with a discriminator the tags that its `mapping` leaves to them.
fn complete(types: &mut Types, id: TypeId) {
    let TypeKind::Union(union) = &types.get(id).kind else {
        return;
    };
    let Some(discriminator) = &union.discriminator else {
        return;
    };
    let tags: Vec<Option<Vec<String>>> = union
        .variants
        .iter()
        .map(|variant| tags_of(types, &discriminator.property, variant))
        .collect();
    if let Some(TypeKind::Union(union)) = types.get_mut(id).map(|ty| &mut ty.kind) {
        for (variant, tags) in union.variants.iter_mut().zip(tags) {
            variant.tags = tags.unwrap_or_default();
        }
    }
}

fn known(types: &Types) -> Known {
    let mut known = Known::new();
    for (_, ty) in types.iter() {
        let TypeKind::Union(union) = &ty.kind else {
            continue;
        };
        let Some(discriminator) = &union.discriminator else {
            continue;
        };
        for variant in union
            .variants
            .iter()
            .filter(|variant| !variant.tags.is_empty())
        {
            let id = types.resolve(variant.ty).id;
            let properties = known.entry(id).or_default();
            match properties.get_mut(&discriminator.property) {
                Some(values) => values.retain(|value| variant.tags.contains(value)),
                None => _ = properties.insert(discriminator.property.clone(), variant.tags.clone()),
            }
        }
    }
    known
}

fn keep(types: &mut Types, id: TypeId, tags: BTreeMap<String, Vec<String>>) {
    let mut object = match &types.get(id).kind {
        TypeKind::Object(object) => object.clone(),
        TypeKind::Map(values) => Object {
            additional: Some(*values),
            ..Object::default()
        },
        _ => return,
    };
    for (property, values) in tags {
        let declared = object.fields.iter().any(|field| field.name == property);
        if !declared {
            let field = added(types, id, &property);
            object.fields.insert(0, field);
        }
        object.tags.push(Tag {
            property,
            values,
            added: !declared,
        });
    }
    if let Some(ty) = types.get_mut(id) {
        ty.kind = TypeKind::Object(object);
    }
}

/// The property for a tag that an object does not declare. Where the object stands alone nobody has to send it.
fn added(types: &mut Types, owner: TypeId, property: &str) -> Field {
    let pointer = types.get(owner).pointer.clone();
    let id = types.push(Type {
        pointer: pointer.clone(),
        name: NameHint::Anonymous,
        description: Description::default(),
        kind: TypeKind::String(StringFormat::Plain),
        bounds: None,
    });
    Field {
        name: property.to_owned(),
        pointer,
        ty: TypeRef {
            id,
            nullable: false,
        },
        required: false,
        read_only: false,
        write_only: false,
        description: Description {
            text: Some("What this is.".to_owned()),
            ..Description::default()
        },
    }
}
