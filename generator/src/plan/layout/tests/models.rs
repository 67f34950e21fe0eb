use super::{api, method, operation};
use crate::ir::TypeId;
use crate::plan::docs::Docs;
use crate::plan::items::{AliasPlan, AliasReason, Item, ModelFile};
use crate::plan::layout::{Grouping, LONG, place};
use crate::plan::models::Unit;
use crate::plan::names::{FeatureName, TypeName};
use crate::plan::rust_type::RustType;

/// Schemas that each name others, all of `lines` lines.
fn units(schemas: &[(&str, &str)], lines: usize) -> Vec<Unit> {
    let schemas = schemas.iter().enumerate();
    let units = schemas.map(|(index, (name, named))| Unit {
        name: (*name).to_owned(),
        items: vec![(
            TypeId(u32::try_from(index).unwrap()),
            Item::Alias(AliasPlan {
                name: TypeName::test(name),
                docs: Docs {
                    lines: vec![String::new(); lines],
                },
                ty: match *named {
                    "" => RustType::Bool,
                    name => RustType::Model(TypeName::test(name)),
                },
                reason: AliasReason::Schema,
                deprecated: false,
            }),
        )],
    });
    units.collect()
}

/// `path [features]: items` for each file of models of an API with the groups `a` to `h`, whose operations answer with
/// `answers`.
fn placed(answers: &[(&str, &str)], units: Vec<Unit>) -> Vec<String> {
    let mut operations = Vec::new();
    let mut methods = Vec::new();
    for (tag, answer) in answers {
        for _ in 0..20 {
            operations.push(operation("/x", &[tag]));
            methods.push(method("get_x", answer, 1));
        }
    }
    let grouping = Grouping::of(&api(operations), &methods);
    let placed = place(units, &grouping.files(methods), &grouping);
    let shown = |file: &ModelFile| {
        let folder = file
            .folder
            .as_ref()
            .map_or(String::new(), |name| format!("{name}/"));
        let features: Vec<&str> = file.features.iter().map(FeatureName::as_str).collect();
        let items: Vec<&str> = file.items.iter().map(|item| item.name().as_str()).collect();
        format!(
            "{folder}{} [{}]: {}",
            file.file,
            features.join(" "),
            items.join(" ")
        )
    };
    let mut shown: Vec<String> = placed.files.iter().map(shown).collect();
    shown.sort();
    shown
}

#[test]
fn models_lie_where_they_are_needed() {
    let schemas = [
        ("Own", "Part"),
        ("Part", "Own"),
        ("Shared", "Deep"),
        ("Deep", ""),
        ("Nobody", "Deep"),
    ];
    assert_eq!(
        placed(
            &[("a", "Own"), ("b", "Shared"), ("c", "Shared")],
            units(&schemas, 1)
        ),
        [
            "a [a]: Own Part",
            "extra [extra-models]: Nobody",
            "shared/b_and_c [b c]: Shared Deep",
        ]
    );
}

#[test]
fn what_many_need_is_always_there_with_all_that_it_needs() {
    let answers: Vec<(&str, &str)> = ["a", "b", "c", "d", "e", "f", "g"]
        .iter()
        .map(|&tag| (tag, "Many"))
        .collect();
    assert_eq!(
        placed(&answers, units(&[("Many", "Deep"), ("Deep", "")], 1)),
        ["common []: Many Deep"]
    );
}

#[test]
fn what_all_need_is_always_there_however_few_they_are() {
    assert_eq!(
        placed(&[("a", "All"), ("b", "All")], units(&[("All", "")], 1)),
        ["common []: All"]
    );
    assert_eq!(
        placed(&[("a", "Own")], units(&[("Own", "")], 1)),
        ["own []: Own"]
    );
}

#[test]
fn long_files_of_models_are_divided() {
    let schemas = [("PullRequest", ""), ("PullReview", ""), ("Issue", "")];
    assert_eq!(
        placed(
            &[
                ("a", "PullRequest"),
                ("a", "PullReview"),
                ("a", "Issue"),
                ("b", "Issue")
            ],
            units(&schemas, LONG * 2 / 3)
        ),
        [
            "a/request [a]: PullRequest",
            "a/review [a]: PullReview",
            "common []: Issue",
        ]
    );
}
