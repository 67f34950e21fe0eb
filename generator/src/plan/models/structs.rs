//! Objects with named properties.

use super::{Models, Side, Typed, checks, item_docs};
use crate::diagnostics::Diagnostics;
use crate::ir::{Field, Object, StringFormat, Type, TypeId, TypeKind};
use crate::lock::Kind;
use crate::plan::docs::{Docs, code, in_line, limits, shown};
use crate::plan::items::{Codec, Constant, FieldPlan, Presence, StructPlan};
use crate::plan::names::{FieldName, Name as _, Page, Scope, TypeName, Wish};
use crate::plan::rust_type::RustType;

/// Methods of every struct: a setter of the same name would stand before them.
const TAKEN_METHODS: &[&str] = &["new", "default", "clone", "validate"];

impl Models<'_> {
    pub(super) fn structure(
        &self,
        id: TypeId,
        side: Side,
        ty: &Type,
        object: &Object,
        name: &TypeName,
        diagnostics: &mut Diagnostics,
    ) -> StructPlan {
        let analysis = self.facts.analysis;
        let split = analysis.needs_split(id);
        let form = side == Side::Form;
        let sent = if form {
            true
        } else if split {
            side == Side::Sent
        } else {
            analysis.is_sent(id)
        };
        let received = if split {
            side == Side::Received
        } else {
            !form && analysis.is_received(id)
        };
        let kept: Vec<(usize, &Field)> = object
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| match (sent, received) {
                (true, false) => !field.read_only,
                (false, true) => !field.write_only,
                _ => true,
            })
            .collect();
        let has_rest =
            object.additional.is_some() || (self.facts.settings.keeps_undeclared && !form);
        let wishes: Vec<Wish> = kept
            .iter()
            .map(|(_, field)| {
                let wire = &field.name;
                Wish::new(Kind::Field, wire, [wire.clone(), format!("{wire} field")])
                    .spelled(wire)
                    .at(field.pointer.clone())
            })
            .chain(has_rest.then(|| {
                // In capitals it is no property's own word: properties come first.
                let names = ["Extra", "additional properties"].map(str::to_owned);
                let mut rest = Wish::new(Kind::Rest, "*", names);
                rest.priority = 1;
                rest
            }))
            .collect();
        // Setters share the type's namespace with `new` and the trait methods people call.
        let mut scope = Scope::reserving(TAKEN_METHODS);
        let page = self.page(id, side, name);
        let mut names: Vec<FieldName> = page.claim_all(&mut scope, wishes);
        let side = if form {
            Side::Sent
        } else {
            self.inside(id, side)
        };
        let rest_name = if has_rest { names.pop() } else { None };
        let mut fields: Vec<FieldPlan> = kept
            .into_iter()
            .zip(names)
            .map(|((index, field), name)| {
                let boxed = analysis.boxed(id, index);
                let constant = self.constant(object, field);
                // A part cannot be `null`.
                let three_state = sent && !form;
                let planned = self.field(field, name, side, three_state, boxed, diagnostics);
                let planned = with_constant(planned, constant, Self::choices(object, field));
                let planned = if form {
                    self.part(id, field, planned)
                } else {
                    planned
                };
                FieldPlan {
                    default: self.default_of(field, &planned, &mut scope),
                    ..planned
                }
            })
            .collect();
        keep_order(&mut fields, page);
        let rest = rest_name.map(|name| match object.additional {
            Some(values) => (name, self.use_of(values, side).placed()),
            None => (name, Typed::plain(RustType::Json)),
        });
        let rest_checks = object.additional.map_or_else(Box::default, |values| {
            Box::new(checks::of_values(self, values.id, side, diagnostics))
        });
        let (rest, rest_codec) = match rest {
            Some((name, typed)) => (Some((name, typed.ty)), typed.codec),
            None => (None, None),
        };
        // Which way goes what no operation needs is not known; a big document has it behind a feature.
        let built = sent || !received || self.facts.settings.constructs_all;
        let mut derived = vec!["Debug", "Clone", "PartialEq"];
        let default = built && fields.iter().all(|field| !field.is_argument());
        derived.extend(default.then_some("Default"));
        StructPlan {
            name: name.clone(),
            docs: item_docs(ty),
            deprecated: ty.description.deprecated,
            derives: self.derives(ty, &derived),
            built,
            sent,
            fields,
            rest,
            rest_codec,
            rest_checks,
        }
    }

    fn field(
        &self,
        field: &Field,
        name: FieldName,
        side: Side,
        sent: bool,
        boxed: bool,
        diagnostics: &mut Diagnostics,
    ) -> FieldPlan {
        let bare = self.type_of(field.ty.id, side);
        let bare = if boxed {
            Typed {
                ty: RustType::Boxed(Box::new(bare.ty)),
                ..bare
            }
        } else {
            bare
        };
        let any = bare.ty == RustType::Json;
        let (presence, ty, codec) = match (field.required, field.ty.nullable && !any) {
            (true, false) => (Presence::Required, bare.ty, bare.codec),
            (true, true) => (
                Presence::Required,
                optional(bare.ty),
                bare.codec.map(|inner| Codec::OrNull(Box::new(inner))),
            ),
            (false, true) if sent => (
                Presence::ThreeState,
                RustType::Nullable(Box::new(bare.ty)),
                bare.codec,
            ),
            (false, _) => (Presence::Optional, optional(bare.ty), bare.codec),
        };
        let target = self.facts.api.types.get(field.ty.id);
        let checks = checks::of(self, field.ty.id, side, diagnostics);
        FieldPlan {
            name,
            wire: field.name.clone(),
            docs: field_docs(field, target),
            deprecated: field.description.deprecated,
            ty,
            presence,
            codec,
            checks,
            constant: None,
            default: None,
            part: None,
        }
    }
}

