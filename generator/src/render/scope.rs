//! What one file names: short names below, `use` lines at its top, full paths only where a name is taken.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use super::snippet::Snippet;
use crate::plan::names::TypeName;
use crate::plan::rust_type::RustType;

/// Where the shared code lives in a generated crate.
pub(super) const RUNTIME: &str = "crate::runtime";

/// The names one file uses.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    /// Names that a model of the API has taken: thousands, and asked for with every type that is printed.
    shadowed: Option<&'a IndexSet<&'a str>>,
    /// How this file reaches the models, for example `super::models`.
    models: String,
    /// Items of this file.
    own: BTreeSet<String>,
    /// Imports: name to the module it comes from.
    imports: BTreeMap<String, String>,
    /// Imports that only the feature `validate` needs.
    gated: BTreeMap<String, String>,
}

impl<'a> Scope<'a> {
    /// A file that has imported nothing.
    pub(super) fn new(shadowed: Option<&'a IndexSet<&'a str>>, models: impl Into<String>) -> Self {
        Self {
            shadowed,
            models: models.into(),
            own: BTreeSet::new(),
            imports: BTreeMap::new(),
            gated: BTreeMap::new(),
        }
    }

    /// Says that this file has an item of this name. To be called for all before anything is named.
    pub(super) fn define(&mut self, name: &str) {
        self.own.insert(name.to_owned());
    }

    /// A name from a module, imported; its full path where something else has the name.
    pub(super) fn name(&mut self, module: &str, name: &str) -> Snippet {
        if self.taken(name) || self.is_shadowed(name) {
            return full_path(module, name);
        }
        self.import(module, name)
    }

    fn taken(&self, name: &str) -> bool {
        self.own.contains(name)
    }

    fn is_shadowed(&self, name: &str) -> bool {
        self.shadowed.is_some_and(|names| names.contains(name))
    }

    fn import(&mut self, module: &str, name: &str) -> Snippet {
        if self.gated.get(name).is_some_and(|from| from != module) {
            return full_path(module, name);
        }
        let from = self
            .imports
            .entry(name.to_owned())
            .or_insert_with(|| module.to_owned());
        if from != module {
            return full_path(module, name);
        }
        Snippet::new(name)
    }

    /// A name of the runtime that is there with the feature `validate` only.
    pub(super) fn gated(&mut self, name: &str) -> Snippet {
        self.gated_from(RUNTIME, name)
    }

    /// A name that is used with the feature `validate` only.
    pub(super) fn gated_from(&mut self, module: &str, name: &str) -> Snippet {
        let taken = self.taken(name) || self.is_shadowed(name);
        if taken || self.imports.get(name).is_some_and(|from| from != module) {
            return full_path(module, name);
        }
        self.gated.insert(name.to_owned(), module.to_owned());
        Snippet::new(name)
    }

    /// A name of the runtime.
    pub(super) fn runtime(&mut self, name: &str) -> Snippet {
        self.name(RUNTIME, name)
    }

    /// A name that every file has, from the module it really lives in: `("::core::option", "Option")`.
    pub(super) fn prelude(&self, module: &str, name: &str) -> Snippet {
        if self.taken(name) || self.is_shadowed(name) {
            return full_path(module, name);
        }
        Snippet::new(name)
    }

    /// A model of this API.
    pub(super) fn model(&mut self, name: &TypeName) -> Snippet {
        let name = name.as_str();
        let module = self.models.clone();
        if let Some(parent) = module.strip_suffix("::models") {
            // Markers and errors live beside the operations: `models::CreateUser` is the body, `CreateUser` the call.
            let models = self.name(parent, "models");
            return Snippet::new(format!("{models}::{name}"));
        }
        if module.is_empty() || (module.starts_with("super") && self.taken(name)) {
            return Snippet::new(name);
        }
        if self.taken(name) {
            return full_path(&module, name);
        }
        self.import(&module, name)
    }

