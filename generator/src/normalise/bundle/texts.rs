//! `description: {$ref: introduction.md}`: what people write, although text has no references.

use serde_json::Value;

use super::lost::Fault;
use super::{Base, Bundler, Expect, Path, Target};
use crate::diagnostics::Code;

impl Bundler<'_> {
    /// Puts the text that `reference` names in its place: a whole file, or a string in one.
    pub(super) fn text(&mut self, reference: &str, path: &Path<'_>, base: &Base) {
        let text = match self.named_text(base, reference) {
            Ok((target, text)) => {
                self.misplaced(Expect::Text, path);
                let place = path.pointer();
                let origins = self.diagnostics.origins_mut();
                origins.moved(&place, target.file, target.pointer);
                text
            }
            Err(fault) => {
                self.fault(fault, path);
                String::new()
            }
        };
        self.fuel = self.fuel.saturating_sub(text.len() / 16);
        self.replace(path.pointer(), Value::String(text));
    }

    fn named_text(&mut self, base: &Base, reference: &str) -> Result<(Target, String), Fault> {
        let mut base = base.clone();
        let mut reference = reference.to_owned();
        for _ in 0..8 {
            if self.fuel == 0 {
                break;
            }
            let start = self.start(&base, &reference)?;
            let name = self.files.name(start.file);
            let is_data = [".yaml", ".yml", ".json"]
                .iter()
                .any(|ending| name.to_ascii_lowercase().ends_with(ending));
            if start.pointer.as_str().is_empty() && !is_data {
                let text = self.files.text(start.file);
                let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
                return Ok((start, text));
            }
            let target = self.target(&base, &reference)?;
            let tree = self.files.tree(target.file, self.diagnostics);
            let value = tree
                .as_ref()
                .and_then(|tree| tree.pointer(target.pointer.as_str()));
            match value {
                Some(Value::String(text)) => {
                    let text = text.clone();
                    return Ok((target, text));
                }
                Some(Value::Number(number)) => {
                    let text = number.to_string();
                    return Ok((target, text));
                }
                Some(Value::Object(map)) => {
                    let Some(next) = map.get("$ref").and_then(Value::as_str) else {
                        break;
                    };
                    next.clone_into(&mut reference);
                    base = self.files.base(&target);
                }
                _ => break,
            }
        }
        Err(Fault::new(
            Code::DanglingRef,
            format!("`{reference}` names no text"),
            "name a file with text, or a string in a file",
        ))
    }
}
