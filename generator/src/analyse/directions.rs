//! Which way types travel, and which of them look different on the way there and back.

use crate::ir::{Api, MediaType, TypeId, TypeKind, TypeRef, Types};

use super::edges::children;
use super::facts::Analysis;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    There,
    Back,
}

/// Finds what is sent, what is received, and what needs a type for each.
pub(super) fn find(api: &Api, analysis: &mut Analysis) {
    let mut sent = Vec::new();
    let mut received = api.received.clone();
    for operation in &api.operations {
        sent.extend(operation.parameters.iter().map(|parameter| parameter.ty));
        let bodies = operation.body.iter().flat_map(|body| &body.content);
        sent.extend(bodies.flat_map(MediaType::types));
        for response in &operation.responses {
            received.extend(response.headers.iter().map(|header| header.ty));
            received.extend(response.content.iter().flat_map(MediaType::types));
        }
    }
    analysis.sent = reach(&api.types, sent, Way::There);
    analysis.received = reach(&api.types, received, Way::Back);
    let differing = differing(&api.types);
    analysis.split = differing
        .into_iter()
        .enumerate()
        .map(|(index, differs)| {
            let both = |list: &[bool]| list.get(index).copied().unwrap_or(false);
            differs && both(&analysis.sent) && both(&analysis.received)
        })
        .collect();
}

/// Everything inside `roots` that goes along this way.
fn reach(types: &Types, roots: Vec<TypeRef>, way: Way) -> Vec<bool> {
    let mut reached = vec![false; types.len()];
    let mut stack: Vec<TypeId> = roots.into_iter().map(|root| root.id).collect();
    while let Some(id) = stack.pop() {
        match reached.get_mut(id.0 as usize) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        match &types.get(id).kind {
            TypeKind::Object(object) => {
                let fields = object.fields.iter().filter(|field| match way {
                    Way::There => !field.read_only,
                    Way::Back => !field.write_only,
                });
                stack.extend(fields.map(|field| field.ty.id));
                stack.extend(object.additional.map(|ty| ty.id));
            }
            other => stack.extend(children(other).into_iter().map(|ty| ty.id)),
        }
    }
    reached
}

/// Types with properties for one way only, and everything that holds such a type.
fn differing(types: &Types) -> Vec<bool> {
    let mut holders: Vec<Vec<TypeId>> = vec![Vec::new(); types.len()];
    let mut stack = Vec::new();
    for (id, ty) in types.iter() {
        for child in children(&ty.kind) {
            if let Some(list) = holders.get_mut(child.id.0 as usize) {
                list.push(id);
            }
        }
        if let TypeKind::Object(object) = &ty.kind
            && object
                .fields
                .iter()
                .any(|field| field.read_only || field.write_only)
        {
            stack.push(id);
        }
    }
    let mut differs = vec![false; types.len()];
    while let Some(id) = stack.pop() {
        let index = id.0 as usize;
        if let Some(seen) = differs.get_mut(index)
            && !*seen
        {
            *seen = true;
            stack.extend(holders.get(index).into_iter().flatten());
        }
    }
    differs
}
