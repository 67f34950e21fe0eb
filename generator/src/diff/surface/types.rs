//! Types as Rust text, seen from the root of the crate. Whether two texts are equal is whether two types are.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::plan::ApiPlan;
use crate::plan::items::{AliasPlan, AliasReason, Codec, Item};
use crate::plan::names::TypeName;
use crate::plan::rust_type::RustType;

/// Aliases of aliases are followed so far; a plan has no circles of them.
const DEPTH: usize = 64;

/// The types of one API.
#[derive(Debug)]
pub(super) struct Types<'p> {
    aliases: BTreeMap<&'p str, &'p RustType>,
    /// What the definitions are called in the API that this one is compared with.
    now: BTreeMap<&'p str, &'p str>,
}

impl<'p> Types<'p> {
    pub(super) fn of(plan: &'p ApiPlan) -> Self {
        let items = plan.models.iter().flat_map(|file| &file.items);
        let aliases = items.filter_map(|item| match item {
            Item::Alias(alias) => Some((alias.name.as_str(), &alias.ty)),
            _ => None,
        });
        Self {
            aliases: aliases.collect(),
            now: BTreeMap::new(),
        }
    }

    /// Calls the types of `old` as `new` does.
    pub(super) fn renamed(&mut self, old: &'p ApiPlan, new: &'p ApiPlan) {
        self.now = called(old, new);
    }

    /// The type itself.
    pub(super) fn ty(&self, ty: &RustType) -> String {
        let mut text = String::new();
        self.write(&mut text, ty, 0);
        text
    }

    /// The type of an argument that is kept.
    pub(super) fn argument(&self, ty: &RustType) -> String {
        if let (RustType::Vec(element), true) = (ty, ty.is_text_list()) {
            return format!("impl IntoIterator<Item = {}>", self.argument(element));
        }
        let plain = self.ty(ty);
        if ty.takes_into() {
            format!("impl Into<{plain}>")
        } else {
            plain
        }
    }

    /// The type of an argument that is only looked at.
    pub(super) fn parameter(&self, ty: &RustType) -> String {
        match ty {
            RustType::String | RustType::Secret => "&str".to_owned(),
            RustType::Vec(_) if ty.is_text_list() => "&[&str]".to_owned(),
            RustType::Vec(inner) => format!("&[{}]", self.ty(inner)),
            RustType::Json | RustType::Map(_) => format!("&{}", self.ty(ty)),
            RustType::DateTime => self.argument(ty),
            _ => self.ty(ty),
        }
    }

    fn write(&self, text: &mut String, ty: &RustType, depth: usize) {
        let plain = match ty {
            RustType::Unit => "()",
            RustType::Bool => "bool",
            RustType::I32 => "i32",
            RustType::I64 => "i64",
            RustType::U32 => "u32",
            RustType::U64 => "u64",
            RustType::F32 => "f32",
            RustType::F64 => "f64",
            RustType::String => "String",
            RustType::Secret => "runtime::Secret",
            RustType::Base64 => "Vec<u8>",
            RustType::Bytes => "runtime::Bytes",
            RustType::Body => "runtime::Body",
            RustType::File => "runtime::File",
            RustType::Form => "runtime::Form",
            RustType::Event => "runtime::Event",
            RustType::Uuid => "uuid::Uuid",
            RustType::Date => "time::Date",
            RustType::DateTime => "runtime::DateTime",
            RustType::Decimal => "runtime::Decimal",
            RustType::Json => "runtime::Value",
            RustType::Foreign(path) => path,
            RustType::Vec(inner) => return self.inside(text, "Vec<", inner, depth),
            RustType::Map(inner) => return self.inside(text, "BTreeMap<String, ", inner, depth),
            RustType::Option(inner) => return self.inside(text, "Option<", inner, depth),
            RustType::Nullable(inner) => {
                return self.inside(text, "runtime::Nullable<", inner, depth);
            }
            RustType::Boxed(inner) => return self.inside(text, "Box<", inner, depth),
            RustType::OneOrMany(inner) => {
                return self.inside(text, "runtime::OneOrMany<", inner, depth);
            }
            RustType::Part(inner) => return self.inside(text, "runtime::Part<", inner, depth),
            RustType::Lines(inner) => return self.inside(text, "runtime::Lines<", inner, depth),
            RustType::Tuple(items) => {
                text.push('(');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        text.push_str(", ");
                    }
                    self.write(text, item, depth);
                }
                return text.push_str(if items.len() == 1 { ",)" } else { ")" });
            }
            RustType::Model(name) => {
                match self.aliases.get(name.as_str()) {
                    Some(ty) if depth < DEPTH => self.write(text, ty, depth + 1),
                    _ => {
                        let name = name.as_str();
                        let name = self.now.get(name).copied().unwrap_or(name);
                        let _ = write!(text, "models::{name}");
                    }
                }
                return;
            }
        };
        text.push_str(plain);
    }

    fn inside(&self, text: &mut String, open: &str, inner: &RustType, depth: usize) {
        text.push_str(open);
        self.write(text, inner, depth);
        text.push('>');
    }
}

