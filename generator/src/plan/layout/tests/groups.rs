use super::{api, method, operation};
use crate::ir::{Api, Operation};
use crate::plan::layout::about::About;
use crate::plan::layout::drafts::Draft;
use crate::plan::layout::split::{Part, split};
use crate::plan::layout::{Grouping, MOST_GROUPS, keys, merge};
use crate::plan::methods::Method;

/// `folder/file: methods` for each file of operations.
fn files(api: &Api, methods: Vec<Method>) -> Vec<String> {
    let grouping = Grouping::of(api, &methods);
    let files = grouping.files(methods);
    files
        .iter()
        .map(|file| {
            let folder = file
                .folder
                .as_ref()
                .map_or(String::new(), |name| format!("{name}/"));
            let feature = file.feature.as_ref().map_or("-", |name| name.as_str());
            format!("{folder}{} [{feature}]: {}", file.file, file.methods.len())
        })
        .collect()
}

/// The files of `count` operations for each of these paths and tags, with short methods.
fn files_of(count: usize, operations: &[(&str, &[&str])]) -> Vec<String> {
    let operations: Vec<Operation> = operations
        .iter()
        .flat_map(|(path, tags)| vec![operation(path, tags); count])
        .collect();
    let name = |index| format!("get_thing_{index}");
    let methods = (0..operations.len()).map(|index| method(&name(index), "Thing", 1));
    files(&api(operations.clone()), methods.collect())
}

#[test]
fn paths_are_keyed_by_what_they_say() {
    for (path, expected) in [
        ("/api/v1/users/{id}/keys", "users keys"),
        ("/v2.1/accounts/{a}:close", "2_1?"),
        ("/chat.postMessage", "chat post_message"),
        ("/rest/2/pets.json", "pets json"),
        ("/{a}/{b}", ""),
    ] {
        let key = keys::of_path(&operation(path, &[])).join(" ");
        if expected.ends_with('?') {
            assert_eq!(key, "accounts close", "{path}");
        } else {
            assert_eq!(key, expected, "{path}");
        }
    }
}

#[test]
fn small_documents_have_a_file_for_each_tag() {
    let tags: &[(&str, &[&str])] = &[("/b", &["Big Cats"]), ("/a", &["dogs", "x"]), ("/c", &[])];
    assert_eq!(
        files_of(1, tags),
        ["big_cats [-]: 1", "dogs [-]: 1", "untagged [-]: 1"]
    );
    assert_eq!(files_of(1, &[("/b", &["one"])]), ["operations [-]: 1"]);
    assert_eq!(files_of(1, &[]), ["operations [-]: 0"]);
}

#[test]
fn big_documents_have_a_feature_for_each_group() {
    // Tags that make one module share it; fixed features are not taken.
    let tags: &[(&str, &[&str])] = &[
        ("/a", &["Big Cats"]),
        ("/b", &["big-cats"]),
        ("/c", &["validate"]),
        ("/d", &["type"]),
    ];
    assert_eq!(
        files_of(10, tags),
        [
            "big_cats [big-cats]: 20",
            "type_ [type]: 10",
            "validate [validate-operations]: 10"
        ]
    );
}

#[test]
fn modules_and_features_are_ascii() {
    let tags: &[(&str, &[&str])] = &[("/a", &["日本"]), ("/b", &["Größe"]), ("/c", &["東京"])];
    assert_eq!(
        files_of(20, tags),
        [
            "tag [operations]: 20",
            "tag_2 [operations-2]: 20",
            "groesse [groesse]: 20"
        ]
    );
}

#[test]
fn without_tags_paths_make_the_groups() {
    let paths: &[(&str, &[&str])] = &[
        ("/api/v1/shop/carts/{id}", &[]),
        ("/api/v1/shop/carts", &[]),
        ("/api/v1/shop/orders", &[]),
        ("/api/v1/shop", &[]),
        ("/api/v1/health", &[]),
    ];
    // More than half are below `shop`, which therefore says little.
    assert_eq!(
        files_of(10, paths),
        [
            "carts [carts]: 20",
            "health [health]: 10",
            "orders [orders]: 10",
            "shop [shop]: 10"
        ]
    );
    // So does a tag that all share.
    let tagged: Vec<(&str, &[&str])> = paths
        .iter()
        .map(|(path, _)| (*path, &["all"][..]))
        .collect();
    assert_eq!(files_of(10, &tagged), files_of(10, paths));
}

