//! Which names a generated package may have, and which packages it may need itself.

/// Whether Cargo takes it as a package name and Rust as a crate name.
#[must_use]
pub fn is_package_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        && name.len() <= 64
        && !RESERVED.contains(&name.replace('-', "_").as_str())
}

/// Whether generated crates may need a package of this name themselves.
#[must_use]
pub fn is_own_dependency(name: &str) -> bool {
    let all = [
        templates::Package::Base64,
        templates::Package::Time,
        templates::Package::Uuid,
        templates::Package::OAuth,
        templates::Package::Xml,
    ];
    templates::dependencies(&all, templates::Part::Whole).any(|dependency| dependency.name == name)
}

/// Names that Cargo refuses for packages, or that shadow the standard library in the programs that use them.
const RESERVED: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "build",
    "const",
    "continue",
    "core",
    "crate",
    "deps",
    "do",
    "dyn",
    "else",
    "enum",
    "examples",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "incremental",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc_macro",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
];
