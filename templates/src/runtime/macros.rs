//! The tables that models are written as, by their short paths.

pub(crate) use super::int_enum::{closed_int_enum, int_enum};
pub(crate) use super::json_enum::{closed_json_enum, json_enum};
pub(crate) use super::multipart::multipart; // package: multipart
pub(crate) use super::object::{object, serde_traits};
pub(crate) use super::text_enum::{closed_text_enum, text_enum};
pub(crate) use super::union::union;
