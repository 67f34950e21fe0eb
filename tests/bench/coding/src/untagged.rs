//! The union of `unions.yaml`, as one writes it with serde's derives.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Event {
    Created(Created),
    Moved(Moved),
    Removed(Removed),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Created {
    pub event_id: i64,
    pub at: String,
    pub created_by: String,
    pub title: String,
    pub labels: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Moved {
    pub event_id: i64,
    pub at: String,
    pub from_place: String,
    pub to_place: String,
    pub distance: Option<f64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Removed {
    pub event_id: i64,
    pub at: String,
    pub removed_by: String,
    pub reason: Option<String>,
}
