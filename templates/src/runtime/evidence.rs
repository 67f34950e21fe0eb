//! What tells the variants of a union apart: rules of tests, and the look at a value that they need.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::wire::raw::JsonType;

/// When a value is taken for one variant.
#[derive(Debug)]
pub struct Rule {
    /// Whether the variant is decided on; else it is tried.
    pub sure: bool,
    /// Lists of tests: all of one list must pass.
    pub any: &'static [&'static [Test]],
    /// Properties that only this variant has: without any of them it is tried last.
    pub has: &'static [&'static str],
}

/// One test of a value.
#[derive(Debug)]
pub enum Test {
    /// Its JSON type is one of these (`number` includes integers, `integer` includes `1.0`).
    Type(&'static [&'static str]),
    /// It is one of these strings, or a number or boolean that is written so.
    Value(&'static [&'static str]),
    /// It is an object with this property, whose value passes these tests.
    Key(&'static str, &'static [Test]),
    /// It is an object without this property.
    Lacks(&'static str),
    /// It is an array, and its first element, if there is one, passes these tests.
    First(&'static [Test]),
}

impl Rule {
    /// Whether the rule speaks of this value.
    pub(super) fn holds(&self, view: &View<'_>) -> bool {
        self.any
            .iter()
            .any(|tests| tests.iter().all(|test| test.passes(view)))
    }

    /// Whether other rules come first, because no telling property is there.
    pub(super) fn waits(&self, view: &View<'_>) -> bool {
        !self.has.is_empty() && !self.has.iter().any(|key| view.property(key).is_some())
    }
}

impl Test {
    fn passes(&self, view: &View<'_>) -> bool {
        match self {
            Self::Type(names) => {
                let found = JsonType::of(view.text);
                names.iter().any(|name| match *name {
                    "number" if found == JsonType::Integer => true,
                    "integer" if found == JsonType::Number => is_whole(view.text),
                    name => name == found.name(),
                })
            }
            Self::Value(values) => {
                if view.text.starts_with('"') {
                    let text: Option<String> = serde_json::from_str(view.text).ok();
                    text.is_some_and(|text| values.contains(&text.as_str()))
                } else {
                    values.contains(&view.text)
                }
            }
            Self::Key(key, tests) => view.property(key).is_some_and(|text| {
                let inner = View::new(text, Asked::Tests(tests));
                tests.iter().all(|test| test.passes(&inner))
            }),
            Self::Lacks(key) => view.text.starts_with('{') && view.property(key).is_none(),
            Self::First(tests) => {
                view.text.starts_with('[')
                    && first(view.text).is_none_or(|text| {
                        let inner = View::new(text, Asked::Tests(tests));
                        tests.iter().all(|test| test.passes(&inner))
                    })
            }
        }
    }
}

/// Who asks for properties of a value.
#[derive(Debug, Clone, Copy)]
pub enum Asked {
    /// The rules of a union.
    Rules(&'static [Rule]),
    /// A list of tests.
    Tests(&'static [Test]),
}

impl Asked {
    /// The properties, some of them more than once.
    fn keys(self) -> impl Iterator<Item = &'static str> {
        let (rules, tests) = match self {
            Self::Rules(rules) => (rules, &[][..]),
            Self::Tests(tests) => (&[][..], tests),
        };
        let lists = rules.iter().flat_map(|rule| rule.any.iter().copied());
        let tests = lists.flatten().chain(tests);
        let named = tests.filter_map(|test| match test {
            Test::Key(key, _) | Test::Lacks(key) => Some(*key),
            _ => None,
        });
        named.chain(rules.iter().flat_map(|rule| rule.has.iter().copied()))
    }
}

/// A JSON text and those of its properties that somebody asks for.
#[derive(Debug)]
pub struct View<'a> {
    text: &'a str,
    /// What is asked for, and what is there of it.
    properties: Vec<(&'static str, Option<&'a str>)>,
}

impl<'a> View<'a> {
    /// Looks at a well-formed text.
    pub(super) fn new(text: &'a str, asked: Asked) -> Self {
        let mut properties: Vec<_> = asked.keys().map(|key| (key, None)).collect();
        if text.starts_with('{') && !properties.is_empty() {
            let mut deserializer = serde_json::Deserializer::from_str(text);
            // The text is well-formed, so this cannot fail; properties are what was seen before it did.
            let _ = deserializer.deserialize_map(Properties(&mut properties));
        }
        Self { text, properties }
    }

    /// Returns the whole text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    fn property(&self, key: &str) -> Option<&'a str> {
        let found = self.properties.iter().find(|(name, _)| *name == key);
        found.and_then(|(_, text)| *text)
    }
}

struct Properties<'p, 'a>(&'p mut [(&'static str, Option<&'a str>)]);

impl<'a> Visitor<'a> for Properties<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut access: A) -> Result<(), A::Error> {
        while let Some(index) = access.next_key_seed(AskedKey(self.0))? {
            match index.and_then(|index| self.0.get_mut(index)) {
                // Of a key that stands twice the last one counts, as for most readers of JSON.
                Some((_, text)) => *text = Some(access.next_value::<&'a RawValue>()?.get()),
                None => _ = access.next_value::<IgnoredAny>()?,
            }
        }
        Ok(())
    }
}

/// Reads a key: which of those that are asked for it is.
struct AskedKey<'p, 'a>(&'p [(&'static str, Option<&'a str>)]);

impl<'de> DeserializeSeed<'de> for AskedKey<'_, '_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for AskedKey<'_, '_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().position(|(asked, _)| *asked == key))
    }
}

/// Whether a number with a point is an integer that a double holds.
fn is_whole(text: &str) -> bool {
    text.split_once('.').is_some_and(|(whole, fraction)| {
        whole.len() <= 15 && fraction.bytes().all(|digit| digit == b'0')
    })
}

/// Returns the first element of a well-formed array.
fn first(text: &str) -> Option<&str> {
    struct First<'p, 'a>(&'p mut Option<&'a str>);

    impl<'a> Visitor<'a> for First<'_, 'a> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an array")
        }

        fn visit_seq<A: SeqAccess<'a>>(self, mut access: A) -> Result<(), A::Error> {
            *self.0 = access.next_element::<&'a RawValue>()?.map(RawValue::get);
            Ok(())
        }
    }

    let mut found = None;
    // It fails where there are more elements, which nobody asks for.
    let _ = serde_json::Deserializer::from_str(text).deserialize_seq(First(&mut found));
    found
}
