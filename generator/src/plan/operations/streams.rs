//! Answers that come item by item: which are read so, and what their items are.

use super::Planner;
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{MediaType, Operation, Response, Sequence, StatusSpec, TypeKind, TypeRef};
use crate::plan::items::Codec;
use crate::plan::methods::{Framing, StreamPlan};
use crate::plan::models::{Side, Typed};
use crate::plan::rust_type::RustType;

/// What an event may have (WHATWG HTML section 9.2.6), and comments as some write them.
const FIELDS: &[&str] = &["data", "event", "id", "retry", "comment"];

/// How many alternatives of an item are looked at.
const MAX_LEAVES: usize = 512;

impl Planner<'_> {
    /// How the successes of an operation are read item by item; `None` where they are not.
    pub(super) fn stream(&self, operation: &Operation) -> Option<StreamPlan> {
        let mut plan: Option<StreamPlan> = None;
        let mut always = true;
        for response in operation.responses.iter().filter(|one| is_success(one)) {
            always &= response.content.iter().all(is_sequence);
            for media in &response.content {
                let Some((item, framing)) = self.item(media) else {
                    always = false;
                    continue;
                };
                let plan = plan.get_or_insert_with(|| StreamPlan {
                    item: item.ty.clone(),
                    codec: item.codec.clone(),
                    forms: Vec::new(),
                    always: false,
                });
                let form = (media.name.clone(), framing);
                let same = plan.item == item.ty && plan.codec == item.codec;
                if same && !plan.forms.contains(&form) {
                    plan.forms.push(form);
                }
            }
        }
        let is_head = operation.method == "HEAD";
        let mut plan = plan.filter(|_| !is_head)?;
        plan.always = always;
        Some(plan)
    }

    /// Says which streams cannot be had because another one of the operation has other items.
    pub(super) fn report_streams(
        &self,
        operation: &Operation,
        plan: &StreamPlan,
        diagnostics: &mut Diagnostics,
    ) {
        let successes = operation.responses.iter().filter(|one| is_success(one));
        for media in successes.flat_map(|response| &response.content) {
            let known = plan.forms.iter().any(|(name, _)| *name == media.name);
            if self.item(media).is_some() && !known {
                let first = plan.forms.first().map_or("", |(name, _)| name.as_str());
                diagnostics.report(
                    Code::UnsupportedMediaType,
                    &media.pointer,
                    format!(
                        "the answer is streamed as `{first}`; `{}` has other items and cannot be chosen",
                        media.name
                    ),
                );
            }
        }
    }

    /// The stream of an answer that has no other form.
    pub(super) fn only_stream(
        &self,
        operation: &Operation,
        response: &Response,
    ) -> Option<StreamPlan> {
        let sequences = response.content.iter().all(is_sequence);
        let stream = self.stream(operation).filter(|_| sequences)?;
        let fits = |media: &MediaType| stream.forms.iter().any(|(name, _)| *name == media.name);
        (is_success(response) && response.content.iter().any(fits)).then_some(stream)
    }

    /// Whether an answer has this form for its stream, and others for those who want the whole.
    pub(super) fn is_beside_others(&self, response: &Response, media: &MediaType) -> bool {
        let whole = |other: &MediaType| self.item(other).is_none();
        is_success(response) && self.item(media).is_some() && response.content.iter().any(whole)
    }

    /// What an item of a media type is, and how items are told apart; `None` where it is read as a whole.
    fn item(&self, media: &MediaType) -> Option<(Typed, Framing)> {
        let sequence = Sequence::of(&media.name)?;
        let types = &self.facts.api.types;
        let whole = media
            .ty
            .map(|ty| match types.get(types.resolve(ty).id).kind {
                // A schema beside a sequence is that of the list of its items.
                TypeKind::Array(item) => item,
                _ => ty,
            });
        let is_list = whole.is_some() && whole != media.ty;
        let item = media.item.or(whole);
        let read = |item: TypeRef| self.models.use_of(item, Side::Received);
        let kind = item.map(|item| &types.get(types.resolve(item).id).kind);
        if sequence == Sequence::Events {
            let (Some(item), Some(kind)) = (item, kind) else {
                return Some((Typed::plain(RustType::Event), Framing::EventText));
            };
            if matches!(kind, TypeKind::Any | TypeKind::String(_)) {
                return Some((Typed::plain(RustType::Event), Framing::EventText));
            }
            let framing = self.event(item, media.item.is_some());
            return Some((read(item), framing));
        }
        let framing = match sequence {
            Sequence::Records => Framing::Records,
            _ => Framing::Lines,
        };
        match (item, kind) {
            // The text of the whole.
            (_, Some(TypeKind::String(_))) if media.item.is_none() && !is_list => None,
            (Some(item), _) => Some((read(item), framing)),
            (None, _) => Some((Typed::plain(RustType::Json), framing)),
        }
    }

    /// What a line of a body holds; `None` where the body is no lines of JSON, or is written as a whole.
    pub(super) fn line(&self, media: &MediaType) -> Option<TypeRef> {
        if Sequence::of(&media.name) != Some(Sequence::Lines) {
            return None;
        }
        let types = &self.facts.api.types;
        let whole = media.ty.filter(|_| self.structured(media));
        let whole = whole.map(|ty| match types.get(types.resolve(ty).id).kind {
            TypeKind::Array(item) => item,
            _ => ty,
        });
        media.item.or(whole)
    }

    /// The lines of such a body.
    pub(super) fn lines(&self, media: &MediaType) -> Typed {
        let item = self
            .line(media)
            .map_or(Typed::plain(RustType::Json), |item| {
                self.models.use_of(item, Side::Sent).placed()
            });
        Typed::plain(RustType::Lines(Box::new(item.ty)))
    }

    /// What of an event is the item: the JSON in its data, or an object of all its fields. The latter is what
    /// `itemSchema` describes (OAS 3.2.0 section 4.14.4); older documents do either, and their schema has to tell.
    fn event(&self, item: TypeRef, is_item: bool) -> Framing {
        let types = &self.facts.api.types;
        let mut data = Vec::new();
        let mut stack = vec![item];
        let mut seen = 0_usize;
        while let Some(at) = stack.pop() {
            seen = seen.saturating_add(1);
            if seen > MAX_LEAVES {
                return Framing::EventData;
            }
            match &types.get(types.resolve(at).id).kind {
                TypeKind::Union(union) => {
                    stack.extend(union.variants.iter().map(|variant| variant.ty));
                }
                TypeKind::Object(object) => {
                    let field = object.fields.iter().find(|field| field.name == "data");
                    let names = object.fields.iter().map(|field| field.name.as_str());
                    let known = names.clone().all(|name| FIELDS.contains(&name));
                    let described = match (field.is_some(), known) {
                        (true, true) => true,
                        (true, false) | (false, true) => is_item && names.count() > 0,
                        (false, false) => false,
                    };
                    if !described {
                        return Framing::EventData;
                    }
                    data.push(field.map(|field| field.ty));
                }
                _ => return Framing::EventData,
            }
        }
        let is_text = |ty: &Option<TypeRef>| {
            ty.map(|ty| match &types.get(types.resolve(ty).id).kind {
                TypeKind::String(_) | TypeKind::JsonText(_) => Some(true),
                TypeKind::Enum(values) => Some(values.iter().all(|value| value.value.is_string())),
                TypeKind::Any | TypeKind::Union(_) => None,
                _ => Some(false),
            })
        };
        let kinds: Vec<Option<bool>> = data.iter().filter_map(is_text).collect();
        if kinds.iter().all(|kind| *kind == Some(true)) {
            Framing::EventText
        } else if kinds.iter().all(|kind| *kind == Some(false)) {
            Framing::EventJson
        } else {
            Framing::EventEither
        }
    }
}

/// The codec of a list of items.
pub(super) fn list(item: &StreamPlan) -> Typed {
    Typed {
        ty: RustType::Vec(Box::new(item.item.clone())),
        codec: item.codec.clone().map(|codec| Codec::List(Box::new(codec))),
    }
}

fn is_sequence(media: &MediaType) -> bool {
    Sequence::of(&media.name).is_some()
}

fn is_success(response: &Response) -> bool {
    matches!(
        response.status,
        StatusSpec::Exact(200..=299) | StatusSpec::Range(2)
    )
}
