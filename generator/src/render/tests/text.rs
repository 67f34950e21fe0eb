//! Expected text of what the sample does not show, and of hostile input.

use super::sample::{
    self, arm, docs, field, method, model, object, parameter, rule, union_variant,
};
use super::{collection, document};
use crate::plan::ApiPlan;
use crate::plan::api::{CredentialKind, SchemePlan, ServerPlan, ServerShape, UrlPiece};
use crate::plan::docs::Docs;
use crate::plan::items::{EnumPlan, EnumValues, Item, ModelFile, Presence, Test, UnionPlan};
use crate::plan::methods::{
    BodyDecoding, Method, OperationFile, OutcomeEnum, OutcomeVariant, Output, Place, StatusPattern,
};
use crate::plan::names::{ConstName, FileName, FunctionName, TypeName, VariantName};
use crate::plan::rust_type::RustType;
use crate::render::{render_collection, render_standalone};

/// An API with these operations and models.
fn api(methods: Vec<Method>, models: Vec<Item>) -> ApiPlan {
    ApiPlan {
        server: None,
        schemes: Vec::new(),
        operations: vec![OperationFile {
            folder: None,
            file: FileName::test("operations"),
            feature: None,
            docs: Docs::default(),
            methods,
        }],
        models: models
            .into_iter()
            .map(|item| ModelFile {
                folder: None,
                docs: Docs::default(),
                file: FileName::test(&item.name().as_str().to_lowercase()),
                features: Vec::new(),
                items: vec![item],
            })
            .collect(),
        ..sample::nethsm()
    }
}

