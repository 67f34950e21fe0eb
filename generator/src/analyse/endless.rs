//! Required properties that no value could end with: `Node` that requires a `next` that is a `Node`.

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{TypeId, TypeKind, TypeRef, Types};

/// Makes such properties optional: what servers send does end.
pub(super) fn end(types: &mut Types, diagnostics: &mut Diagnostics) {
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    let mut ends = Ends::of(types);
    for id in ids {
        // Taking one property away may let everything around it end.
        while let Some((owner, index)) = ends.circle(types, id) {
            relax(types, owner, index, diagnostics);
            ends.settle(types, owner);
        }
    }
}

/// Reads the property as one that may be left out.
fn relax(types: &mut Types, owner: TypeId, index: usize, diagnostics: &mut Diagnostics) {
    let Some(TypeKind::Object(object)) = types.get_mut(owner).map(|ty| &mut ty.kind) else {
        return;
    };
    let Some(field) = object.fields.get_mut(index) else {
        return;
    };
    field.required = false;
    let message = "a value would never end: this required property leads to itself through \
                   required properties only";
    diagnostics
        .report(Code::SuspectValue, &field.pointer, message)
        .at_key()
        .help(
            "take it from `required`, or let it be `null`; it is read as if it could be left out",
        );
}

/// Which types have values that end.
struct Ends {
    ends: Vec<bool>,
    /// The objects, unions and so on that each type is needed for.
    holders: Vec<Vec<TypeId>>,
}

impl Ends {
    fn of(types: &Types) -> Self {
        let mut found = Self {
            ends: vec![false; types.len()],
            holders: vec![Vec::new(); types.len()],
        };
        for (id, ty) in types.iter() {
            for needed in needs(&ty.kind) {
                if let Some(holders) = found.holders.get_mut(needed.id.0 as usize) {
                    holders.push(id);
                }
            }
        }
        for (id, _) in types.iter() {
            found.settle(types, id);
        }
        found
    }

    fn is_known(&self, id: TypeId) -> bool {
        self.ends.get(id.0 as usize).copied().unwrap_or(true)
    }

    /// Whether a use ends, as far as is known.
    fn holds(&self, ty: TypeRef) -> bool {
        ty.nullable || self.is_known(ty.id)
    }

    /// Looks at a type again, and at what holds it where it ends now.
    fn settle(&mut self, types: &Types, id: TypeId) {
        let mut stack = vec![id];
        while let Some(id) = stack.pop() {
            let kind = &types.get(id).kind;
            let ends = match kind {
                TypeKind::Union(union) => union.variants.iter().any(|one| self.holds(one.ty)),
                other => needs(other).into_iter().all(|ty| self.holds(ty)),
            };
            if !ends || self.is_known(id) {
                continue;
            }
            if let Some(known) = self.ends.get_mut(id.0 as usize) {
                *known = true;
            }
            stack.extend(self.holders.get(id.0 as usize).into_iter().flatten());
        }
    }

    /// A required property on the circle that keeps a type from ending: its object and its index.
    fn circle(&self, types: &Types, start: TypeId) -> Option<(TypeId, usize)> {
        let mut seen = std::collections::BTreeSet::new();
        let mut at = start;
        let mut last = None;
        // After as many steps as there are types, what comes next was seen before.
        while !self.is_known(at) {
            let kind = &types.get(at).kind;
            if let TypeKind::Object(object) = kind {
                let open = |ty: TypeRef| !self.holds(ty);
                let index = object
                    .fields
                    .iter()
                    .position(|field| field.required && open(field.ty))?;
                last = Some((at, index));
            }
            let next = needs(kind).into_iter().find(|ty| !self.holds(*ty))?;
            if !seen.insert(at) {
                // Back on the circle: the last property passed is on it.
                return last;
            }
            at = next.id;
        }
        None
    }
}

/// The types of which a value of this kind has one for sure; of a union it is one of these.
fn needs(kind: &TypeKind) -> Vec<TypeRef> {
    match kind {
        TypeKind::Object(object) => {
            let required = object.fields.iter().filter(|field| field.required);
            required.map(|field| field.ty).collect()
        }
        TypeKind::Union(union) => union.variants.iter().map(|variant| variant.ty).collect(),
        TypeKind::Tuple(items) => items.clone(),
        TypeKind::Alias(target) | TypeKind::JsonText(target) => vec![*target],
        // Lists and maps may be empty.
        _ => Vec::new(),
    }
}
