//! What the part of the runtime that lies in a client needs of the other part; not meant for others.

pub use super::draft::Draft;
pub use super::exchange::{head, success, whole};
pub use super::options::Options;
pub use super::raw_answer::{header, header_as};
pub use super::transport::{Answering, HeaderNames};