/// One file of the printed API, which must be Rust.
fn printed(plan: &ApiPlan, path: &str) -> String {
    let tree = collection(plan);
    let text = tree
        .get(&format!("src/nethsm/{path}"))
        .unwrap_or_else(|| panic!("no {path} in {:?}", tree.keys()));
    syn::parse_file(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    text.clone()
}

/// The part must be there as it is.
#[track_caller]
fn assert_has(text: &str, part: &str) {
    assert!(text.contains(part), "no\n{part}\nin\n{text}");
}

#[test]
fn a_name_that_a_model_took_is_written_in_full() {
    let mut plan = api(
        vec![Method {
            arguments: vec![parameter("name", Place::Path, RustType::String)],
            output: Output::Type(model("Option")),
            answers: vec![arm(StatusPattern::Exact(200), None, BodyDecoding::Json)],
            ..method("get_option", "GetOption")
        }],
        vec![
            Item::Struct(object(
                "Option",
                vec![field(
                    "inner",
                    "inner",
                    Presence::Optional,
                    RustType::Secret,
                )],
            )),
            Item::Struct(object("Secret", Vec::new())),
            Item::Struct(object(
                "Other",
                vec![field("id", "id", Presence::Required, model("Secret"))],
            )),
        ],
    );
    plan.shadowed = ["Option", "Secret", "Into"].map(str::to_owned).into();
    let text = printed(&plan, "models/option.rs");
    assert_has(
        &text,
        "    pub inner: ::core::option::Option<crate::runtime::Secret>,\n",
    );
    assert_has(
        &text,
        "inner: impl ::core::convert::Into<crate::runtime::Secret>",
    );
    assert_has(&text, "use crate::runtime::object;\n");
    let text = printed(&plan, "models/other.rs");
    assert_has(&text, "use super::Secret;\n");
    let text = printed(&plan, "operations.rs");
    assert_has(&text, "    type Output = models::Option;\n");
    assert!(!text.contains("use super::models::Option"));
}

#[test]
fn an_operation_called_like_the_runtime_or_the_prelude_is_no_conflict() {
    let plan = api(
        vec![
            method("call", "Call"),
            method("none", "None"),
            method("client", "Client"),
        ],
        Vec::new(),
    );
    let text = printed(&plan, "operations.rs");
    assert_has(&text, "impl super::Client {\n");
    assert_has(&text, "-> crate::runtime::Call<Call> {\n");
    assert_has(&text, "        base_url: ::core::option::Option::None,\n");
}

#[test]
fn answers_are_told_apart_by_status_and_media_type() {
    let outcome = |name: &str, variants: &[(&str, Option<RustType>)]| OutcomeEnum {
        name: TypeName::test(name),
        docs: docs("What came."),
        variants: variants
            .iter()
            .map(|(name, ty)| OutcomeVariant {
                name: VariantName::test(name),
                docs: docs("One."),
                ty: ty.clone(),
            })
            .collect(),
    };
    let mut text_arm = arm(StatusPattern::Exact(200), Some("Text"), BodyDecoding::Text);
    text_arm.media_types = vec!["text/plain".to_owned()];
    text_arm.success = true;
    let mut done = arm(
        StatusPattern::Range(200, 299),
        Some("Done"),
        BodyDecoding::Empty,
    );
    done.success = true;
    let plan = api(
        vec![
            Method {
                output: Output::Enum(outcome(
                    "GetOutput",
                    &[("Text", Some(RustType::String)), ("Done", None)],
                )),
                error: Some(outcome("GetError", &[("Other", Some(RustType::Json))])),
                answers: vec![
                    text_arm,
                    done,
                    arm(StatusPattern::Any, Some("Other"), BodyDecoding::Json),
                ],
                ..method("get", "Get")
            },
            Method {
                output: Output::Type(RustType::Option(Box::new(RustType::Bytes))),
                answers: [(200, BodyDecoding::Bytes), (204, BodyDecoding::Empty)]
                    .map(|(status, decode)| {
                        let mut arm = arm(StatusPattern::Exact(status), None, decode);
                        arm.optional = true;
                        arm
                    })
                    .into(),
                ..method("load", "Load")
            },
        ],
        Vec::new(),
    );
    let text = printed(&plan, "operations.rs");
    assert_has(
        &text,
        "        match answer.status() {
            200 if answer.is(\"text/plain\") => Outcome::success_as(answer.text(), GetOutput::Text),
            200..=299 => Outcome::Success(GetOutput::Done),
            _ => answer.failure(GetError::Other),
        }
",
    );
    assert_has(
        &text,
        "            200 => Outcome::Success(Some(answer.bytes())),
            204 => Outcome::Success(None),
            _ => Outcome::Undocumented,
",
    );
    assert_has(&text, "    type Error = Infallible;\n");
}

#[test]
fn operations_of_several_tags_have_a_file_each() {
    let mut plan = api(vec![method("list_cats", "ListCats")], Vec::new());
    plan.operations[0].file = FileName::test("cats");
    plan.operations.push(OperationFile {
        folder: None,
        file: FileName::test("dogs"),
        feature: None,
        docs: docs("About dogs."),
        methods: vec![method("list_dogs", "ListDogs")],
    });
    assert_has(
        &printed(&plan, "operations/mod.rs"),
        "mod cats;\nmod dogs;\n\npub use cats::ListCats;\npub use dogs::ListDogs;\n",
    );
    let text = printed(&plan, "operations/dogs.rs");
    assert_has(&text, "//! About dogs.\n");
    assert_has(&text, "use crate::nethsm::Client;\n");
    let own = render_standalone(&document(&plan), "dogs").unwrap();
    assert_has(&own["src/operations/dogs.rs"], "use crate::Client;\n");
}

#[test]
fn tables_name_evidence_codecs_and_other_values() {
    let tag = |variant, values: &[&str]| {
        let values = values.iter().map(|&value| value.to_owned()).collect();
        rule(
            variant,
            Test::Key("petType".to_owned(), vec![Test::Value(values)]),
        )
    };
    let union = UnionPlan {
        derives: Vec::new(),
        name: TypeName::test("Pet"),
        docs: docs("A pet."),
        deprecated: false,
        variants: vec![
            union_variant("Cat", model("Kitten")),
            union_variant("Dog", model("Dog")),
        ],
        unknown: VariantName::test("Other"),
        rules: vec![tag(0, &["cat", "Cat\""]), tag(1, &["dog"])],
        sent: false,
    };
    let role = EnumPlan {
        derives: Vec::new(),
        closed: false,
        name: TypeName::test("Role"),
        docs: docs("A role."),
        deprecated: true,
        variants: Vec::new(),
        unknown: VariantName::test("Unlisted"),
        values: EnumValues::Text,
    };
    let plan = api(Vec::new(), vec![Item::Union(union), Item::Enum(role)]);
    assert_has(
        &printed(&plan, "models/pet.rs"),
        "union! {
    Pet by tag \"petType\" {
        Cat: \"cat\" | \"Cat\\\"\",
        Dog: \"dog\",
        * Other,
    }
}
",
    );
    let text = printed(&plan, "models/role.rs");
    assert_has(&text, "/// A role.\n#[deprecated]\n#[derive(");
    assert_has(
        &text,
        "text_enum! {\n    Role {\n        * Unlisted,\n    }\n}\n",
    );
}

#[test]
fn servers_have_a_type_only_where_they_hold_something() {
    let shape = |name: &str, relative: bool, url: &str| ServerShape {
        name: TypeName::test(name),
        docs: docs("A server."),
        relative,
        pieces: vec![UrlPiece::Literal(url.to_owned())],
        variables: Vec::new(),
    };
    let mut plan = api(Vec::new(), Vec::new());
    plan.server = Some(ServerPlan::Many(vec![
        (
            VariantName::test("Production"),
            shape("ProductionServer", false, "https://example.org/{x}"),
        ),
        (
            VariantName::test("Local"),
            shape("LocalServer", true, "/v1"),
        ),
    ]));
    let text = printed(&plan, "server.rs");
    assert_has(
        &text,
        "            Self::Production => \"https://example.org/{x}\".to_owned(),\n            Self::Local(server) => server.url(),\n",
    );
    assert_has(
        &text,
        "        let origin = origin.trim_end_matches('/');\n        format!(\"{origin}/v1\")\n",
    );
    assert!(!text.contains("ProductionServer"));
    assert_has(
        &printed(&plan, "mod.rs"),
        "pub use server::{LocalServer, Server};\n",
    );
}

