//! Aliases: cycles among them, and those that no one needs to name.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Api, NameHint, TypeId, TypeKind, TypeRef, Types};

use super::edges::{children, children_mut};

/// Turns schemas that only name one another into any JSON value.
pub(super) fn break_cycles(types: &mut Types, diagnostics: &mut Diagnostics) {
    let mut settled: BTreeSet<TypeId> = BTreeSet::new();
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for start in ids {
        let mut path = Vec::new();
        let mut on_path = BTreeSet::new();
        let mut at = start;
        while let TypeKind::Alias(next) = types.get(at).kind {
            if settled.contains(&at) {
                break;
            }
            if !on_path.insert(at) {
                diagnostics
                    .report(
                        Code::RefCycle,
                        &types.get(at).pointer,
                        "this schema only names itself, through references",
                    )
                    .help("let one of the schemas on the way say what it is")
                    .degrades();
                if let Some(ty) = types.get_mut(at) {
                    ty.kind = TypeKind::Any;
                }
                break;
            }
            path.push(at);
            at = next.id;
        }
        settled.extend(path);
    }
}

/// Lets every use of an inline alias name its target.
pub(super) fn skip_inline(api: &mut Api) {
    let ids: Vec<TypeId> = api.types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let before = children(&api.types.get(id).kind);
        let after: Vec<TypeRef> = before.iter().map(|ty| target(&api.types, *ty)).collect();
        if before == after {
            continue;
        }
        let Some(ty) = api.types.get_mut(id) else {
            continue;
        };
        let is_union = matches!(ty.kind, TypeKind::Union(_));
        for (slot, new) in children_mut(&mut ty.kind).into_iter().zip(after) {
            *slot = TypeRef {
                // Whether a union may be `null` is for its uses to say.
                nullable: new.nullable && !is_union,
                ..new
            };
        }
    }
    let types = &api.types;
    for ty in &mut api.received {
        *ty = target(types, *ty);
    }
    for operation in &mut api.operations {
        for parameter in &mut operation.parameters {
            parameter.ty = target(types, parameter.ty);
        }
        let bodies = operation.body.iter_mut().flat_map(|body| &mut body.content);
        let answers = operation.responses.iter_mut().flat_map(|response| {
            for header in &mut response.headers {
                header.ty = target(types, header.ty);
            }
            &mut response.content
        });
        for media in bodies.chain(answers) {
            media.ty = media.ty.map(|ty| target(types, ty));
            media.item = media.item.map(|ty| target(types, ty));
        }
    }
}

/// What `ty` stands for behind aliases that have no name of their own. There are no cycles any more.
fn target(types: &Types, mut ty: TypeRef) -> TypeRef {
    loop {
        let found = types.get(ty.id);
        match (&found.kind, &found.name) {
            (TypeKind::Alias(_), NameHint::Component(_)) => return ty,
            (TypeKind::Alias(next), _) => {
                ty = TypeRef {
                    id: next.id,
                    nullable: ty.nullable || next.nullable,
                };
            }
            _ => return ty,
        }
    }
}
