//! Documents of many files, and of files that multiply.

use super::*;

#[test]
fn ten_thousand_files_are_loaded_once_each() {
    let names: Vec<String> = (0..10_000).map(|index| format!("f{index}.yaml")).collect();
    let files: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), "properties: {next: {$ref: f0.yaml}}"))
        .collect();
    let list: Vec<Value> = names.iter().map(|name| json!({"$ref": name})).collect();
    let (tree, found, _) = run(&with_schema(&json!({"anyOf": list})), &files);
    assert_eq!(found, []);
    assert_eq!(
        tree["components"]["schemas"].as_object().unwrap().len(),
        10_001
    );
}

/// Each operation holds eight of the next file: 8^15 of them, if nobody counted.
#[test]
fn what_multiplies_is_stopped() {
    let methods = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ];
    let files: Vec<(String, String)> = (0..20)
        .map(|level| {
            let next = json!({"$ref": format!("f{}.json", level + 1)});
            let item: serde_json::Map<String, Value> = methods
                .iter()
                .map(|method| ((*method).to_owned(), next.clone()))
                .collect();
            let text = json!({"callbacks": {"a": {"b": item}}}).to_string();
            (format!("f{level}.json"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let main = json!({"openapi": "3.0.3", "paths": {"/a": {"get": {"$ref": "f0.json"}}}});
    let (_, found, _) = run(&main, &files);
    let codes: Vec<Code> = found.iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes, [Code::MisplacedRef, Code::UnsupportedRef]);
}