/// Keeps the one value of a property, or notes those to choose from.
fn with_constant(
    field: FieldPlan,
    constant: Option<Constant>,
    choices: Option<String>,
) -> FieldPlan {
    let choices = choices.filter(|_| constant.is_none());
    FieldPlan {
        docs: match choices {
            Some(fact) => field.docs.sentence(&fact).wrapped(4),
            None => field.docs,
        },
        constant,
        ..field
    }
}

fn optional(ty: RustType) -> RustType {
    RustType::Option(Box::new(ty))
}

fn field_docs(field: &Field, target: &Type) -> Docs {
    let own = &field.description;
    let text = own.text.as_deref().or_else(|| inline_text(target));
    let mut docs = Docs::from_document(text.unwrap_or_default());
    if docs.is_empty() {
        docs = match own
            .title
            .as_deref()
            .filter(|title| !title.trim().is_empty())
            // FastAPI makes titles of names.
            .filter(|title| !Docs::says_no_more_than(title, &field.name))
        {
            Some(title) => Docs::ours(in_line(title)).dot(),
            None => Docs::ours(
                first_sentence(target)
                    .unwrap_or_else(|| format!("The property {}.", code(&field.name))),
            ),
        };
    }
    let mut facts: Vec<String> = Vec::new();
    if field.read_only {
        facts.push("Read-only.".to_owned());
    }
    if field.write_only {
        facts.push("Write-only.".to_owned());
    }
    let mut description = own.clone();
    description.default = description
        .default
        .or_else(|| target.description.default.clone());
    facts.push(limits(target.bounds(), &description));
    if let TypeKind::String(StringFormat::Other(format)) = &target.kind {
        facts.push(format!("Format: {}.", code(format)));
    }
    let example = own
        .example
        .as_deref()
        .or(target.description.example.as_deref());
    if let Some(example) = example.filter(|value| !value.is_object() && !value.is_array()) {
        facts.push(format!("Example: {}.", code(&shown(example))));
    }
    facts.retain(|fact| !fact.is_empty());
    docs.sentence(&facts.join(" ")).wrapped(4)
}

/// What the schema behind a reference is, in one sentence.
fn first_sentence(target: &Type) -> Option<String> {
    let docs = Docs::from_document(target.description.text.as_deref()?);
    let paragraph = docs.first_sentence()?;
    Some(format!(
        "{}.",
        paragraph.split(". ").next().unwrap_or(&paragraph)
    ))
}

/// An inline schema's description is the property's; a component's own is not repeated at every use.
fn inline_text(target: &Type) -> Option<&str> {
    match target.name {
        crate::ir::NameHint::Component(_) => None,
        _ => target.description.text.as_deref(),
    }
}

/// What `new` takes stays in its order when the document puts its properties in another: two arguments of one type that
/// change places would go unnoticed.
fn keep_order(fields: &mut [FieldPlan], page: Page<'_>) {
    let places: Vec<usize> = (0..)
        .zip(fields.iter())
        .filter(|(_, field)| field.is_argument())
        .map(|(index, _)| index)
        .collect();
    let arguments = places.iter().filter_map(|place| fields.get(*place));
    let names: Vec<&str> = arguments.map(|field| field.name.plain()).collect();
    let order = page.ordered(&names);
    if order.is_sorted() {
        return;
    }
    let moved: Vec<FieldPlan> = order
        .into_iter()
        .filter_map(|index| fields.get(*places.get(index)?).cloned())
        .collect();
    for (place, argument) in places.into_iter().zip(moved) {
        if let Some(field) = fields.get_mut(place) {
            *field = argument;
        }
    }
}
