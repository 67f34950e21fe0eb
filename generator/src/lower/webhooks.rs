//! `webhooks` (OAS 3.1.1 section 4.8.1): requests that the caller answers. What they carry becomes types; there is
//! nothing to call.

use crate::diagnostics::Code;
use crate::ir::MediaType;
use crate::resolve::Place;

use super::Lowerer;
use super::operations::methods;
use super::words::Words;

impl<'d> Lowerer<'d, '_> {
    /// Lowers the bodies of webhooks.
    pub(super) fn webhooks(&mut self) {
        let Some(webhooks) = self.document.root().child("webhooks") else {
            return;
        };
        let mut count = 0;
        for (name, item) in webhooks.members() {
            let Some(item) = self.document.follow(&item, self.diagnostics) else {
                continue;
            };
            for (_, operation) in methods(&item) {
                count += 1;
                let id = operation.text("operationId").unwrap_or(name);
                self.webhook(&operation, &Words::new(id));
            }
        }
        if count > 0 {
            self.diagnostics
                .report(
                    Code::IgnoredKeyword,
                    &webhooks.pointer,
                    "webhooks are requests to you: what they carry has types, but there is nothing to call",
                )
                .at_key();
        }
    }

    fn webhook(&mut self, operation: &Place<'d>, words: &Words) {
        let Some(body) = operation.child("requestBody") else {
            return;
        };
        if let Some(body) = self.document.follow(&body, self.diagnostics) {
            let content = self.content(&body, &words.with("Body"));
            self.received
                .extend(content.iter().flat_map(MediaType::types));
        }
    }
}