#[test]
fn names_make_the_groups_where_paths_say_nothing() {
    let names = [
        "describe_vpcs",
        "create_vpc",
        "get_delete_vpc",
        "run_instances",
        "stop_instance",
    ];
    let operations: Vec<Operation> = (0..50)
        .map(|index| operation(&format!("/#Action=X{index}"), &[]))
        .collect();
    let methods = (0..50).map(|index| method(&format!("{}_{index}", names[index % 5]), "Thing", 1));
    let found = files(&api(operations), methods.collect());
    assert_eq!(found, ["instance [instance]: 20", "vpc [vpc]: 30"]);
}

#[test]
fn long_groups_are_folders() {
    let mut operations = vec![operation("/users", &["users"]); 10];
    for path in [
        "/repos/{a}/{b}",
        "/repos/{a}/{b}/keys/{k}",
        "/repos/{a}/{b}/hooks",
        "/user/repos",
    ] {
        operations.extend(vec![operation(path, &["repos"]); 10]);
    }
    let methods = (0..50).map(|index| method("get_repo", "Thing", if index < 10 { 1 } else { 70 }));
    assert_eq!(
        files(&api(operations), methods.collect()),
        [
            "repos/general [repos]: 10",
            "repos/hooks [repos]: 10",
            "repos/keys [repos]: 10",
            "repos/user [repos]: 10",
            "users [users]: 10"
        ]
    );
}

#[test]
fn there_are_never_too_many_groups() {
    let draft = |name: String, count: usize, from: usize| Draft {
        about: About::Tag(name.clone()),
        name,
        operations: (from..from + count).collect(),
    };
    let mut drafts: Vec<Draft> = (0..400)
        .map(|index| draft(format!("family{} member{index}", index % 90), 1, index))
        .collect();
    drafts.push(draft("big".to_owned(), 100, 1000));
    let merged = merge::limit(drafts);
    assert_eq!(merged.len(), MOST_GROUPS);
    assert!(
        merged
            .iter()
            .any(|draft| draft.about == About::Tag("big".to_owned()))
    );
    let operations: usize = merged.iter().map(|draft| draft.operations.len()).sum();
    assert_eq!(operations, 500);
}

fn part(key: &str, weight: usize) -> Part {
    Part {
        key: key
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect(),
        weight,
    }
}

#[test]
fn files_are_named_after_what_is_in_them() {
    for (parts, expected) in [
        (vec![part("a", 10), part("b", 10)], vec![(" ", vec![0, 1])]),
        (
            vec![
                part("pull request", 60),
                part("pull review", 30),
                part("issue", 60),
            ],
            vec![("issue", vec![2]), ("pull", vec![0, 1])],
        ),
        // What is small is in alphabetical order.
        (
            (0..30)
                .map(|index| part(&format!("w{:02}", 29 - index), 10))
                .collect(),
            vec![
                ("w00_to_w09", (20..30).collect()),
                ("w10_to_w19", (10..20).collect()),
                ("w20_to_w29", (0..10).collect()),
            ],
        ),
        // Nothing tells these apart.
        (
            vec![part("a", 60), part("a", 60)],
            vec![(" ", vec![0]), (" ", vec![1])],
        ),
    ] {
        let found: Vec<(String, Vec<usize>)> = split(&parts, 100)
            .into_iter()
            .map(|bin| (bin.name, bin.parts))
            .collect();
        let expected: Vec<(String, Vec<usize>)> = expected
            .into_iter()
            .map(|(name, parts)| (name.trim().to_owned(), parts))
            .collect();
        assert_eq!(found, expected);
    }
}
