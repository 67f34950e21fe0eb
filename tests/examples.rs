//! Every example of the pages (`fixtures/examples`) and of the documents (`specs/`): read as the model it belongs to,
//! written again, and compared as JSON.

use std::collections::BTreeSet;

use generated::runtime::wire::json;
use generated::runtime::{Decode, Encode};
use generated::{ghc, guardian, nethsm, odin, user_management};
use serde_json::{Map, Value};
use support::documented::{APIS, document};
use support::text;

/// Which way a value goes: some properties are only sent, some only come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Request,
    Response,
}

/// Fails unless a value is the same after it was read and written by `T`.
fn again<T: Decode + Encode>(what: &str, value: &Value) {
    let model: T = json::from_str(&value.to_string())
        .unwrap_or_else(|error| panic!("{what}: {}: {}", error.path, error.message));
    let written = json::to_vec(&model).unwrap();
    let written: Value = serde_json::from_slice(&written).unwrap();
    assert_eq!(written, *value, "{what}");
}

/// The models by schema. A schema with an example that stands in no arm fails the test.
fn model(api: &str, schema: &str, direction: Direction, value: &Value) {
    use Direction::{Request, Response};
    let what = format!("{api} {schema} {direction:?}");
    let check = match (api, schema, direction) {
        ("ghc", "OfficeUserCreate", Request) => again::<ghc::models::OfficeUserCreate>,
        ("ghc", "OfficeUser", Response) => again::<ghc::models::OfficeUser>,
        ("ghc", "OfficeUserRole", _) => again::<ghc::models::OfficeUserRole>,
        ("ghc", "RoleType", _) => again::<ghc::models::RoleType>,
        ("guardian", "User", Request) => again::<guardian::models::UserInput>,
        ("guardian", "User", Response) => again::<guardian::models::User>,
        ("guardian", "Link", Response) => again::<guardian::models::Link>,
        ("guardian", "RoleId", _) => role_id,
        ("nethsm", "UserPostData", Request) => again::<nethsm::models::UserPostData>,
        ("nethsm", "CreatedUser", Response) => again::<nethsm::models::CreatedUser>,
        ("nethsm", "UserRole", _) => again::<nethsm::models::UserRole>,
        ("nethsm", "Passphrase", _) => again::<nethsm::models::Passphrase>,
        ("odin", "Credentials", Request) => again::<odin::models::Credentials>,
        ("odin", "UserCreate", Request) => again::<odin::models::UserCreate>,
        ("odin", "CreatedUser", Response) => again::<odin::models::CreatedUser>,
        ("odin", "User", Response) => again::<odin::models::User>,
        ("odin", "AccessDeviceEndpoint", Response) => again::<odin::models::AccessDeviceEndpoint>,
        ("odin", "TrunkAddressing", Response) => again::<odin::models::TrunkAddressing>,
        ("odin", "TrunkGroupDeviceEndpoint", Response) => {
            again::<odin::models::TrunkGroupDeviceEndpoint>
        }
        ("odin", "Department", Response) => again::<odin::models::Department>,
        _ => panic!("{what}: an example without a model in this test"),
    };
    check(&what, value);
}

/// The role is a number in Rust; how it is written belongs to the property.
fn role_id(what: &str, value: &Value) {
    let user = serde_json::json!({"firstName": "A", "lastName": "B", "role": value});
    again::<guardian::models::UserInput>(what, &user);
}

/// Directions of a schema that goes one way only.
fn directions(api: &str, schema: &str) -> &'static [Direction] {
    match (api, schema) {
        ("guardian", "User" | "RoleId")
        | ("ghc", "OfficeUserRole" | "RoleType")
        | ("nethsm", "UserRole" | "Passphrase") => &[Direction::Request, Direction::Response],
        (_, "Credentials" | "OfficeUserCreate" | "UserCreate" | "UserPostData") => {
            &[Direction::Request]
        }
        _ => &[Direction::Response],
    }
}

#[test]
fn examples_of_the_pages() {
    let index: Value = serde_json::from_str(&text("tests/fixtures/examples/index.json")).unwrap();
    let entries = index.as_array().unwrap();
    assert!(entries.len() >= 8, "the index has lost entries");
    let mut listed = BTreeSet::new();
    for entry in entries {
        let [api, file, schema, direction, example] =
            ["api", "file", "schema", "direction", "example"]
                .map(|key| entry[key].as_str().unwrap());
        let value: Value =
            serde_json::from_str(&text(&format!("tests/fixtures/examples/{file}"))).unwrap();
        assert_eq!(document(api).pointer(example), Some(&value), "{file}");
        let direction = match direction {
            "request" => Direction::Request,
            "response" => Direction::Response,
            other => panic!("{file}: direction {other}"),
        };
        let schema = schema.strip_prefix("/components/schemas/").unwrap();
        model(api, schema, direction, &value);
        listed.insert(file.to_owned());
    }
    let files = support::tree::read(&support::root().join("tests/fixtures/examples"));
    let files = files.into_keys().filter(|file| file.contains('/'));
    assert_eq!(
        files.collect::<BTreeSet<_>>(),
        listed,
        "files and index differ"
    );
}

#[test]
fn examples_of_the_documents() {
    for api in APIS {
        let document = document(api);
        let mut found = BTreeSet::new();
        places(&document, "", &mut found);
        let mut tested = BTreeSet::new();
        bodies(api, &document, &mut tested);
        schemas(api, &document, &mut tested);
        parameters(api, &document, &mut tested);
        assert_eq!(found, tested, "{api}: examples that no test has looked at");
    }
}

