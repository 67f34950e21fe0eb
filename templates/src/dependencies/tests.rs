use super::*;

/// What is printed into generated crates is what the runtime is tested with here.
#[test]
fn versions_are_those_of_this_package() {
    let manifest = include_str!("../../Cargo.toml");
    let table = manifest
        .split("[dependencies]")
        .nth(1)
        .unwrap()
        .split("\n[")
        .next()
        .unwrap();
    let own = |name: &str| {
        table
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{name} = ")))
            .unwrap()
    };
    for dependency in DEPENDENCIES
        .iter()
        .filter(|dependency| dependency.name != "regex-lite")
    {
        let expected = match dependency.requirement.strip_suffix(" }") {
            Some(start) if start.ends_with("optional = true") => dependency.requirement.to_owned(),
            Some(start) => format!("{start}, optional = true }}"),
            None => format!(
                "{{ version = {}, optional = true }}",
                dependency.requirement
            ),
        };
        assert_eq!(own(dependency.name), expected, "{}", dependency.name);
    }
    let names: std::collections::BTreeSet<_> = DEPENDENCIES.iter().map(|one| one.name).collect();
    assert_eq!(
        table.lines().filter(|line| line.contains(" = ")).count(),
        names.len()
    );
    assert!(manifest.contains(IN_BROWSERS.trim().trim_end_matches(" }")));
    assert!(DEPENDENCIES.is_sorted_by_key(|dependency| dependency.name));
}

#[test]
fn packages_decide() {
    let names = |packages: &[Package]| -> Vec<_> {
        dependencies(packages, Part::Whole)
            .map(|dependency| dependency.name)
            .collect()
    };
    // `tokio` is there for `retry`.
    for name in ["base64", "getrandom", "quick-xml", "sha2", "time", "uuid"] {
        assert!(!names(&[]).contains(&name), "{name}");
    }
    let with = names(&[Package::OAuth]);
    assert_eq!(with.len(), names(&[]).len() + 2);
    assert!(with.contains(&"sha2") && with.contains(&"getrandom"));
    assert!(
        dependencies(&[Package::Time], Part::Client).any(|dependency| dependency.name == "time")
    );
}
