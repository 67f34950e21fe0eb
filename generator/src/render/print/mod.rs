//! Tokens to text: prettyplease does the formatting of one item; blank lines between items and methods, which it does
//! not print, are put here.

mod text;
mod tidy;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

pub(super) use self::text::Text;
use self::tidy::tidy;
use crate::plan::docs::Docs;

/// A name as a token. Names come out of the plan and are valid; `r#` is told apart because tokens do.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// Documentation as attributes, one a line, which are printed as `///`.
pub(super) fn doc_lines(docs: &Docs) -> TokenStream {
    plain_lines(docs).map(doc_line).collect()
}

/// Lines that cannot end a comment, whatever they hold.
pub(super) fn plain_lines(docs: &Docs) -> impl Iterator<Item = &str> {
    docs.lines.iter().flat_map(|line| line.split(['\n', '\r']))
}

/// One line of documentation.
pub(super) fn doc_line(line: &str) -> TokenStream {
    let text = if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    };
    quote!(#[doc = #text])
}

/// A string as a Rust literal.
pub(super) fn string_literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// One item as text, with a line break at its end.
pub(super) fn item(tokens: TokenStream) -> Result<String, String> {
    let kept = tokens.clone();
    let item = syn::parse2(tokens).map_err(|error| format!("{error} in `{kept}`"))?;
    let text = prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    });
    Ok(tidy(&text))
}

/// An `impl` block whose parts stand apart: `header` is `impl Trait for Type`, each part one or more items.
pub(super) fn impl_block(
    attributes: &TokenStream,
    header: &TokenStream,
    parts: impl IntoIterator<Item = TokenStream>,
) -> Result<String, String> {
    let opening = item(quote!(#attributes #header {}))?;
    let opening = opening
        .strip_suffix(" {}\n")
        .ok_or_else(|| format!("`{opening}` is not an empty impl"))?;
    let parts: Result<Vec<String>, String> =
        parts.into_iter().map(|tokens| part(&tokens)).collect();
    Ok(block(opening, &parts?))
}

/// An `impl` block of parts that are written as text.
pub(super) fn plain_impl(header: &str, parts: Vec<Text>) -> Result<String, String> {
    let mut opening = Text::new(0);
    opening.line(format_args!("{header} {{}}"));
    let opening = opening.item()?;
    let opening = opening
        .strip_suffix(" {}\n")
        .ok_or_else(|| format!("`{opening}` is not an empty impl"))?;
    let parts: Result<Vec<String>, String> = parts.into_iter().map(Text::part).collect();
    Ok(block(opening, &parts?))
}

fn block(opening: &str, parts: &[String]) -> String {
    format!("{opening} {{\n{}}}\n", parts.join("\n"))
}

/// One part of an `impl` block.
fn part(part: &TokenStream) -> Result<String, String> {
    // A header of one short line, so that the first and the last line are not the part's.
    let block = item(quote!(impl X { #part }))?;
    let body = block
        .strip_prefix("impl X {\n")
        .and_then(|block| block.strip_suffix("}\n"))
        .ok_or_else(|| format!("`{block}` is not an impl"))?;
    Ok(body.to_owned())
}
