//! From TOML to settings; everything that cannot be meant is reported with its place.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::wish::{Openness, Spot, Wishes};
use super::{Settings, check};
use crate::diagnostics::{Code, Diagnostics, FileId};
use crate::ir::Pointer;

/// Reads settings; what is wrong is left out and reported as being in `file`.
#[must_use]
pub fn read(text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Settings {
    let mut reader = Reader {
        text,
        file,
        diagnostics,
    };
    let mut settings = Settings {
        file,
        ..Settings::default()
    };
    match DeTable::parse(text) {
        Ok(table) => reader.root(table.get_ref(), &mut settings),
        Err(error) => {
            let span = error.span().unwrap_or_default();
            let message = error.message().to_owned();
            reader.report(&span, message);
        }
    }
    settings
}

struct Reader<'a> {
    text: &'a str,
    file: FileId,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn root(&mut self, table: &DeTable<'_>, settings: &mut Settings) {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let Some(inner) = value.get_ref().as_table() else {
                self.report(&key.span(), format!("`{name}` must be a table: `[{name}]`"));
                continue;
            };
            match name {
                "defaults" => self.defaults(inner, settings),
                "dependencies" => self.dependencies(inner, settings),
                _ if name.starts_with('/') => {
                    let wishes = self.wishes(inner);
                    let place = self.spot(&key.span(), wishes);
                    settings.places.insert(name.to_owned(), place);
                }
                _ => self.report(
                    &key.span(),
                    format!(
                        "`{name}` is neither `defaults` nor `dependencies` nor a JSON pointer, which starts with `/`"
                    ),
                ),
            }
        }
    }

    fn defaults(&mut self, table: &DeTable<'_>, settings: &mut Settings) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "enum" => {
                    if let Some(openness) = self.openness(value) {
                        settings.openness = openness.value;
                    }
                }
                "undeclared" => settings.keeps_undeclared = self.keeps(value),
                "constructors" => settings.constructs_all = self.constructs(value),
                _ => self.unknown(key, "`enum`, `undeclared` and `constructors`"),
            }
        }
    }

    /// What `undeclared` says.
    fn keeps(&mut self, value: &Spanned<DeValue<'_>>) -> bool {
        match value.get_ref().as_str() {
            Some("keep") => true,
            Some("drop") => false,
            _ => {
                let message = "`undeclared` is `\"drop\"` (members that the document does not declare are not kept) or `\"keep\"`";
                self.report(&value.span(), message.to_owned());
                false
            }
        }
    }

    /// What `constructors` says.
    fn constructs(&mut self, value: &Spanned<DeValue<'_>>) -> bool {
        match value.get_ref().as_str() {
            Some("all") => true,
            Some("sent") => false,
            _ => {
                let message = "`constructors` is `\"sent\"` (models that only come back have none) or `\"all\"`";
                self.report(&value.span(), message.to_owned());
                false
            }
        }
    }

    fn dependencies(&mut self, table: &DeTable<'_>, settings: &mut Settings) {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
            match inline(value.get_ref()) {
                Some(text) if is_name => {
                    let spot = self.spot(&key.span(), text);
                    settings.dependencies.insert(name.to_owned(), spot);
                }
                _ => self.report(&key.span(), format!("`{name}` is no dependency: write `name = \"1\"` or `name = {{ version = \"1\" }}`")),
            }
        }
    }

    fn wishes(&mut self, table: &DeTable<'_>) -> Wishes {
        let mut wishes = Wishes::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" => wishes.name = self.string(value, "a name"),
                "replace" => {
                    wishes.replace =
                        self.path(value, "the path of a type: `rust_decimal::Decimal`");
                }
                "skip" => {
                    wishes.skip = value
                        .get_ref()
                        .as_bool()
                        .map(|skip| self.spot(&value.span(), skip));
                    if wishes.skip.is_none() {
                        self.report(&value.span(), "`skip` is `true` or `false`".to_owned());
                    }
                }
                "derive" => wishes.derive = self.derives(value),
                "enum" => wishes.openness = self.openness(value),
                _ => self.unknown(key, "`name`, `replace`, `skip`, `derive` and `enum`"),
            }
        }
        // A wish for what is not to be left out is no wish.
        wishes.skip = wishes.skip.filter(|skip| skip.value);
        wishes
    }

    fn derives(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Spot<Vec<String>>> {
        let Some(list) = value.get_ref().as_array() else {
            self.report(&value.span(), "`derive` is a list: `[\"Hash\"]`".to_owned());
            return None;
        };
        let mut paths = Vec::new();
        for item in list {
            let path = self.path(item, "the path of a trait: `Hash`")?.value;
            let own = ["Serialize", "Deserialize"];
            if path
                .rsplit("::")
                .next()
                .is_some_and(|last| own.contains(&last))
            {
                let message =
                    format!("`{path}` is implemented already, by the table of wire names");
                self.report(&item.span(), message);
                return None;
            }
            paths.push(path);
        }
        Some(self.spot(&value.span(), paths))
    }

    fn openness(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Spot<Openness>> {
        let openness = match value.get_ref().as_str() {
            Some("open") => Openness::Open,
            Some("closed") => Openness::Closed,
            _ => {
                let message = "`enum` is `\"open\"` (unknown values are kept) or `\"closed\"` (they are errors)";
                self.report(&value.span(), message.to_owned());
                return None;
            }
        };
        Some(self.spot(&value.span(), openness))
    }

    fn path(&mut self, value: &Spanned<DeValue<'_>>, wanted: &str) -> Option<Spot<String>> {
        let path = self.string(value, wanted)?;
        if check::is_path(&path.value) {
            return Some(path);
        }
        self.report(&value.span(), format!("`{}` is not {wanted}", path.value));
        None
    }

    fn string(&mut self, value: &Spanned<DeValue<'_>>, wanted: &str) -> Option<Spot<String>> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.report(&value.span(), format!("this must be {wanted}, in quotes"));
        }
        text.map(|text| self.spot(&value.span(), text))
    }

    fn unknown(&mut self, key: &Spanned<Cow<'_, str>>, known: &str) {
        let message = format!(
            "there is no setting `{}` here: there are {known}",
            key.get_ref()
        );
        self.report(&key.span(), message);
    }

    fn spot<T>(&self, span: &Range<usize>, value: T) -> Spot<T> {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        Spot {
            value,
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
        }
    }

    fn report(&mut self, span: &Range<usize>, message: String) {
        let Spot { line, column, .. } = self.spot(span, ());
        self.diagnostics
            .report(Code::Config, &Pointer::root(), message)
            .in_file(self.file)
            .at_position(line, column);
    }
}

/// A value on one line, as TOML; `None` for what no dependency has.
fn inline(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(quoted(text)),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        DeValue::Array(list) => {
            let items: Option<Vec<String>> =
                list.iter().map(|item| inline(item.get_ref())).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        DeValue::Table(table) => {
            let entries: Option<BTreeMap<String, String>> = table
                .iter()
                .map(|(key, value)| Some((quoted(key.get_ref()), inline(value.get_ref())?)))
                .collect();
            let entries: Vec<String> = entries?
                .into_iter()
                .map(|(key, value)| {
                    // Keys of dependencies are plain words.
                    format!("{} = {value}", key.trim_matches('"'))
                })
                .collect();
            let plain = |entry: &String| {
                entry
                    .split(" = ")
                    .next()
                    .is_some_and(|key| key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
            };
            entries
                .iter()
                .all(plain)
                .then(|| format!("{{ {} }}", entries.join(", ")))
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => None,
    }
}

/// A basic string: nothing in it can end it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
