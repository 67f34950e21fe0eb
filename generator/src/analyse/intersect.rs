//! What two schemas have in common, kind by kind.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diagnostics::Code;
use crate::ir::{
    Bounds, Composition, EnumValue, Field, FloatFormat, IntegerFormat, NameHint, Object,
    StringFormat, TypeId, TypeKind, TypeRef,
};

use super::compose::Merger;
use super::limits;

impl Merger<'_> {
    /// What all of `pieces` allow; `impossible` is set where that is nothing.
    pub(super) fn intersection(&mut self, owner: TypeId, pieces: &[TypeId]) -> (TypeKind, Bounds) {
        let telling: Vec<TypeId> = pieces
            .iter()
            .copied()
            .filter(|id| !self.is_trivial(*id, pieces))
            .collect();
        if let [only] = telling.as_slice() {
            let ty = self.types.get(*only);
            if matches!(ty.name, NameHint::Component(_)) {
                let target = TypeRef {
                    id: *only,
                    nullable: false,
                };
                return (TypeKind::Alias(target), Bounds::default());
            }
        }
        let mut merged = (TypeKind::Any, Bounds::default());
        for id in telling {
            let ty = self.types.get(id);
            let (kind, bounds) = (ty.kind.clone(), ty.bounds().clone());
            let alternative = (id, kind);
            self.report_left_out(id, limits::left_out(&merged.1, &bounds));
            merged = (
                self.both(owner, (merged.0, &merged.1), alternative),
                limits::both(merged.1, bounds),
            );
            if self.impossible.is_some() {
                break;
            }
        }
        merged
    }

    fn report_left_out(&mut self, id: TypeId, keywords: Vec<&'static str>) {
        for keyword in keywords {
            let at = self.types.get(id).pointer.child(keyword);
            let message = format!(
                "another branch of this `allOf` has a `{keyword}` too; only that one is checked"
            );
            self.diagnostics
                .report(Code::IgnoredKeyword, &at, message)
                .at_key();
        }
    }

    /// Whether a piece says nothing beside the others.
    fn is_trivial(&self, id: TypeId, pieces: &[TypeId]) -> bool {
        let ty = self.types.get(id);
        if ty.bounds.is_some() {
            return false;
        }
        match &ty.kind {
            TypeKind::Any => pieces.len() > 1,
            // `type: object` and no more, beside something that is an object.
            TypeKind::Map(values) if self.types.get(values.id).kind == TypeKind::Any => {
                pieces.iter().any(|other| {
                    matches!(
                        self.types.get(*other).kind,
                        TypeKind::Object(_) | TypeKind::Union(_)
                    )
                })
            }
            _ => false,
        }
    }

    fn both(
        &mut self,
        owner: TypeId,
        (left, left_bounds): (TypeKind, &Bounds),
        (right_id, right): (TypeId, TypeKind),
    ) -> TypeKind {
        use TypeKind::{
            Any, Array, Boolean, Enum, Integer, JsonText, Map, Null, Number, Object, String, Tuple,
            Union,
        };
        match (left, right) {
            (Any, kind) | (kind, Any) => kind,
            (Null, Null) => Null,
            (Boolean, Boolean) => Boolean,
            (Integer(a), Integer(b)) => Integer(narrower(a, b)),
            (Integer(a), Number(_)) | (Number(_), Integer(a)) => Integer(a),
            (Number(a), Number(b)) => Number(exacter(a, b)),
            (String(a), String(b)) => String(telling(a, b)),
            (Enum(a), Enum(b)) => self.common(a, &b),
            (Enum(values), kind) | (kind, Enum(values)) => self.of_kind(values, &kind),
            (Array(a), Array(b)) => Array(self.meet(owner, "Item", a, b)),
            (Tuple(a), Tuple(b)) if a.len() == b.len() => {
                let pairs = a.into_iter().zip(b);
                Tuple(pairs.map(|(a, b)| self.meet(owner, "Item", a, b)).collect())
            }
            (Tuple(items), Array(each)) | (Array(each), Tuple(items)) => {
                let items = items.into_iter();
                Tuple(
                    items
                        .map(|item| self.meet(owner, "Item", item, each))
                        .collect(),
                )
            }
            (JsonText(inner), String(_) | JsonText(_)) | (String(_), JsonText(inner)) => {
                JsonText(inner)
            }
            (Map(a), Map(b)) => Map(self.meet(owner, "Value", a, b)),
            (Map(values), Object(object)) | (Object(object), Map(values)) => {
                self.open(object, values)
            }
            (Object(a), Object(b)) => Object(self.united(owner, a, b)),
            (Union(a), Union(b)) => self.product(owner, a, &b, right_id),
            (Union(union), other) => self.narrowed(owner, union, right_id, &other),
            (other, Union(union)) => {
                let id = self.anonymous(owner, other.clone(), left_bounds.clone());
                self.narrowed(owner, union, id, &other)
            }
            (a, b) => {
                self.impossible = Some(format!("one is {}, another is {}", noun(&a), noun(&b)));
                Any
            }
        }
    }

    /// A type for an intermediate result, so that alternatives can be merged with it.
    fn anonymous(&mut self, owner: TypeId, kind: TypeKind, bounds: Bounds) -> TypeId {
        let ty = self.types.get(owner);
        let part = crate::ir::Type {
            kind,
            description: crate::ir::Description::default(),
            bounds: bounds.boxed(),
            name: NameHint::Anonymous,
            pointer: ty.pointer.clone(),
        };
        self.types.push(part)
    }

    fn common(&mut self, left: Vec<EnumValue>, right: &[EnumValue]) -> TypeKind {
        let allowed: BTreeSet<String> = right.iter().map(|value| value.value.to_string()).collect();
        let values: Vec<EnumValue> = left
            .into_iter()
            .filter(|value| allowed.contains(&value.value.to_string()))
            .collect();
        if values.is_empty() {
            self.impossible = Some("their `enum`s have no value in common".to_owned());
        }
        TypeKind::Enum(values)
    }

    fn of_kind(&mut self, values: Vec<EnumValue>, kind: &TypeKind) -> TypeKind {
        let fits = |value: &Value| match kind {
            TypeKind::String(_) => value.is_string(),
            TypeKind::Integer(_) => value.is_i64() || value.is_u64(),
            TypeKind::Number(_) => value.is_number(),
            TypeKind::Boolean => value.is_boolean(),
            // A union that allows scalars; the values say more.
            TypeKind::Union(_) => true,
            _ => false,
        };
        let values: Vec<EnumValue> = values
            .into_iter()
            .filter(|value| fits(&value.value))
            .collect();
        if values.is_empty() {
            self.impossible = Some(format!("no value of an `enum` is {}", noun(kind)));
        }
        TypeKind::Enum(values)
    }

    /// An object and a map: further properties are what the map says, unless the object says it.
    fn open(&self, mut object: Object, values: TypeRef) -> TypeKind {
        let says_something = self.types.get(values.id).kind != TypeKind::Any;
        if says_something && object.additional.is_none() {
            object.additional = Some(values);
        }
        TypeKind::Object(object)
    }

    fn united(&mut self, owner: TypeId, left: Object, right: Object) -> Object {
        let mut fields = left.fields;
        // Positions by name, so that objects of any size stay cheap.
        let mut positions: BTreeMap<String, usize> = fields
            .iter()
            .enumerate()
            .map(|(index, field)| (field.name.clone(), index))
            .collect();
        for field in right.fields {
            let known = positions
                .get(&field.name)
                .and_then(|index| fields.get_mut(*index));
            if let Some(known) = known {
                *known = self.field(owner, known.clone(), field);
            } else {
                positions.insert(field.name.clone(), fields.len());
                fields.push(field);
            }
        }
        let additional = match (left.additional, right.additional) {
            (Some(a), Some(b)) => Some(self.meet(owner, "Value", a, b)),
            (a, b) => a.or(b),
        };
        Object {
            fields,
            additional,
            tags: Vec::new(),
        }
    }

    fn field(&mut self, owner: TypeId, left: Field, right: Field) -> Field {
        let ty = self.meet(owner, &right.name, left.ty, right.ty);
        let mut description = right.description;
        description.title = description.title.or(left.description.title);
        description.text = description.text.or(left.description.text);
        description.example = description.example.or(left.description.example);
        description.default = description.default.or(left.description.default);
        description.deprecated |= left.description.deprecated;
        Field {
            name: left.name,
            pointer: right.pointer,
            ty,
            required: left.required || right.required,
            read_only: left.read_only || right.read_only,
            write_only: left.write_only || right.write_only,
            description,
        }
    }

    /// Makes properties required; gives the names that no property declares.
    pub(super) fn require(
        &mut self,
        owner: TypeId,
        kind: &mut TypeKind,
        names: &BTreeSet<String>,
    ) -> Vec<String> {
        if let TypeKind::Alias(target) = kind {
            let target = *target;
            return self.require_of_alias(kind, target, names);
        }
        match kind {
            TypeKind::Object(object) => {
                let mut left = names.clone();
                for field in &mut object.fields {
                    field.required |= left.remove(&field.name);
                }
                left.into_iter().collect()
            }
            TypeKind::Union(union) => {
                for index in 0..union.variants.len() {
                    let Some(variant) = union.variants.get(index) else {
                        continue;
                    };
                    let ty = variant.ty;
                    if !self.lacks(ty, names) {
                        continue;
                    }
                    let word = self.variant_word(ty, index);
                    let pointer = self.types.get(ty.id).pointer.clone();
                    let composition = Composition {
                        branches: vec![ty],
                        required: names.iter().cloned().collect(),
                    };
                    let id = self.add(owner, &word, pointer, composition);
                    let tag = self.component(ty).filter(|_| union.discriminator.is_some());
                    if let Some(variant) = union.variants.get_mut(index) {
                        variant.ty = TypeRef {
                            id,
                            nullable: false,
                        };
                        if variant.tags.is_empty() {
                            variant.tags.extend(tag);
                        }
                    }
                }
                Vec::new()
            }
            _ => names.iter().cloned().collect(),
        }
    }

    /// A reference stays one unless it requires more than what it names.
    fn require_of_alias(
        &self,
        kind: &mut TypeKind,
        target: TypeRef,
        names: &BTreeSet<String>,
    ) -> Vec<String> {
        if !self.lacks(target, names) {
            let TypeKind::Object(object) = super::edges::kind_of(self.types, target) else {
                return names.iter().cloned().collect();
            };
            let declared = |name: &&String| !object.fields.iter().any(|field| field.name == **name);
            return names.iter().filter(declared).cloned().collect();
        }
        let mut own = super::edges::kind_of(self.types, target).clone();
        let mut left = names.clone();
        if let TypeKind::Object(object) = &mut own {
            for field in &mut object.fields {
                field.required |= left.remove(&field.name);
            }
        }
        *kind = own;
        left.into_iter().collect()
    }

    /// Whether an object declares one of `names` without requiring it.
    fn lacks(&self, ty: TypeRef, names: &BTreeSet<String>) -> bool {
        match super::edges::kind_of(self.types, ty) {
            TypeKind::Object(object) => object
                .fields
                .iter()
                .any(|field| !field.required && names.contains(&field.name)),
            _ => false,
        }
    }
}