/// The names that types had in earlier runs, each with the one of now.
pub(super) fn former(plan: &ApiPlan) -> impl Iterator<Item = (&AliasPlan, &TypeName)> {
    let items = plan.models.iter().flat_map(|file| &file.items);
    items.filter_map(|item| match item {
        Item::Alias(alias) => match &alias.ty {
            RustType::Model(name) if alias.reason == AliasReason::Former => Some((alias, name)),
            _ => None,
        },
        _ => None,
    })
}

/// What `new` calls the definitions of `old`, where that is not the same.
///
/// A definition stands for all names that share it. Where they share it no more, two types were one: what is declared
/// as one of those that left the others has another type now. The others are the more, or those whose definition is
/// what it was.
fn called<'p>(old: &'p ApiPlan, new: &'p ApiPlan) -> BTreeMap<&'p str, &'p str> {
    let (before, after) = (Definitions::of(old), Definitions::of(new));
    let mut now = BTreeMap::new();
    for (definition, names) in before.names() {
        let mut parts: BTreeMap<&str, usize> = BTreeMap::new();
        for name in names {
            if let Some(is) = after.of_name(name) {
                *parts.entry(is).or_default() += 1;
            }
        }
        let own = after.of_name(definition);
        let stayed = own.filter(|_| before.is_like(definition, &after));
        let best = parts
            .into_iter()
            .max_by_key(|(is, names)| (*names, Some(*is) == stayed));
        if let Some((is, _)) = best.filter(|(is, _)| *is != definition) {
            now.insert(definition, is);
        }
    }
    now
}

/// The items of a plan by name.
struct Definitions<'p>(BTreeMap<&'p str, &'p Item>);

impl<'p> Definitions<'p> {
    fn of(plan: &'p ApiPlan) -> Self {
        let items = plan.models.iter().flat_map(|file| &file.items);
        Self(items.map(|item| (item.name().as_str(), item)).collect())
    }

    /// The definition that a name stands for.
    fn of_name(&self, name: &str) -> Option<&'p str> {
        let mut item = *self.0.get(name)?;
        for _ in 0..2 {
            match item {
                Item::Alias(AliasPlan {
                    ty: RustType::Model(name),
                    reason: AliasReason::Former | AliasReason::Shape,
                    ..
                }) => item = self.0.get(name.as_str())?,
                _ => break,
            }
        }
        Some(item.name().as_str())
    }

    /// All names by what they stand for.
    fn names(&self) -> BTreeMap<&'p str, Vec<&'p str>> {
        let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for name in self.0.keys() {
            if let Some(definition) = self.of_name(name) {
                names.entry(definition).or_default().push(name);
            }
        }
        names
    }

    /// Whether a definition is the same in another plan.
    fn is_like(&self, name: &str, other: &Self) -> bool {
        self.0.get(name) == other.0.get(name)
    }
}

/// A codec, which is a type as well.
pub(super) fn codec(codec: &Codec) -> String {
    let (name, inner) = match codec {
        Codec::Plain => ("Plain", None),
        Codec::IntegerString => ("IntegerString", None),
        Codec::LenientInteger => ("LenientInteger", None),
        Codec::DecimalString => ("DecimalString", None),
        Codec::Base64 => ("Base64", None),
        Codec::Base64Url => ("Base64Url", None),
        Codec::Serde => ("Serde", None),
        Codec::JsonText(inner) => ("JsonText", Some(inner)),
        Codec::List(inner) => ("List", Some(inner)),
        Codec::Each(inner) => ("Each", Some(inner)),
        Codec::MapOf(inner) => ("MapOf", Some(inner)),
        Codec::OrNull(inner) => ("OrNull", Some(inner)),
        Codec::Tuple(items) => {
            let items: Vec<String> = items.iter().map(self::codec).collect();
            let comma = if items.len() == 1 { "," } else { "" };
            return format!("runtime::Tuple<({}{comma})>", items.join(", "));
        }
    };
    match inner {
        Some(inner) => format!("runtime::{name}<{}>", self::codec(inner)),
        None => format!("runtime::{name}"),
    }
}
