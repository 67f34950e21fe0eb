//! Wire tables: macro calls as aligned text, since formatters leave the input of macros alone.

use std::fmt::Write as _;

use crate::plan::items::Codec;
use crate::render::scope::Scope;

/// Lines of columns; every column but the last is as wide as its widest cell.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Adds a row.
    pub(super) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into());
    }

    /// Adds the row that names the variant for other values, where that is not called as the macros expect.
    pub(super) fn unknown(&mut self, name: &str) {
        if name != "Unknown" {
            self.row([format!("* {name}")]);
        }
    }

    /// The rows, indented, a comma after each.
    pub(super) fn print(&self, indent: usize) -> String {
        let mut widths: Vec<usize> = Vec::new();
        // A row of one cell is no part of the columns.
        for row in self.rows.iter().filter(|row| row.len() > 1) {
            for (column, cell) in row.iter().enumerate() {
                let width = cell.chars().count();
                match widths.get_mut(column) {
                    Some(known) => *known = width.max(*known),
                    None => widths.push(width),
                }
            }
        }
        let mut text = String::new();
        for row in &self.rows {
            let mut line = " ".repeat(indent);
            for (column, cell) in row.iter().enumerate() {
                let width = widths.get(column).copied().unwrap_or_default();
                let _ = write!(line, "{cell:width$} ");
            }
            text.push_str(line.trim_end());
            text.push_str(",\n");
        }
        text
    }
}

/// `name! { Type { rows } }`; `head` is what stands before the inner brace.
pub(super) fn call(name: &str, head: &str, rows: &str) -> String {
    if rows.is_empty() {
        return format!("{name}! {{\n    {head} {{}}\n}}\n");
    }
    format!("{name}! {{\n    {head} {{\n{rows}    }}\n}}\n")
}

/// `as List<IntegerString>`, empty for the type's own way.
pub(super) fn as_codec(scope: &mut Scope<'_>, codec: Option<&Codec>) -> String {
    codec.map_or_else(String::new, |codec| {
        format!("as {}", codec_type(scope, codec))
    })
}

pub(in crate::render) fn codec_type(scope: &mut Scope<'_>, codec: &Codec) -> String {
    let (name, inner) = match codec {
        Codec::Plain => ("Plain", None),
        Codec::IntegerString => ("IntegerString", None),
        Codec::LenientInteger => ("LenientInteger", None),
        Codec::DecimalString => ("DecimalString", None),
        Codec::Base64 => ("Base64", None),
        Codec::Base64Url => ("Base64Url", None),
        Codec::JsonText(inner) => ("JsonText", Some(inner)),
        Codec::Tuple(items) => {
            let tuple = scope.runtime("Tuple").to_string().replace(' ', "");
            let items: Vec<String> = items.iter().map(|item| codec_type(scope, item)).collect();
            let comma = if items.len() == 1 { "," } else { "" };
            return format!("{tuple}<({}{comma})>", items.join(", "));
        }
        Codec::Serde => ("Serde", None),
        Codec::List(inner) => ("List", Some(inner)),
        Codec::Each(inner) => ("Each", Some(inner)),
        Codec::MapOf(inner) => ("MapOf", Some(inner)),
        Codec::OrNull(inner) => ("OrNull", Some(inner)),
    };
    let name = scope.runtime(name).to_string();
    match inner {
        Some(inner) => format!("{name}<{}>", codec_type(scope, inner)),
        None => name,
    }
}
