//! The public items of files that were printed, by their paths as [`generator::diff::surface`] writes them.

use std::collections::BTreeMap;

use support::tree::Tree;
use syn::{
    Attribute, Expr, ExprLit, Fields, GenericArgument, ImplItem, Item, Lit, PathArguments, Type,
    Visibility,
};

/// Items by path, each with whether it is deprecated. Implementations of traits are left out, but for `Default`.
pub type Printed = BTreeMap<String, bool>;

/// What the files below `folder` define for users.
pub fn printed(tree: &Tree, folder: &str) -> Printed {
    let mut items = Printed::new();
    let mut aliases = Vec::new();
    for (path, text) in tree {
        let Some(inside) = path.strip_prefix(folder) else {
            continue;
        };
        let module = match inside.split_once(['/', '.']).unwrap().0 {
            // The same in every crate, or no Rust of users' business.
            "dispatch" | "xml" | "lib" | "mod" => continue,
            "client" | "server" => "",
            "models" => "models::",
            "operations" => "operations::",
            other => panic!("{other}"),
        };
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        for item in &file.items {
            of_item(item, module, &mut items);
            aliases.extend(alias(item, module));
        }
    }
    // What a type has can be had by its other names; a former name may stand for an alias.
    for (name, now) in aliases.iter().chain(&aliases) {
        let has = [format!("{now}::"), format!("{now}: ")];
        let members: Vec<_> = items
            .iter()
            .filter(|(path, _)| has.iter().any(|start| path.starts_with(start)))
            .map(|(path, deprecated)| (path.replacen(now, name, 1), *deprecated))
            .collect();
        items.extend(members);
    }
    // The same in every crate.
    for path in ["Client", "ClientBuilder", "Client::builder()"] {
        assert!(items.remove(path).is_some(), "no {path}");
    }
    items
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_deprecated(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("deprecated"))
}

fn derives_default(attributes: &[Attribute]) -> bool {
    let mut found = false;
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"))
    {
        attribute
            .parse_nested_meta(|meta| {
                found |= meta.path.is_ident("Default");
                Ok(())
            })
            .unwrap();
    }
    found
}

/// A former name, or one of several names for one shape, and what it stands for.
fn alias(item: &Item, module: &str) -> Option<(String, String)> {
    let Item::Type(item) = item else {
        return None;
    };
    let shares = item.attrs.iter().any(|attribute| {
        let text = attribute.meta.require_name_value().map(|doc| &doc.value);
        matches!(text, Ok(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) if text.value().contains("Has the shape of [`"))
    });
    if !is_deprecated(&item.attrs) && !shares {
        return None;
    }
    let Type::Path(now) = item.ty.as_ref() else {
        return None;
    };
    let now = &now.path.segments.last()?.ident;
    Some((format!("{module}{}", item.ident), format!("{module}{now}")))
}

fn of_item(item: &Item, module: &str, items: &mut Printed) {
    match item {
        Item::Struct(item) if is_public(&item.vis) => {
            let path = format!("{module}{}", item.ident);
            for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
                let name = field.ident.as_ref().unwrap();
                items.insert(format!("{path}::{name}"), is_deprecated(&field.attrs));
            }
            if derives_default(&item.attrs) {
                items.insert(format!("{path}: Default"), false);
            }
            items.insert(path, is_deprecated(&item.attrs));
        }
        Item::Enum(item) if is_public(&item.vis) => {
            let path = format!("{module}{}", item.ident);
            for variant in &item.variants {
                assert!(!matches!(variant.fields, Fields::Named(_)));
                items.insert(format!("{path}::{}", variant.ident), false);
            }
            if derives_default(&item.attrs) {
                items.insert(format!("{path}: Default"), false);
            }
            items.insert(path, is_deprecated(&item.attrs));
        }
        Item::Type(item) if is_public(&item.vis) => {
            items.insert(
                format!("{module}{}", item.ident),
                is_deprecated(&item.attrs),
            );
        }
        Item::Impl(item) => {
            let Type::Path(of) = item.self_ty.as_ref() else {
                panic!("an implementation for no path");
            };
            let of = of.path.segments.last().unwrap();
            let argument = argument(&of.arguments);
            let path = match of.ident.to_string().as_str() {
                "Client" => "Client".to_owned(),
                "ClientBuilder" => "ClientBuilder".to_owned(),
                generic if !argument.is_empty() => format!("{generic}<{argument}>"),
                own => format!("{module}{own}"),
            };
            match &item.trait_ {
                None => {
                    for member in &item.items {
                        of_member(member, &path, items);
                    }
                }
                Some((of, _)) if of.segments.last().unwrap().ident == "Default" => {
                    items.insert(format!("{path}: Default"), false);
                }
                Some(_) => {}
            }
        }
        Item::Static(item) => assert!(!is_public(&item.vis)),
        Item::Struct(_)
        | Item::Enum(_)
        | Item::Type(_)
        | Item::Use(_)
        | Item::Mod(_)
        | Item::Macro(_) => {}
        _ => panic!("an item of another kind"),
    }
}

fn of_member(member: &ImplItem, of: &str, items: &mut Printed) {
    let (path, deprecated) = match member {
        ImplItem::Fn(function) if is_public(&function.vis) => (
            format!("{of}::{}()", function.sig.ident),
            is_deprecated(&function.attrs),
        ),
        ImplItem::Const(constant) if is_public(&constant.vis) => (
            format!("{of}::{}", constant.ident),
            is_deprecated(&constant.attrs),
        ),
        _ => return,
    };
    assert!(items.insert(path, deprecated).is_none());
}

/// The only argument of `Call<ListPets>`.
fn argument(arguments: &PathArguments) -> String {
    let PathArguments::AngleBracketed(arguments) = arguments else {
        return String::new();
    };
    let Some(GenericArgument::Type(Type::Path(ty))) = arguments.args.first() else {
        panic!("an argument that is no type");
    };
    let name = ty.path.segments.last().unwrap().ident.to_string();
    if name == "Infallible" {
        "std::convert::Infallible".to_owned()
    } else {
        name
    }
}