    /// A type as it is written in this file.
    pub(super) fn ty(&mut self, ty: &RustType) -> Snippet {
        match ty {
            RustType::Unit => Snippet::new("()"),
            RustType::Bool => self.primitive("bool"),
            RustType::I32 => self.primitive("i32"),
            RustType::I64 => self.primitive("i64"),
            RustType::U32 => self.primitive("u32"),
            RustType::U64 => self.primitive("u64"),
            RustType::F32 => self.primitive("f32"),
            RustType::F64 => self.primitive("f64"),
            RustType::String => self.string(),
            RustType::Secret => self.runtime("Secret"),
            RustType::Base64 => {
                let vec = self.prelude("::std::vec", "Vec");
                Snippet::new(format!("{vec}<u8>"))
            }
            RustType::Bytes => self.runtime("Bytes"),
            RustType::Body => self.runtime("Body"),
            RustType::File => self.runtime("File"),
            RustType::Form => self.runtime("Form"),
            RustType::Lines(inner) => {
                let (lines, inner) = (self.runtime("Lines"), self.ty(inner));
                Snippet::new(format!("{lines}<{inner}>"))
            }
            RustType::Event => self.runtime("Event"),
            RustType::Part(inner) => {
                let (part, inner) = (self.runtime("Part"), self.ty(inner));
                Snippet::new(format!("{part}<{inner}>"))
            }
            RustType::Uuid => self.name("uuid", "Uuid"),
            RustType::Date => self.name("time", "Date"),
            RustType::DateTime => self.runtime("DateTime"),
            RustType::Decimal => self.runtime("Decimal"),
            RustType::Json => self.runtime("Value"),
            RustType::Vec(inner) => {
                let (vec, inner) = (self.prelude("::std::vec", "Vec"), self.ty(inner));
                Snippet::new(format!("{vec}<{inner}>"))
            }
            RustType::Map(inner) => self.map(inner),
            RustType::Option(inner) => self.option(inner),
            RustType::Nullable(inner) => {
                let (nullable, inner) = (self.runtime("Nullable"), self.ty(inner));
                Snippet::new(format!("{nullable}<{inner}>"))
            }
            RustType::Boxed(inner) => {
                let (boxed, inner) = (self.prelude("::std::boxed", "Box"), self.ty(inner));
                Snippet::new(format!("{boxed}<{inner}>"))
            }
            RustType::OneOrMany(inner) => {
                let (many, inner) = (self.runtime("OneOrMany"), self.ty(inner));
                Snippet::new(format!("{many}<{inner}>"))
            }
            RustType::Tuple(items) => {
                let comma = if items.len() == 1 { "," } else { "" };
                let items: Vec<String> =
                    items.iter().map(|item| self.ty(item).to_string()).collect();
                Snippet::new(format!("({}{comma})", items.join(", ")))
            }
            RustType::Model(name) => self.model(name),
            RustType::Foreign(path) => Snippet::new(foreign(path)),
        }
    }

    /// The type of an argument: `impl Into<T>` where callers may pass what turns into it.
    pub(super) fn argument(&mut self, ty: &RustType) -> Snippet {
        if let (RustType::Vec(text), true) = (ty, ty.is_text_list()) {
            let iterator = self.prelude("::core::iter", "IntoIterator");
            let item = self.argument(text);
            return Snippet::new(format!("impl {iterator}<Item = {item}>"));
        }
        let inner = self.ty(ty);
        if ty.takes_into() {
            let into = self.prelude("::core::convert", "Into");
            Snippet::new(format!("impl {into}<{inner}>"))
        } else {
            inner
        }
    }

    /// The type of a parameter, which is written at once and need not be owned.
    pub(super) fn parameter(&mut self, ty: &RustType) -> Snippet {
        match ty {
            RustType::String | RustType::Secret => {
                let text = self.primitive("str");
                Snippet::new(format!("&{text}"))
            }
            RustType::Vec(inner) => {
                let inner = match inner.as_ref() {
                    text @ (RustType::String | RustType::Secret) => self.parameter(text),
                    other => self.ty(other),
                };
                Snippet::new(format!("&[{inner}]"))
            }
            RustType::Json | RustType::Map(_) => {
                let inner = self.ty(ty);
                Snippet::new(format!("&{inner}"))
            }
            // `time::OffsetDateTime` will do.
            RustType::DateTime => self.argument(ty),
            _ => self.ty(ty),
        }
    }

    /// `String`.
    pub(super) fn string(&self) -> Snippet {
        self.prelude("::std::string", "String")
    }

    /// `Option<T>`.
    pub(super) fn option(&mut self, inner: &RustType) -> Snippet {
        let (option, inner) = (self.prelude("::core::option", "Option"), self.ty(inner));
        Snippet::new(format!("{option}<{inner}>"))
    }

