//! Stable text of an [`super::Api`].
