//! Operations: methods of the client, markers with their types, setters, answers, headers.

use std::sync::Arc;

use super::item::{Argument, Features, Item, Receiver, Shape};
use super::owner::{Operation, Owner};
use super::types::codec;
use super::{List, features};
use crate::plan::items::Codec;
use crate::plan::methods::{
    AnswerArm, BodyContent, BodyEnum, BodyPlan, HeaderPlan, Method, OperationFile, OutcomeEnum,
    Output, ParameterPlan, Place, StatusPattern,
};
use crate::plan::rust_type::RustType;

/// Lists the operations.
pub(super) fn list(list: &mut List<'_>) {
    let plan = list.plan;
    for file in &plan.operations {
        let features = features(&file.feature);
        let module = public_module(list, file);
        for method in &file.methods {
            let about = About {
                path: Arc::from(format!("Client::{}()", method.name)),
                marker: format!("operations::{}", method.marker),
                operation: Operation {
                    method: Arc::from(method.http_method.as_str()),
                    path: Arc::from(method.path.as_str()),
                },
                features: features.clone(),
            };
            about.call(list, method);
            about.types(list, method);
            about.setters(list, method);
            about.headers(list, method);
            if let Some(module) = module {
                for name in defined(method) {
                    let path = format!("operations::{module}::{name}");
                    list.add(path, about.member(Shape::Name));
                }
            }
        }
    }
    let mut methods = plan.operations.iter().flat_map(|file| &file.methods);
    // Code for any call may use them: it breaks where one operation does without.
    for parameter in methods.next().into_iter().flat_map(Method::common_setters) {
        let ty = list.types.parameter(&parameter.ty);
        let item = Item::new(Shape::setter(parameter.name.as_str(), ty), Owner::Api);
        let path = format!("Call<_>::{}()", parameter.name);
        list.add(path, item.deprecated(parameter.deprecated));
    }
}

/// The module of a file that users can name: that of a group.
fn public_module<'p>(list: &List<'p>, file: &'p OperationFile) -> Option<&'p str> {
    let plan = list.plan;
    let module = file.folder.as_ref().unwrap_or(&file.file);
    let several = plan.operations.len() > 1 && plan.big;
    let public = several && plan.groups.iter().any(|group| group.module == *module);
    public.then_some(module.as_str())
}

/// The types that an operation brings.
fn defined(method: &Method) -> Vec<&str> {
    let mut names = vec![method.marker.as_str()];
    if let Output::Enum(output) = &method.output {
        names.push(output.name.as_str());
    }
    names.extend(method.error.as_ref().map(|error| error.name.as_str()));
    names.extend(content(method).map(|content| content.name.as_str()));
    names
}

/// The enum of what can be sent, where there is a choice.
fn content(method: &Method) -> Option<&BodyEnum> {
    match &method.body.as_ref()?.content {
        BodyContent::One(_) => None,
        BodyContent::Several(choice) => Some(choice),
    }
}

/// What is the same for all that belongs to one operation.
struct About {
    /// The client's method.
    path: Arc<str>,
    /// The marker's path.
    marker: String,
    operation: Operation,
    features: Features,
}

impl About {
    fn item(&self, shape: Shape) -> Item {
        let owner = Owner::Operation(self.operation.clone());
        Item::new(shape, owner).at(&self.features)
    }

    fn member(&self, shape: Shape) -> Item {
        self.item(shape).within(&self.path)
    }

    fn of_body(&self, shape: Shape) -> Item {
        let owner = Owner::Body(self.operation.clone());
        Item {
            owner,
            ..self.member(shape)
        }
    }

    fn of_answers(&self, shape: Shape, success: bool, statuses: Vec<StatusPattern>) -> Item {
        let operation = self.operation.clone();
        let owner = Owner::Response {
            operation,
            success,
            statuses,
        };
        Item {
            owner,
            ..self.member(shape)
        }
    }

    /// `Client::list_pets()`.
    fn call(&self, list: &mut List<'_>, method: &Method) {
        let arguments = method.arguments.iter().map(|parameter| Argument {
            name: parameter.name.as_str().to_owned(),
            wire: format!("{} {}", location(parameter.place), parameter.wire),
            ty: list.types.parameter(&parameter.ty),
        });
        let body = method.body.iter().filter(|body| body.required);
        let body = body.map(|body| Argument {
            name: body.name.as_str().to_owned(),
            wire: "body".to_owned(),
            ty: body_type(list, body),
        });
        let arguments = arguments.chain(body).collect();
        let output = format!("Call<{}>", self.marker);
        let shape = Shape::function(Receiver::Borrowed, arguments, output);
        list.add(&*self.path, self.item(shape).deprecated(method.deprecated));
    }

    /// The marker, its associated types, and the enums beside it.
    fn types(&self, list: &mut List<'_>, method: &Method) {
        let marker = &self.marker;
        let head = format!("pub struct {}", method.marker);
        list.add(&**marker, self.member(Shape::Type(head)));
        let output = match &method.output {
            Output::Type(ty) => list.types.ty(ty),
            Output::Enum(plan) => self.outcomes(list, method, plan, true),
        };
        let shape = Shape::Associated(output);
        let item = self.of_answers(shape, true, Vec::new());
        list.add(format!("{marker}::Output"), item);
        let error = match &method.error {
            Some(plan) => self.outcomes(list, method, plan, false),
            None => INFALLIBLE.to_owned(),
        };
        let item = self.of_answers(Shape::Associated(error), false, Vec::new());
        list.add(format!("{marker}::Error"), item);
        if let Some(stream) = &method.stream {
            let types = [
                ("Item", list.types.ty(&stream.item)),
                (
                    "Codec",
                    codec(stream.codec.as_ref().unwrap_or(&Codec::Plain)),
                ),
            ];
            for (name, ty) in types {
                let item = self.of_answers(Shape::Associated(ty), true, Vec::new());
                list.add(format!("{marker}::{name}"), item);
            }
        }
        if let Some(content) = content(method) {
            self.contents(list, content);
        }
    }

