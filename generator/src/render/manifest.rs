//! What surrounds the Rust: `Cargo.toml`, `README.md`, the shared code.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Document, OutputTree};
use crate::plan::ApiPlan;
use crate::plan::items::{Codec, Item};
use crate::plan::methods::{Method, Output};
use crate::plan::rust_type::{Package, RustType};

/// Attributes of every crate that is printed.
pub(super) const CRATE_ATTRIBUTES: &str = "\
#![forbid(unsafe_code)]
#![warn(missing_docs)]
";

/// What a manifest says.
#[derive(Debug)]
pub(super) struct Manifest<'a> {
    pub(super) name: &'a str,
    pub(super) version: &'a str,
    pub(super) description: &'a str,
    pub(super) header: &'a str,
    /// Modules with a feature each.
    pub(super) modules: &'a [&'a str],
    pub(super) packages: &'a BTreeSet<Package>,
    /// Whether the crate is to be built inside any other tree.
    pub(super) standalone: bool,
}

/// Whether Cargo takes it as a package name and Rust as a crate name.
pub(super) fn is_package_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && characters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        && name.len() <= 64
}

/// The text of `Cargo.toml`.
pub(super) fn text(manifest: &Manifest<'_>) -> String {
    let mut text = manifest.header.to_owned();
    let _ = write!(
        text,
        "\n[package]\nname = {}\nversion = {}\ndescription = {}\n",
        toml_string(manifest.name),
        toml_string(manifest.version),
        toml_string(manifest.description)
    );
    text
}

/// A TOML basic string: nothing in it can end it.
fn toml_string(value: &str) -> String {
    let mut text = String::from("\"");
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(text, "\\u{:04X}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

/// The text of a stand-alone crate's `README.md`.
pub(super) fn readme(crate_name: &str, document: &Document<'_>) -> String {
    let _ = document;
    format!("# {crate_name}\n")
}

/// The files of the shared code.
pub(super) fn runtime(used: &BTreeSet<Package>) -> OutputTree {
    let _ = used;
    OutputTree::new()
}

/// `pub mod runtime;`.
pub(super) fn runtime_module(used: &BTreeSet<Package>) -> String {
    let _ = used;
    "#[rustfmt::skip]\npub mod runtime;\n".to_owned()
}

/// The optional packages that an API uses.
pub(super) fn packages(plan: &ApiPlan) -> BTreeSet<Package> {
    let mut used = BTreeSet::new();
    for item in plan.models.iter().flat_map(|file| &file.items) {
        match item {
            Item::Struct(item) => {
                for field in &item.fields {
                    add(&mut used, &field.ty, field.codec.as_ref());
                }
                if let Some((_, ty)) = &item.rest {
                    add(&mut used, ty, None);
                }
            }
            Item::Union(item) => {
                for variant in &item.variants {
                    add(&mut used, &variant.ty, variant.codec.as_ref());
                }
            }
            Item::Alias(item) => add(&mut used, &item.ty, None),
            Item::Enum(_) => {}
        }
    }
    for method in plan.operations.iter().flat_map(|file| &file.methods) {
        for ty in types(method) {
            add(&mut used, ty, None);
        }
    }
    used
}

fn add(used: &mut BTreeSet<Package>, ty: &RustType, codec: Option<&Codec>) {
    used.extend(ty.package());
    if codec.is_some_and(is_base64) {
        used.insert(Package::Base64);
    }
}

fn is_base64(codec: &Codec) -> bool {
    match codec {
        Codec::IntegerString | Codec::LenientInteger => false,
        Codec::Base64 => true,
        Codec::List(inner) | Codec::MapOf(inner) | Codec::OrNull(inner) => is_base64(inner),
    }
}

fn types(method: &Method) -> Vec<&RustType> {
    let mut types: Vec<&RustType> = Vec::new();
    types.extend(
        method
            .arguments
            .iter()
            .chain(&method.setters)
            .map(|p| &p.ty),
    );
    types.extend(method.body.as_ref().map(|body| &body.ty));
    types.extend(
        method
            .headers
            .iter()
            .chain(&method.error_headers)
            .map(|h| &h.ty),
    );
    match &method.output {
        Output::Type(ty) => types.push(ty),
        Output::Enum(output) => types.extend(output.variants.iter().filter_map(|v| v.ty.as_ref())),
    }
    if let Some(error) = &method.error {
        types.extend(error.variants.iter().filter_map(|v| v.ty.as_ref()));
    }
    types
}
