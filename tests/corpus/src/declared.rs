//! What a document declares, counted from its text without the generator's stages: operations, and the component
//! schemas that operations reach. Only the reading of YAML and JSON is the generator's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use generator::diagnostics::Diagnostics;
use generator::read::{self, Source};
use serde_json::{Map, Value};

/// Methods that OpenAPI names in a path item.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];
/// A chain of references longer than this is a cycle.
const LONGEST: usize = 64;

/// What was counted.
#[derive(Debug, Default)]
pub(crate) struct Declared {
    /// Operations, as `get /users/{id}`.
    pub(crate) operations: BTreeSet<String>,
    /// Component schemas of the main file that an operation reaches by references, by name.
    pub(crate) schemas: BTreeSet<String>,
}

/// Counts in the document at `path`; `None` where it cannot be read.
pub(crate) fn count(path: &Path) -> Option<Declared> {
    let mut files = Files {
        main: path.to_owned(),
        trees: BTreeMap::new(),
    };
    let root = files.tree(path)?;
    let newest = root
        .get("openapi")
        .and_then(Value::as_str)
        .is_some_and(|version| version.starts_with("3.2"));
    let old = root.get("swagger").is_some();
    let start = Place {
        file: path.to_owned(),
        tokens: Vec::new(),
    };
    let mut declared = Declared::default();
    let mut reached = Vec::new();
    // Documents about webhooks only have none.
    let Some((at, paths)) = files.follow(start.child("paths")) else {
        return Some(declared);
    };
    for key in keys(&paths).filter(|key| !key.starts_with("x-")) {
        for (method, place) in files.operations(&at.child(key), old, newest) {
            // Only an object is an operation.
            if files
                .follow(place.clone())
                .is_some_and(|(_, value)| value.is_object())
            {
                declared.operations.insert(format!("{method} {key}"));
                reached.push(place);
            }
        }
        let (at, item) = files.follow(at.child(key)).unwrap_or_default();
        if item.get("parameters").is_some() {
            reached.push(at.child("parameters"));
        }
    }
    declared.schemas = files.reach(reached);
    Some(declared)
}

/// A path as it is sent: without the fragment that tells it from another path, `{+name}` and `{name*}` (RFC 6570) as
/// `{name}`.
pub(crate) fn sent(path: &str) -> String {
    let path = path.split('#').next().unwrap_or_default();
    let mut pieces = path.split('{');
    let start = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(start, |sent, piece| {
        let (name, after) = piece.split_once('}').unwrap_or((piece, ""));
        let name = name
            .trim_start_matches(['+', '.', '/', ';'])
            .trim_end_matches('*');
        format!("{sent}{{{name}}}{after}")
    })
}

fn keys(value: &Value) -> impl Iterator<Item = &str> {
    value
        .as_object()
        .into_iter()
        .flat_map(Map::keys)
        .map(String::as_str)
}

/// A place in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    file: PathBuf,
    tokens: Vec<String>,
}

impl Place {
    fn child(&self, token: &str) -> Self {
        let mut tokens = self.tokens.clone();
        tokens.push(token.to_owned());
        Self {
            file: self.file.clone(),
            tokens,
        }
    }

    /// Where the reference `to`, written in this place's file, leads; `None` for one that leaves the disk.
    fn to(&self, to: &str) -> Option<Self> {
        let (file, fragment) = to.split_once('#').unwrap_or((to, ""));
        if file.contains("://") {
            return None;
        }
        let file = if file.is_empty() {
            self.file.clone()
        } else {
            clean(&self.file.parent()?.join(percent_decoded(file)))
        };
        let tokens = fragment.split('/').skip(1);
        Some(Self {
            file,
            tokens: tokens
                .map(|token| percent_decoded(token).replace("~1", "/").replace("~0", "~"))
                .collect(),
        })
    }
}

