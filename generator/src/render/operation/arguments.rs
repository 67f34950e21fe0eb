//! What a caller gives: arguments of the client's method, setters of the call.

use super::body;
use crate::plan::items::Codec;
use crate::plan::methods::{Method, ParameterEncoding, ParameterPlan, Place};
use crate::plan::rust_type::RustType;
use crate::render::model::codec_type;
use crate::render::print::{Text, string_literal};
use crate::render::scope::{Scope, borrowed};
use crate::render::source::Source;

/// The client's method; `module` is the way to the API's.
pub(super) fn client_method(scope: &mut Scope<'_>, method: &Method, module: &str) -> Text {
    let mut text = Text::new(1);
    text.docs(&method.docs);
    text.deprecated(method.deprecated);
    let call = scope.runtime("Call");
    let mut arguments = vec!["&self".to_owned()];
    let mut calls = Vec::new();
    for parameter in &method.arguments {
        let ty = scope.parameter(&parameter.ty);
        arguments.push(format!("{}: {ty}", parameter.name));
        calls.push(writer(scope, parameter));
    }
    let body = method.body.as_ref().filter(|body| body.required);
    if let Some(body) = body {
        let ty = body::argument(scope, body);
        arguments.push(format!("{}: {ty}", body.name));
    }
    text.signature(
        &format!("pub fn {}", method.name),
        &arguments,
        &format!("-> {call}<{}> {{", method.marker),
    );
    let start = format!("{call}::new(&self.core)");
    match body {
        Some(body) => body::write(&mut text, scope, body, &start, calls, module),
        None => text.chain(&start, &calls),
    }
    text.close("}");
    text
}

/// Setters for what may be left out.
pub(super) fn setters(file: &mut Source, scope: &mut Scope<'_>, method: &Method, module: &str) {
    let mut functions: Vec<Text> = method
        .own_setters()
        .map(|parameter| setter(scope, parameter))
        .collect();
    if let Some(body) = method.body.as_ref().filter(|body| !body.required) {
        let mut text = Text::new(1);
        text.docs(&body.docs);
        let ty = body::argument(scope, body);
        open(&mut text, body.name.as_str(), &ty.to_string());
        body::write(&mut text, scope, body, "self", Vec::new(), module);
        text.close("}");
        functions.push(text);
    }
    if functions.is_empty() {
        return;
    }
    let call = scope.runtime("Call");
    file.plain_impl(&format!("impl {call}<{}>", method.marker), functions);
}

/// Setters of all calls.
pub(in crate::render) fn common(file: &mut Source, scope: &mut Scope<'_>, method: &Method) {
    let setters = method.common_setters();
    let functions: Vec<Text> = setters.map(|parameter| setter(scope, parameter)).collect();
    if functions.is_empty() {
        return;
    }
    let call = scope.runtime("Call");
    file.plain_impl(
        &format!("/// What every operation takes.\nimpl<O> {call}<O>"),
        functions,
    );
}

fn setter(scope: &mut Scope<'_>, parameter: &ParameterPlan) -> Text {
    let mut text = Text::new(1);
    text.docs(&parameter.docs);
    text.deprecated(parameter.deprecated);
    let ty = scope.parameter(&parameter.ty);
    let write = writer(scope, parameter);
    open(&mut text, parameter.name.as_str(), &ty.to_string());
    text.chain("self", &[write]);
    text.close("}");
    text
}

/// `pub fn page_size(self, page_size: i64) -> Self {`.
fn open(text: &mut Text, name: &str, ty: &str) {
    let arguments = ["self".to_owned(), format!("{name}: {ty}")];
    text.signature(&format!("pub fn {name}"), &arguments, "-> Self {");
}

