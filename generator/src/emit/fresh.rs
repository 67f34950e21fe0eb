//! A directory that does not exist: built beside its place, then renamed.

use std::fs;

use super::EmitError;
use super::write::{Place, sync_folder, write_files};
use crate::render::OutputTree;

/// Writes the directory.
pub(super) fn write(place: &Place, tree: &OutputTree) -> Result<(), EmitError> {
    fs::create_dir(&place.stage).map_err(EmitError::at(&place.stage))?;
    write_files(&place.stage, tree)?;
    fs::rename(&place.stage, &place.dir).map_err(EmitError::at(&place.dir))?;
    sync_folder(&place.parent);
    Ok(())
}
