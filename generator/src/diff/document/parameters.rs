//! Parameters.

use super::{Both, Walk, name, shared};
use crate::diff::edition::Edition;
use crate::diff::found::{Found, Ways};
use crate::diff::kind::Kind;
use crate::diff::types::{Label, Use, annotations};
use crate::ir::{
    Location, Operation, Parameter, ParameterShape, Segment, StringFormat, Style, TypeKind, TypeRef,
};

/// How messages call a place.
fn word(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// Which parameters of two operations are the same, from the surest way to tell on.
const SAME: &[fn(Both<'_>, &Parameter, &Parameter) -> bool] = &[
    |_, old, new| old.location == new.location && old.name == new.name,
    // The names of headers have no case (RFC 9110 section 5.1).
    |_, old, new| {
        old.location == new.location
            && old.location == Location::Header
            && old.name.eq_ignore_ascii_case(&new.name)
    },
    // In a path the place counts.
    |both, old, new| {
        old.location == Location::Path
            && new.location == Location::Path
            && place(both.old, old).is_some_and(|at| Some(at) == place(both.new, new))
    },
    |_, old, new| {
        old.location == new.location && crate::diff::types::is_respelled(&old.name, &new.name)
    },
    |_, old, new| old.name == new.name,
];

/// Which parameter of the path it is.
fn place(operation: &Operation, parameter: &Parameter) -> Option<usize> {
    let names = operation
        .segments
        .iter()
        .filter_map(|segment| match segment {
            Segment::Parameter(name) => Some(name),
            Segment::Literal(_) => None,
        });
    names.into_iter().position(|name| *name == parameter.name)
}

impl Walk<'_> {
    pub(super) fn parameters(&mut self, both: Both<'_>) {
        let mut removed: Vec<&Parameter> = both.old.parameters.iter().collect();
        let mut added: Vec<&Parameter> = both.new.parameters.iter().collect();
        for is_same in SAME {
            removed.retain(|old| {
                let Some(index) = added.iter().position(|new| is_same(both, old, new)) else {
                    return true;
                };
                let new = added.remove(index);
                self.parameter(both, old, new);
                false
            });
        }
        let called = name(both.new);
        for parameter in removed {
            let message = format!(
                "`{called}` has no {} parameter `{}` any more",
                word(parameter.location),
                parameter.name
            );
            let found = Found::new(
                Kind::ParameterRemoved,
                &parameter.pointer,
                &both.new.pointer,
                message,
            );
            self.report_of(both, Ways::REQUEST, found);
        }
        for parameter in added {
            let kind = match (parameter.location, parameter.required) {
                (Location::Path, _) => Kind::PathParameterAdded,
                (_, true) => Kind::RequiredParameterAdded,
                (_, false) => Kind::ParameterAdded,
            };
            let must = if parameter.required {
                "required"
            } else {
                "optional"
            };
            let message = format!(
                "`{called}` has the new {must} {} parameter `{}`",
                word(parameter.location),
                parameter.name
            );
            let found = Found::new(kind, &both.old.pointer, &parameter.pointer, message);
            self.report_of(both, Ways::REQUEST, found);
        }
    }

    fn parameter(&mut self, both: Both<'_>, old: &Parameter, new: &Parameter) {
        let whose = match shared("parameters", &old.pointer, &new.pointer) {
            Some(_) => String::new(),
            None => format!(" of `{}`", name(both.new)),
        };
        let label = Label::of(format!(
            "the {} parameter `{}`{whose}",
            word(new.location),
            new.name
        ));
        let mut found = Vec::new();
        let mut say = |kind, message| {
            found.push(Found::new(kind, &old.pointer, &new.pointer, message));
        };
        if old.location != new.location {
            let message = format!(
                "{label} was in the {}, and is in the {} now",
                word(old.location),
                word(new.location)
            );
            say(Kind::ParameterMoved, message);
        }
        if old.name != new.name {
            let called = format!("{label} was called `{}`", old.name);
            match new.location {
                Location::Path => say(Kind::PathParameterRenamed, called),
                Location::Header if old.name.eq_ignore_ascii_case(&new.name) => {}
                _ => say(Kind::ParameterRenamed, called),
            }
        }
        match (old.required, new.required) {
            (false, true) => say(Kind::ParameterRequired, format!("{label} is required now")),
            (true, false) => say(Kind::ParameterOptional, format!("{label} is optional now")),
            _ => {}
        }
        if let Some((kind, says)) = shape((self.old, old), (self.new, new)) {
            say(kind, format!("{label} {says}"));
        }
        let (was, is) = (kind(self.old, old.ty), kind(self.new, new.ty));
        let as_text =
            is_styled(old, new) && (is_text(is) && is_number(was) || is_text(was) && is_number(is));
        if as_text && is_text(is) {
            // What was sent is text already.
            say(Kind::TypeWidened, format!("{label} may be any text now"));
        } else if as_text {
            say(
                Kind::TypeNarrowed,
                format!("{label} may not be any text any more"),
            );
        }
        let empty = |edition: &Edition, parameter: &Parameter| {
            let said = edition.extras(&parameter.pointer);
            let flags = said.get("allowEmptyValue");
            flags.is_some_and(|flags| flags.iter().any(|flag| flag.as_bool() == Some(true)))
        };
        match (empty(self.old, old), empty(self.new, new)) {
            (true, false) => say(
                Kind::EmptyValueForbidden,
                format!("{label} may not be empty any more"),
            ),
            (false, true) => say(Kind::EmptyValueAllowed, format!("{label} may be empty now")),
            _ => {}
        }
        found.extend(annotations(
            (&old.description, &new.description),
            (&old.pointer, &new.pointer),
            &label,
            Kind::ParameterDefault,
        ));
        for found in found {
            self.report_of(both, Ways::REQUEST, found);
        }
        if as_text {
            return;
        }
        let at = Use {
            old: old.pointer.child("schema"),
            new: new.pointer.child("schema"),
            label,
            ways: Ways::REQUEST,
            documented: self.is_described(old, new),
        };
        self.types(both, old.ty, new.ty, &at);
    }

    /// Whether what is said of the parameters' schemas is said of the parameters too.
    fn is_described(&self, old: &Parameter, new: &Parameter) -> bool {
        let own = |description: &crate::ir::Description, ty: &crate::ir::Description| {
            description.default == ty.default
                && (ty.text.is_none() || description.text == ty.text)
                && description.deprecated >= ty.deprecated
        };
        own(
            &old.description,
            &self.old.api.types.get(old.ty.id).description,
        ) && own(
            &new.description,
            &self.new.api.types.get(new.ty.id).description,
        )
    }
}

fn kind(edition: &Edition, ty: TypeRef) -> &TypeKind {
    let ty = edition.api.types.resolve(ty);
    &edition.api.types.get(ty.id).kind
}

fn is_text(kind: &TypeKind) -> bool {
    matches!(kind, TypeKind::String(StringFormat::Plain))
}

fn is_number(kind: &TypeKind) -> bool {
    matches!(
        kind,
        TypeKind::Boolean | TypeKind::Integer(_) | TypeKind::Number(_)
    )
}

fn is_scalar(kind: &TypeKind) -> bool {
    matches!(
        kind,
        TypeKind::Boolean
            | TypeKind::Integer(_)
            | TypeKind::Number(_)
            | TypeKind::String(_)
            | TypeKind::Enum(_)
    )
}

fn is_styled(old: &Parameter, new: &Parameter) -> bool {
    let styled = |parameter: &Parameter| matches!(parameter.shape, ParameterShape::Styled { .. });
    styled(old) && styled(new)
}

/// How the value becomes text, where that is different.
fn shape(
    (old_edition, old): (&Edition, &Parameter),
    (new_edition, new): (&Edition, &Parameter),
) -> Option<(Kind, String)> {
    let (
        ParameterShape::Styled {
            style: old_style,
            explode: old_explode,
            allow_reserved: old_reserved,
        },
        ParameterShape::Styled {
            style: new_style,
            explode: new_explode,
            allow_reserved: new_reserved,
        },
    ) = (&old.shape, &new.shape)
    else {
        let says = "is written in another way: by a media type, or by a style".to_owned();
        return (old.shape != new.shape).then_some((Kind::ParameterSerialisation, says));
    };
    // In another place other styles are usual.
    if old.location != new.location {
        return None;
    }
    let scalar = is_scalar(kind(old_edition, old.ty)) && is_scalar(kind(new_edition, new.ty));
    // A value alone is the same in the others.
    let marked = |style: Style| matches!(style, Style::Label | Style::Matrix);
    if old_style != new_style && (!scalar || marked(*old_style) || marked(*new_style)) {
        return Some((
            Kind::ParameterStyle,
            "is written in another style".to_owned(),
        ));
    }
    if old_explode != new_explode && !scalar {
        let says = if *new_explode { "apart" } else { "together" };
        let says = format!("has its elements written {says} now");
        return Some((Kind::ParameterExplode, says));
    }
    let says = "has its reserved characters escaped differently".to_owned();
    (old_reserved != new_reserved).then_some((Kind::AllowReserved, says))
}
