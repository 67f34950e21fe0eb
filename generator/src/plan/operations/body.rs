//! Request bodies.

use super::Planner;
use super::media::{Family, family, is_json, is_range, is_structured, media_words, rank};
use super::parameters::style_name;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{Encoding, MediaType, Operation, StringFormat, Style, TypeKind, TypeRef};
use crate::lock::Kind;
use crate::plan::docs::{Docs, code};
use crate::plan::methods::{
    BodyContent, BodyEncoding, BodyEnum, BodyForm, BodyPlan, BodyVariant, ParameterEncoding,
};
use crate::plan::models::{Shared, Side, Typed};
use crate::plan::names::{FunctionName, Scope, TypeName, VariantName, Wish, claim_all};
use crate::plan::rust_type::RustType;
use crate::plan::xml::is_xml;

/// What makes XML of bytes.
const NAMELESS: &str = "say what the outermost element is called: give the schema `xml: {name: ..}`, or move it to \
                        `components/schemas`";

/// A media type with the form it gives a body.
struct Choice<'a> {
    media: &'a MediaType,
    family: Family,
    form: BodyForm,
}

impl Planner<'_> {
    /// The body; `name` is for an enum where there is a choice.
    pub(super) fn body(
        &self,
        operation: &Operation,
        (function, name): (&FunctionName, &TypeName),
        diagnostics: &mut Diagnostics,
    ) -> Option<BodyPlan> {
        let body = operation.body.as_ref()?;
        let mut choices = self.choices(&body.content, diagnostics);
        let mut docs = Docs::from_document(body.description.as_deref().unwrap_or_default());
        if docs.is_empty() {
            docs = Docs::ours("The request's body.");
        }
        let content = if choices.len() > 1 {
            BodyContent::Several(several(&choices, self.shared, function, name))
        } else {
            BodyContent::One(choices.pop()?.form)
        };
        Some(BodyPlan {
            required: body.required,
            name: Scope::default().claim(&["body".to_owned()]),
            content,
            docs,
        })
    }

    /// The forms that differ, the best first.
    fn choices<'a>(
        &self,
        content: &'a [MediaType],
        diagnostics: &mut Diagnostics,
    ) -> Vec<Choice<'a>> {
        let mut list: Vec<(&MediaType, Family)> = content
            .iter()
            .map(|media| match self.line(media) {
                Some(_) => (media, Family::Lines),
                None => (media, self.family(media)),
            })
            .collect();
        list.sort_by_key(|(media, family)| rank(media, *family));
        let mut choices: Vec<Choice<'a>> = Vec::new();
        for (media, family) in list {
            if self.is_unwritable(media, family) {
                let best = choices.first();
                // The same under a name that says less (ASP.NET says `text/plain` of all its JSON).
                if media.name == "text/plain"
                    && best.is_some_and(|best| best.family == Family::Json)
                {
                    continue;
                }
                written_by_caller(media, family, best, diagnostics);
            }
            let form = self.form(media, family, diagnostics);
            // The caller chooses what text and bytes are called; a file of any kind says it itself.
            let chosen = matches!(family, Family::Text | Family::Bytes);
            let merges = !chosen || form.ty == RustType::File;
            let known = choices
                .iter_mut()
                .find(|choice| merges && choice.family == family && choice.form.ty == form.ty);
            match known {
                Some(known) => known.form.aliases.push(media.name.clone()),
                None => choices.push(Choice {
                    media,
                    family,
                    form,
                }),
            }
        }
        choices
    }

    /// What a media type holds.
    pub(super) fn family(&self, media: &MediaType) -> Family {
        if self.xml.root(media).is_some() {
            return Family::Xml;
        }
        match family(&media.name, self.structured(media)) {
            // Octets are no JSON, whatever they are called.
            Family::Json if self.is_binary(media) => Family::Bytes,
            family => family,
        }
    }

    fn is_binary(&self, media: &MediaType) -> bool {
        let types = &self.facts.api.types;
        let ty = media.ty.map(|ty| types.resolve(ty));
        ty.is_some_and(|ty| {
            matches!(
                types.get(ty.id).kind,
                TypeKind::String(StringFormat::Binary)
            )
        })
    }

    /// Whether the schema's values have parts.
    pub(super) fn structured(&self, media: &MediaType) -> bool {
        let types = &self.facts.api.types;
        let ty = media.ty.map(|ty| types.resolve(ty));
        ty.is_some_and(|ty| is_structured(&types.get(ty.id).kind))
    }

    /// Whether the schema describes more than the text or bytes that it would be.
    pub(super) fn is_unwritable(&self, media: &MediaType, family: Family) -> bool {
        matches!(family, Family::Text | Family::Bytes) && self.structured(media)
    }

    fn form(&self, media: &MediaType, family: Family, diagnostics: &mut Diagnostics) -> BodyForm {
        let name = &media.name;
        let sent = sent_as(media, diagnostics);
        let typed = || {
            media.ty.map_or(Typed::plain(RustType::Json), |ty| {
                self.models.use_of(ty, Side::Sent).placed()
            })
        };
        let (Typed { ty, codec }, encoding) = match family {
            Family::Json => {
                let other = sent != "application/json" && !is_range(name);
                (typed(), BodyEncoding::Json(other.then_some(sent)))
            }
            Family::Xml => match self.xml.root(media) {
                Some(root) => (typed(), BodyEncoding::Xml(sent, root.clone())),
                None => (Typed::plain(RustType::Body), BodyEncoding::Bytes(sent)),
            },
            Family::Form => (typed(), BodyEncoding::Form(fields(&media.encoding))),
            Family::Lines => (self.lines(media), BodyEncoding::Lines(sent)),
            Family::Text => (Typed::plain(RustType::String), BodyEncoding::Text(sent)),
            Family::Multipart => self.in_parts(media, diagnostics),
            // Nobody but the caller knows what it is.
            Family::Bytes if is_range(name) => {
                let range = name.clone();
                (Typed::plain(RustType::File), BodyEncoding::File(range))
            }
            Family::Bytes => (Typed::plain(RustType::Body), BodyEncoding::Bytes(sent)),
        };
        BodyForm {
            ty,
            codec,
            encoding,
            aliases: Vec::new(),
        }
    }
}

