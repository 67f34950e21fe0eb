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

/// Packages that every crate needs, and those that only some types need, as they stand in a manifest.
const DEPENDENCIES: &[(Option<Package>, &str)] = &[
    (
        Some(Package::Base64),
        "base64 = { version = \"0.22\", default-features = false, features = [\"std\"] }",
    ),
    (None, "bytes = \"1\""),
    (None, "futures-core = \"0.3\""),
    (None, "http = \"1\""),
    (None, "percent-encoding = \"2\""),
    (None, "regex-lite = { version = \"0.1\", optional = true }"),
    (
        None,
        "reqwest = { version = \"0.13\", default-features = false, features = [\"http2\", \"stream\"] }",
    ),
    (None, "serde = \"1\""),
    (
        None,
        "serde_json = { version = \"1\", features = [\"raw_value\"] }",
    ),
    (
        Some(Package::Time),
        "time = { version = \"0.3\", features = [\"formatting\", \"parsing\"] }",
    ),
    (Some(Package::Uuid), "uuid = \"1\""),
];

/// What is checked in a crate that is printed; each exception with its reason.
const LINTS: &str = "
[lints.rust]
unsafe_code = \"forbid\"
missing_docs = \"warn\"

[lints.clippy]
pedantic = { level = \"warn\", priority = -1 }
# Words of the document's descriptions are not ours to mark up.
doc_markdown = \"allow\"
# A body is handed over: `create_user(NewUser::new(..))`.
needless_pass_by_value = \"allow\"
# Names, numbers of fields and sizes are the document's.
enum_variant_names = \"allow\"
large_enum_variant = \"allow\"
similar_names = \"allow\"
struct_excessive_bools = \"allow\"
struct_field_names = \"allow\"
too_many_arguments = \"allow\"
unreadable_literal = \"allow\"
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
#[must_use]
pub fn is_package_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|c| c.is_ascii_alphabetic())
        && characters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        && name.len() <= 64
}

/// The text of `Cargo.toml`.
pub(super) fn text(manifest: &Manifest<'_>) -> String {
    let features: Vec<String> = manifest
        .modules
        .iter()
        .map(|module| toml_string(bare(module)))
        .chain(["\"rustls\"".to_owned()])
        .collect();
    let modules: String = manifest
        .modules
        .iter()
        .flat_map(|module| [bare(module), " = []\n"])
        .collect();
    let mut text = format!(
        "{header}
[package]
name = {name}
version = {version}
description = {description}
edition = \"2024\"
rust-version = \"1.85\"
publish = false

[features]
default = [{features}]
{modules}\
# TLS by rustls; without it, pass a client of your own: `builder().reqwest_client(..)`.
rustls = [\"reqwest/rustls\"]
# `validate()` on what is sent: lengths, patterns, ranges.
validate = [\"dep:regex-lite\"]

[dependencies]
",
        header = manifest.header,
        name = toml_string(manifest.name),
        version = toml_string(manifest.version),
        description = toml_string(manifest.description),
        features = features.join(", "),
    );
    for (package, line) in DEPENDENCIES {
        if package.is_none_or(|package| manifest.packages.contains(&package)) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text.push_str(LINTS);
    if manifest.standalone {
        text.push_str(
            "\n# A root of its own, so that the crate builds inside any other tree.\n[workspace]\n",
        );
    }
    text
}

/// A feature's name is its module's without `r#`.
pub(super) fn bare(module: &str) -> &str {
    module.strip_prefix("r#").unwrap_or(module)
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
    let library = crate_name.replace('-', "_");
    let mut text = format!(
        "<!-- @generated by oaxide from {}. -->

# {crate_name}

A Rust client, generated by oaxide. `use {library}::Client;`

",
        document.facts.shown()
    );
    for line in &document.plan.docs.lines {
        text.push_str(line);
        text.push('\n');
    }
    text.push_str(
        "
## Features

* `rustls` (on by default): TLS by rustls. Without it, pass a client of your own:
  `Client::builder().reqwest_client(..)`.
* `validate`: `validate()` on what is sent, for lengths, patterns and ranges.
",
    );
    text
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
