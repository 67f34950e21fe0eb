//! Parameters of operations (OAS 3.0.3 section 4.7.12).

use std::collections::BTreeSet;

use crate::diagnostics::Code;
use crate::ir::{
    Bounds, Description, Location, Parameter, ParameterShape, Pointer, Segment, StringFormat,
    Style, TypeKind, TypeRef,
};
use crate::normalise::STYLE;
use crate::resolve::Place;

use super::Lowerer;
use super::media_key;
use super::words::Words;

impl<'d> Lowerer<'d, '_> {
    /// The parameters of a path item and one of its operations, the operation's own winning, checked against the
    /// path's template.
    pub(super) fn parameters(
        &mut self,
        item: &Place<'d>,
        operation: &Place<'d>,
        segments: &[Segment],
        words: &Words,
    ) -> Vec<Parameter> {
        let mut parameters = self.parameter_list(item, words);
        for own in self.parameter_list(operation, words) {
            let same =
                |other: &&mut Parameter| other.location == own.location && other.name == own.name;
            match parameters.iter_mut().find(same) {
                Some(shared) => *shared = own,
                None => parameters.push(own),
            }
        }
        self.check_template(item, operation, segments, words, &mut parameters);
        parameters
    }

    fn parameter_list(&mut self, place: &Place<'d>, words: &Words) -> Vec<Parameter> {
        let Some(list) = place.child("parameters") else {
            return Vec::new();
        };
        let mut seen = BTreeSet::new();
        let mut parameters = Vec::new();
        for element in list.elements() {
            let at = element.pointer.clone();
            let Some(target) = self.document.follow(&element, self.diagnostics) else {
                continue;
            };
            let Some(parameter) = self.parameter(&target, words) else {
                continue;
            };
            if seen.insert((parameter.location, parameter.name.clone())) {
                parameters.push(parameter);
            } else {
                let message = format!(
                    "`{}` stands twice in this list; the first one counts",
                    parameter.name
                );
                self.diagnostics
                    .report(Code::DuplicateParameter, &at, message)
                    .help("remove one of the two");
            }
        }
        parameters
    }

    fn has_lost_parameters(&self, place: &Place<'d>) -> bool {
        let list = place.child("parameters");
        list.is_some_and(|list| {
            let mut elements = list.elements();
            elements.any(|element| self.document.leads_nowhere(&element))
        })
    }

    fn parameter(&mut self, place: &Place<'d>, words: &Words) -> Option<Parameter> {
        // `audit` has taken away what lacks one of these.
        let (name, location) = (place.text("name")?, place.text("in")?);
        let location = match location {
            "path" => Location::Path,
            "query" => Location::Query,
            "header" => Location::Header,
            "cookie" => Location::Cookie,
            _ => return None,
        };
        let reserved = ["accept", "content-type"];
        if location == Location::Header
            && reserved
                .iter()
                .any(|other| name.eq_ignore_ascii_case(other))
        {
            self.ignore_header(
                &place.pointer,
                name,
                "it follows from the body and the answer",
            );
            return None;
        }
        let words = component_words(place).unwrap_or_else(|| words.with(name));
        let (shape, ty, description) = self.value(place, location, &words);
        Some(Parameter {
            pointer: place.pointer.clone(),
            name: name.to_owned(),
            location,
            required: location == Location::Path || place.flag("required"),
            shape,
            ty,
            description,
        })
    }

    /// Takes away the header `Authorization` of an operation with `security`, which writes it. Without, it is the only way
    /// to the API, although the specification has it ignored (OAS 3.0.3 section 4.7.12.1).
    pub(super) fn ignore_authorization(&mut self, parameters: &mut Vec<Parameter>) {
        parameters.retain(|parameter| {
            let written = parameter.location == Location::Header
                && parameter.name.eq_ignore_ascii_case("authorization");
            if written {
                self.ignore_header(
                    &parameter.pointer,
                    &parameter.name,
                    "it follows from `security`",
                );
            }
            !written
        });
    }

    /// Documents that do this do it everywhere: the first place says it for all.
    fn ignore_header(&mut self, pointer: &Pointer, name: &str, why: &str) {
        if self.reserved_headers.insert(name.to_ascii_lowercase()) {
            self.ignore(
                pointer,
                &format!("`{name}` as a parameter has no effect: {why}"),
            );
        }
    }

    /// How a parameter or header is written, what it is, and its annotations.
    pub(super) fn value(
        &mut self,
        place: &Place<'d>,
        location: Location,
        words: &Words,
    ) -> (ParameterShape, TypeRef, Description) {
        let content = place.child("content");
        let content = content.iter().flat_map(Place::members).next();
        let content = content.and_then(|(name, media)| {
            Some((name, self.document.follow(&media, self.diagnostics)?))
        });
        if let Some(encoding) = content
            .as_ref()
            .and_then(|(_, media)| media.child("encoding"))
            && encoding.members().next().is_some()
        {
            self.diagnostics
                .report(
                    Code::UnsupportedKeyword,
                    &encoding.pointer,
                    "the fields of this parameter are written in the usual way, whatever `encoding` says",
                )
                .at_key()
                .degrades()
                .help("describe the fields as parameters of their own, which have `style` and `explode`");
        }
        let (shape, schema) = match content {
            Some((name, media)) => (
                if place.text(STYLE) == Some("whole") {
                    ParameterShape::Whole(media_key::name(name))
                } else {
                    ParameterShape::Content(media_key::name(name))
                },
                media.child("schema"),
            ),
            None => (styled(place, location), place.child("schema")),
        };
        let mut description = self.description(place);
        description.title = None;
        description.default = None;
        description.example = self.example(place).map(Box::new);
        let ty = if let Some(schema) = schema {
            let own = self.description(&schema);
            description.text = description.text.or(own.text);
            description.example = description.example.or(own.example);
            description.default = own.default;
            description.deprecated |= own.deprecated;
            self.schema(&schema, words, 0)
        } else {
            let kind = TypeKind::String(StringFormat::Plain);
            self.part(&place.pointer, words, kind, Bounds::default())
        };
        (shape, ty, description)
    }

    /// Path parameters and the template's names must be the same.
    fn check_template(
        &mut self,
        item: &Place<'d>,
        operation: &Place<'d>,
        segments: &[Segment],
        words: &Words,
        parameters: &mut Vec<Parameter>,
    ) {
        let names: Vec<&String> = segments
            .iter()
            .filter_map(|segment| match segment {
                Segment::Parameter(name) => Some(name),
                Segment::Literal(_) => None,
            })
            .collect();
        let diagnostics = &mut *self.diagnostics;
        parameters.retain(|parameter| {
            let fits = parameter.location != Location::Path || names.contains(&&parameter.name);
            if !fits {
                let message = format!("the path has no `{{{}}}`", parameter.name);
                let help = if names.is_empty() {
                    "remove the parameter, or add its name in braces to the path".to_owned()
                } else {
                    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                    format!("the path's parameters are {}", names.join(", "))
                };
                diagnostics
                    .report(Code::UnusedPathParameter, &parameter.pointer, message)
                    .help(help)
                    .degrades();
            }
            fits
        });
        // A declaration that could not be found has been reported; it may have been this one.
        let lost = self.has_lost_parameters(item) || self.has_lost_parameters(operation);
        for (index, name) in names.iter().enumerate() {
            let declared = |parameter: &Parameter| {
                parameter.location == Location::Path && parameter.name == **name
            };
            if parameters.iter().any(declared)
                || names.iter().take(index).any(|before| before == name)
            {
                continue;
            }
            if !lost {
                self.diagnostics
                .report(
                    Code::UndeclaredPathParameter,
                    &operation.pointer,
                    format!(
                        "no parameter declares `{{{name}}}` of the path; it is taken as a string"
                    ),
                )
                .at_key()
                .help(format!(
                    "add a parameter with `name: {name}`, `in: path` and `required: true`"
                ));
            }
            let kind = TypeKind::String(StringFormat::Plain);
            let ty = self.part(
                &operation.pointer,
                &words.with(name.as_str()),
                kind,
                Bounds::default(),
            );
            parameters.push(Parameter {
                pointer: operation.pointer.clone(),
                name: (*name).clone(),
                location: Location::Path,
                required: true,
                shape: ParameterShape::Styled {
                    style: Style::Simple,
                    explode: false,
                    allow_reserved: false,
                },
                ty,
                description: Description::default(),
            });
        }
    }
}

