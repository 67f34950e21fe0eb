//! Unions.

use super::{Models, Side, checks, item_docs};
use crate::analyse;
use crate::diagnostics::Diagnostics;
use crate::ir::{NameHint, Type, TypeId, Union, Variant};
use crate::lock::Kind;
use crate::plan::docs::{Docs, code};
use crate::plan::items::{Rule, Test, UnionPlan, UnionVariant};
use crate::plan::names::{TypeName, Wish, numbered_apart};
use crate::plan::rust_type::RustType;

impl Models<'_> {
    pub(super) fn union(
        &self,
        id: TypeId,
        side: Side,
        ty: &Type,
        union: &Union,
        name: &TypeName,
        diagnostics: &mut Diagnostics,
    ) -> UnionPlan {
        let mut wishes: Vec<Wish> = union
            .variants
            .iter()
            .map(|variant| self.wish(variant, side))
            .collect();
        numbered_apart(&mut wishes);
        let (names, unknown) = Self::open_variants(self.page(id, side, name), wishes);
        let analysis = self.facts.analysis;
        let sent = if analysis.needs_split(id) {
            side == Side::Sent
        } else {
            analysis.is_sent(id)
        };
        let side = self.inside(id, side);
        let variants = union.variants.iter().enumerate().zip(names);
        let variants = variants.map(|((index, variant), name)| {
            let typed = self.use_of(variant.ty, side);
            let boxed = analysis.boxed(id, index);
            UnionVariant {
                name,
                docs: self.variant_docs(variant, &typed.ty),
                ty: if boxed {
                    RustType::Boxed(Box::new(typed.ty))
                } else {
                    typed.ty
                },
                codec: typed.codec,
                checks: checks::of(self, variant.ty.id, side, diagnostics),
            }
        });
        let rules = analysis.evidence(id);
        let rules = rules.map_or(&[][..], |found| &found.rules);
        UnionPlan {
            name: name.clone(),
            docs: item_docs(ty),
            deprecated: ty.description.deprecated,
            derives: self.derives(ty, &["Debug", "Clone", "PartialEq"]),
            variants: variants.collect(),
            unknown,
            rules: rules.iter().map(rule).collect(),
            sent,
        }
    }

    fn wish(&self, variant: &Variant, side: Side) -> Wish {
        let ty = self.facts.api.types.get(variant.ty.id);
        let mut candidates = Vec::new();
        match &ty.name {
            NameHint::Component(name) => candidates.push(name.clone()),
            _ => candidates.extend(ty.description.title.clone()),
        }
        candidates.push(word(&self.use_of(variant.ty, side).ty));
        candidates.extend(variant.tags.first().cloned());
        let id = candidates.first().cloned().unwrap_or_default();
        Wish::new(Kind::Variant, id.clone(), candidates).spelled(id)
    }

    fn variant_docs(&self, variant: &Variant, rust: &RustType) -> Docs {
        let ty = self.facts.api.types.get(variant.ty.id);
        let docs = Docs::from_document(ty.description.text.as_deref().unwrap_or_default());
        if let (false, Some(sentence)) = (docs.is_empty(), docs.first_sentence()) {
            return Docs::ours(format!("{sentence}."));
        }
        Docs::ours(match &ty.name {
            NameHint::Component(name) => format!("The schema {}.", code(name)),
            _ => described(rust),
        })
    }
}

fn rule(rule: &analyse::Rule) -> Rule {
    Rule {
        variant: rule.variant,
        sure: rule.sure,
        any: rule.any.iter().map(|tests| list(tests)).collect(),
        has: rule.has.clone(),
    }
}

fn list(tests: &[analyse::Test]) -> Vec<Test> {
    let tests = tests.iter().map(|test| match test {
        analyse::Test::Type(names) => Test::Type(names.clone()),
        analyse::Test::Value(values) => Test::Value(values.clone()),
        analyse::Test::Key(key, inner) => Test::Key(key.clone(), list(inner)),
        analyse::Test::Lacks(key) => Test::Lacks(key.clone()),
        analyse::Test::First(inner) => Test::First(list(inner)),
    });
    tests.collect()
}

/// What a type without a description is.
fn described(ty: &RustType) -> String {
    match ty {
        RustType::Bool => "`true` or `false`.".to_owned(),
        RustType::I32 | RustType::I64 | RustType::U32 | RustType::U64 => "An integer.".to_owned(),
        RustType::F32 | RustType::F64 | RustType::Decimal => "A number.".to_owned(),
        RustType::String | RustType::Secret => "Text.".to_owned(),
        RustType::Base64 | RustType::Bytes | RustType::Body | RustType::File => "Bytes.".to_owned(),
        RustType::Form => "A form.".to_owned(),
        RustType::Event => "An event.".to_owned(),
        RustType::Lines(_) => "Lines of JSON.".to_owned(),
        RustType::Uuid => "A UUID.".to_owned(),
        RustType::Date => "A date.".to_owned(),
        RustType::DateTime => "A point in time.".to_owned(),
        RustType::Vec(_) | RustType::OneOrMany(_) => "A list.".to_owned(),
        RustType::Tuple(_) => "A tuple.".to_owned(),
        RustType::Map(_) => "A map.".to_owned(),
        RustType::Model(name) => format!("{}.", code(name.as_str())),
        RustType::Foreign(path) => format!("{}.", code(path)),
        RustType::Unit | RustType::Json => "Any value.".to_owned(),
        RustType::Option(inner)
        | RustType::Nullable(inner)
        | RustType::Boxed(inner)
        | RustType::Part(inner) => described(inner),
    }
}

/// What a type without a name is called as a variant.
fn word(ty: &RustType) -> String {
    match ty {
        RustType::Unit => "Empty".to_owned(),
        RustType::Bool => "Boolean".to_owned(),
        RustType::I32 | RustType::I64 | RustType::U32 | RustType::U64 => "Integer".to_owned(),
        RustType::F32 | RustType::F64 | RustType::Decimal => "Number".to_owned(),
        RustType::String | RustType::Secret => "String".to_owned(),
        RustType::Base64 | RustType::Bytes | RustType::Body | RustType::File => "Bytes".to_owned(),
        RustType::Form => "Form".to_owned(),
        RustType::Event => "Event".to_owned(),
        RustType::Lines(_) => "Lines".to_owned(),
        RustType::Uuid => "Uuid".to_owned(),
        RustType::Date => "Date".to_owned(),
        RustType::DateTime => "DateTime".to_owned(),
        RustType::Json => "Json".to_owned(),
        RustType::Vec(inner) | RustType::OneOrMany(inner) => format!("{} list", word(inner)),
        RustType::Tuple(_) => "Tuple".to_owned(),
        RustType::Map(inner) => format!("{} map", word(inner)),
        RustType::Option(inner)
        | RustType::Nullable(inner)
        | RustType::Boxed(inner)
        | RustType::Part(inner) => word(inner),
        RustType::Model(name) => name.as_str().to_owned(),
        RustType::Foreign(path) => {
            let path = path.split('<').next().unwrap_or_default();
            path.rsplit("::").next().unwrap_or_default().to_owned()
        }
    }
}
