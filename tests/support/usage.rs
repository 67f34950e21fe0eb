//! A program that uses all of a public API, as data says it is: where it compiles against another crate, nothing of the
//! API was lost or changed for whoever lets the compiler judge.

use std::fmt::Write as _;

use generator::diff::surface::{Argument, Item, Receiver, Shape, Surface};

/// The program's module: it uses all items of `surface`, which the library `library` has in its module `module`.
#[must_use]
pub fn usage(surface: &Surface, library: &str, module: &str) -> String {
    program(surface, library, &format!("{library}::{module}"))
}

/// The same where the library has it at its root.
#[must_use]
pub fn usage_at_root(surface: &Surface, library: &str) -> String {
    program(surface, library, library)
}

fn program(surface: &Surface, library: &str, module: &str) -> String {
    let mut text = format!(
        "#![allow(deprecated, unused, clippy::all)]\nuse std::collections::BTreeMap;\nuse std::hash::Hash;\nuse {library}::runtime;\n\
         use {module}::{{Call, Client, ClientBuilder, Failure, Response, operations}};\n"
    );
    for (number, (path, item)) in surface.items.iter().enumerate() {
        // What lies at the root: modules, servers, names that are exported once more.
        let at_root = !path.contains("::") && path.chars().all(|c| c.is_alphanumeric() || c == '_');
        if at_root {
            let _ = writeln!(text, "use {module}::{path};");
        }
        let function = used(path, item, surface);
        if !function.is_empty() {
            let _ = writeln!(text, "mod n{number} {{ use super::*; {function} }}");
        }
    }
    text
}

/// A function that uses one item.
fn used(path: &str, item: &Item, surface: &Surface) -> String {
    let (owner, name) = path.rsplit_once("::").unwrap_or(("", path));
    let name = name.trim_end_matches("()");
    let of = receiver(owner);
    match &item.shape {
        Shape::Feature => String::new(),
        Shape::Name if owner.is_empty() => String::new(),
        Shape::Name => format!("use super::{path} as name;"),
        Shape::Type(head) => named(path, head, surface),
        Shape::Alias(ty) => format!("fn alias(it: {path}) -> {ty} {{ it }}"),
        Shape::Field(ty) => format!("fn field(it: {of}) -> {ty} {{ it.{name} }}"),
        Shape::Variant { payload: None, .. } => format!(
            "fn read(it: {of}) {{ match it {{ {path} => {{}} _ => {{}} }} }} fn write() -> {of} {{ {path} }}"
        ),
        Shape::Variant {
            payload: Some(ty), ..
        } => {
            // What it keeps can only be made by reading it.
            let write = if ty.starts_with("runtime::Unknown") {
                String::new()
            } else {
                format!("fn write(inner: {ty}) -> {of} {{ {path}(inner) }}")
            };
            format!(
                "fn read(it: {of}) {{ match it {{ {path}(inner) => {{ let inner: {ty} = inner; }} _ => {{}} }} }} {write}"
            )
        }
        Shape::Function {
            receiver,
            arguments,
            output,
        } => function(&of, name, *receiver, arguments, output),
        Shape::Associated(ty) => {
            let name_of = if matches!(name, "Item" | "Codec") {
                "Streaming"
            } else {
                "Operation"
            };
            let phantom = "std::marker::PhantomData";
            format!(
                "fn associated(it: {phantom}<<{owner} as runtime::{name_of}>::{name}>) -> {phantom}<{ty}> {{ it }}"
            )
        }
        Shape::Constant(ty) => format!("fn constant() -> {ty} {{ {path} }}"),
        Shape::Impl => match path.split_once(": ") {
            Some((ty, bound)) => is(ty, bound),
            None => String::new(),
        },
    }
}

/// The type whose methods these are.
fn receiver(owner: &str) -> String {
    match owner.split_once('<') {
        Some((generic, inner)) if !inner.contains("::") => {
            format!("{generic}<operations::{inner}")
        }
        _ => owner.to_owned(),
    }
}

fn function(
    of: &str,
    name: &str,
    receiver: Receiver,
    arguments: &[Argument],
    output: &str,
) -> String {
    let mut parameters = match receiver {
        Receiver::None => Vec::new(),
        Receiver::Borrowed => vec![format!("a: &{of}")],
        Receiver::Owned => vec![format!("a: {of}")],
    };
    let mut values = vec!["a".to_owned(); parameters.len()];
    for (index, argument) in arguments.iter().enumerate() {
        parameters.push(format!("a{index}: {}", argument.ty));
        values.push(format!("a{index}"));
    }
    let output = if output == "Self" { of } else { output };
    format!(
        "fn call({}) -> {output} {{ <{of}>::{name}({}) }}",
        parameters.join(", "),
        values.join(", ")
    )
}

/// A type and all that its head says of it.
fn named(path: &str, head: &str, surface: &Surface) -> String {
    let name = path.rsplit_once("::").map_or(path, |(_, name)| name);
    let mut text = format!("fn name(it: &{path}) {{}} ");
    let always = if head == format!("pub struct {name}") {
        "Send + Sync + runtime::Operation"
    } else if is_error(path, surface) {
        "std::fmt::Debug + Send + Sync"
    } else {
        "std::fmt::Debug + Clone + Send + Sync"
    };
    let mut bounds = vec![always.to_owned()];
    if let Some((_, bound)) = head.split_once(": ") {
        bounds.push(bound.to_owned());
    }
    if path.starts_with("models::") {
        bounds.push("PartialEq".to_owned());
        if !head.contains("runtime::Multipart") {
            bounds.push("runtime::Serialize + for<'de> runtime::Deserialize<'de>".to_owned());
        }
    }
    text.push_str(&is(path, &bounds.join(" + ")));
    let arms = exhaustive(path, surface);
    if !arms.is_empty() {
        let _ = write!(text, " fn all(it: {path}) {{ match it {{ {arms} }} }}");
    }
    text
}

/// Whether these are the documented errors of an operation.
fn is_error(path: &str, surface: &Surface) -> bool {
    let errors = surface
        .items
        .iter()
        .filter(|(of, _)| of.ends_with("::Error"));
    errors
        .map(|(_, item)| &item.shape)
        .any(|shape| matches!(shape, Shape::Associated(ty) if ty == path))
}

/// The arms of a `match` over all of a closed enumeration, as who closed it writes it; empty for others.
fn exhaustive(path: &str, surface: &Surface) -> String {
    let after = format!("{path}::");
    let below = surface.items.range(after.clone()..);
    let below = below.take_while(|(variant, _)| variant.starts_with(&after));
    below
        .filter(|(_, item)| matches!(item.shape, Shape::Variant { exhaustive, .. } if exhaustive))
        .flat_map(|(variant, _)| [variant, " => {} "])
        .collect()
}

/// A function that compiles where a type has a trait.
fn is(ty: &str, bound: &str) -> String {
    // `From`, alone or behind `Try`.
    let bound = bound
        .replace("From<&str>", "From<&'t str>")
        .replace("TryFrom<&'t", "for<'t> TryFrom<&'t")
        .replace(" From<&'t", " for<'t> From<&'t");
    let bound = match bound.strip_prefix("From<&'t") {
        Some(rest) => format!("for<'t> From<&'t{rest}"),
        None => bound,
    };
    format!("fn bound() {{ fn is<T: {bound}>() {{}} is::<{ty}>() }}")
}
