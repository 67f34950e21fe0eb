//! Finds an operation by what a caller says of it.

use super::error::{DispatchError, DispatchErrorKind};
use super::table::{Entry, Table};

impl Table {
    /// Finds an operation by its operationId, by `METHOD /path`, or by the client's method.
    pub(super) fn find(&self, name: &str) -> Result<&'static Entry, DispatchError> {
        let by_id = self.all(|entry| entry.spec.id == name)?;
        let by_place = || {
            let (method, path) = name.split_once(' ').unwrap_or_default();
            self.all(|entry| {
                method.eq_ignore_ascii_case(entry.spec.method) && is_template(path, entry.spec.path)
            })
        };
        let by_method = || self.all(|entry| entry.name() == name);
        let found = match by_id {
            Some(entry) => Some(entry),
            None => match by_place()? {
                Some(entry) => Some(entry),
                None => by_method()?,
            },
        };
        found.ok_or_else(|| {
            let message = format!("the API has no operation `{}`", name.escape_debug());
            DispatchError::new(DispatchErrorKind::UnknownOperation, message)
        })
    }

    /// Returns the media types in which the items of an operation's answer come.
    pub(super) fn streams_of(&self, entry: &Entry) -> &'static str {
        let mut streams = self.streams.iter();
        let found = streams.find(|(id, _)| *id == entry.spec.id);
        found.map_or("", |(_, types)| types)
    }

    /// The only operation that passes; that there are several is an error, since the name does not say which.
    fn all(
        &self,
        passes: impl Fn(&Entry) -> bool,
    ) -> Result<Option<&'static Entry>, DispatchError> {
        let mut found = self
            .operations
            .iter()
            .flat_map(|list| list.iter())
            .filter(|entry| passes(entry));
        let first = found.next();
        let others: Vec<&str> = first.into_iter().chain(found).map(Entry::name).collect();
        if others.len() > 1 {
            let message = format!(
                "several operations are called so; name it as `{}`",
                others.join("` or `")
            );
            return Err(DispatchError::new(
                DispatchErrorKind::UnknownOperation,
                message,
            ));
        }
        Ok(first)
    }
}

impl Entry {
    /// The client's method, which no other operation has.
    fn name(&self) -> &'static str {
        self.method.trim_start_matches("r#")
    }
}

/// Whether `path`, which may have expressions such as `{+name}`, `{name*}` and `{/name}` (RFC 6570), is the `template`,
/// which has names only.
fn is_template(path: &str, template: &str) -> bool {
    let mut pieces = path.split('{').zip(template.split('{'));
    path.matches('{').count() == template.matches('{').count()
        && pieces.all(|(piece, own)| {
            piece == own || name_of(piece).is_some_and(|name| Some(name) == name_of(own))
        })
}

/// An expression's name, and what follows it.
fn name_of(piece: &str) -> Option<(&str, &str)> {
    let (expression, rest) = piece.split_once('}')?;
    let name = expression.trim_start_matches(['+', '#', '.', '/', ';']);
    Some((name.strip_suffix('*').unwrap_or(name), rest))
}
