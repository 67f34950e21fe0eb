//! Bodies of several parts, and files.

use super::super::file::File;
use super::super::multipart::{Form, Multipart};
use super::super::wire::{Encode, json};
use super::Call;

impl<O> Call<O> {
    /// Sends a body of several parts.
    #[doc(hidden)]
    pub fn set_multipart(mut self, media_type: &str, body: &impl Multipart) -> Self {
        let mut form = Form::new();
        body.write(&mut form);
        self.draft.multipart(media_type, form);
        self
    }

    /// Sends the properties of an object, each as a part.
    #[doc(hidden)]
    pub fn set_multipart_object<T: Encode>(mut self, media_type: &str, body: &T) -> Self {
        let mut form = Form::new();
        form.add_object(json::to_vec(body));
        self.draft.multipart(media_type, form);
        self
    }

    /// Sends bytes or a stream of which the caller says what they are.
    #[doc(hidden)]
    pub fn set_file(mut self, body: impl Into<File>) -> Self {
        self.draft.file(body.into());
        self
    }
}