/// `.set_query("page_size", &page_size)`.
fn writer(scope: &mut Scope<'_>, parameter: &ParameterPlan) -> String {
    let name = &parameter.name;
    let value = match &parameter.ty {
        ty @ RustType::DateTime => {
            let (into, ty) = (scope.prelude("::core::convert", "Into"), scope.ty(ty));
            format!("&{into}::<{ty}>::into({name})")
        }
        ty if borrowed(ty) => name.to_string(),
        _ => format!("&{name}"),
    };
    let function = match parameter.place {
        Place::Path => "set_path",
        Place::Query => "set_query",
        Place::Header => "set_header",
        Place::Cookie => "set_cookie",
    };
    let value = encoded(scope, parameter.codec.as_ref(), value);
    format!(".{function}({}, {value})", string_literal(&parameter.wire))
}

/// A reference to a value, or to one that is written by a codec.
pub(super) fn encoded(scope: &mut Scope<'_>, codec: Option<&Codec>, value: String) -> String {
    let Some(codec) = codec else {
        return value;
    };
    let wrapper = scope.runtime("Encoded");
    format!(
        "&{wrapper}::<{}, _>::new({value})",
        codec_type(scope, codec)
    )
}

/// Adds the parameters whose way of writing is not their place's default, as a field of `SPEC`.
pub(super) fn encodings(text: &mut Text, scope: &mut Scope<'_>, method: &Method) {
    let parameters = method.arguments.iter().chain(&method.setters);
    let specs: Vec<Vec<String>> = parameters
        .filter_map(|parameter| {
            let encoding = parameter.encoding.as_ref()?;
            Some(chain(scope, parameter.place, &parameter.wire, encoding))
        })
        .collect();
    match specs.as_slice() {
        [] => text.line("parameters: &[],"),
        // The only element of an array starts on the array's line.
        [only] => element(text, "parameters: &[", only, "],"),
        several => {
            text.open("parameters: &[");
            for spec in several {
                element(text, "", spec, ",");
            }
            text.close("],");
        }
    }
}

/// How long a chain of several calls may be that rustfmt writes in one line.
const CHAIN: usize = 60;

/// Adds a chain of calls as an element of an array, broken as rustfmt breaks it.
fn element(text: &mut Text, before: &str, chain: &[String], after: &str) {
    match chain {
        [start, calls @ .., last] if !calls.is_empty() && chain.concat().len() > CHAIN => {
            text.open(format_args!("{before}{start}"));
            for call in calls {
                text.line(call);
            }
            text.line(format_args!("{last}{after}"));
            text.leave();
        }
        _ => text.line(format_args!("{before}{}{after}", chain.concat())),
    }
}

/// `ParameterSpec::query("tags").explode(false)`: what is said of a parameter, or a field of a form, beyond the default
/// way of its place.
pub(in crate::render) fn spec(
    scope: &mut Scope<'_>,
    place: Place,
    wire: &str,
    encoding: &ParameterEncoding,
) -> String {
    chain(scope, place, wire, encoding).concat()
}

/// The same, call by call.
fn chain(
    scope: &mut Scope<'_>,
    place: Place,
    wire: &str,
    encoding: &ParameterEncoding,
) -> Vec<String> {
    let (constructor, style, explode) = match place {
        Place::Path => ("path", "Simple", false),
        Place::Query => ("query", "Form", true),
        Place::Header => ("header", "Simple", false),
        Place::Cookie => ("cookie", "Form", true),
    };
    let owner = scope.runtime("ParameterSpec");
    let mut chain = vec![format!("{owner}::{constructor}({})", string_literal(wire))];
    if encoding.style != style {
        let styles = scope.runtime("Style");
        chain.push(format!(".style({styles}::{})", encoding.style));
    }
    if encoding.explode != explode {
        chain.push(format!(".explode({})", encoding.explode));
    }
    for (holds, call) in [
        (encoding.allow_reserved, ".allow_reserved()"),
        (encoding.json, ".json()"),
        (encoding.allow_empty, ".allow_empty()"),
    ] {
        if holds {
            chain.push(call.to_owned());
        }
    }
    chain
}
