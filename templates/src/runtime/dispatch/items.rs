//! Answers that come item by item, as a list.

use super::super::answer::Answer;
use super::super::decode_error::DecodeError;
use super::super::stream::Streaming;
use super::super::wire::codec::{EncodeWith, List};
use super::table::Told;

/// Decodes a success that came item by item, as the list of its items; `None` for other answers.
///
/// # Errors
/// Fails where an item does not have the documented form.
pub fn items<O: Streaming<Codec: EncodeWith<<O as Streaming>::Item>>>(
    answer: &Answer,
) -> Result<Option<Told>, DecodeError> {
    if !answer.is_stream_of::<O>() {
        return Ok(None);
    }
    let items = answer.items::<O>()?;
    Ok(Some(Told::success::<List<O::Codec>, _>(&items)))
}
