//! What `validate()` checks of a value.

use serde_json::Number;

use super::{Models, Side};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Bounds, Type, TypeId, TypeKind, TypeRef};
use crate::plan::items::Checks;
use crate::plan::rust_type::RustType;

const DEEPEST: usize = 8;

/// The checks of a value of this type.
pub(super) fn of(
    models: &Models<'_>,
    id: TypeId,
    side: Side,
    diagnostics: &mut Diagnostics,
) -> Checks {
    checks(models, id, side, 0, diagnostics)
}

/// The checks of a map whose values are of this type.
pub(super) fn of_values(
    models: &Models<'_>,
    id: TypeId,
    side: Side,
    diagnostics: &mut Diagnostics,
) -> Checks {
    let mut checks = Checks::default();
    inside(&mut checks, of(models, id, side, diagnostics));
    checks
}

fn checks(
    models: &Models<'_>,
    id: TypeId,
    side: Side,
    depth: usize,
    diagnostics: &mut Diagnostics,
) -> Checks {
    let all = &models.facts.api.types;
    let typed = models.type_of(id, side);
    // What another name stands for has the limits, unless a type of the user's stands for that name.
    let own = !models.known.replaced.contains_key(&id);
    let alias = TypeRef {
        id,
        nullable: false,
    };
    let id = if own { all.resolve(alias).id } else { id };
    let ty = all.get(id);
    let bounds = ty.bounds();
    let mut checks = Checks::default();
    match &typed.ty {
        RustType::String | RustType::Secret => {
            checks.min_length = bounds.min_length.filter(|&n| n > 0);
            checks.max_length = bounds.max_length;
            checks.pattern = pattern(ty, diagnostics);
        }
        RustType::I32 | RustType::I64 | RustType::U32 | RustType::U64 => {
            numbers(&mut checks, bounds, integral);
        }
        RustType::F32 | RustType::F64 => {
            numbers(&mut checks, bounds, |number| Some(fractional(number)));
        }
        RustType::Decimal => numbers(&mut checks, bounds, |number| {
            Some(integral(number).unwrap_or_else(|| fractional(number)))
        }),
        RustType::Vec(_) => {
            checks.min_items = bounds.min_items.filter(|&n| n > 0);
            checks.max_items = bounds.max_items;
            checks.unique_items = bounds.unique_items;
            if let (TypeKind::Array(items), true) = (&ty.kind, depth < DEEPEST) {
                let each = self::checks(models, items.id, side, depth + 1, diagnostics);
                inside(&mut checks, each);
            }
        }
        RustType::Map(_) => {
            checks.min_items = bounds.min_properties.filter(|&n| n > 0);
            checks.max_items = bounds.max_properties;
            if let (TypeKind::Map(values), true) = (&ty.kind, depth < DEEPEST) {
                let each = self::checks(models, values.id, side, depth + 1, diagnostics);
                inside(&mut checks, each);
            }
        }
        RustType::Model(_) => {
            let own = own && !models.known.replaced.contains_key(&id);
            checks.nested = own && matches!(ty.kind, TypeKind::Object(_) | TypeKind::Union(_));
        }
        _ => {}
    }
    checks
}

/// Adds what is checked of each element. Models are found through any number of lists and maps.
fn inside(checks: &mut Checks, mut each: Checks) {
    checks.nested = std::mem::take(&mut each.nested);
    if !each.is_empty() {
        checks.each = Some(Box::new(each));
    }
}

fn numbers(checks: &mut Checks, bounds: &Bounds, literal: fn(&Number) -> Option<String>) {
    let bound = |bound: &Option<(Number, bool)>| {
        bound
            .as_ref()
            .and_then(|(number, exclusive)| Some((literal(number)?, *exclusive)))
    };
    checks.minimum = bound(&bounds.minimum);
    checks.maximum = bound(&bounds.maximum);
    checks.multiple_of = bounds.multiple_of.as_ref().and_then(literal);
}

/// An integer literal; `None` for a fraction, which no integer type compares with.
fn integral(number: &Number) -> Option<String> {
    if number.is_i64() || number.is_u64() {
        return Some(number.to_string());
    }
    // A whole number written as a fraction (`1.0`), within what a double holds exactly.
    number
        .as_f64()
        .filter(|value| value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0)
        .map(|value| format!("{value:.0}"))
}

fn fractional(number: &Number) -> String {
    let text = number.to_string();
    if text.contains(['.', 'e', 'E']) {
        text
    } else {
        format!("{text}.0")
    }
}

fn pattern(ty: &Type, diagnostics: &mut Diagnostics) -> Option<String> {
    let pattern = translated(ty.bounds().pattern.as_deref()?);
    match regex_lite::Regex::new(&pattern) {
        Ok(_) => Some(pattern),
        Err(error) => {
            diagnostics
                .report(
                    Code::UnsupportedPattern,
                    &ty.pointer.child("pattern"),
                    format!("`validate()` cannot check this pattern: {error}"),
                )
                .help(
                    "the server still checks it; look-around and back-references are not supported",
                );
            None
        }
    }
}

/// ECMA-262 lets any punctuation be escaped; the `regex-lite` crate knows fewer escapes.
fn translated(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match (c, chars.clone().next()) {
            (
                '\\',
                Some(
                    next @ ('/' | '"' | '\'' | '@' | ',' | ':' | ';' | '!' | '%' | '=' | '_' | '`'),
                ),
            ) => {
                out.push(next);
                chars.next();
            }
            ('\\', Some(next)) => {
                out.push(c);
                out.push(next);
                chars.next();
            }
            _ => out.push(c),
        }
    }
    out
}
