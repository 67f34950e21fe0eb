//! Where the changes are in one of the documents, and which of them are near something.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::is_name;
use crate::diff::edition::Edition;
use crate::diff::kind::Kind;
use crate::diff::surface::Owner;
use crate::ir::{Operation, Pointer, TypeId, TypeKind};

/// Steps between two places, and the changes at that distance. What is inside counts as nearer than what is around.
pub(super) type Near = ((bool, usize), BTreeSet<usize>);

/// Where the changes are in one of the documents.
pub(super) struct Index<'e> {
    edition: &'e Edition,
    changes: BTreeMap<String, Vec<(usize, Kind)>>,
    operations: BTreeMap<(&'e str, &'e str), &'e Operation>,
    types: BTreeMap<&'e Pointer, TypeId>,
    /// The unions that a type is an alternative of.
    unions: BTreeMap<TypeId, Vec<Pointer>>,
}

impl<'e> Index<'e> {
    /// What is `elsewhere` does not stand in this document; its place there is that of what is around it.
    pub(super) fn of<'f>(
        edition: &'e Edition,
        places: Vec<(usize, Kind, &'f Pointer)>,
        elsewhere: fn(Kind) -> bool,
    ) -> Self {
        let mut changes: BTreeMap<String, Vec<(usize, Kind)>> = BTreeMap::new();
        for (index, kind, place) in places {
            if kind.touches_api() && !elsewhere(kind) {
                let list = changes.entry(place.as_str().to_owned()).or_default();
                list.push((index, kind));
            }
        }
        let operations = edition.api.operations.iter();
        Self {
            edition,
            changes,
            operations: operations
                .map(|operation| {
                    let key = (operation.method.as_str(), operation.path.as_str());
                    (key, operation)
                })
                .collect(),
            types: edition
                .api
                .types
                .iter()
                .map(|(id, ty)| (&ty.pointer, id))
                .collect(),
            unions: unions(edition),
        }
    }

    pub(super) fn causes(&self, owner: &Owner, deprecation: bool) -> Option<Near> {
        let near = self
            .places(owner)
            .into_iter()
            .filter_map(|place| self.near(&place, deprecation));
        // What a call takes stands in many places; else the first place is the thing itself.
        if matches!(owner, Owner::Operation(_)) {
            return near.reduce(|one, other| match one.0.cmp(&other.0) {
                Ordering::Less => one,
                Ordering::Equal => (one.0, &one.1 | &other.1),
                Ordering::Greater => other,
            });
        }
        let mut best: Option<Near> = None;
        for near in near {
            let ((around, _), _) = near;
            if best.as_ref().is_none_or(|best| near.0 < best.0) {
                best = Some(near);
            }
            // Whole objects are not searched for what one of their properties tells.
            if !around {
                break;
            }
        }
        best.or_else(|| self.of_fields(owner, deprecation))
    }

    /// What changed about the types of an object's properties as a whole: what makes the object takes them.
    fn of_fields(&self, owner: &Owner, deprecation: bool) -> Option<Near> {
        let Owner::Schema(schemas) = owner else {
            return None;
        };
        let objects = schemas.iter().filter_map(|schema| {
            let id = self.types.get(schema)?;
            match &self.edition.api.types.get(*id).kind {
                TypeKind::Object(object) => Some(object),
                _ => None,
            }
        });
        let targets = objects.flat_map(|object| &object.fields).map(|field| {
            let target = self.edition.api.types.resolve(field.ty);
            self.edition.api.types.get(target.id).pointer.as_str()
        });
        let found: BTreeSet<usize> = targets
            .filter_map(|target| self.changes.get(target))
            .flatten()
            .filter(|(_, kind)| is_deprecation(*kind) == deprecation)
            .map(|(index, _)| *index)
            .collect();
        (!found.is_empty()).then_some(((true, 0), found))
    }

    /// The changes nearest to a place: those inside it, or else those at the nearest place around.
    fn near(&self, place: &Pointer, deprecation: bool) -> Option<Near> {
        // Where a type has another name, the former one is deprecated.
        let suits =
            |kind: Kind| is_deprecation(kind) == deprecation || (deprecation && is_name(kind));
        let steps = |text: &str| text.bytes().filter(|byte| *byte == b'/').count();
        let inside = format!("{place}/");
        let own = self.changes.get_key_value(place.as_str());
        let below = self
            .changes
            .range(inside.clone()..)
            .take_while(|(at, _)| at.starts_with(&inside));
        let mut best: Option<Near> = None;
        for (at, changes) in own.into_iter().chain(below) {
            let indices: BTreeSet<usize> = changes
                .iter()
                .filter(|(_, kind)| suits(*kind))
                .map(|(index, _)| *index)
                .collect();
            let distance = (false, steps(at) - steps(place.as_str()));
            match &mut best {
                _ if indices.is_empty() => {}
                Some((known, all)) if *known == distance => all.extend(indices),
                Some((known, _)) if *known < distance => {}
                _ => best = Some((distance, indices)),
            }
        }
        if best.is_some() {
            return best;
        }
        let mut around = place.parent();
        let mut distance = 1;
        while let Some(at) = around.filter(|at| !at.as_str().is_empty()) {
            let changes = self.changes.get(at.as_str()).into_iter().flatten();
            let indices: BTreeSet<usize> = changes
                .filter(|(_, kind)| suits(*kind))
                .map(|(index, _)| *index)
                .collect();
            if !indices.is_empty() {
                return Some(((true, distance), indices));
            }
            distance += 1;
            around = at.parent();
        }
        None
    }

