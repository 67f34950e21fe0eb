//! What a union and something beside it have in common: the alternatives that are left.

use crate::diagnostics::Code;
use crate::ir::{NameHint, TypeId, TypeKind, TypeRef, Union, Variant};

use super::compose::Merger;
use super::leaves::json_types;

/// How many alternatives the product of two unions may have.
const MAX_PRODUCT: usize = 64;

impl Merger<'_> {
    /// A union and something else: every alternative is narrowed, those that cannot be are dropped.
    pub(super) fn narrowed(
        &mut self,
        owner: TypeId,
        union: Union,
        other_id: TypeId,
        other: &TypeKind,
    ) -> TypeKind {
        let wanted = json_types(self.types, other);
        let other = TypeRef {
            id: other_id,
            nullable: false,
        };
        let mut variants = Vec::new();
        for (index, variant) in union.variants.into_iter().enumerate() {
            let found = super::edges::kind_of(self.types, variant.ty);
            if json_types(self.types, found).is_disjoint(&wanted) {
                continue;
            }
            // What extends this type has its properties already.
            if self.extends(variant.ty.id, owner) || self.includes(variant.ty, other) {
                variants.push(variant);
                continue;
            }
            let word = self.variant_word(variant.ty, index);
            let ty = self.meet(owner, &word, variant.ty, other);
            variants.push(Variant {
                tags: if variant.tags.is_empty() && union.discriminator.is_some() {
                    self.component(variant.ty).into_iter().collect()
                } else {
                    variant.tags
                },
                ty,
                fallback: variant.fallback,
            });
        }
        if variants.is_empty() {
            self.impossible =
                Some("none of the alternatives fits what stands beside them".to_owned());
        }
        TypeKind::Union(Union { variants, ..union })
    }

    /// Whether everything `narrower` allows is allowed by the object `wider`, as far as that is easy to see.
    fn includes(&self, narrower: TypeRef, wider: TypeRef) -> bool {
        let (TypeKind::Object(have), TypeKind::Object(want)) = (
            super::edges::kind_of(self.types, narrower),
            super::edges::kind_of(self.types, wider),
        ) else {
            return false;
        };
        want.fields.iter().all(|field| {
            have.fields.iter().any(|own| {
                own.name == field.name && own.ty == field.ty && (own.required || !field.required)
            })
        })
    }

    pub(super) fn component(&self, ty: TypeRef) -> Option<String> {
        match &self.types.get(ty.id).name {
            NameHint::Component(name) => Some(name.clone()),
            _ => None,
        }
    }

    pub(super) fn variant_word(&self, ty: TypeRef, index: usize) -> String {
        match &self.types.get(ty.id).name {
            NameHint::Component(name) => name.clone(),
            NameHint::Inline(words) => words.last().map(ToString::to_string).unwrap_or_default(),
            NameHint::Anonymous => format!("Variant{}", index + 1),
        }
    }

    pub(super) fn product(
        &mut self,
        owner: TypeId,
        left: Union,
        right: &Union,
        right_id: TypeId,
    ) -> TypeKind {
        if left.variants == right.variants {
            return TypeKind::Union(left);
        }
        if left.variants.len().saturating_mul(right.variants.len()) > MAX_PRODUCT {
            let pointer = self.types.get(right_id).pointer.clone();
            self.diagnostics
                .report(
                    Code::UnsupportedSchema,
                    &pointer,
                    "these alternatives are left out: combined with those beside them there are too many",
                )
                .degrades();
            return TypeKind::Union(left);
        }
        let mut variants = Vec::new();
        for (index, one) in left.variants.iter().enumerate() {
            for (other_index, other) in right.variants.iter().enumerate() {
                let types = [one, other].map(|variant| {
                    json_types(self.types, super::edges::kind_of(self.types, variant.ty))
                });
                let [a, b] = &types;
                if a.is_disjoint(b) {
                    continue;
                }
                let word = format!(
                    "{}{}",
                    self.variant_word(one.ty, index),
                    self.variant_word(other.ty, other_index)
                );
                variants.push(Variant {
                    ty: self.meet(owner, &word, one.ty, other.ty),
                    tags: one.tags.clone(),
                    fallback: one.fallback,
                });
            }
        }
        if variants.is_empty() {
            self.impossible =
                Some("no alternative of one fits an alternative of the other".to_owned());
        }
        TypeKind::Union(Union {
            variants,
            // Several products share a tag.
            discriminator: left.discriminator.filter(|_| right.variants.len() == 1),
            any_of: left.any_of || right.any_of,
        })
    }
}
