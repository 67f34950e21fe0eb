//! Big APIs: folders, features, tables.

use super::sample::{self, docs, method, object};
use super::{collection, document};
use crate::plan::ApiPlan;
use crate::plan::api::Group;
use crate::plan::docs::Docs;
use crate::plan::items::{Item, ModelFile};
use crate::plan::methods::OperationFile;
use crate::plan::names::{FeatureName, FileName};
use crate::render::render_standalone;

/// An API with the groups `cats` and `dogs`, a folder of operations and models of every kind of need.
fn grouped() -> ApiPlan {
    let group = |name: &str| Group {
        module: FileName::test(name),
        feature: FeatureName::test(name),
        docs: docs("About animals."),
        summary: "About | animals".to_owned(),
        operations: 2,
    };
    let file = |folder: Option<&str>, file: &str, feature: &str, marker: &str| OperationFile {
        folder: folder.map(FileName::test),
        file: FileName::test(file),
        feature: Some(FeatureName::test(feature)),
        docs: docs("Some."),
        methods: vec![method(&marker.to_lowercase(), marker)],
    };
    let models = |folder: Option<&str>, file: &str, features: &[&str], name: &str| ModelFile {
        folder: folder.map(FileName::test),
        docs: Docs::default(),
        file: FileName::test(file),
        features: features
            .iter()
            .map(|name| FeatureName::test(name))
            .collect(),
        items: vec![Item::Struct(object(name, Vec::new()))],
    };
    ApiPlan {
        big: true,
        groups: vec![group("cats"), group("dogs")],
        extra: Some(FeatureName::test("extra-models")),
        operations: vec![
            file(Some("cats"), "kittens", "cats", "ListKittens"),
            file(Some("cats"), "toms", "cats", "ListToms"),
            file(None, "dogs", "dogs", "ListDogs"),
        ],
        models: vec![
            models(None, "common", &[], "Common"),
            models(Some("cats"), "kittens", &["cats"], "Kitten"),
            models(Some("cats"), "toms", &["cats"], "Tom"),
            models(Some("shared"), "cats_and_dogs", &["cats", "dogs"], "Fur"),
            models(Some("shared"), "dogs_and_more", &["dogs", "birds"], "Tail"),
            models(None, "extra", &["extra-models"], "Extra"),
        ],
        ..sample::nethsm()
    }
}

#[test]
fn groups_of_a_crate_of_its_own_have_features() {
    let plan = grouped();
    let tree = render_standalone(&document(&plan), "pets").unwrap();
    let has = |path: &str, wanted: &str| {
        let text = &tree[path];
        assert!(
            text.contains(wanted),
            "{path} has not\n{wanted}\nbut\n{text}"
        );
    };
    has("Cargo.toml", "default = [\"rustls\", \"http2\", \"all\"]\n");
    has("Cargo.toml", "\nall = [\"cats\", \"dogs\"]\n");
    has(
        "Cargo.toml",
        "\nextra-models = [\"all\"]\n# 2 operations: About | animals.\ncats = []\n",
    );
    has(
        "src/operations/mod.rs",
        "#[cfg(feature = \"cats\")]\npub mod cats;\n#[cfg(feature = \"dogs\")]\npub mod dogs;\n\n\
         #[cfg(feature = \"cats\")]\npub use cats::*;\n#[cfg(feature = \"dogs\")]\npub use dogs::*;\n",
    );
    has(
        "src/operations/cats/mod.rs",
        "//! About animals.\n\nmod kittens;\nmod toms;\n\npub use kittens::*;\n",
    );
    has(
        "src/models/mod.rs",
        "#[cfg(feature = \"cats\")]\nmod cats;\nmod common;\n#[cfg(feature = \"extra-models\")]\n",
    );
    has(
        "src/models/mod.rs",
        "#[allow(unused_imports, reason = \"features decide what is in it\")]\npub use shared::*;\n",
    );
    has(
        "src/models/shared/mod.rs",
        "#[cfg(any(feature = \"cats\", feature = \"dogs\"))]\nmod cats_and_dogs;\n",
    );
    has(
        "src/lib.rs",
        "//! | [`cats`](operations::cats) | 2 | About \\| animals |\n",
    );
    has(
        "README.md",
        "| [`cats`](src/operations/cats) | 2 | About \\| animals |\n",
    );
    has("README.md", "| [`dogs`](src/operations/dogs.rs) | 2 |");
}

#[test]
fn groups_of_a_module_among_others_have_none() {
    let tree = collection(&grouped());
    for (path, text) in tree
        .iter()
        .filter(|(path, _)| path.starts_with("src/nethsm/"))
    {
        assert!(!text.contains("feature = \"cats\""), "{path}");
    }
    assert!(!tree["Cargo.toml"].contains("cats"));
}
