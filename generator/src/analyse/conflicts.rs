//! What is wrong with an `allOf`: branches that contradict one another, lead back, or require what nobody declares.

use std::collections::BTreeSet;

use crate::diagnostics::Code;
use crate::ir::{Description, Field, Type, TypeId, TypeKind, TypeRef};

use super::compose::Merger;
use super::edges::inner_name;

impl Merger<'_> {
    pub(super) fn report_cycle(&mut self, id: TypeId) {
        self.diagnostics
            .report(
                Code::RefCycle,
                &self.types.get(id).pointer,
                "this schema is one of its own `allOf` branches, through references",
            )
            .help("remove the reference that leads back");
    }

    pub(super) fn report_impossible(&mut self, id: TypeId, reason: &str) {
        let pointer = self.types.get(id).pointer.clone();
        let branches = self.origins.get(&id).into_iter();
        let other = branches
            .flat_map(|origin| &origin.branches)
            .map(|branch| &self.types.get(self.types.resolve(*branch).id).pointer)
            .find(|other| **other != pointer)
            .cloned();
        let finding = self
            .diagnostics
            .report(
                Code::ImpossibleSchema,
                &pointer,
                format!("no value satisfies all branches of this `allOf`: {reason}"),
            )
            .help("correct one of the branches; until then it is any JSON value")
            .degrades();
        if let Some(other) = other {
            finding.related(&other, "another branch");
        }
    }

    /// Required names that nothing declares: probably a slip, unless a composition around the schema declares them.
    pub(super) fn report_undeclared(&mut self) {
        let branches: BTreeSet<TypeId> = self
            .origins
            .values()
            .flat_map(|origin| &origin.branches)
            .map(|branch| self.types.resolve(*branch).id)
            .collect();
        for (id, names) in std::mem::take(&mut self.leftover) {
            let ty = self.types.get(id);
            if branches.contains(&id) || !matches!(ty.kind, TypeKind::Object(_)) {
                continue;
            }
            self.keep_reachable(id, &names);
            let ty = self.types.get(id);
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            self.diagnostics
                .report(
                    Code::SuspectValue,
                    &ty.pointer,
                    format!(
                        "`required` lists {}, which no property declares",
                        names.join(", ")
                    ),
                )
                .help("declare the property, or correct its name");
        }
    }

    /// Gives an object that keeps no other properties an optional one for each name, unless that looks like a slip in
    /// the name of a property that it has.
    fn keep_reachable(&mut self, id: TypeId, names: &[String]) {
        let ty = self.types.get(id);
        let TypeKind::Object(object) = &ty.kind else {
            return;
        };
        if object.additional.is_some() {
            return;
        }
        let letters = |name: &str| {
            let letters = name.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect::<String>()
        };
        let known: BTreeSet<String> = object
            .fields
            .iter()
            .map(|field| letters(&field.name))
            .collect();
        let pointer = ty.pointer.child("required");
        for name in names.iter().filter(|name| !known.contains(&letters(name))) {
            let any = self.types.push(Type {
                pointer: pointer.clone(),
                name: inner_name(self.types, id, name),
                description: Description::default(),
                kind: TypeKind::Any,
                bounds: None,
            });
            let Some(TypeKind::Object(object)) = self.types.get_mut(id).map(|ty| &mut ty.kind)
            else {
                return;
            };
            object.fields.push(Field {
                name: name.clone(),
                pointer: pointer.clone(),
                ty: TypeRef {
                    id: any,
                    nullable: false,
                },
                // Nobody knows whether it comes.
                required: false,
                read_only: false,
                write_only: false,
                description: Description::default(),
            });
        }
    }
}
