//! The tables at the end, one for each generator, and all rows as CSV.

use std::collections::BTreeSet;

use rivals::csv;
use rivals::generate::Ending;
use rivals::tools::Tool;

use super::row::Row;
use crate::say::say;

/// Prints a line for each document and generator, then a table for each generator.
pub(crate) fn print(rows: &[Row], tools: &[Tool]) {
    for row in rows {
        say(&line(row));
    }
    for &tool in tools {
        let rows: Vec<&Row> = rows.iter().filter(|row| row.tool == tool).collect();
        for line in table(tool, &rows) {
            say(&line);
        }
    }
}

fn line(row: &Row) -> String {
    let (made, check) = (&row.made, row.check.as_ref());
    let declared = row
        .declared
        .map_or("?".to_owned(), |count| count.to_string());
    format!(
        "{:<34} {:<4} {:<16} {:<9} {:>5}/{:<5} {:<5} {:>6} {:>6} {:<9} {}",
        row.slug,
        row.dialect,
        row.tool.name(),
        made.ending,
        made.there,
        declared,
        check.map_or("-", |check| check.word()),
        check.map_or("-".to_owned(), |check| format!("{:.1}", check.processor)),
        check.map_or("-".to_owned(), |check| check.peak.to_string()),
        if row.is_complete() { "complete" } else { "-" },
        check.map_or(&made.message, |check| &check.fault),
    )
}

/// The table of one generator: a line for each version of OpenAPI, and the sums.
fn table(tool: Tool, rows: &[&Row]) -> Vec<String> {
    let mut lines = vec![
        format!("\n{} {}", tool.name(), tool.version()),
        format!(
            "{:<5} {:>9} {:>9} {:>6} {:>7} {:>6} {:>5} {:>8} {:>8} {:>5} {:>7} {:>8} {:>8} {:>8} {:>8} {:>8}",
            "OAS",
            "documents",
            "not tried",
            "made",
            "refused",
            "panics",
            "late",
            "compiled",
            "not",
            "late",
            "untried",
            "complete",
            "declared",
            "there",
            "CPU s",
            "peak MB"
        ),
    ];
    let dialects: BTreeSet<&str> = rows.iter().map(|row| row.dialect.as_str()).collect();
    for dialect in dialects {
        let of: Vec<&Row> = rows
            .iter()
            .copied()
            .filter(|row| row.dialect == dialect)
            .collect();
        lines.push(sums(dialect, &of));
    }
    lines.push(sums("all", rows));
    lines
}

fn sums(name: &str, rows: &[&Row]) -> String {
    let count = |wanted: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| wanted(row)).count();
    let ending = |ending: Ending| count(&|row| row.made.ending == ending);
    let word =
        |word: &str| count(&|row| row.check.as_ref().is_some_and(|check| check.word() == word));
    let tried = || rows.iter().filter(|row| row.is_tried());
    let checks = || rows.iter().filter_map(|row| row.check.as_ref());
    format!(
        "{name:<5} {:>9} {:>9} {:>6} {:>7} {:>6} {:>5} {:>8} {:>8} {:>5} {:>7} {:>8} {:>8} {:>8} {:>8.0} {:>8}",
        rows.len(),
        ending(Ending::NotTried),
        ending(Ending::Made),
        ending(Ending::Refused),
        ending(Ending::Panicked) + ending(Ending::Died),
        ending(Ending::Late),
        word("ok"),
        word("no"),
        word("late"),
        ending(Ending::Made) - checks().count(),
        count(&Row::is_complete),
        tried().filter_map(|row| row.declared).sum::<usize>(),
        tried().map(|row| row.made.there).sum::<usize>(),
        checks()
            .map(|check| check.processor)
            .fold(0.0, |sum, one| sum + one),
        checks().map(|check| check.peak).max().unwrap_or_default(),
    )
}

/// All rows (RFC 4180).
pub(crate) fn csv(rows: &[Row]) -> String {
    let mut text = "slug,dialect,bytes,tool,version,made,generate_s,files,lines,declared,found,there,check,check_s,limit_s,\
                    rustc_cpu_s,rustc_peak_mb,complete,message\n"
        .to_owned();
    for row in rows {
        let (made, check) = (&row.made, row.check.as_ref());
        let tried = |cell: String| if row.is_tried() { cell } else { String::new() };
        let of = |cell: Option<String>| cell.unwrap_or_default();
        text.push_str(&csv::line(&[
            row.slug.clone(),
            row.dialect.clone(),
            row.bytes.to_string(),
            row.tool.name().to_owned(),
            row.version.clone(),
            made.ending.to_string(),
            tried(format!("{:.2}", made.seconds)),
            tried(made.files.to_string()),
            tried(made.lines.to_string()),
            of(row.declared.map(|count| count.to_string())),
            tried(made.found.to_string()),
            tried(made.there.to_string()),
            of(check.map(|check| check.word().to_owned())),
            of(check.map(|check| format!("{:.1}", check.seconds))),
            of(check.map(|check| check.limit.to_string())),
            of(check
                .filter(|check| check.peak > 0)
                .map(|check| format!("{:.1}", check.processor))),
            of(check
                .filter(|check| check.peak > 0)
                .map(|check| check.peak.to_string())),
            tried(if row.is_complete() { "yes" } else { "no" }.to_owned()),
            check.map_or(&made.message, |check| &check.fault).clone(),
        ]));
    }
    text
}

#[cfg(test)]
mod tests;