/// The pointers of all examples. What is inside an example is not one.
fn places(value: &Value, pointer: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let pointer = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
                // A property may be called so.
                if key == "example" && !pointer.ends_with("/properties/example") {
                    found.insert(pointer);
                } else {
                    places(value, &pointer, found);
                }
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                places(value, &format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// Examples of request and response bodies.
fn bodies(api: &str, document: &Value, tested: &mut BTreeSet<String>) {
    let mut found = BTreeSet::new();
    places(&document["paths"], "/paths", &mut found);
    for pointer in found.iter().filter(|pointer| pointer.contains("/content/")) {
        let media = document
            .pointer(pointer.strip_suffix("/example").unwrap())
            .unwrap();
        let direction = if pointer.contains("/requestBody/") {
            Direction::Request
        } else {
            Direction::Response
        };
        let schema = reference(&media["schema"]).unwrap_or_else(|| panic!("{pointer}: no model"));
        model(api, schema, direction, &media["example"]);
        tested.insert(pointer.clone());
    }
}

/// Examples of schemas, and of properties: a model is made of those of all its properties.
fn schemas(api: &str, document: &Value, tested: &mut BTreeSet<String>) {
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for (name, schema) in schemas {
        let pointer = format!("/components/schemas/{name}");
        let whole = schema.get("example").is_some();
        if whole {
            tested.insert(format!("{pointer}/example"));
        }
        let properties = schema["properties"].as_object().into_iter().flatten();
        let shown: Vec<&String> = properties
            .filter(|(_, property)| property.get("example").is_some())
            .map(|(name, _)| name)
            .collect();
        tested.extend(
            shown
                .iter()
                .map(|property| format!("{pointer}/properties/{property}/example")),
        );
        if !whole && shown.is_empty() {
            continue;
        }
        for direction in directions(api, name) {
            let value = value(document, schema, *direction).unwrap();
            model(api, name, *direction, &value);
        }
    }
}

/// The example of a schema, or one that is made of its parts' examples.
fn value(document: &Value, schema: &Value, direction: Direction) -> Option<Value> {
    if let Some(name) = reference(schema) {
        return value(
            document,
            &document["components"]["schemas"][name],
            direction,
        );
    }
    if let Some(example) = schema.get("example") {
        return Some(example.clone());
    }
    let only = match direction {
        Direction::Request => "readOnly",
        Direction::Response => "writeOnly",
    };
    let required: Vec<&str> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let mut object = Map::new();
    for (name, property) in schema.get("properties")?.as_object()? {
        if property[only] == true {
            continue;
        }
        match value(document, property, direction) {
            Some(value) => {
                object.insert(name.clone(), value);
            }
            None if required.contains(&name.as_str()) => {
                assert_eq!(property["format"], "uuid", "{name} needs an example");
                object.insert(name.clone(), "00000000-0000-0000-0000-000000000000".into());
            }
            None => {}
        }
    }
    (!object.is_empty()).then_some(Value::Object(object))
}

/// The name in a reference to a schema.
fn reference(schema: &Value) -> Option<&str> {
    schema["$ref"]
        .as_str()?
        .strip_prefix("#/components/schemas/")
}

/// Examples of parameters, as they stand in the URL, and of headers.
fn parameters(api: &str, document: &Value, tested: &mut BTreeSet<String>) {
    let mut found = BTreeSet::new();
    places(&document["paths"], "/paths", &mut found);
    for pointer in found {
        let at = pointer.strip_suffix("/example").unwrap();
        let place = document.pointer(at).unwrap();
        let example = &place["example"];
        if let Some((_, name)) = at.split_once("/headers/") {
            assert_eq!(
                (api, name),
                ("nethsm", "Location"),
                "a header without a test"
            );
            again::<String>(&pointer, example);
        } else if let Some((operation, _)) = at.split_once("/parameters/") {
            let id = &document.pointer(operation).unwrap()["operationId"];
            let (id, name) = (id.as_str().unwrap(), place["name"].as_str().unwrap());
            assert_eq!(api, "user_management", "a parameter without a test");
            parameter(id, name, example);
        } else {
            continue;
        }
        tested.insert(pointer);
    }
}

fn parameter(operation: &str, name: &str, example: &Value) {
    let client = user_management::Client::builder().build().unwrap();
    let text = || example.as_str().unwrap();
    let number = || example.as_i64().unwrap();
    let body = user_management::models::PasswordResetRequest::new("n3w");
    let (request, expected) = match (operation, name) {
        ("search_users_users_get", "search_string") => {
            let call = client.search_users().search_string(text());
            (call.inspect(), format!("/users?search_string={}", text()))
        }
        ("search_users_users_get", "page_size") => {
            let call = client.search_users().page_size(number());
            (call.inspect(), format!("/users?page_size={}", number()))
        }
        ("search_users_users_get", "page") => {
            let call = client.search_users().page(number());
            (call.inspect(), format!("/users?page={}", number()))
        }
        ("delete_user_users_user_id_delete", "user_id") => {
            let call = client.delete_user(text());
            (call.inspect(), format!("/users/{}", text()))
        }
        ("reset_user_password_users_user_id_reset_password_post", "user_id") => {
            let call = client.reset_user_password(text(), body);
            (call.inspect(), format!("/users/{}/reset_password", text()))
        }
        _ => panic!("{operation}: no test for the example of `{name}`"),
    };
    let url = request.unwrap().url;
    assert_eq!(url.path_and_query().unwrap().as_str(), expected);
}
