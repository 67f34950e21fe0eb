//! How values stand in XML: static tables, one for each schema that a document of XML is made of (OAS 3.2.0 section
//! 4.26). They say of elements which JSON they are, so that models are read and written in the one way they have.

/// What the content of an element, or the value of an attribute, is as JSON.
#[derive(Debug)]
pub enum Shape {
    /// A string; every character counts.
    Text,
    /// A string without the white space around it.
    Word,
    /// As [`Shape::Word`], for what is never empty (dates, identifiers): nothing stands for `null`.
    Value,
    /// Base64, which may have white space in it.
    Base64,
    /// A number; nothing stands for `null`.
    Number,
    /// A boolean, also as `1` and `0`; nothing stands for `null`.
    Boolean,
    /// A boolean or a number where it looks like one, else a string.
    Scalar,
    /// Anything: text, or an object with a key for each element, `@name` for attributes and `#text` for text beside them.
    Any,
    /// An object: a node for each property, and what elements of other names are.
    Object(&'static [Node], Option<&'static Node>),
    /// A list: each element inside is an item.
    List(&'static Node),
    /// A list of fixed length: one node after the other.
    Sequence(&'static [Node]),
    /// One of several shapes; the property whose text tells which, where there is one.
    Union(&'static str, &'static [Variant]),
}

impl Shape {
    /// An object without further properties.
    #[must_use]
    pub const fn object(nodes: &'static [Node]) -> Self {
        Self::Object(nodes, None)
    }

    /// Whether its values have parts.
    pub(super) const fn is_structured(&self) -> bool {
        matches!(
            self,
            Self::Any | Self::Object(..) | Self::List(_) | Self::Sequence(_) | Self::Union(..)
        )
    }
}

/// One of several shapes.
#[derive(Debug)]
pub struct Variant {
    pub(super) shape: &'static Shape,
    pub(super) tags: &'static [&'static str],
    pub(super) name: &'static str,
}

impl Variant {
    /// A shape that is known by what is in it.
    #[must_use]
    pub const fn new(shape: &'static Shape) -> Self {
        Self {
            shape,
            tags: &[],
            name: "",
        }
    }

    /// Adds the texts of the property that tells shapes apart.
    #[must_use]
    pub const fn tagged(mut self, tags: &'static [&'static str]) -> Self {
        self.tags = tags;
        self
    }

    /// Says that elements of this name have this shape, and that it is written as one.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }
}

/// A property or an item: where it stands, and its shape.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    pub(super) key: &'static str,
    pub(super) kind: Kind,
    /// The element or attribute; empty where the shape, or the key of a map, says it.
    pub(super) name: &'static str,
    /// Another name under which it is understood.
    pub(super) other: &'static str,
    pub(super) prefix: &'static str,
    pub(super) namespace: &'static str,
    pub(super) shape: &'static Shape,
    pub(super) missing: Missing,
}

/// Where a property stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Element,
    /// An element for each item of a list.
    Items,
    Attribute,
    Text,
    Cdata,
    /// What it is made of stands where it would stand itself.
    Inline,
}

/// What a property is where nothing stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    Absent,
    Null,
    /// An empty list or text.
    Empty,
}

impl Node {
    const fn new(kind: Kind, key: &'static str, shape: &'static Shape) -> Self {
        Self {
            key,
            kind,
            name: key,
            other: "",
            prefix: "",
            namespace: "",
            shape,
            missing: Missing::Absent,
        }
    }

    /// An element with the property's name.
    #[must_use]
    pub const fn element(key: &'static str, shape: &'static Shape) -> Self {
        Self::new(Kind::Element, key, shape)
    }

    /// A list without an element of its own: an element for each item.
    #[must_use]
    pub const fn items(key: &'static str, shape: &'static Shape) -> Self {
        Self::new(Kind::Items, key, shape)
    }

    /// An attribute with the property's name.
    #[must_use]
    pub const fn attribute(key: &'static str, shape: &'static Shape) -> Self {
        Self::new(Kind::Attribute, key, shape)
    }

    /// The text of the element around it.
    #[must_use]
    pub const fn text(key: &'static str, shape: &'static Shape) -> Self {
        Self::new(Kind::Text, key, shape)
    }

    /// As [`Node::text`], written as a CDATA section.
    #[must_use]
    pub const fn cdata(key: &'static str, shape: &'static Shape) -> Self {
        Self::new(Kind::Cdata, key, shape)
    }

    /// An object whose parts stand in the element around it.
    #[must_use]
    pub const fn inline(key: &'static str, shape: &'static Shape) -> Self {
        Self::new(Kind::Inline, key, shape)
    }

    /// Gives it another name than the property's; none where the shape says it.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// Adds a name under which it is understood, but not written: of the element itself, or of one around items.
    #[must_use]
    pub const fn or(mut self, name: &'static str) -> Self {
        self.other = name;
        self
    }

    /// Puts it into a namespace. The prefix may be empty, and so may the namespace where elements around it declare the
    /// prefix.
    #[must_use]
    pub const fn within(mut self, prefix: &'static str, namespace: &'static str) -> Self {
        self.prefix = prefix;
        self.namespace = namespace;
        self
    }

    /// Says that it is an empty list or text where nothing stands for it.
    #[must_use]
    pub const fn or_empty(mut self) -> Self {
        self.missing = Missing::Empty;
        self
    }

    /// Says that it is `null` where nothing stands for it.
    #[must_use]
    pub const fn or_null(mut self) -> Self {
        self.missing = Missing::Null;
        self
    }

    /// Whether elements or attributes of this name stand for it.
    pub(super) fn is(&self, local: &str) -> bool {
        let named = match self.shape {
            Shape::Union(_, variants) if self.name.is_empty() => {
                variants.iter().any(|variant| variant.name == local)
            }
            _ => self.name == local,
        };
        named || (!self.other.is_empty() && self.other == local)
    }
}

/// A document: its outermost element.
#[derive(Debug)]
pub struct Root {
    pub(super) node: Node,
    pub(super) exact: bool,
}

impl Root {
    /// The element of this name. Where it is read, other names will do if what is inside is known.
    #[must_use]
    pub const fn new(name: &'static str, shape: &'static Shape) -> Self {
        Self {
            node: Node::element(name, shape),
            exact: false,
        }
    }

    /// Puts the element into a namespace.
    #[must_use]
    pub const fn within(mut self, prefix: &'static str, namespace: &'static str) -> Self {
        self.node = self.node.within(prefix, namespace);
        self
    }

    /// Says that the document names the element: another one is an error.
    #[must_use]
    pub const fn exact(mut self) -> Self {
        self.exact = true;
        self
    }
}
