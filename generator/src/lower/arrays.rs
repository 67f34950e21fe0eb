//! `type: array`.

use serde_json::Value;

use crate::diagnostics::Code;
use crate::ir::{Bounds, Fallback, TypeKind, TypeRef, Union, Variant};
use crate::resolve::Place;

use super::Lowerer;
use super::words::Words;

/// A tuple has at most so many elements; the runtime implements no more.
const LONGEST: usize = 8;

impl<'d> Lowerer<'d, '_> {
    /// A list, or a tuple where `prefixItems` says what stands at each place.
    pub(super) fn array(&mut self, place: &Place<'d>, words: &Words, depth: usize) -> TypeKind {
        let positions: Vec<Place<'d>> = place
            .child("prefixItems")
            .iter()
            .flat_map(Place::elements)
            .collect();
        if !positions.is_empty() {
            return self.positional(place, &positions, words, depth);
        }
        let items = match place.child("items") {
            Some(items) => self.schema(&items, &words.item(), depth + 1),
            None => self.any(&place.pointer.child("items"), &words.item()),
        };
        TypeKind::Array(items)
    }

    fn positional(
        &mut self,
        place: &Place<'d>,
        positions: &[Place<'d>],
        words: &Words,
        depth: usize,
    ) -> TypeKind {
        let types: Vec<TypeRef> = (1..)
            .zip(positions)
            .map(|(number, position)| {
                let word = position
                    .text("title")
                    .map_or_else(|| format!("Item{number}"), str::to_owned);
                self.schema(position, &words.with(word), depth + 1)
            })
            .collect();
        let further = place
            .child("items")
            .filter(|items| !allows_nothing(items.value));
        let count = |key: &str| place.get(key).and_then(Value::as_u64);
        let length = u64::try_from(types.len()).unwrap_or(u64::MAX);
        let (least, most) = (count("minItems"), count("maxItems"));
        let closed = most == Some(length) || (place.child("items").is_some() && further.is_none());
        let fixed = least.is_none_or(|least| least == length)
            && most.is_none_or(|most| most == length)
            && (closed || further.is_none())
            && examples(place).all(|list| list.len() == types.len());
        if fixed && types.len() <= LONGEST {
            if !closed {
                let message =
                    format!("this is read as exactly {length} elements, although more are allowed");
                self.diagnostics
                    .report(
                        Code::SuspectValue,
                        &place.pointer.child("prefixItems"),
                        message,
                    )
                    .at_key()
                    .help("say so with `items: false`, or say with `items` what the others are");
            }
            return TypeKind::Tuple(types);
        }
        let mut all = types;
        if let Some(further) = further.filter(|_| !closed) {
            all.push(self.schema(&further, &words.item(), depth + 1));
        }
        let item = self.any_of(place, all, &words.item());
        if matches!(self.types.get(item.id).kind, TypeKind::Union(_)) {
            let message = format!(
                "a list of no fixed length, or of more than {LONGEST} elements, is no tuple: each element may be any of these"
            );
            self.diagnostics
                .report(
                    Code::UnsupportedSchema,
                    &place.pointer.child("prefixItems"),
                    message,
                )
                .at_key()
                .degrades();
        }
        TypeKind::Array(item)
    }

    /// The type of values that are of any of these types.
    pub(super) fn any_of(
        &mut self,
        place: &Place<'d>,
        types: Vec<TypeRef>,
        words: &Words,
    ) -> TypeRef {
        let mut distinct: Vec<TypeRef> = Vec::new();
        let nullable = types.iter().any(|ty| ty.nullable);
        for ty in types {
            let known = distinct.iter().any(|other| self.is_same(*other, ty));
            if !known {
                distinct.push(ty);
            }
        }
        if let [only] = distinct.as_slice() {
            return TypeRef { nullable, ..*only };
        }
        let variants = distinct.into_iter().map(|ty| Variant {
            ty: TypeRef {
                nullable: false,
                ..ty
            },
            tags: Vec::new(),
            fallback: Fallback::None,
        });
        let union = TypeKind::Union(Union {
            variants: variants.collect(),
            discriminator: None,
            any_of: true,
        });
        let union = self.part(&place.pointer, words, union, Bounds::default());
        TypeRef { nullable, ..union }
    }

    /// Whether two schemas are one, or say the same about a scalar.
    fn is_same(&self, left: TypeRef, right: TypeRef) -> bool {
        let (a, b) = (self.types.get(left.id), self.types.get(right.id));
        let scalar = matches!(
            a.kind,
            TypeKind::Boolean | TypeKind::Integer(_) | TypeKind::Number(_) | TypeKind::String(_)
        );
        left.id == right.id || (scalar && a.kind == b.kind)
    }
}

/// `not: {}` is how `false` is written in 3.0 form.
pub(super) fn allows_nothing(schema: &Value) -> bool {
    let not = schema.get("not").and_then(Value::as_object);
    not.is_some_and(serde_json::Map::is_empty)
}

/// The lists that the document gives as examples.
fn examples<'p>(place: &Place<'p>) -> impl Iterator<Item = &'p Vec<Value>> {
    let keys = ["example", "default"].into_iter();
    let value = place.value;
    keys.filter_map(|key| value.get(key)?.as_array())
}
