//! Models: structs with `new`, setters and defaults, enumerations, unions, aliases.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::item::{Argument, Features, Item, Receiver, Shape};
use super::owner::{Owner, Pointers};
use super::{List, features};
use crate::plan::items::{
    AliasPlan, AliasReason, DefaultValue, EnumPlan, EnumValues, FieldPlan, Item as Model, Presence,
    StructPlan, UnionPlan,
};
use crate::plan::names::TypeName;
use crate::plan::rust_type::RustType;

/// Lists the models.
pub(super) fn list(list: &mut List<'_>) {
    let plan = list.plan;
    if !plan.models.is_empty() {
        list.add("models", Item::new(Shape::Name, Owner::Api));
    }
    let items = plan.models.iter().flat_map(|file| &file.items);
    let named: BTreeMap<&str, &Model> = items.map(|item| (item.name().as_str(), item)).collect();
    for file in &plan.models {
        let features = features(&file.features);
        for item in &file.items {
            let name = item.name().as_str();
            let model = About {
                path: Arc::from(format!("models::{name}")),
                schema: list.schemas_of(name),
                features: features.clone(),
            };
            match definition(&named, item) {
                Some((now, former)) => {
                    let by_name = by_other_name(now, item.name(), former);
                    self::item(list, &model, &by_name);
                }
                None => self::item(list, &model, item),
            }
        }
    }
}

/// The definition behind a former name, or behind one of several names for one shape, and whether any name on the way
/// there is a former one.
fn definition<'p>(named: &BTreeMap<&str, &'p Model>, item: &'p Model) -> Option<(&'p Model, bool)> {
    let (mut at, mut former) = (item, false);
    // A former name stands for a type, whose definition may be that of another one.
    for _ in 0..2 {
        let (Model::Alias(alias), Some(RustType::Model(name))) = (at, at.types().first()) else {
            break;
        };
        if alias.reason == AliasReason::Schema {
            break;
        }
        former |= alias.reason == AliasReason::Former;
        at = named.get(name.as_str()).copied()?;
    }
    (at.name() != item.name()).then_some((at, former))
}

/// The item as if it were declared under another name: all that can be done with it can be done by that name.
fn by_other_name(item: &Model, other: &TypeName, former: bool) -> Model {
    let mut item = item.clone();
    let (name, deprecated) = match &mut item {
        Model::Struct(item) => (&mut item.name, &mut item.deprecated),
        Model::Enum(item) => (&mut item.name, &mut item.deprecated),
        Model::Union(item) => (&mut item.name, &mut item.deprecated),
        Model::Alias(item) => (&mut item.name, &mut item.deprecated),
    };
    name.clone_from(other);
    *deprecated |= former;
    item
}

fn item(list: &mut List<'_>, model: &About, item: &Model) {
    match item {
        Model::Struct(item) => structure(list, model, item),
        Model::Enum(item) => enumeration(list, model, item),
        Model::Union(item) => union(list, model, item),
        Model::Alias(item) => alias(list, model, item),
    }
}

/// What is the same for all that belongs to one model.
struct About {
    path: Arc<str>,
    schema: Pointers,
    features: Features,
}

impl About {
    fn item(&self, shape: Shape) -> Item {
        Item::new(shape, Owner::Schema(self.schema.clone())).at(&self.features)
    }

    fn member(&self, shape: Shape) -> Item {
        self.item(shape).within(&self.path)
    }

    fn property(&self, shape: Shape, wire: &str) -> Item {
        let schema = self.schema.clone();
        let wire = wire.to_owned();
        Item {
            owner: Owner::Property { schema, wire },
            ..self.member(shape)
        }
    }

    fn implementations<'a>(&self, list: &mut List<'_>, traits: impl IntoIterator<Item = &'a str>) {
        for name in traits {
            let path = format!("{}: {name}", self.path);
            list.add(path, self.member(Shape::Impl));
        }
    }
}

fn structure(list: &mut List<'_>, model: &About, plan: &StructPlan) {
    let path = &model.path;
    // What is sent in parts is no JSON: it has neither serde's traits nor ours.
    let parts = if plan.is_form() {
        ": runtime::Multipart"
    } else {
        ""
    };
    let head = format!("#[non_exhaustive] pub struct {}{parts}", plan.name);
    let item = model.item(Shape::Type(head)).deprecated(plan.deprecated);
    list.add(&**path, item);

    if plan.built {
        constructor(list, model, plan);
    }
    for field in &plan.fields {
        self::field(list, model, field, plan.built);
    }
    if let Some((name, ty)) = &plan.rest {
        let field: Arc<str> = Arc::from(format!("{path}::{name}"));
        let map = format!("BTreeMap<String, {}>", list.types.ty(ty));
        list.add(&*field, model.property(Shape::Field(map), ""));
        if plan.built {
            let argument = |name: &str, ty: &RustType| Argument {
                name: name.to_owned(),
                wire: name.to_owned(),
                ty: list.types.argument(ty),
            };
            let arguments = vec![argument("name", &RustType::String), argument("value", ty)];
            let setter = Shape::function(Receiver::Owned, arguments, "Self");
            list.add(
                format!("{field}()"),
                model.property(setter, "").within(&field),
            );
        }
    }
    model.implementations(list, plan.is_default().then_some("Default"));
    model.implementations(list, plan.sent.then_some("runtime::Validate"));
    model.implementations(list, plan.derives.iter().map(String::as_str));
}