/// The path without `.` and `..`.
fn clean(path: &Path) -> PathBuf {
    let mut cleaned = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir if cleaned.file_name().is_some() => {
                cleaned.pop();
            }
            other => cleaned.push(other),
        }
    }
    cleaned
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = (first == b'%').then(|| after.get(..2)).flatten();
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() {
            after.get(2..).unwrap_or_default()
        } else {
            after
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The files of a document, each read once.
struct Files {
    main: PathBuf,
    trees: BTreeMap<PathBuf, Option<Value>>,
}

impl Files {
    fn tree(&mut self, file: &Path) -> Option<Value> {
        self.load(file).cloned()
    }

    fn load(&mut self, file: &Path) -> Option<&Value> {
        self.trees
            .entry(file.to_owned())
            .or_insert_with(|| {
                let source = Source::open(file.to_str()?).ok()?;
                read::read(&source, &mut Diagnostics::new())
            })
            .as_ref()
    }

    fn get(&mut self, place: &Place) -> Option<&Value> {
        let mut at = self.load(&place.file)?;
        for token in &place.tokens {
            at = match at {
                Value::Array(list) => list.get(token.parse::<usize>().ok()?)?,
                other => other.get(token)?,
            };
        }
        Some(at)
    }

    /// What stands at `place`, behind any references.
    fn follow(&mut self, place: Place) -> Option<(Place, Value)> {
        let mut place = place;
        for _ in 0..LONGEST {
            let value = self.get(&place)?;
            let Some(to) = value.get("$ref").and_then(Value::as_str) else {
                let value = value.clone();
                return Some((place, value));
            };
            place = place.to(to)?;
        }
        None
    }

    /// The operations of a path item, those beside its `$ref` first.
    fn operations(&mut self, item: &Place, old: bool, newest: bool) -> Vec<(String, Place)> {
        let mut found: BTreeMap<String, Place> = BTreeMap::new();
        let mut place = item.clone();
        for _ in 0..LONGEST {
            let Some(value) = self.get(&place).cloned() else {
                break;
            };
            for key in keys(&value) {
                let known = METHODS.contains(&key) && !(old && key == "trace");
                if known || (newest && key == "query") {
                    found
                        .entry(key.to_owned())
                        .or_insert_with(|| place.child(key));
                }
            }
            if newest && let Some(more) = value.get("additionalOperations") {
                for key in keys(more) {
                    let at = place.child("additionalOperations").child(key);
                    found.entry(key.to_owned()).or_insert(at);
                }
            }
            let next = value.get("$ref").and_then(Value::as_str);
            let Some(next) = next.and_then(|to| place.to(to)) else {
                break;
            };
            place = next;
        }
        found.into_iter().collect()
    }

    /// The component schemas of the main file behind all references below `start`.
    fn reach(&mut self, start: Vec<Place>) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let mut seen: BTreeSet<Place> = BTreeSet::new();
        let mut next = start;
        while let Some(place) = next.pop() {
            if !seen.insert(place.clone()) {
                continue;
            }
            let mut found = Vec::new();
            let Some(value) = self.get(&place) else {
                continue;
            };
            references(value, &mut found);
            if place.file == self.main
                && let [holder, name] | [_, holder, name] = place.tokens.as_slice()
                && matches!(holder.as_str(), "definitions" | "schemas")
            {
                names.insert(name.clone());
            }
            next.extend(found.iter().filter_map(|to| place.to(to)));
        }
        names
    }
}

/// All references below `value`, but for those that stand in examples and the like.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| references(value, found)),
        Value::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value) {
                    ("$ref", Value::String(to)) => found.push(to.clone()),
                    (
                        "example" | "examples" | "default" | "enum" | "const" | "links"
                        | "callbacks",
                        _,
                    ) => {}
                    (extension, _) if extension.starts_with("x-") => {}
                    _ => references(value, found),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{count, sent};

    #[test]
    fn paths_as_they_are_sent() {
        for (path, expected) in [
            ("/a/{b}#c", "/a/{b}"),
            ("/v1/{+name}:run", "/v1/{name}:run"),
            ("/{a*}/b{;c}", "/{a}/b{c}"),
        ] {
            assert_eq!(sent(path), expected);
        }
    }

    #[test]
    fn every_way_to_declare_an_operation() {
        let folder = std::env::temp_dir().join(format!("oaxide-declared-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let main = folder.join("api.yaml");
        std::fs::write(
            &main,
            "openapi: 3.2.0\npaths:\n  /a:\n    get: {}\n    query: {responses: {'200': {$ref: '#/components/responses/A'}}}\n    \
             additionalOperations: {COPY: {}}\n    put: 1\n  /b: {$ref: 'more.yaml#/items/~1b', post: {}}\n  x-c: {get: {}}\n\
             components:\n  responses: {A: {content: {a/b: {schema: {$ref: '#/components/schemas/A'}}}}}\n  \
             schemas: {A: {properties: {$ref: {type: string}, b: {$ref: '#/components/schemas/B'}}}, B: {}, C: {}}\n",
        )
        .unwrap();
        std::fs::write(
            folder.join("more.yaml"),
            "items:\n  /b: {get: {}, trace: {}}\n",
        )
        .unwrap();
        let declared = count(&main).unwrap();
        let operations: Vec<&str> = declared.operations.iter().map(String::as_str).collect();
        assert_eq!(
            operations,
            [
                "COPY /a", "get /a", "get /b", "post /b", "query /a", "trace /b"
            ]
        );
        assert_eq!(declared.schemas.into_iter().collect::<Vec<_>>(), ["A", "B"]);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