#[test]
fn credentials_are_methods_of_the_builder() {
    let scheme = |name: &str, kind| SchemePlan {
        method: FunctionName::test(name),
        constant: ConstName::test(&name.to_uppercase()),
        wire: name.to_owned(),
        kind,
        docs: docs("A credential."),
    };
    let mut plan = api(Vec::new(), Vec::new());
    plan.schemes = vec![
        scheme("token", CredentialKind::Bearer),
        scheme("key", CredentialKind::ApiKeyQuery("k\"".to_owned())),
        scheme("digest", CredentialKind::Http("Digest".to_owned())),
    ];
    let text = printed(&plan, "client.rs");
    for part in [
        "self.credential(&TOKEN, token.into())",
        "pub(super) static KEY: Scheme = Scheme::api_key_query(\"key\", \"k\\\"\");\n",
        "pub(super) static DIGEST: Scheme = Scheme::http(\"digest\", \"Digest\");\n",
    ] {
        assert_has(&text, part);
    }
}

#[test]
fn no_text_of_a_document_leaves_its_place() {
    let hostile = "x\nfn evil() {}\r#![allow(unsafe_code)] */ \" \\ {name}";
    let mut plan = api(
        vec![Method {
            docs: docs("a"),
            id: hostile.to_owned(),
            path: hostile.to_owned(),
            ..method("get", "Get")
        }],
        vec![Item::Struct(object(
            "Thing",
            vec![field("id", hostile, Presence::Required, RustType::String)],
        ))],
    );
    let lines = Docs {
        lines: vec![hostile.to_owned()],
    };
    plan.docs = lines.clone();
    plan.operations[0].docs = lines.clone();
    plan.operations[0].methods[0].docs = lines;
    let mut document = document(&plan);
    document.facts.file = "evil.yaml\nfn evil() {} -->";
    for tree in [
        render_collection(std::slice::from_ref(&document)).unwrap(),
        render_standalone(&document, "client").unwrap(),
    ] {
        for (path, text) in &tree {
            if super::is_rust(path) {
                syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
                assert!(!text.contains("\nfn evil"), "{path}:\n{text}");
            }
        }
        let manifest = &tree["Cargo.toml"];
        assert_eq!(manifest.matches("\n[package]").count(), 1);
        assert!(!manifest.contains("\nfn evil"), "{manifest}");
        assert!(
            !tree
                .get("README.md")
                .is_some_and(|text| text.starts_with("<!--\n"))
        );
    }
}

#[test]
fn a_crate_of_its_own_is_a_workspace_of_its_own() {
    let plan = sample::nethsm();
    let own = render_standalone(&document(&plan), "nethsm-client").unwrap();
    assert_has(&own["Cargo.toml"], "\nname = \"nethsm-client\"\n");
    assert_has(&own["Cargo.toml"], "\n[workspace]\n");
    assert_has(&own["src/lib.rs"], "#![forbid(unsafe_code)]\n");
    assert!(!collection(&plan)["Cargo.toml"].contains("[workspace]"));
    for name in ["", "1a", "a b", "a\"", "test", "std", "-a", "ä"] {
        let error = render_standalone(&document(&plan), name).unwrap_err();
        assert!(error.message.contains("package name"), "{name}");
    }
}

#[test]
fn packages_come_with_the_types_that_need_them() {
    let thing = |ty| {
        api(
            Vec::new(),
            vec![Item::Struct(object(
                "Thing",
                vec![field("a", "a", Presence::Optional, ty)],
            ))],
        )
    };
    let plain = collection(&thing(RustType::String));
    assert!(!plain["Cargo.toml"].contains("uuid"));
    let file = "runtime/src/wire/uuid_format.rs";
    assert!(!plain.contains_key(file));
    let with = collection(&thing(RustType::Vec(Box::new(RustType::Uuid))));
    assert_has(&with["Cargo.toml"], "\nuuid = ");
    assert!(with.contains_key(file));
    assert_has(&with["runtime/Cargo.toml"], "\nuuid = ");
    assert_has(&with["src/nethsm/models/thing.rs"], "use uuid::Uuid;\n");
}

#[test]
fn the_list_names_every_other_file() {
    let plan = sample::nethsm();
    let tree = collection(&plan);
    let list: serde_json::Value = serde_json::from_str(&tree[".generated"]).unwrap();
    let listed: Vec<&str> = list["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file.as_str().unwrap())
        .collect();
    let files: Vec<&str> = tree
        .keys()
        .map(String::as_str)
        .filter(|path| *path != ".generated")
        .collect();
    assert_eq!(listed, files);
    let facts = &list["documents"]["nethsm"];
    assert_eq!(facts["operations"]["declared"], 3);
    // SHA-256 of the text in `document`.
    assert_eq!(
        facts["sha256"],
        "faa4988e76ddd0d66e9c95e3d7da6faecc44be96bf988ac35b22dd39213ff509"
    );
}