/// `new` with all that is required.
fn constructor(list: &mut List<'_>, model: &About, plan: &StructPlan) {
    let arguments = plan.fields.iter().filter(|field| field.is_argument());
    let arguments = arguments.map(|field| Argument {
        name: field.name.as_str().to_owned(),
        wire: field.wire.clone(),
        ty: list.types.argument(&field.ty),
    });
    let new = Shape::function(Receiver::None, arguments.collect(), "Self");
    list.add(format!("{}::new()", model.path), model.member(new));
}

/// The field, its setter, and the way to the document's default.
fn field(list: &mut List<'_>, model: &About, plan: &FieldPlan, built: bool) {
    let path: Arc<str> = Arc::from(format!("{}::{}", model.path, plan.name));
    let shape = Shape::Field(list.types.ty(&plan.ty));
    let item = model.property(shape, &plan.wire);
    list.add(&*path, item.deprecated(plan.deprecated));
    if built && plan.presence != Presence::Required {
        let argument = match plan.presence {
            Presence::ThreeState => &plan.ty,
            _ => plan.argument(),
        };
        let shape = Shape::setter(plan.name.as_str(), list.types.argument(argument));
        let item = model.property(shape, &plan.wire).within(&path);
        list.add(format!("{path}()"), item.deprecated(plan.deprecated));
    }
    if let Some((method, default)) = &plan.default {
        let output = match default {
            DefaultValue::Text(_) => "&str".to_owned(),
            _ => list.types.ty(plan.argument()),
        };
        let shape = Shape::function(Receiver::Borrowed, Vec::new(), output);
        let item = model.property(shape, &plan.wire).within(&path);
        list.add(format!("{}::{method}()", model.path), item);
    }
}

fn enumeration(list: &mut List<'_>, model: &About, plan: &EnumPlan) {
    // How it is made from a value stands for all that goes with that: `as_str`, `FromStr`, `AsRef` and the like.
    let (from, kept) = match plan.values {
        EnumValues::Text => ("&str", "runtime::UnknownValue"),
        EnumValues::Integer => ("i64", "runtime::UnknownInteger"),
        EnumValues::Mixed => ("runtime::Value", "runtime::Value"),
    };
    let head = if plan.closed {
        format!("pub enum {}: TryFrom<{from}>", plan.name)
    } else {
        format!("#[non_exhaustive] pub enum {}: From<{from}>", plan.name)
    };
    let item = model.item(Shape::Type(head)).deprecated(plan.deprecated);
    list.add(&*model.path, item);
    for variant in &plan.variants {
        let shape = Shape::Variant {
            payload: None,
            exhaustive: plan.closed,
        };
        let owner = Owner::Value {
            schema: model.schema.clone(),
            wire: variant.wire.clone(),
        };
        let item = model.member(shape);
        let path = format!("{}::{}", model.path, variant.name);
        list.add(path, Item { owner, ..item });
    }
    if !plan.closed {
        unknown(list, model, plan.unknown.as_str(), kept);
    }
    model.implementations(list, plan.derives.iter().map(String::as_str));
}

fn unknown(list: &mut List<'_>, model: &About, name: &str, kept: &str) {
    let shape = Shape::Variant {
        payload: Some(kept.to_owned()),
        exhaustive: false,
    };
    list.add(format!("{}::{name}", model.path), model.member(shape));
}

fn union(list: &mut List<'_>, model: &About, plan: &UnionPlan) {
    let head = format!("#[non_exhaustive] pub enum {}", plan.name);
    let item = model.item(Shape::Type(head)).deprecated(plan.deprecated);
    list.add(&*model.path, item);
    for variant in &plan.variants {
        let shape = Shape::Variant {
            payload: Some(list.types.ty(&variant.ty)),
            exhaustive: false,
        };
        let of = match variant.ty.models().as_slice() {
            [name] => list.schemas_of(name.as_str()),
            _ => Pointers::default(),
        };
        let schema = model.schema.clone();
        let owner = Owner::Alternative { schema, of };
        let item = model.member(shape);
        let path = format!("{}::{}", model.path, variant.name);
        list.add(path, Item { owner, ..item });
    }
    unknown(list, model, plan.unknown.as_str(), "runtime::RawJson");
    model.implementations(list, plan.sent.then_some("runtime::Validate"));
    model.implementations(list, plan.derives.iter().map(String::as_str));
}

fn alias(list: &mut List<'_>, model: &About, plan: &AliasPlan) {
    let ty = list.types.ty(&plan.ty);
    let item = model.item(Shape::Alias(ty)).deprecated(plan.deprecated);
    list.add(&*model.path, item);
}
