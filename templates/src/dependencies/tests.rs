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
    assert_eq!(
        table.lines().filter(|line| line.contains(" = ")).count(),
        DEPENDENCIES.len()
    );
    assert!(DEPENDENCIES.is_sorted_by_key(|dependency| dependency.name));
}

#[test]
fn packages_decide() {
    assert_eq!(dependencies(&[]).count(), DEPENDENCIES.len() - 4);
    assert!(dependencies(&[Package::Time]).any(|dependency| dependency.name == "time"));
}