    /// An enum over answers; returns its path.
    fn outcomes(
        &self,
        list: &mut List<'_>,
        method: &Method,
        plan: &OutcomeEnum,
        success: bool,
    ) -> String {
        let path: Arc<str> = Arc::from(format!("operations::{}", plan.name));
        let head = Shape::Type(format!("#[non_exhaustive] pub enum {}", plan.name));
        list.add(&*path, self.of_answers(head, success, Vec::new()));
        for variant in &plan.variants {
            let shape = Shape::Variant {
                payload: variant.ty.as_ref().map(|ty| list.types.ty(ty)),
                exhaustive: false,
            };
            let of_variant = |arm: &&AnswerArm| {
                arm.success == success && arm.variant.as_ref() == Some(&variant.name)
            };
            let arms = method.answers.iter().filter(of_variant);
            let statuses = arms.map(|arm| arm.status).collect();
            let item = self.of_answers(shape, success, statuses).within(&path);
            list.add(format!("{path}::{}", variant.name), item);
        }
        path.to_string()
    }

    /// The enum over the forms of a body, and what turns into it.
    fn contents(&self, list: &mut List<'_>, plan: &BodyEnum) {
        let path: Arc<str> = Arc::from(format!("operations::{}", plan.name));
        let head = Shape::Type(format!("#[non_exhaustive] pub enum {}", plan.name));
        list.add(&*path, self.of_body(head));
        for variant in &plan.variants {
            let ty = list.types.ty(&variant.form.ty);
            if variant.from {
                let more: &[&str] = match &variant.form.ty {
                    RustType::String => &["&str"],
                    RustType::Body | RustType::File => &["runtime::Bytes", "Vec<u8>"],
                    _ => &[],
                };
                for from in std::iter::once(ty.as_str()).chain(more.iter().copied()) {
                    let item = self.of_body(Shape::Impl).within(&path);
                    list.add(format!("{path}: From<{from}>"), item);
                }
            }
            let shape = Shape::Variant {
                payload: Some(ty),
                exhaustive: false,
            };
            let item = self.of_body(shape).within(&path);
            list.add(format!("{path}::{}", variant.name), item);
        }
    }

    /// `Call<ListPets>::limit()`.
    fn setters(&self, list: &mut List<'_>, method: &Method) {
        let call = format!("Call<{}>", method.marker);
        for parameter in &method.setters {
            let ty = list.types.parameter(&parameter.ty);
            let item = self.member(Shape::setter(parameter.name.as_str(), ty));
            let owner = self.parameter(parameter);
            let item = Item { owner, ..item }.deprecated(parameter.deprecated);
            list.add(format!("{call}::{}()", parameter.name), item);
        }
        if let Some(body) = method.body.as_ref().filter(|body| !body.required) {
            let ty = body_type(list, body);
            let item = self.of_body(Shape::setter(body.name.as_str(), ty));
            list.add(format!("{call}::{}()", body.name), item);
        }
    }

    fn parameter(&self, parameter: &ParameterPlan) -> Owner {
        Owner::Parameter {
            operation: self.operation.clone(),
            location: location(parameter.place),
            wire: parameter.wire.clone(),
        }
    }

    /// `Response<ListPets>::x_total()` and `Failure<ListPetsError>::x_request_id()`.
    fn headers(&self, list: &mut List<'_>, method: &Method) {
        let error = method.error.as_ref();
        let error = error.map_or(INFALLIBLE, |error| error.name.as_str());
        let sides = [
            (
                true,
                format!("Response<{}>", method.marker),
                &method.headers,
            ),
            (false, format!("Failure<{error}>"), &method.error_headers),
        ];
        for (success, of, headers) in sides {
            for header in headers {
                let item = self.member(header_method(list, header));
                let owner = Owner::Header {
                    operation: self.operation.clone(),
                    success,
                    wire: header.wire.clone(),
                };
                let path = format!("{of}::{}()", header.method);
                list.add(path, Item { owner, ..item });
            }
        }
    }
}

/// The error of an operation without documented ones.
const INFALLIBLE: &str = "std::convert::Infallible";

fn header_method(list: &List<'_>, header: &HeaderPlan) -> Shape {
    let output = if header.ty == RustType::String {
        "Option<&str>".to_owned()
    } else {
        let ty = list.types.ty(&header.ty);
        format!("Result<Option<{ty}>, runtime::HeaderError>")
    };
    Shape::function(Receiver::Borrowed, Vec::new(), output)
}

fn body_type(list: &List<'_>, body: &BodyPlan) -> String {
    match &body.content {
        BodyContent::One(form) if form.ty.is_text_list() => list.types.parameter(&form.ty),
        BodyContent::One(form) => list.types.argument(&form.ty),
        BodyContent::Several(choice) => format!("impl Into<operations::{}>", choice.name),
    }
}

fn location(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    }
}
