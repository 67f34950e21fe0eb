//! What stands at the top of a document.

use crate::ir::{Api, Server};
use crate::resolve::Place;

use super::Lowerer;

impl Lowerer<'_, '_> {
    /// An [`Api`] with the document's head: title, version, description, tags, servers.
    pub(super) fn info(&mut self) -> Api {
        let root = self.document.root();
        let info = root.child("info");
        let text = |key: &str| {
            info.as_ref()
                .and_then(|info| info.text(key))
                .map(str::to_owned)
        };
        let description: Vec<String> = [text("summary"), text("description")]
            .into_iter()
            .flatten()
            .collect();
        let mut servers = self.servers(&root);
        if servers.is_empty() {
            servers.push(Server {
                url: "/".to_owned(),
                ..Server::default()
            });
        }
        let tags = root.child("tags");
        let tags = tags.iter().flat_map(Place::elements).filter_map(|tag| {
            let name = tag.text("name")?.to_owned();
            let text = tag.text("description").or_else(|| tag.text("summary"));
            Some((name, text.map(str::to_owned)))
        });
        Api {
            title: text("title").unwrap_or_default(),
            version: text("version").unwrap_or_default(),
            description: (!description.is_empty()).then(|| description.join("\n\n")),
            servers,
            tags: tags.collect(),
            ..Api::default()
        }
    }
}
