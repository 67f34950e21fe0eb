//! The packages that the runtime needs, with their versions.

use crate::Package;

/// A line of a manifest's `[dependencies]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dependency {
    /// The package.
    pub name: &'static str,
    /// What stands behind `=`, as TOML.
    pub requirement: &'static str,
    /// Where it is only needed with an optional package.
    pub package: Option<Package>,
}

/// All of them, by name.
const DEPENDENCIES: &[Dependency] = &[
    optional(Package::Base64, r#""0.23""#),
    always("bytes", r#""1""#),
    always("futures-core", r#""0.3""#),
    always("http", r#""1""#),
    always("http-body", r#""1""#),
    always("percent-encoding", r#""2.3""#),
    optional(Package::Xml, r#""0.41""#),
    always("regex-lite", r#"{ version = "0.1", optional = true }"#),
    always(
        "reqwest",
        r#"{ version = "0.13.5", default-features = false }"#,
    ),
    always(
        "serde",
        r#"{ version = "1", default-features = false, features = ["std"] }"#,
    ),
    always(
        "serde_json",
        r#"{ version = "1", features = ["float_roundtrip", "raw_value"] }"#,
    ),
    optional(
        Package::Time,
        r#"{ version = "0.3", default-features = false, features = ["std", "formatting", "parsing"] }"#,
    ),
    always(
        "tokio",
        r#"{ version = "1", default-features = false, features = ["rt", "sync", "time"], optional = true }"#,
    ),
    always("tower-service", r#"{ version = "0.3", optional = true }"#),
    optional(
        Package::Uuid,
        r#"{ version = "1", default-features = false, features = ["std"] }"#,
    ),
];

const fn always(name: &'static str, requirement: &'static str) -> Dependency {
    Dependency {
        name,
        requirement,
        package: None,
    }
}

const fn optional(package: Package, requirement: &'static str) -> Dependency {
    Dependency {
        name: package.name(),
        requirement,
        package: Some(package),
    }
}

/// Returns the dependencies of a crate that uses these packages, by name.
pub fn dependencies(packages: &[Package]) -> impl Iterator<Item = &'static Dependency> {
    DEPENDENCIES.iter().filter(|dependency| {
        dependency
            .package
            .is_none_or(|package| packages.contains(&package))
    })
}

#[cfg(test)]
mod tests;