    /// `BTreeMap<String, T>`.
    pub(super) fn map(&mut self, inner: &RustType) -> Snippet {
        let map = self.name("std::collections", "BTreeMap");
        let (string, inner) = (self.string(), self.ty(inner));
        Snippet::new(format!("{map}<{string}, {inner}>"))
    }

    fn primitive(&self, name: &str) -> Snippet {
        self.prelude("::core::primitive", name)
    }

    /// The `use` lines: the standard library, packages, this crate.
    pub(super) fn use_lines(&self) -> String {
        let gated = self
            .gated
            .iter()
            .filter(|(name, _)| !self.imports.contains_key(*name));
        let gated: Vec<String> = modules(gated)
            .iter()
            .rev()
            .map(|(module, names)| {
                format!(
                    "#[cfg(feature = \"validate\")]\n{}",
                    use_line("use", module, names)
                )
            })
            .collect();
        let mut blocks = vec![self.plain_use_lines()];
        blocks.extend(gated);
        blocks.retain(|block| !block.is_empty());
        blocks.join("\n")
    }

    fn plain_use_lines(&self) -> String {
        let modules = modules(&self.imports);
        let mut groups: [BTreeMap<Vec<&str>, String>; 3] = Default::default();
        for (module, names) in &modules {
            let group = match module.split("::").next() {
                Some("std") => 0,
                Some("super" | "crate" | "self") => 2,
                _ => 1,
            };
            if let Some(group) = groups.get_mut(group) {
                group.insert(sort_key(module, names), use_line("use", module, names));
            }
        }
        let groups: Vec<String> = groups
            .into_iter()
            .filter(|group| !group.is_empty())
            .map(|group| group.into_values().collect())
            .collect();
        groups.join("\n")
    }
}

/// The path of a user's type, from the packages' root unless it says otherwise.
fn foreign(path: &str) -> String {
    let first = path.split("::").next().unwrap_or_default();
    let inside = ["", "crate", "self", "super"].contains(&first);
    if inside || !path.contains("::") {
        path.to_owned()
    } else {
        format!("::{path}")
    }
}

/// Whether [`Scope::parameter`] is a reference.
pub(super) fn borrowed(ty: &RustType) -> bool {
    matches!(
        ty,
        RustType::String | RustType::Secret | RustType::Vec(_) | RustType::Json | RustType::Map(_)
    )
}

/// The names of each module.
fn modules<'a>(
    imports: impl IntoIterator<Item = (&'a String, &'a String)>,
) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut modules: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (name, module) in imports {
        modules.entry(module).or_default().insert(name);
    }
    modules
}

fn full_path(module: &str, name: &str) -> Snippet {
    let relative = matches!(
        module.split("::").next(),
        Some("" | "crate" | "super" | "self")
    );
    let lead = if relative { "" } else { "::" };
    Snippet::new(format!("{lead}{module}::{name}"))
}

/// Where rustfmt sorts a `use` line: `super` before `crate`, lists after names.
fn sort_key<'a>(module: &'a str, names: &BTreeSet<&'a str>) -> Vec<&'a str> {
    let last = match names.first() {
        Some(only) if names.len() == 1 => only,
        _ => "\u{10FFFF}",
    };
    let mut key: Vec<&str> = module.split("::").chain([last]).collect();
    if let Some(root @ &mut "super") = key.first_mut() {
        *root = "";
    }
    key
}

/// `use module::{a, b};` broken as rustfmt breaks it.
pub(super) fn use_line(keyword: &str, module: &str, names: &BTreeSet<&str>) -> String {
    let names: Vec<&str> = names.iter().copied().collect();
    if let [name] = names.as_slice() {
        return format!("{keyword} {module}::{name};\n");
    }
    let line = format!("{keyword} {module}::{{{}}};\n", names.join(", "));
    if line.len() <= 101 {
        return line;
    }
    let mut text = format!("{keyword} {module}::{{\n");
    let mut width = 0;
    for name in names {
        if width == 0 {
            text.push_str("    ");
            width = 4 + name.len() + 1;
        } else if width + 1 + name.len() + 1 > 100 {
            text.push_str("\n    ");
            width = 4 + name.len() + 1;
        } else {
            text.push(' ');
            width += 1 + name.len() + 1;
        }
        text.push_str(name);
        text.push(',');
    }
    text.push_str("\n};\n");
    text
}
