//! A `format` that the document's own values contradict is not believed.
//!
//! JSON Schema does not make `format` a promise, and servers send what their examples show: a date as `31.12.2025`, a
//! UUID in capitals, an `int32` of three billions. A type that could not read such a value, or would send it in
//! another form, would make a whole answer unreadable; text, or a larger integer, holds it.

use std::collections::BTreeMap;

use serde_json::{Number, Value};

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Api, Description, IntegerFormat, StringFormat, TypeId, TypeKind, TypeRef, Types};

use super::formats;

/// The kinds that are to change, and the value that is the reason.
type Doubts = BTreeMap<TypeId, (TypeKind, String)>;

/// Compares every `example` and `default` with the formats of its type and of what is inside, and integers with their
/// limits.
pub(super) fn believe(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut doubts = Doubts::new();
    for (ty, value) in values(api) {
        compare(&api.types, ty, value, &mut doubts);
    }
    for (id, ty) in api.types.iter() {
        let limits = [&ty.bounds().minimum, &ty.bounds().maximum];
        for (limit, _) in limits.into_iter().flatten() {
            doubt_integer(id, &ty.kind, limit, &mut doubts);
        }
    }
    for (id, (kind, value)) in doubts {
        let Some(ty) = api.types.get_mut(id) else {
            continue;
        };
        let becomes = match kind {
            TypeKind::String(_) => "text",
            _ => "a larger integer",
        };
        ty.kind = kind;
        diagnostics
            .report(
                Code::SuspectValue,
                &ty.pointer.child("format"),
                format!("the document's own value `{value}` contradicts this `format`: it is generated as {becomes}"),
            )
            .help("correct the value or the format");
    }
}

/// All values that the document gives for a type.
fn values(api: &Api) -> impl Iterator<Item = (TypeRef, &Value)> {
    let bare = |id| TypeRef {
        id,
        nullable: false,
    };
    let types = api.types.iter().flat_map(move |(id, ty)| {
        let own = given(&ty.description).map(move |value| (bare(id), value));
        let fields = match &ty.kind {
            TypeKind::Object(object) => object.fields.as_slice(),
            _ => &[],
        };
        let fields = fields
            .iter()
            .flat_map(|field| given(&field.description).map(|value| (field.ty, value)));
        own.chain(fields)
    });
    let operations = api.operations.iter().flat_map(|operation| {
        let bodies = operation.body.iter().flat_map(|body| &body.content);
        let answers = operation.responses.iter();
        let content = bodies.chain(answers.clone().flat_map(|response| &response.content));
        let content = content.filter_map(|media| Some((media.ty?, media.example.as_ref()?)));
        let headers = answers.flat_map(|response| &response.headers);
        let headers = headers.flat_map(|at| given(&at.description).map(|value| (at.ty, value)));
        let parameters = operation.parameters.iter();
        let parameters =
            parameters.flat_map(|at| given(&at.description).map(|value| (at.ty, value)));
        content.chain(headers).chain(parameters)
    });
    types.chain(operations)
}

fn given(description: &Description) -> impl Iterator<Item = &Value> {
    let values = description.example.iter().chain(&description.default);
    values.map(Box::as_ref)
}

/// Compares a value with its type, and what is in it with what is in that.
fn compare(types: &Types, ty: TypeRef, value: &Value, doubts: &mut Doubts) {
    let mut stack = vec![(ty, value)];
    while let Some((ty, value)) = stack.pop() {
        let id = types.resolve(ty).id;
        let kind = &types.get(id).kind;
        match (kind, value) {
            (TypeKind::String(format), Value::String(text)) if !formats::keeps(format, text) => {
                let plain = TypeKind::String(StringFormat::Other(name(format).to_owned()));
                doubts.entry(id).or_insert_with(|| (plain, text.clone()));
            }
            (TypeKind::Integer(_), Value::Number(number)) => {
                doubt_integer(id, kind, number, doubts);
            }
            (TypeKind::Array(item), Value::Array(list)) => {
                stack.extend(list.iter().map(|value| (*item, value)));
            }
            (TypeKind::Tuple(items), Value::Array(list)) => {
                stack.extend(items.iter().copied().zip(list));
            }
            (TypeKind::Map(values), Value::Object(map)) => {
                stack.extend(map.values().map(|value| (*values, value)));
            }
            (TypeKind::Object(object), Value::Object(map)) => {
                let fields = object.fields.iter();
                stack.extend(fields.filter_map(|field| Some((field.ty, map.get(&field.name)?))));
            }
            _ => {}
        }
    }
}

/// Widens an integer type until it holds a value.
fn doubt_integer(id: TypeId, kind: &TypeKind, value: &Number, doubts: &mut Doubts) {
    let known = doubts.get(&id).map_or(kind, |(kind, _)| kind);
    let (TypeKind::Integer(format), Some(value)) = (known, value.as_i128()) else {
        return;
    };
    if formats::holds(*format, value) {
        return;
    }
    let wider = match format {
        // Below zero and above: no type without a sign will do.
        IntegerFormat::UInt64 | IntegerFormat::Big => [IntegerFormat::Big; 3],
        _ => [
            IntegerFormat::Int64,
            IntegerFormat::UInt64,
            IntegerFormat::Big,
        ],
    };
    let wider = wider
        .into_iter()
        .find(|wider| formats::holds(*wider, value));
    if let Some(wider) = wider {
        let reason = (TypeKind::Integer(wider), value.to_string());
        doubts.insert(id, reason);
    }
}

fn name(format: &StringFormat) -> &str {
    match format {
        StringFormat::Plain => "string",
        StringFormat::Password => "password",
        StringFormat::Date => "date",
        StringFormat::DateTime => "date-time",
        StringFormat::Uuid => "uuid",
        StringFormat::Base64 => "byte",
        StringFormat::Base64Url => "base64url",
        StringFormat::Binary => "binary",
        StringFormat::Decimal => "decimal",
        StringFormat::Integer(_) => "integer",
        StringFormat::Other(name) => name,
    }
}
