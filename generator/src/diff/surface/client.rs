//! The client's builder, servers, features, and what the runtime has because of the document.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::item::{Argument, Features, Item, Receiver, Shape};
use super::owner::Owner;
use super::{List, Surface};
use crate::plan::ApiPlan;
use crate::plan::api::{CredentialKind, SchemePlan, ServerPlan, ServerShape, VariablePlan};
use crate::plan::packages::packages;
use crate::plan::rust_type::Package;

/// The feature that has all groups, which is on by default.
pub(super) const ALL: &str = "all";

/// Lists all that belongs to no model and to no operation.
pub(super) fn list(list: &mut List<'_>) {
    groups(list);
    runtime(list);
    for scheme in &list.plan.schemes {
        credential(list, scheme);
    }
    if let Some(plan) = &list.plan.server {
        let server = server_argument();
        let choose = Shape::function(Receiver::Owned, vec![server], "Self");
        list.add("ClientBuilder::server()", of_servers(choose));
        match plan {
            ServerPlan::One(shape) => server_type(list, shape),
            ServerPlan::Many(_) => servers(list, plan),
        }
    }
}

/// The features of a crate of its own, each with those it switches on.
pub(super) fn features(plan: &ApiPlan) -> BTreeMap<String, BTreeSet<String>> {
    let alone = |name: &str| (name.to_owned(), BTreeSet::from([name.to_owned()]));
    let groups = plan.groups.iter().map(|group| group.feature.as_str());
    let mut features: BTreeMap<String, BTreeSet<String>> = groups.map(alone).collect();
    let mut all: BTreeSet<String> = features.keys().cloned().collect();
    if !all.is_empty() {
        all.insert(ALL.to_owned());
        features.insert(ALL.to_owned(), all.clone());
    }
    if let Some(extra) = &plan.extra {
        all.insert(extra.as_str().to_owned());
        features.insert(extra.as_str().to_owned(), all);
    }
    features
}

/// Features, and modules of operations that users can name.
fn groups(list: &mut List<'_>) {
    for name in features(list.plan).into_keys() {
        let owner = Owner::Group(Arc::from(name.as_str()));
        let item = Item::new(Shape::Feature, owner);
        list.add(format!("feature \"{name}\""), item);
    }
    let plan = list.plan;
    let several = plan.operations.len() > 1;
    for group in plan.groups.iter().filter(|_| plan.big && several) {
        let name: Arc<str> = Arc::from(group.feature.as_str());
        let features: Features = Some(Arc::from([name.clone()]));
        let item = Item::new(Shape::Name, Owner::Group(name));
        list.add(format!("operations::{}", group.module), item.at(&features));
    }
}

/// Modules of the runtime that not every crate has.
fn runtime(list: &mut List<'_>) {
    for package in packages(list.plan) {
        let names: &[&str] = match package {
            Package::Base64 => &["runtime::Base64"],
            Package::Time => &["runtime::DateTime"],
            Package::Uuid => &["runtime::wire::uuid_format"],
            Package::Multipart => &["runtime::multipart"],
            Package::Lines => &["runtime::lines"],
            Package::Stream => &["runtime::stream"],
            Package::Xml => &["runtime::xml"],
            Package::OAuth => &["runtime::oauth", "OAuth2"],
            Package::Dispatch => &[],
        };
        for name in names {
            list.add(*name, Item::new(Shape::Name, Owner::Api));
        }
    }
}

/// `ClientBuilder::api_key()`, and what a document says of tokens.
fn credential(list: &mut List<'_>, scheme: &SchemePlan) {
    let arguments: &[(&str, &str)] = match &scheme.kind {
        CredentialKind::Basic => &[("username", "String"), ("password", "runtime::Secret")],
        CredentialKind::Bearer => &[("token", "runtime::Token")],
        CredentialKind::OAuth2(_) => &[("credential", "OAuth2")],
        CredentialKind::ApiKeyHeader(_)
        | CredentialKind::ApiKeyQuery(_)
        | CredentialKind::ApiKeyCookie(_) => &[("key", "runtime::Secret")],
        CredentialKind::Http(_) => &[("credentials", "runtime::Secret")],
    };
    let arguments = arguments.iter().map(|(name, ty)| Argument {
        name: (*name).to_owned(),
        wire: (*name).to_owned(),
        ty: format!("impl Into<{ty}>"),
    });
    let shape = Shape::function(Receiver::Owned, arguments.collect(), "Self");
    let owner = || Owner::Scheme(scheme.wire.clone());
    let path: Arc<str> = Arc::from(format!("ClientBuilder::{}()", scheme.method));
    list.add(&*path, Item::new(shape, owner()));
    if let CredentialKind::OAuth2(_) = scheme.kind {
        let shape = Shape::Constant("runtime::OAuthScheme".to_owned());
        let item = Item::new(shape, owner()).within(&path);
        list.add(format!("Client::{}", scheme.constant), item);
    }
}