    /// Where what an item comes from stands.
    fn places(&self, owner: &Owner) -> Vec<Pointer> {
        let operation = owner.operation().and_then(|operation| {
            let key = (&*operation.method, &*operation.path);
            self.operations.get(&key).copied()
        });
        let of_type = |id: TypeId| self.edition.api.types.get(id).pointer.clone();
        match (owner, operation) {
            (Owner::Operation(_), Some(operation)) => {
                let parameters = operation
                    .parameters
                    .iter()
                    .flat_map(|parameter| [parameter.pointer.clone(), of_type(parameter.ty.id)]);
                let body = self.body(operation);
                std::iter::once(operation.pointer.clone())
                    .chain(parameters)
                    .chain(body)
                    .collect()
            }
            (Owner::Parameter { wire, .. }, Some(operation)) => operation
                .parameters
                .iter()
                .filter(|parameter| parameter.name == *wire)
                .flat_map(|parameter| [parameter.pointer.clone(), of_type(parameter.ty.id)])
                .chain([operation.pointer.clone()])
                .collect(),
            (Owner::Body(_), Some(operation)) => self
                .body(operation)
                .into_iter()
                .chain([operation.pointer.clone()])
                .collect(),
            (Owner::Response { .. } | Owner::Header { .. }, Some(operation)) => {
                let responses = operation.responses.iter();
                let inside = responses.flat_map(|response| {
                    let media = response
                        .content
                        .iter()
                        .flat_map(crate::ir::MediaType::types);
                    let types = media.map(|ty| of_type(ty.id));
                    let types: Vec<Pointer> = types.collect();
                    std::iter::once(response.pointer.clone()).chain(types)
                });
                inside.chain([operation.pointer.clone()]).collect()
            }
            (Owner::Property { schema, wire }, _) => schema
                .iter()
                .flat_map(|schema| self.property(schema, wire))
                .collect(),
            (Owner::Value { schema, wire }, _) => schema
                .iter()
                .flat_map(|schema| self.value(schema, wire))
                .collect(),
            (Owner::Scheme(wire), _) => {
                let scheme = self.edition.api.security_schemes.get(wire);
                scheme
                    .map(|scheme| scheme.pointer.clone())
                    .into_iter()
                    .collect()
            }
            (Owner::Server, _) => vec![Pointer::root().child("servers")],
            (owner, _) => {
                let own = owner.schemas().iter();
                // What tells alternatives apart makes a difference to each of them.
                let unions = own.clone().filter_map(|schema| {
                    let id = self.types.get(schema)?;
                    self.unions.get(id)
                });
                own.cloned().chain(unions.flatten().cloned()).collect()
            }
        }
    }

    fn body(&self, operation: &Operation) -> Vec<Pointer> {
        let body = operation.body.iter();
        body.flat_map(|body| {
            let types = body.content.iter().flat_map(crate::ir::MediaType::types);
            let types = types.map(|ty| self.edition.api.types.get(ty.id).pointer.clone());
            std::iter::once(body.pointer.clone()).chain(types)
        })
        .collect()
    }

    /// A property stands in its object, or in what that is composed of.
    fn property(&self, schema: &Pointer, wire: &str) -> Vec<Pointer> {
        let ty = self
            .types
            .get(schema)
            .map(|id| self.edition.api.types.get(*id));
        let field = match ty.map(|ty| &ty.kind) {
            Some(TypeKind::Object(object)) => object.fields.iter().find(|field| field.name == wire),
            _ => None,
        };
        match field {
            Some(field) => {
                let target = self.edition.api.types.get(field.ty.id).pointer.clone();
                vec![field.pointer.clone(), target, schema.clone()]
            }
            None => vec![schema.child("properties").child(wire), schema.clone()],
        }
    }

    /// A value stands in its enumeration.
    fn value(&self, schema: &Pointer, wire: &str) -> Vec<Pointer> {
        let ty = self
            .types
            .get(schema)
            .map(|id| self.edition.api.types.get(*id));
        let value = match ty.map(|ty| &ty.kind) {
            Some(TypeKind::Enum(values)) => values.iter().find(|value| match &value.value {
                serde_json::Value::String(text) => text == wire,
                other => format!("{other}") == wire,
            }),
            _ => None,
        };
        let own = value.map(|value| schema.child("enum").child(value.index));
        own.into_iter().chain([schema.clone()]).collect()
    }

    /// One place for an owner, to report it at.
    pub(super) fn place(&self, owner: &Owner) -> Pointer {
        self.places(owner).into_iter().next().unwrap_or_default()
    }
}

fn is_deprecation(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Deprecated
            | Kind::Undeprecated
            | Kind::ParameterDeprecated
            | Kind::ParameterUndeprecated
            | Kind::OperationDeprecated
            | Kind::OperationUndeprecated
    )
}

fn unions(edition: &Edition) -> BTreeMap<TypeId, Vec<Pointer>> {
    let mut unions: BTreeMap<TypeId, Vec<Pointer>> = BTreeMap::new();
    for (_, ty) in edition.api.types.iter() {
        if let TypeKind::Union(union) = &ty.kind {
            for variant in &union.variants {
                let of = edition.api.types.resolve(variant.ty);
                unions.entry(of.id).or_default().push(ty.pointer.clone());
            }
        }
    }
    unions
}
