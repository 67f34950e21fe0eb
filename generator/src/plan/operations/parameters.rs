//! Arguments and setters.

use super::Planner;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Location, Operation, Parameter, ParameterShape, Segment, Style, TypeKind};
use crate::lock::Kind;
use crate::plan::docs::{Docs, code, limits, shown};
use crate::plan::items::Codec;
use crate::plan::methods::{BodyPlan, ParameterEncoding, ParameterPlan, Place};
use crate::plan::models::Side;
use crate::plan::names::{FieldName, Page, Scope, Wish};

/// What a whole query is, as a rule.
const FORM: &str = "application/x-www-form-urlencoded";

/// Methods every call has anyway.
const CALL_METHODS: &[&str] = &[
    "new",
    "timeout",
    "server",
    "base_url",
    "security",
    "accept",
    "header",
    "send",
    "send_raw",
    "send_unbuffered",
    "inspect",
    "into_future",
    "set_path",
    "set_query",
    "set_header",
    "set_cookie",
    "set_json",
    "set_json_as",
    "set_form",
    "set_form_as",
    "set_lines",
    "set_text",
    "set_bytes",
    "set_file",
    "set_xml",
    "set_multipart",
    "set_multipart_object",
    "clone",
    "fmt",
    "body",
];

impl Planner<'_> {
    /// The required parameters in calling order, and the optional ones.
    pub(super) fn parameters(
        &self,
        operation: &Operation,
        body: Option<&BodyPlan>,
        page: Page<'_>,
        diagnostics: &mut Diagnostics,
    ) -> (Vec<ParameterPlan>, Vec<ParameterPlan>) {
        let (mut required, optional): (Vec<&Parameter>, Vec<&Parameter>) = operation
            .parameters
            .iter()
            .partition(|parameter| parameter.required);
        // The document's order may change without a meaning: arguments must not move with it.
        required.sort_by_key(|parameter| {
            (
                path_position(operation, parameter),
                parameter.name.clone(),
                parameter.location,
            )
        });

        let mut arguments = Scope::reserving(&["self"]);
        if let Some(body) = body.filter(|body| body.required) {
            let _: FieldName = arguments.claim(&[body.name.as_str().to_owned()]);
        }
        let required = self.named(&required, &mut arguments, page, diagnostics);
        let mut setters = Scope::reserving(CALL_METHODS);
        if self.stream(operation).is_some() {
            setters = Scope::reserving(&[CALL_METHODS, &["stream"]].concat());
        }
        let optional = self.named(&optional, &mut setters, page, diagnostics);
        (required, optional)
    }

    fn named(
        &self,
        parameters: &[&Parameter],
        scope: &mut Scope<FieldName>,
        page: Page<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<ParameterPlan> {
        let wishes: Vec<Wish> = parameters
            .iter()
            .map(|parameter| {
                let (name, place) = (&parameter.name, location_word(parameter.location));
                let id = format!("{} {name}", place.trim_end_matches(" parameter"));
                let other = format!("{name} {place}");
                Wish::new(Kind::Parameter, id, [name.clone(), other])
                    .spelled(name)
                    .at(parameter.pointer.clone())
            })
            .collect();
        page.claim_all(scope, wishes)
            .into_iter()
            .zip(parameters)
            .map(|(name, parameter)| self.parameter(name, parameter, diagnostics))
            .collect()
    }

    fn parameter(
        &self,
        name: FieldName,
        parameter: &Parameter,
        diagnostics: &mut Diagnostics,
    ) -> ParameterPlan {
        let encoding = self.encoding(parameter, diagnostics);
        // Only JSON has a word for nothing: elsewhere it is a parameter that is not given.
        let typed = if encoding.as_ref().is_some_and(|encoding| encoding.json) {
            self.models.use_of(parameter.ty, Side::Sent)
        } else {
            self.models.type_of(parameter.ty.id, Side::Sent)
        };
        ParameterPlan {
            name,
            wire: parameter.name.clone(),
            place: place(parameter.location),
            codec: typed.codec.clone().filter(Codec::is_foreign),
            json: typed.parameter_json(),
            ty: typed.into_parameter(),
            encoding,
            docs: self.parameter_docs(parameter).wrapped(4),
            deprecated: parameter.description.deprecated,
            common: false,
        }
    }

    /// Whether a path parameter lists the empty text as one of its values: the document means the path without it.
    fn may_be_empty(&self, parameter: &Parameter) -> bool {
        let ty = self.models.ty(parameter.ty.id);
        parameter.location == Location::Path
            && matches!(&ty.kind, TypeKind::Enum(values) if values.iter().any(|one| one.value == ""))
    }

    /// What a parameter is, its limits and its default.
    pub(super) fn parameter_docs(&self, parameter: &Parameter) -> Docs {
        let ty = self.models.ty(parameter.ty.id);
        let own = &parameter.description;
        let text = own.text.as_deref().or(ty.description.text.as_deref());
        let mut docs = Docs::from_document(text.unwrap_or_default());
        if docs.is_empty() {
            docs = Docs::ours(format!(
                "The {} {}.",
                location_word(parameter.location),
                code(&parameter.name)
            ));
        }
        let mut description = own.clone();
        description.default = description
            .default
            .or_else(|| ty.description.default.clone());
        let mut facts = vec![limits(ty.bounds(), &description)];
        let example = own.example.as_deref().or(ty.description.example.as_deref());
        if let Some(example) = example.filter(|value| !value.is_object() && !value.is_array()) {
            facts.push(format!("Example: {}.", code(&shown(example))));
        }
        facts.retain(|fact| !fact.is_empty());
        docs.sentence(&facts.join(" "))
    }

    /// How the value is written; `None` for the location's default way.
    fn encoding(
        &self,
        parameter: &Parameter,
        diagnostics: &mut Diagnostics,
    ) -> Option<ParameterEncoding> {
        let simple = matches!(parameter.location, Location::Path | Location::Header);
        let default = if simple { Style::Simple } else { Style::Form };
        let plain = ParameterEncoding {
            style: style_name(default),
            explode: !simple,
            allow_reserved: false,
            json: false,
            allow_empty: false,
        };
        match &parameter.shape {
            ParameterShape::Styled {
                style,
                explode,
                allow_reserved,
            } => {
                let allow_empty = self.may_be_empty(parameter);
                let usual =
                    *style == default && *explode != simple && !allow_reserved && !allow_empty;
                (!usual).then(|| ParameterEncoding {
                    style: style_name(*style),
                    // There is one way only to write `deepObject`.
                    explode: *explode || *style == Style::DeepObject,
                    allow_reserved: *allow_reserved,
                    json: false,
                    allow_empty,
                })
            }
            ParameterShape::Content(media_type) => Some(ParameterEncoding {
                json: self.is_json(parameter, media_type, diagnostics),
                ..plain
            }),
            ParameterShape::Whole(media_type) => Some(ParameterEncoding {
                style: "Whole",
                json: media_type != FORM && self.is_json(parameter, media_type, diagnostics),
                ..plain
            }),
        }
    }

    /// Whether a value in this media type is JSON; of others only text is known how to write.
    fn is_json(
        &self,
        parameter: &Parameter,
        media_type: &str,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        if super::media::is_json(media_type) {
            return true;
        }
        let kind = &self.models.ty(parameter.ty.id).kind;
        if media_type.starts_with("text/") || matches!(kind, TypeKind::String(_)) {
            return false;
        }
        diagnostics
            .report(
                Code::UnsupportedMediaType,
                &parameter.pointer,
                format!("the parameter is written as JSON, not as `{media_type}`"),
            )
            .degrades();
        true
    }
}

/// Where the parameter stands in the path; others come after those of the path.
fn path_position(operation: &Operation, parameter: &Parameter) -> usize {
    if parameter.location != Location::Path {
        return usize::MAX;
    }
    operation
        .segments
        .iter()
        .position(|segment| matches!(segment, Segment::Parameter(name) if *name == parameter.name))
        .unwrap_or(usize::MAX)
}

/// The call's method for a location.
pub(super) fn place(location: Location) -> Place {
    match location {
        Location::Path => Place::Path,
        Location::Query => Place::Query,
        Location::Header => Place::Header,
        Location::Cookie => Place::Cookie,
    }
}

fn location_word(location: Location) -> &'static str {
    match location {
        Location::Path => "path parameter",
        Location::Query => "query parameter",
        Location::Header => "header parameter",
        Location::Cookie => "cookie parameter",
    }
}

pub(super) fn style_name(style: Style) -> &'static str {
    match style {
        Style::Simple => "Simple",
        Style::Label => "Label",
        Style::Matrix => "Matrix",
        Style::Form => "Form",
        Style::Cookie => "Cookie",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::TabDelimited => "TabDelimited",
        Style::DeepObject => "DeepObject",
    }
}