impl Planner<'_> {
    /// A body of several parts: a model that writes them, an object whose properties they are, or what the caller adds.
    fn in_parts(&self, media: &MediaType, diagnostics: &mut Diagnostics) -> (Typed, BodyEncoding) {
        let name = match media.name.as_str() {
            "multipart/*" => "multipart/form-data".to_owned(),
            name => name.to_owned(),
        };
        if let Some(model) = self.models.form_of(media) {
            return (Typed::plain(model), BodyEncoding::Multipart(name));
        }
        let types = &self.facts.api.types;
        let kind = media.ty.map(|ty| &types.get(types.resolve(ty).id).kind);
        if let (Some(ty), Some(TypeKind::Object(_) | TypeKind::Map(_))) = (media.ty, kind) {
            let ty = TypeRef {
                nullable: false,
                ..ty
            };
            let object = self.models.use_of(ty, Side::Sent).placed();
            return (object, BodyEncoding::MultipartObject(name));
        }
        if self.structured(media) {
            diagnostics
                .report(
                    Code::UnsupportedMediaType,
                    &media.pointer,
                    format!(
                        "the parts of `{name}` are added by the caller: its schema is no object"
                    ),
                )
                .degrades();
        }
        (Typed::plain(RustType::Form), BodyEncoding::Multipart(name))
    }
}

/// Says that no model makes a body of this media type: a caller who sends it has it (a file, or a text of another writer).
fn written_by_caller(
    media: &MediaType,
    family: Family,
    best: Option<&Choice<'_>>,
    diagnostics: &mut Diagnostics,
) {
    let what = if family == Family::Text {
        "text"
    } else {
        "bytes"
    };
    let mut message = format!("`{}` is sent as {what} that the caller writes", media.name);
    if let Some(best) = best {
        message = format!("{message}; the model is sent as `{}`", best.media.name);
    }
    let finding = diagnostics.report(Code::UnsupportedMediaType, &media.pointer, message);
    if best.is_none() {
        finding.degrades();
    }
    if is_xml(&media.name) {
        finding.help(NAMELESS);
    }
}

/// A media type as the document writes it, unless that says that text is not UTF-8.
fn sent_as(media: &MediaType, diagnostics: &mut Diagnostics) -> String {
    let words = media.parameters.to_ascii_lowercase();
    let charset = words.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        (name.trim() == "charset").then(|| value.trim().trim_matches('"').to_owned())
    });
    if charset.is_none_or(|charset| matches!(charset.as_str(), "utf-8" | "utf8" | "us-ascii")) {
        return format!("{}{}", media.name, media.parameters);
    }
    let message = format!("it is sent as UTF-8, and called `{}`", media.name);
    diagnostics
        .report(Code::UnsupportedMediaType, &media.pointer, message)
        .degrades()
        .help("bytes in another charset have to be made by the caller: declare them as `application/octet-stream`");
    media.name.clone()
}

/// The properties of a form that are not written in the usual way.
fn fields(encoding: &[Encoding]) -> Vec<(String, ParameterEncoding)> {
    let entries = encoding.iter().filter_map(|encoding| {
        let json = encoding.content_type.as_deref().is_some_and(is_json);
        let style = encoding.style.filter(|_| !json).unwrap_or(Style::Form);
        let unusual = style != Style::Form || !encoding.explode || encoding.allow_reserved;
        // An object of style `form` is as many fields as it has properties; without a style it is JSON.
        (json || unusual || encoding.style.is_some()).then(|| {
            let entry = ParameterEncoding {
                style: style_name(style),
                // JSON has one way only, as `deepObject` has.
                explode: encoding.explode || json || style == Style::DeepObject,
                allow_reserved: encoding.allow_reserved,
                json,
                allow_empty: false,
            };
            (encoding.property.clone(), entry)
        })
    });
    entries.collect()
}

/// The enum over several forms.
fn several(
    choices: &[Choice<'_>],
    shared: &Shared,
    function: &FunctionName,
    name: &TypeName,
) -> BodyEnum {
    let wishes: Vec<Wish> = choices
        .iter()
        .map(|choice| {
            Wish::new(
                Kind::Variant,
                &choice.media.name,
                media_words(&choice.media.name),
            )
        })
        .collect();
    let names: Vec<VariantName> = claim_all(&mut Scope::default(), &wishes);
    let mut types: Vec<RustType> = Vec::new();
    let variants = choices.iter().zip(names).map(|(choice, name)| {
        // What is one type for the compiler turns into one variant only.
        let ty = shared.definition(&choice.form.ty);
        let from = !types.contains(&ty);
        types.push(ty);
        BodyVariant {
            name,
            docs: Docs::ours(format!("Sent as {}.", code(&choice.media.name))),
            form: choice.form.clone(),
            from,
        }
    });
    BodyEnum {
        name: name.clone(),
        docs: Docs::ours(format!("What [`Client::{}`] can send.", function.bare())),
        variants: variants.collect(),
    }
}