/// `schema` with `style` and `explode`.
fn styled(place: &Place<'_>, location: Location) -> ParameterShape {
    let usual = match location {
        Location::Query | Location::Cookie => Style::Form,
        Location::Path | Location::Header => Style::Simple,
    };
    let named = place.text("style").and_then(|name| style(name, location));
    let named = named.or_else(|| delimited(place.text(STYLE)?));
    let style = named.unwrap_or(usual);
    let explode = place
        .value
        .get("explode")
        .and_then(serde_json::Value::as_bool);
    ParameterShape::Styled {
        style,
        explode: explode.unwrap_or(matches!(style, Style::Form | Style::Cookie)),
        allow_reserved: place.flag("allowReserved"),
    }
}

/// A style of Swagger 2.0, which may stand anywhere.
fn delimited(name: &str) -> Option<Style> {
    Some(match name {
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "tabDelimited" => Style::TabDelimited,
        _ => return None,
    })
}

/// A style that is allowed at a location (OAS 3.0.3 section 4.7.12.3).
fn style(name: &str, location: Location) -> Option<Style> {
    Some(match (name, location) {
        ("simple", Location::Path | Location::Header) => Style::Simple,
        ("label", Location::Path) => Style::Label,
        ("matrix", Location::Path) => Style::Matrix,
        ("form", Location::Query | Location::Cookie) => Style::Form,
        ("cookie", Location::Cookie) => Style::Cookie,
        ("spaceDelimited", Location::Query) => Style::SpaceDelimited,
        ("pipeDelimited", Location::Query) => Style::PipeDelimited,
        ("deepObject", Location::Query) => Style::DeepObject,
        _ => return None,
    })
}

/// What a shared component is called.
pub(super) fn component_words(place: &Place<'_>) -> Option<Words> {
    let mut tokens = place.pointer.tokens();
    (tokens.next()? == "components").then_some(())?;
    let (_, name) = (tokens.next()?, tokens.next()?);
    tokens.next().is_none().then(|| Words::new(name))
}
