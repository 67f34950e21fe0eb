//! What an inline schema may be called after.

use std::sync::Arc;

/// The words around a schema, outermost first. Clones share them, as do the schemas inside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words(Arc<[Arc<str>]>);

impl Words {
    pub(super) fn new(first: impl Into<Arc<str>>) -> Self {
        Self([first.into()].into())
    }

    /// These words and one more.
    pub(super) fn with(&self, word: impl Into<Arc<str>>) -> Self {
        Self([&*self.0, &[word.into()]].concat().into())
    }

    /// The words of one element of a list: the last word in the singular, or `Item` after it.
    pub(super) fn item(&self) -> Self {
        // The outermost word names a component of its own; its singular is likely to be another component.
        if let [head @ .., last] = &*self.0
            && !head.is_empty()
            && let Some(singular) = singular(last)
        {
            return Self([head, &[singular.into()]].concat().into());
        }
        self.with("Item")
    }

    pub(super) fn into_list(self) -> Arc<[Arc<str>]> {
        self.0
    }
}

/// The singular of an English plural; `None` for a word that does not look like one.
fn singular(word: &str) -> Option<String> {
    const ES: &[&str] = &[
        "sses", "shes", "ches", "xes", "zzes", "iases", "tuses", "nuses", "ruses", "puses",
    ];
    let lower = word.to_ascii_lowercase();
    let keep = |cut: usize, end: &str| Some(format!("{}{end}", word.get(..word.len() - cut)?));
    if word.len() < 4
        || ["ss", "us", "is", "news", "series"]
            .iter()
            .any(|end| lower.ends_with(end))
    {
        return None;
    }
    if lower.ends_with("ies") {
        return keep(3, "y");
    }
    if ES.iter().any(|end| lower.ends_with(end)) {
        return keep(2, "");
    }
    if lower.ends_with('s') {
        return keep(1, "");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_become_singular() {
        let cases = [
            ("tags", Some("tag")),
            ("Addresses", Some("Address")),
            ("categories", Some("category")),
            ("boxes", Some("box")),
            ("aliases", Some("alias")),
            ("databases", Some("database")),
            ("statuses", Some("status")),
            ("warehouses", Some("warehouse")),
            ("status", None),
            ("address", None),
            ("data", None),
            ("ids", None),
            ("axis", None),
        ];
        for (word, expected) in cases {
            assert_eq!(singular(word).as_deref(), expected, "{word}");
        }
    }

    #[test]
    fn an_item_is_called_after_its_list() {
        let user = Words::new("User");
        assert_eq!(user.with("tags").item().0.join(" "), "User tag");
        assert_eq!(user.with("data").item().0.join(" "), "User data Item");
        assert_eq!(Words::new("Users").item().0.join(" "), "Users Item");
    }
}