fn server_argument() -> Argument {
    Argument {
        name: "server".to_owned(),
        wire: "server".to_owned(),
        ty: "Server".to_owned(),
    }
}

fn of_servers(shape: Shape) -> Item {
    Item::new(shape, Owner::Server)
}

/// `pub enum Server`, and the types of servers with something to fill in.
fn servers(list: &mut List<'_>, plan: &ServerPlan) {
    let ServerPlan::Many(shapes) = plan else {
        return;
    };
    let server: Arc<str> = Arc::from("Server");
    let head = "#[non_exhaustive] pub enum Server".to_owned();
    list.add(&*server, of_servers(Shape::Type(head)));
    url(list, &server);
    for (name, shape) in shapes {
        let payload = shape.has_type().then(|| shape.name.as_str().to_owned());
        let variant = Shape::Variant {
            payload,
            exhaustive: false,
        };
        let path = format!("Server::{name}");
        list.add(path, of_servers(variant).within(&server));
        if shape.has_type() {
            server_type(list, shape);
        }
    }
    if shapes.first().is_some_and(|(_, first)| !first.relative) {
        let item = of_servers(Shape::Impl).within(&server);
        list.add("Server: Default", item);
    }
}

/// `pub struct Server` with its setters.
fn server_type(list: &mut List<'_>, plan: &ServerShape) {
    let path: Arc<str> = Arc::from(plan.name.as_str());
    let body = if plan.has_type() { " { .. }" } else { ";" };
    let head = Shape::Type(format!("pub struct {path}{body}"));
    list.add(&*path, of_servers(head));
    url(list, &path);
    if plan.relative {
        let origin = Argument {
            name: "origin".to_owned(),
            wire: "origin".to_owned(),
            ty: "impl Into<String>".to_owned(),
        };
        let new = Shape::function(Receiver::None, vec![origin], "Self");
        list.add(format!("{path}::new()"), of_servers(new).within(&path));
    } else {
        let item = of_servers(Shape::Impl).within(&path);
        list.add(format!("{path}: Default"), item);
    }
    for variable in &plan.variables {
        let ty = match &variable.values {
            Some((name, _)) => name.as_str().to_owned(),
            None => "impl Into<String>".to_owned(),
        };
        let setter = of_servers(Shape::setter(variable.name.as_str(), ty)).within(&path);
        list.add(format!("{path}::{}()", variable.name), setter);
        values(list, variable);
    }
}

fn url(list: &mut List<'_>, path: &Arc<str>) {
    let shape = Shape::function(Receiver::Borrowed, Vec::new(), "String");
    list.add(format!("{path}::url()"), of_servers(shape).within(path));
}

/// The enum of a variable's values; several servers may share it.
fn values(list: &mut List<'_>, plan: &VariablePlan) {
    let Some((name, values)) = &plan.values else {
        return;
    };
    let path: Arc<str> = Arc::from(name.as_str());
    let head = format!("#[non_exhaustive] pub enum {path}: Copy");
    list.add(&*path, of_servers(Shape::Type(head)));
    let text = Shape::function(Receiver::Owned, Vec::new(), "&'static str");
    list.add(format!("{path}::as_str()"), of_servers(text).within(&path));
    for (variant, _) in values {
        let shape = Shape::Variant {
            payload: None,
            exhaustive: false,
        };
        let item = of_servers(shape).within(&path);
        list.add(format!("{path}::{variant}"), item);
    }
}

impl Surface {
    /// Whether whoever asks for `feature` gets what any of `features` brings.
    #[must_use]
    pub fn brings(&self, feature: &str, features: &Features) -> bool {
        let Some(features) = features else {
            return true;
        };
        let on = self.features.get(feature);
        on.is_some_and(|on| features.iter().any(|feature| on.contains(&**feature)))
    }
}
