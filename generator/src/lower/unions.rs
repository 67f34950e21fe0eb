//! `oneOf` and `anyOf`, with `discriminator`.

use openapiv3::Discriminator as Declared;

use crate::diagnostics::Code;
use crate::ir::{Discriminator, Fallback, TypeId, TypeKind, TypeRef, Union, Variant};
use crate::resolve::Place;

use super::Lowerer;
use super::annotations::is_annotation;
use super::words::Words;

impl<'d> Lowerer<'d, '_> {
    /// The union under `key`; `None` where there is none, or none that makes a difference to a type.
    pub(super) fn union(
        &mut self,
        place: &Place<'d>,
        key: &str,
        words: &Words,
        depth: usize,
    ) -> Option<TypeKind> {
        let list = place.child(key)?;
        let branches: Vec<Place<'d>> = list
            .elements()
            .filter(|branch| !self.is_null(branch))
            .collect();
        if branches.is_empty() {
            return list.elements().next().map(|_| TypeKind::Null);
        }
        if branches.iter().all(only_validates) {
            let message =
                format!("these alternatives of `{key}` only say which properties go together");
            self.diagnostics
                .report(Code::IgnoredKeyword, &list.pointer, message)
                .at_key();
            return None;
        }
        let declared = self.discriminator(place);
        let mut mapping = self.mapping(place, declared.as_ref());
        let default = self.default_mapping(place);
        let mut variants = Vec::new();
        for (index, branch) in (1..).zip(&branches) {
            let target = self.branch_target(branch);
            let words = words.with(branch_word(branch, index));
            let ty = self.schema(branch, &words, depth + 1);
            let id = target.unwrap_or(ty.id);
            let tags = mapping.extract_if(.., |(_, mapped)| *mapped == id);
            variants.push(Variant {
                // Whether the whole may be `null` is for its uses to say.
                ty: TypeRef {
                    nullable: false,
                    ..ty
                },
                tags: tags.map(|(tag, _)| tag).collect(),
                fallback: fallback(default, id),
            });
        }
        self.add_mapped(place, mapping, default, &mut variants);
        Some(TypeKind::Union(Union {
            variants,
            discriminator: declared.map(|declared| Discriminator {
                property: declared.property_name,
            }),
            any_of: key == "anyOf",
        }))
    }

    /// Adds the schemas that only `mapping` names: alternatives that were forgotten, or came later.
    fn add_mapped(
        &mut self,
        place: &Place<'d>,
        mapping: Vec<(String, TypeId)>,
        default: Option<TypeId>,
        variants: &mut Vec<Variant>,
    ) {
        let at = place.pointer.child("discriminator").child("mapping");
        let first = variants.len();
        for (tag, id) in mapping {
            let added = variants.iter_mut().skip(first);
            if let Some(known) = added.into_iter().find(|known| known.ty.id == id) {
                known.tags.push(tag);
                continue;
            }
            let message = format!(
                "`{tag}` names `#{}`, which is not among the alternatives; it is added to them",
                self.types.get(id).pointer
            );
            self.diagnostics
                .report(Code::SuspectValue, &at.child(&tag), message);
            variants.push(Variant {
                ty: TypeRef {
                    id,
                    nullable: false,
                },
                tags: vec![tag],
                fallback: fallback(default, id),
            });
        }
        let id = default.filter(|id| {
            variants
                .iter()
                .all(|known| known.fallback == Fallback::None && known.ty.id != *id)
        });
        variants.extend(id.map(|id| Variant {
            ty: TypeRef {
                id,
                nullable: false,
            },
            tags: Vec::new(),
            fallback: Fallback::Any,
        }));
    }

    pub(super) fn discriminator(&mut self, place: &Place<'d>) -> Option<Declared> {
        place.child("discriminator")?.read_all(self.diagnostics)
    }

    /// The schema behind the `$ref` of a branch.
    fn branch_target(&mut self, branch: &Place<'d>) -> Option<TypeId> {
        let target = self.document.target(branch.reference()?).ok()?;
        Some(self.type_at(&target))
    }
}

/// Whether `defaultMapping` means this alternative.
fn fallback(default: Option<TypeId>, id: TypeId) -> Fallback {
    if default == Some(id) {
        Fallback::Any
    } else {
        Fallback::None
    }
}

/// Whether a branch says nothing about what a value is, only which of its properties must be there.
fn only_validates(branch: &Place<'_>) -> bool {
    let mut requires = false;
    let mut keys = branch
        .value
        .as_object()
        .into_iter()
        .flat_map(serde_json::Map::keys);
    let only = keys.all(|key| {
        let validates = matches!(key.as_str(), "required" | "not");
        requires |= validates;
        validates || is_annotation(key)
    });
    only && requires
}

/// What tells an inline branch apart from its siblings: its title, its one tag, its type, or its number.
fn branch_word(branch: &Place<'_>, index: usize) -> String {
    if let Some(title) = branch
        .text("title")
        .filter(|title| !title.trim().is_empty())
    {
        return title.to_owned();
    }
    let constant = branch.child("properties").and_then(|properties| {
        properties.members().find_map(|(_, property)| {
            match property.get("enum")?.as_array()?.as_slice() {
                [only] => only.as_str().map(str::to_owned),
                _ => None,
            }
        })
    });
    match (constant, branch.text("type")) {
        (Some(constant), _) => constant,
        (None, Some("object") | None) => format!("Variant{index}"),
        (None, Some(scalar)) => scalar.to_owned(),
    }
}
