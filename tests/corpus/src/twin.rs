//! The same document in the other syntax, and whether two runs gave the same files.

use generator::diagnostics::Diagnostics;
use generator::diff::{self, Edition};
use generator::lock::Names;
use generator::read::{self, Source, Sources};
use generator::render::OutputTree;

use crate::record::Same;

/// The main document in the other syntax under the same name: JSON for YAML, YAML for JSON.
pub(crate) fn of(source: &Source) -> Option<Source> {
    let tree = read::read(source, &mut Diagnostics::new())?;
    let is_json = source
        .text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('{');
    let text = if is_json {
        serde_yaml::to_string(&tree).ok()?
    } else {
        serde_json::to_string_pretty(&tree).ok()?
    };
    Some(Source {
        name: source.name.clone(),
        text,
    })
}

/// How many changes there are between two documents; `None` where one cannot be read.
pub(crate) fn changes(old: Sources, new: Sources) -> Option<usize> {
    let (old, new) = Edition::read_two(old.into(), new.into(), &Names::default());
    Some(diff::compare(&old.ok()?, &new.ok()?).changes.len())
}

/// Compares two trees. `.generated` holds the text's hash, so there only the rest counts.
pub(crate) fn compare(ours: &OutputTree, theirs: &OutputTree) -> Same {
    for (path, text) in ours {
        let other = theirs.get(path).map(|other| comparable(path, other));
        if other.as_deref() != Some(comparable(path, text).as_str()) {
            return Same {
                same: false,
                differs: path.clone(),
            };
        }
    }
    let more = theirs.keys().find(|path| !ours.contains_key(*path));
    Same {
        same: more.is_none(),
        differs: more.cloned().unwrap_or_default(),
    }
}

fn comparable(path: &str, text: &str) -> String {
    if path != generator::render::OWNED {
        return text.to_owned();
    }
    let lines = text.lines().filter(|line| !line.contains("sha256"));
    lines.collect::<Vec<_>>().join("\n")
}
