//! The user's settings for a document.

use std::path::Path;

use super::Failure;
use crate::read::Source;

/// What follows the document's name without its ending.
const ENDING: &str = ".oaxide.toml";

/// The settings beside a document: `petstore.oaxide.toml` for `petstore.yaml`; `None` where there are none.
pub(super) fn beside(document: &Path) -> Result<Option<Source>, Failure> {
    let Some(stem) = document.file_stem().filter(|_| document != Path::new("-")) else {
        return Ok(None);
    };
    let mut name = stem.to_owned();
    name.push(ENDING);
    let path = document.with_file_name(name);
    if path.is_file() {
        at(&path).map(Some)
    } else {
        Ok(None)
    }
}

/// The settings in a file.
pub(super) fn at(path: &Path) -> Result<Source, Failure> {
    let name = path
        .to_str()
        .ok_or_else(|| Failure::new(format!("`{}` is not UTF-8", path.display())))?;
    Ok(Source::open(name)?)
}
