//! Bodies of several parts (RFC 2046 section 5.1), forms above all (RFC 7578).

mod form;
mod values;

use super::build_error::BuildError;
use super::draft::Draft;
use super::file::File;
pub use form::Form;
pub use values::from_json;

/// What is sent as a body of several parts.
pub trait Multipart {
    /// Adds its parts to a form.
    fn write(&self, form: &mut Form);
}

impl Draft {
    /// Gives it a body of several parts.
    pub fn multipart(&mut self, media_type: &str, form: Form) {
        match form.finish() {
            Ok((body, boundary)) => {
                let content_type = format!("{media_type}; boundary={boundary}");
                self.body(&content_type, Ok::<_, BuildError>(body));
            }
            Err(error) => self.body(media_type, Err(error)),
        }
    }

    /// Gives it a file as its body.
    pub fn file(&mut self, file: File) {
        let content_type = file.content_type.as_deref();
        let content_type = content_type.unwrap_or("application/octet-stream");
        self.body(content_type, Ok::<_, BuildError>(file.content));
    }
}

/// Says how a model is sent as a body of several parts, as a table of its properties: `file` is a [`File`] or a list of
/// them, `part` a `Part`, `value` a text, a number or JSON, `join` a list in one part, with what stands between its elements; a text
/// before the comma is the media type.
#[allow(unused_macros, reason = "not every document has forms")]
#[macro_export] // layout: package
macro_rules! multipart {
    (@add $form:ident $self:ident $field:ident $wire:literal file $($media:literal)?) => {
        $crate::runtime::file::FormField::add_to(
            &$self.$field, $form, $wire, $crate::runtime::multipart!(@text $($media)?),
        )
    };
    (@add $form:ident $self:ident $field:ident $wire:literal part $($media:literal)?) => {
        $crate::runtime::multipart!(@add $form $self $field $wire file $($media)?)
    };
    (@add $form:ident $self:ident $field:ident $wire:literal value $($media:literal)? $(as $codec:ty)?) => {
        $form.add_value::<$crate::runtime::multipart!(@codec $($codec)?), _>(
            $wire, $crate::runtime::multipart!(@text $($media)?), &$self.$field,
        )
    };
    (@add $form:ident $self:ident $field:ident $wire:literal join $separator:literal $(as $codec:ty)?) => {
        $form.add_joined::<$crate::runtime::multipart!(@codec $($codec)?), _>($wire, $separator, &$self.$field)
    };
    (@text) => { "" };
    (@text $media:literal) => { $media };
    (@codec) => { $crate::runtime::Plain };
    (@codec $codec:ty) => { $codec };
    ($name:ident {
        $($field:ident : $wire:literal $kind:ident $($media:literal)? $(as $codec:ty)?),*
        $(, * $rest:ident $(as $rest_codec:ty)?)? $(,)?
    }) => {
        impl $crate::runtime::Multipart for $name {
            #[inline]
            fn write(&self, form: &mut $crate::runtime::Form) {
                $($crate::runtime::multipart!(@add form self $field $wire $kind $($media)? $(as $codec)?);)*
                $(for (name, value) in &self.$rest {
                    form.add_value::<$crate::runtime::multipart!(@codec $($rest_codec)?), _>(name, "", value);
                })?
            }
        }
    };
}

#[allow(unused_imports, reason = "not every document has forms")] // layout: inline
pub(crate) use multipart; // layout: inline
