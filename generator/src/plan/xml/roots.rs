//! Which bodies are documents, and what their outermost elements are called.

use std::collections::BTreeMap;

use super::facets::Facets;
use super::shapes::Shapes;
use super::{Shape, Xml, XmlRoot, is_xml};
use crate::diagnostics::{Code, Diagnostics};
use crate::ir::{MediaType, NameHint, StringFormat, TypeId, TypeKind};
use crate::plan::Facts;
use crate::plan::names::ConstName;
use crate::plan::operations::is_structured;

/// What makes two documents one: name, prefix, namespace, whether the name is said, and the schema.
type Key = (String, String, String, bool, TypeId);

/// Plans the documents of all operations.
pub(super) fn plan(facts: Facts<'_>, diagnostics: &mut Diagnostics) -> Xml {
    let mut roots = Roots {
        facts,
        shapes: Shapes::new(facts),
        known: BTreeMap::new(),
        xml: Xml::default(),
    };
    for operation in &facts.api.operations {
        let bodies = operation.body.iter().flat_map(|body| &body.content);
        for media in bodies {
            roots.add(media, true);
            report_parts(facts, media, diagnostics);
        }
        let answers = operation.responses.iter();
        for media in answers.flat_map(|answer| &answer.content) {
            roots.add(media, false);
        }
    }
    roots.xml.plan.shapes = roots.shapes.finish(diagnostics);
    roots.xml
}

/// Parts of forms that want to be XML: they are JSON.
fn report_parts(facts: Facts<'_>, media: &MediaType, diagnostics: &mut Diagnostics) {
    let types = &facts.api.types;
    let ty = media.ty.map(|ty| types.resolve(ty).id);
    let Some(TypeKind::Object(object)) = ty.map(|id| &types.get(id).kind) else {
        return;
    };
    for encoding in &media.encoding {
        let content_type = encoding.content_type.as_deref().unwrap_or_default();
        let content_type = content_type.split(';').next().unwrap_or_default().trim();
        let mut fields = object.fields.iter();
        let field = fields.find(|field| field.name == encoding.property);
        let kind = field.map(|field| &types.get(types.resolve(field.ty).id).kind);
        if is_xml(content_type) && kind.is_some_and(is_structured) {
            let message = "this part is sent as JSON: only whole bodies are written as XML";
            diagnostics
                .report(Code::UnsupportedMediaType, &encoding.pointer, message)
                .help("describe it as `type: string`, and write the XML yourself")
                .degrades();
        }
    }
}

struct Roots<'a> {
    facts: Facts<'a>,
    shapes: Shapes<'a>,
    known: BTreeMap<Key, ConstName>,
    xml: Xml,
}

impl Roots<'_> {
    fn add(&mut self, media: &MediaType, sent: bool) {
        let Some(ty) = media.ty.filter(|_| is_xml(&media.name)) else {
            return;
        };
        let facets = Facets::of(self.facts, Some(&media.pointer.child("schema")), ty);
        let id = self.facts.api.types.resolve(ty).id;
        if !self.is_document(id, facets.name.is_some()) {
            return;
        }
        let by_variant = facets.name.is_none() && self.shapes.is_named_by_variants(id);
        let name = match (&facets.name, &facets.component) {
            (Some(name), _) => name.clone(),
            (None, Some(component)) => component.clone(),
            (None, None) if by_variant || !sent => String::new(),
            // It is bytes then, which is told where bodies are planned.
            (None, None) => return,
        };
        let exact = facets.name.is_some();
        let key = (
            name.clone(),
            facets.prefix.clone(),
            facets.namespace.clone(),
            exact,
            id,
        );
        if let Some(constant) = self.known.get(&key) {
            let constant = constant.clone();
            self.xml.by_media.insert(media.pointer.clone(), constant);
            return;
        }
        let words = match &self.facts.api.types.get(ty.id).name {
            NameHint::Component(component) => component.clone(),
            NameHint::Inline(words) => words.join(" "),
            NameHint::Anonymous => name.clone(),
        };
        let constant = self
            .shapes
            .claim(&[words.clone(), name.clone(), format!("{words} root")]);
        let shape = self.shape(id, &name);
        self.known.insert(key, constant.clone());
        self.xml
            .by_media
            .insert(media.pointer.clone(), constant.clone());
        self.xml.plan.roots.push(XmlRoot {
            constant,
            name,
            prefix: facets.prefix,
            namespace: facets.namespace,
            exact,
            shape,
        });
    }

    /// A document has one outermost element: there is always one around a list.
    fn shape(&mut self, id: TypeId, name: &str) -> Shape {
        let usual = if name.is_empty() { "item" } else { name };
        self.shapes.document(id, usual)
    }

    /// Whether a schema says more than that the body is a text or bytes.
    fn is_document(&self, id: TypeId, named: bool) -> bool {
        let types = &self.facts.api.types;
        match &types.get(id).kind {
            TypeKind::Map(values) => types.get(types.resolve(*values).id).kind != TypeKind::Any,
            TypeKind::Object(_) | TypeKind::Array(_) | TypeKind::Tuple(_) => true,
            TypeKind::Union(_) => named || !self.shapes.is_scalar(id),
            TypeKind::Any
            | TypeKind::Null
            | TypeKind::AllOf(_)
            | TypeKind::Alias(_)
            | TypeKind::String(StringFormat::Binary) => false,
            _ => named,
        }
    }
}
