//! Bodies of XML.

use super::super::wire::{Encode, json};
use super::super::xml::Root;
use super::Call;

impl<O> Call<O> {
    /// Sends a body of XML.
    #[doc(hidden)]
    pub fn set_xml<T: Encode + ?Sized>(
        mut self,
        content_type: &str,
        root: &'static Root,
        body: &T,
    ) -> Self {
        self.draft.xml(content_type, root, json::to_vec(body));
        self
    }
}
