//! Rust expressions, laid out in lines that fit a page.

/// Widest line of an example, in characters.
const WIDTH: usize = 80;

/// Widest chain of several calls on one line, as rustfmt has it.
const SHORT: usize = 60;

/// An expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expression {
    /// Something short that stays on one line.
    Text(String),
    /// `&a`.
    Reference(Box<Expression>),
    /// `[a, b]`, or `vec![a, b]`.
    List(Vec<Expression>, bool),
    /// `(a, b)`.
    Tuple(Vec<Expression>),
    /// `head(arguments).name(arguments)..`
    Chain {
        /// What is called.
        head: String,
        /// Its arguments.
        arguments: Vec<Expression>,
        /// Methods called on the result.
        chain: Vec<(String, Vec<Expression>)>,
    },
}

impl Expression {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(super) fn call(head: &str, argument: Self) -> Self {
        Self::Chain {
            head: head.to_owned(),
            arguments: vec![argument],
            chain: Vec::new(),
        }
    }

    /// The expression in lines; those after the first are indented by `indent` spaces.
    pub(super) fn lines(&self, indent: usize) -> Vec<String> {
        let flat = self.flat();
        let many_steps = matches!(self, Self::Chain { chain, .. } if chain.len() > 2);
        let width = if many_steps { SHORT } else { WIDTH };
        if flat.chars().count() + indent <= width {
            return vec![flat];
        }
        match self {
            Self::Text(text) => vec![text.clone()],
            Self::Reference(inner) => {
                let mut lines = inner.lines(indent);
                if let Some(first) = lines.first_mut() {
                    first.insert(0, '&');
                }
                lines
            }
            Self::List(elements, exact) => {
                let open = if *exact { "vec![" } else { "[" };
                surround(open, elements, "]", indent)
            }
            Self::Tuple(elements) => surround("(", elements, ")", indent),
            Self::Chain {
                head,
                arguments,
                chain,
            } => {
                let flat_call = format!("{head}({})", flat_list(arguments));
                let mut lines =
                    if flat_call.chars().count() + indent <= WIDTH || arguments.is_empty() {
                        vec![flat_call]
                    } else {
                        surround(&format!("{head}("), arguments, ")", indent)
                    };
                for (name, arguments) in chain {
                    let inner = indent + 4;
                    let flat_step = step(name, arguments);
                    let pad = " ".repeat(inner);
                    if flat_step.chars().count() + inner <= WIDTH || arguments.is_empty() {
                        lines.push(format!("{pad}{flat_step}"));
                    } else {
                        let step = surround(&format!("{pad}.{name}("), arguments, ")", inner);
                        lines.extend(step);
                    }
                }
                lines
            }
        }
    }

    fn flat(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Reference(inner) => format!("&{}", inner.flat()),
            Self::List(elements, exact) => {
                format!(
                    "{}[{}]",
                    if *exact { "vec!" } else { "" },
                    flat_list(elements)
                )
            }
            Self::Tuple(elements) => match elements.as_slice() {
                [only] => format!("({},)", only.flat()),
                _ => format!("({})", flat_list(elements)),
            },
            Self::Chain {
                head,
                arguments,
                chain,
            } => {
                let steps: String = chain
                    .iter()
                    .map(|(name, arguments)| step(name, arguments))
                    .collect();
                format!("{head}({}){steps}", flat_list(arguments))
            }
        }
    }
}

/// `.name(arguments)`, or `.await?`.
fn step(name: &str, arguments: &[Expression]) -> String {
    if name.ends_with('?') {
        format!(".{name}")
    } else {
        format!(".{name}({})", flat_list(arguments))
    }
}

fn flat_list(expressions: &[Expression]) -> String {
    expressions
        .iter()
        .map(Expression::flat)
        .collect::<Vec<_>>()
        .join(", ")
}

/// One element a line between `open` and `close`; a single element that brackets itself hugs them.
fn surround(open: &str, elements: &[Expression], close: &str, indent: usize) -> Vec<String> {
    if let [list @ Expression::List(..)] = elements {
        let mut lines = list.lines(indent);
        if let Some(first) = lines.first_mut() {
            *first = format!("{open}{first}");
        }
        if let Some(last) = lines.last_mut() {
            last.push_str(close);
        }
        return lines;
    }
    let pad = " ".repeat(indent);
    let mut lines = vec![open.to_owned()];
    for element in elements {
        let mut inner = element.lines(indent + 4);
        if let Some(first) = inner.first_mut() {
            *first = format!("{pad}    {first}");
        }
        if let Some(last) = inner.last_mut() {
            last.push(',');
        }
        lines.extend(inner);
    }
    lines.push(format!("{pad}{close}"));
    lines
}
