//! Bodies that are lines of JSON.

use super::super::lines::Lines;
use super::Call;

impl<O> Call<O> {
    /// Sends lines of JSON.
    #[doc(hidden)]
    pub fn set_lines<T>(mut self, content_type: &str, lines: impl Into<Lines<T>>) -> Self {
        self.draft.lines(content_type, lines.into());
        self
    }
}