fn narrower(left: IntegerFormat, right: IntegerFormat) -> IntegerFormat {
    let width = |format| match format {
        IntegerFormat::Int32 => 0,
        IntegerFormat::UInt32 => 1,
        IntegerFormat::Int64 => 3,
        IntegerFormat::UInt64 => 2,
        IntegerFormat::Big => 4,
    };
    if width(left) <= width(right) {
        left
    } else {
        right
    }
}

/// The format that keeps what both have.
fn exacter(left: FloatFormat, right: FloatFormat) -> FloatFormat {
    match (left, right) {
        (FloatFormat::Decimal, _) | (_, FloatFormat::Decimal) => FloatFormat::Decimal,
        (FloatFormat::Float, _) | (_, FloatFormat::Float) => FloatFormat::Float,
        (FloatFormat::Double, FloatFormat::Double) => FloatFormat::Double,
    }
}

/// The format that says more.
fn telling(left: StringFormat, right: StringFormat) -> StringFormat {
    match (&left, &right) {
        (StringFormat::Plain, _) => right,
        (StringFormat::Other(_), other) if *other != StringFormat::Plain => right,
        _ => left,
    }
}

/// What a value of this kind is called.
fn noun(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Any | TypeKind::Alias(_) | TypeKind::AllOf(_) => "any value",
        TypeKind::Null => "null",
        TypeKind::Boolean => "a boolean",
        TypeKind::Integer(_) => "an integer",
        TypeKind::Number(_) => "a number",
        TypeKind::String(_) | TypeKind::JsonText(_) => "a string",
        TypeKind::Enum(_) => "one of listed values",
        TypeKind::Array(_) | TypeKind::Tuple(_) => "an array",
        TypeKind::Map(_) | TypeKind::Object(_) => "an object",
        TypeKind::Union(_) => "one of several",
    }
}
