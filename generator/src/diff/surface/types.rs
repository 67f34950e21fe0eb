//! Types as Rust text, seen from the root of the crate. Whether two texts are equal is whether two types are.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::plan::ApiPlan;
use crate::plan::items::{AliasPlan, Codec, Item};
use crate::plan::names::TypeName;
use crate::plan::rust_type::RustType;

/// Aliases of aliases are followed so far; a plan has no circles of them.
const DEPTH: usize = 64;

/// The types of one API.
#[derive(Debug)]
pub(super) struct Types<'p> {
    aliases: BTreeMap<&'p str, &'p RustType>,
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
        }
    }

    /// Calls the types as `new` does that has other names for them.
    pub(super) fn renamed(&mut self, new: &'p ApiPlan) {
        for (alias, name) in former(new) {
            // It may have been the other way round.
            self.aliases.remove(name.as_str());
            self.aliases.insert(alias.name.as_str(), &alias.ty);
        }
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
            RustType::Model(name) if alias.former => Some((alias, name)),
            _ => None,
        },
        _ => None,
    })
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
