//! `oneOf` and `anyOf`, with `discriminator`.

use std::collections::BTreeMap;

use openapiv3::Discriminator as Declared;

use crate::diagnostics::Code;
use crate::ir::{Discriminator, Fallback, Pointer, TypeKind, TypeRef, Union, Variant};
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
        let mut tags = self.mapping(place, declared.as_ref());
        let mut variants = Vec::new();
        for (index, branch) in (1..).zip(&branches) {
            let target = self.branch_pointer(branch);
            let words = words.with(branch_word(branch, index));
            let ty = self.schema(branch, &words, depth + 1);
            variants.push(Variant {
                // Whether the whole may be `null` is for its uses to say.
                ty: TypeRef {
                    nullable: false,
                    ..ty
                },
                tags: tags.remove(&target).unwrap_or_default(),
                fallback: Fallback::None,
            });
        }
        self.report_unknown_targets(place, &tags);
        Some(TypeKind::Union(Union {
            variants,
            discriminator: declared.map(|declared| Discriminator {
                property: declared.property_name,
            }),
            any_of: key == "anyOf",
        }))
    }

    fn discriminator(&mut self, place: &Place<'d>) -> Option<Declared> {
        place.child("discriminator")?.read_all(self.diagnostics)
    }

    /// The tags of each place that `mapping` names.
    fn mapping(
        &mut self,
        place: &Place<'d>,
        declared: Option<&Declared>,
    ) -> BTreeMap<Pointer, Vec<String>> {
        let mut tags: BTreeMap<Pointer, Vec<String>> = BTreeMap::new();
        let mapping = declared.iter().flat_map(|declared| &declared.mapping);
        for (tag, target) in mapping {
            let at = place
                .pointer
                .child("discriminator")
                .child("mapping")
                .child(tag);
            let by_name = Pointer::root()
                .child("components")
                .child("schemas")
                .child(target);
            let found = self
                .document
                .at(&by_name)
                .map_or_else(|| self.document.target(target), Ok);
            match found {
                Ok(target) => tags.entry(target.pointer).or_default().push(tag.clone()),
                Err(_) => {
                    self.diagnostics
                        .report(
                            Code::DanglingRef,
                            &at,
                            format!("there is no schema at `{target}`"),
                        )
                        .help("name a schema like `#/components/schemas/Name`");
                }
            }
        }
        tags
    }

    /// Where the schema of a branch stands: behind its `$ref`, or itself.
    fn branch_pointer(&self, branch: &Place<'d>) -> Pointer {
        match branch.reference().map(|text| self.document.target(text)) {
            Some(Ok(target)) => target.pointer,
            _ => branch.pointer.clone(),
        }
    }

    fn report_unknown_targets(&mut self, place: &Place<'d>, left: &BTreeMap<Pointer, Vec<String>>) {
        for (target, tags) in left {
            for tag in tags {
                let at = place
                    .pointer
                    .child("discriminator")
                    .child("mapping")
                    .child(tag);
                let message =
                    format!("`{tag}` names `#{target}`, which is not among the alternatives");
                self.diagnostics.report(Code::SuspectValue, &at, message);
            }
        }
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
            match property.value.get("enum")?.as_array()?.as_slice() {
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
