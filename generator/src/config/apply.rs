//! What is left out, before anything is concluded from it.

use super::{Key, Settings};
use crate::ir::{Api, NameHint, Pointer, Type, TypeId, TypeKind, TypeRef};

impl Settings {
    /// Takes out of `api` what is to be left out: operations go, schemas become any JSON. Gives back where that was.
    pub fn skip(&self, api: &mut Api) -> Vec<Pointer> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut skipped = Vec::new();
        api.operations.retain(|operation| {
            let skip = self.skips(&operation.pointer);
            if skip {
                skipped.push(operation.pointer.clone());
            }
            !skip
        });
        api.declared_operations = api.declared_operations.saturating_sub(skipped.len());
        self.detach(api);
        let any: Vec<TypeId> = api
            .types
            .iter()
            .filter(|(_, ty)| self.skips(&ty.pointer))
            .map(|(id, _)| id)
            .collect();
        for id in any {
            if let Some(ty) = api.types.get_mut(id) {
                ty.kind = TypeKind::Any;
                skipped.push(ty.pointer.clone());
            }
        }
        skipped.sort();
        skipped.dedup();
        skipped
    }

    fn skips(&self, pointer: &Pointer) -> bool {
        self.take(pointer, Key::Skip, |wishes| wishes.skip.as_ref())
            .is_some()
    }

    /// Gives a property that is a `$ref` a schema of its own where the wish is for the property.
    fn detach(&self, api: &mut Api) {
        let mut found: Vec<(TypeId, usize, Pointer, TypeRef)> = Vec::new();
        for (id, ty) in api.types.iter() {
            let TypeKind::Object(object) = &ty.kind else {
                continue;
            };
            for (index, field) in object.fields.iter().enumerate() {
                let own = api.types.get(field.ty.id).pointer == field.pointer;
                if !own
                    && self.place(&field.pointer).is_some_and(|(_, place)| {
                        place.value.skip.is_some() || place.value.replace.is_some()
                    })
                {
                    found.push((id, index, field.pointer.clone(), field.ty));
                }
            }
        }
        for (owner, index, pointer, at) in found {
            let description = api.types.get(at.id).description.clone();
            let id = api.types.push(Type {
                pointer,
                name: NameHint::Anonymous,
                description,
                kind: TypeKind::Any,
                bounds: api.types.get(at.id).bounds.clone(),
            });
            if let Some(Type {
                kind: TypeKind::Object(object),
                ..
            }) = api.types.get_mut(owner)
                && let Some(field) = object.fields.get_mut(index)
            {
                field.ty.id = id;
            }
        }
    }
}
