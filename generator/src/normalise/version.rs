//! Which version of the specification a document follows.

use serde_json::Value;

use crate::diagnostics::{Code, Diagnostics};
use crate::ir::Pointer;

/// A version that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dialect {
    /// Swagger 2.0.
    V20,
    /// 3.0.x.
    V30,
    /// 3.1.x.
    V31,
    /// 3.2.x.
    V32,
}

impl Dialect {
    /// For messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::V20 => "Swagger 2.0",
            Self::V30 => "OpenAPI 3.0",
            Self::V31 => "OpenAPI 3.1",
            Self::V32 => "OpenAPI 3.2",
        }
    }
}

const HELP: &str =
    "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are read, for example `openapi: 3.1.1`";

/// Reads `openapi` or `swagger`. Where they are odd or missing and the rest leaves no doubt, the nearest version is
/// assumed; `None` where it is another thing.
pub(super) fn detect(value: &Value, diagnostics: &mut Diagnostics) -> Option<(Dialect, String)> {
    let named = ["openapi", "swagger"]
        .into_iter()
        .find_map(|key| Some((key, value.get(key)?)));
    let Some((key, version)) = named.filter(|(_, version)| !version.is_null()) else {
        return assumed(value, diagnostics);
    };
    let text = plain(version);
    let pointer = Pointer::root().child(key);
    let Some((dialect, is_known)) = parse(&text) else {
        let finding = diagnostics.report(
            Code::Version,
            &pointer,
            format!("`{text}` is not a version of OpenAPI that is read"),
        );
        finding.help(HELP);
        return None;
    };
    if !is_known || (key == "swagger") != (dialect == Dialect::V20) {
        let message = format!("`{key}: {text}` is read as {}", dialect.name());
        let finding = diagnostics.report(Code::AssumedVersion, &pointer, message);
        finding.help(HELP);
    }
    Some((dialect, text))
}

/// The version that `text` names or comes nearest to, and whether it is that one.
fn parse(text: &str) -> Option<(Dialect, bool)> {
    let text = text.trim();
    let number = text.trim_start_matches(['v', 'V']);
    let is_plain = number == text;
    let mut parts = number.split('.').map(|part| {
        let digits = part
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(part.len());
        part.get(..digits)
            .and_then(|digits| digits.parse::<u32>().ok())
    });
    let (dialect, is_known) = match (parts.next().flatten()?, parts.next().flatten()) {
        (2, minor) => (Dialect::V20, minor == Some(0)),
        (3, Some(0)) => (Dialect::V30, true),
        (3, None) => (Dialect::V30, false),
        (3, Some(1)) => (Dialect::V31, true),
        (3, Some(2)) => (Dialect::V32, true),
        (3, Some(_)) => (Dialect::V32, false),
        _ => return None,
    };
    Some((dialect, is_known && is_plain))
}

/// The version of a document that names none.
fn assumed(value: &Value, diagnostics: &mut Diagnostics) -> Option<(Dialect, String)> {
    let has = |keys: &[&str]| {
        keys.iter()
            .any(|key| value.get(key).is_some_and(Value::is_object))
    };
    let said = |keys: &[&str]| keys.iter().any(|key| value.get(key).is_some());
    let dialect = if has(&["paths", "definitions"])
        && said(&[
            "definitions",
            "host",
            "basePath",
            "securityDefinitions",
            "consumes",
            "produces",
        ]) {
        Dialect::V20
    } else if has(&["paths", "components", "webhooks"]) {
        Dialect::V31
    } else {
        let message = "the document does not say which version of OpenAPI it follows";
        diagnostics
            .report(Code::Version, &Pointer::root(), message)
            .help(format!("add the keyword `openapi`; {HELP}"));
        return None;
    };
    let message = format!(
        "the document does not say which version of OpenAPI it follows; it is read as {}",
        dialect.name()
    );
    let finding = diagnostics.report(Code::AssumedVersion, &Pointer::root(), message);
    finding.help(format!("add the keyword `openapi`; {HELP}"));
    Some((
        dialect,
        if dialect == Dialect::V20 {
            "2.0"
        } else {
            "3.1"
        }
        .to_owned(),
    ))
}

/// The value as a person would write it: `openapi: 3.1` is a number in YAML.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{Dialect, parse};

    #[test]
    fn versions_are_read_as_the_nearest_one() {
        use Dialect::{V20, V30, V31, V32};
        for (text, expected) in [
            ("2.0", Some((V20, true))),
            ("2", Some((V20, false))),
            ("2.1", Some((V20, false))),
            ("3.0", Some((V30, true))),
            ("3", Some((V30, false))),
            ("3.0.0-RC1", Some((V30, true))),
            ("3.0.4", Some((V30, true))),
            ("v3.0.1", Some((V30, false))),
            ("3.1", Some((V31, true))),
            ("3.1.0-rc0", Some((V31, true))),
            ("3.2.0", Some((V32, true))),
            ("3.10.1", Some((V32, false))),
            ("1.2", None),
            ("4.0.0", None),
            ("latest", None),
            ("", None),
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
    }
}
