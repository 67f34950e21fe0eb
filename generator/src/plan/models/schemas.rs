//! What each schema of the document became: for programs that compare the document with its Rust.

use super::{Models, Side};
use crate::ir::TypeId;
use crate::plan::api::PlannedSchema;
use crate::plan::rust_type::RustType;

impl Models<'_> {
    /// The Rust of every component and of every other schema that an operation needs: one entry, or two where what is
    /// sent differs from what comes back.
    pub(in crate::plan) fn schemas(&self) -> Vec<PlannedSchema> {
        let analysis = self.facts.analysis;
        let mut places = Vec::new();
        for (id, ty) in self.facts.api.types.iter() {
            if let Some(name) = self.known.names.get(&(id, Side::Form))
                && !self.known.names.contains_key(&(id, Side::Received))
            {
                places.push(PlannedSchema {
                    pointer: ty.pointer.clone(),
                    sent: true,
                    ty: RustType::Model(name.clone()),
                    is_json: false,
                });
                continue;
            }
            let split = analysis.needs_split(id);
            let received = analysis.is_received(id);
            // Components are there even where operations need only what was merged from them.
            let named = self.known.names.contains_key(&(id, Side::Received))
                || self.known.aliases.contains_key(&id);
            if received || (named && !analysis.is_sent(id)) {
                places.push(self.place(id, Side::Received, &ty.pointer));
            }
            if analysis.is_sent(id) && (split || !received) {
                places.push(self.place(id, Side::Sent, &ty.pointer));
            }
        }
        places
    }

    fn place(&self, id: TypeId, side: Side, pointer: &crate::ir::Pointer) -> PlannedSchema {
        let typed = self.type_of(id, side);
        PlannedSchema {
            pointer: pointer.clone(),
            sent: side == Side::Sent,
            ty: typed.ty,
            is_json: typed.codec.is_none(),
        }
    }
}
