//! Schemas with a `discriminator` that schemas elsewhere extend by `allOf`.

use crate::diagnostics::Code;
use crate::ir::{Base, Pointer, TypeId};
use crate::resolve::Place;

use super::Lowerer;

/// A tag that a schema gives itself, as generators for Azure's services have it.
const OWN_TAG: &str = "x-ms-discriminator-value";

impl<'d> Lowerer<'d, '_> {
    /// Notes what the schema at `place` says about schemas that extend it, and about its own tag.
    pub(super) fn note_hierarchy(&mut self, id: TypeId, place: &Place<'d>) {
        if let Some(tag) = place.text(OWN_TAG) {
            self.hierarchies.own_tags.insert(id, tag.to_owned());
        }
        if !is_base(place) {
            return;
        }
        let Some(declared) = self.discriminator(place) else {
            return;
        };
        let mapping = self.mapping(place, Some(&declared));
        let default = self.default_mapping(place);
        self.hierarchies.bases.push(Base {
            ty: id,
            property: declared.property_name,
            mapping,
            default,
        });
    }

    /// The schemas that `mapping` names, by tag, in the document's order.
    pub(super) fn mapping(
        &mut self,
        place: &Place<'d>,
        declared: Option<&openapiv3::Discriminator>,
    ) -> Vec<(String, TypeId)> {
        let mapping = declared.iter().flat_map(|declared| &declared.mapping);
        let at = place.pointer.child("discriminator").child("mapping");
        mapping
            .filter_map(|(tag, target)| {
                let id = self.named_schema(target, &at.child(tag))?;
                Some((tag.clone(), id))
            })
            .collect()
    }

    /// The schema that `defaultMapping` names (3.2).
    pub(super) fn default_mapping(&mut self, place: &Place<'d>) -> Option<TypeId> {
        let discriminator = place.child("discriminator")?;
        let target = discriminator.text("defaultMapping")?;
        self.named_schema(target, &discriminator.pointer.child("defaultMapping"))
    }

    /// The schema that a discriminator at `at` names: a component's name, or a reference.
    fn named_schema(&mut self, target: &str, at: &Pointer) -> Option<TypeId> {
        let by_name = Pointer::root()
            .child("components")
            .child("schemas")
            .child(target);
        let found = self
            .document
            .at(&by_name)
            .map_or_else(|| self.document.target(target), Ok);
        if let Ok(place) = found {
            return Some(self.type_at(&place));
        }
        self.diagnostics
            .report(
                Code::DanglingRef,
                at,
                format!("there is no schema at `{target}`"),
            )
            .help("name a schema like `#/components/schemas/Name`");
        None
    }

    /// Whether the schema at `place` says nothing but that it extends one with a discriminator: it is a schema of its
    /// own then, not another name for that one.
    pub(super) fn is_bare_heir(&self, place: &Place<'d>) -> bool {
        let branches = place.child("allOf");
        let mut branches = branches.iter().flat_map(Place::elements);
        branches.any(|branch| {
            let target = branch.reference().map(|text| self.document.target(text));
            matches!(target, Some(Ok(target)) if is_base(&target))
        })
    }
}

/// Whether a schema has a `discriminator` and does not list its alternatives itself.
fn is_base(place: &Place<'_>) -> bool {
    let has = |key| place.get(key).is_some();
    has("discriminator") && !has("oneOf") && !has("anyOf")
}
