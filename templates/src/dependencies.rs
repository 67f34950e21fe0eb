//! The packages that the runtime needs, with their versions.

use crate::{Package, Part};

/// A line of a manifest's `[dependencies]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dependency {
    /// The package.
    pub name: &'static str,
    /// What stands behind `=`, as TOML.
    pub requirement: &'static str,
    when: When,
    /// Whether a client names it too, where its runtime is a package of its own.
    in_client: bool,
}

/// In which crates it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Always,
    With(Package),
    Without(Package),
}

/// What a browser needs of a package that is there anyway, for crates with [`Package::OAuth`].
pub const IN_BROWSERS: &str = "
# A browser has its random numbers elsewhere.
[target.'cfg(all(target_arch = \"wasm32\", target_os = \"unknown\"))'.dependencies]
getrandom = { version = \"0.4\", features = [\"wasm_js\"] }
";

/// All of them, by name.
const DEPENDENCIES: &[Dependency] = &[
    optional(Package::Base64, r#""0.23""#),
    everywhere(always("bytes", r#""1""#)),
    always("futures-core", r#""0.3""#),
    oauth("getrandom", r#""0.4""#),
    everywhere(always("http", r#""1""#)),
    everywhere(always("http-body", r#""1""#)),
    always("percent-encoding", r#""2.3""#),
    optional(Package::Xml, r#""0.41""#),
    always("regex-lite", r#"{ version = "0.1", optional = true }"#),
    everywhere(always(
        "reqwest",
        r#"{ version = "0.13.5", default-features = false }"#,
    )),
    always(
        "serde",
        r#"{ version = "1", default-features = false, features = ["std"] }"#,
    ),
    everywhere(always(
        "serde_json",
        r#"{ version = "1", features = ["float_roundtrip", "raw_value"] }"#,
    )),
    oauth("sha2", r#"{ version = "0.11", default-features = false }"#),
    everywhere(optional(
        Package::Time,
        r#"{ version = "0.3", default-features = false, features = ["std", "formatting", "parsing"] }"#,
    )),
    Dependency {
        when: When::Without(Package::OAuth),
        ..always(
            "tokio",
            r#"{ version = "1", default-features = false, features = ["rt", "sync", "time"], optional = true }"#,
        )
    },
    oauth(
        "tokio",
        r#"{ version = "1", default-features = false, features = ["rt", "sync", "time"] }"#,
    ),
    everywhere(always(
        "tower-service",
        r#"{ version = "0.3", optional = true }"#,
    )),
    everywhere(optional(
        Package::Uuid,
        r#"{ version = "1", default-features = false, features = ["std"] }"#,
    )),
];

const fn always(name: &'static str, requirement: &'static str) -> Dependency {
    Dependency {
        name,
        requirement,
        when: When::Always,
        in_client: false,
    }
}

/// Makes it one that clients name too.
const fn everywhere(dependency: Dependency) -> Dependency {
    Dependency {
        in_client: true,
        ..dependency
    }
}

const fn optional(package: Package, requirement: &'static str) -> Dependency {
    Dependency {
        name: package.name(),
        requirement,
        when: When::With(package),
        in_client: false,
    }
}

const fn oauth(name: &'static str, requirement: &'static str) -> Dependency {
    Dependency {
        name,
        requirement,
        when: When::With(Package::OAuth),
        in_client: false,
    }
}

/// Returns what a part of the runtime needs to do what these packages are for, by name.
pub fn dependencies(packages: &[Package], part: Part) -> impl Iterator<Item = &'static Dependency> {
    DEPENDENCIES
        .iter()
        .filter(move |dependency| dependency.in_client || part != Part::Client)
        .filter(|dependency| match dependency.when {
            When::Always => true,
            When::With(package) => packages.contains(&package),
            When::Without(package) => !packages.contains(&package),
        })
}

#[cfg(test)]
mod tests;
