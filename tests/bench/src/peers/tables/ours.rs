//! Tables in which our own crates are compared with each other.

use std::fmt::Write as _;

use rivals::tools::Tool;

use super::{Figures, cell};

/// Our own figures for all documents.
pub(super) fn growth(figures: &Figures) -> String {
    let columns = [
        "generate_cpu_s",
        "generate_peak_mb",
        "lines",
        "check_cpu_s",
        "check_wall_s",
        "check_peak_mb",
        "runtime_cpu_s",
    ];
    let ours = Tool::Oaxide.name();
    let mut text = "## oaxide alone, by size of the document\n\n\
        | Document | Operations | Schemas | Generation, CPU s | MB | 1,000 lines | Check, CPU s | s | MB | Its runtime, CPU s | ms of CPU per operation |\n\
        |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n"
        .to_owned();
    for (document, operations) in figures.documents() {
        let any = figures.get(document, ours, "generate_cpu_s");
        let schemas = any.map_or(0, |figure| figure.schemas);
        let cells = columns.map(|measure| cell(figures, document, ours, measure));
        let each = figures
            .value(document, ours, "check_cpu_s")
            .and_then(|cpu| {
                let operations = u32::try_from(operations).ok().filter(|count| *count > 0)?;
                Some(format!("{:.0}", cpu * 1e3 / f64::from(operations)))
            });
        let each = each.unwrap_or_else(|| "-".to_owned());
        let cells = cells.join(" | ");
        let _ = writeln!(
            text,
            "| {document} | {operations} | {schemas} | {cells} | {each} |"
        );
    }
    text
}

/// What one tag costs of what all features cost.
pub(super) fn one_tag(figures: &Figures) -> String {
    let ours = Tool::Oaxide.name();
    let mut lines = String::new();
    for (document, _) in figures.documents() {
        let Some(one) = figures.get(document, ours, "tag_cpu_s") else {
            continue;
        };
        let all = figures.value(document, ours, "check_cpu_s");
        let share = one.value.zip(all).map(|(one, all)| one / all);
        let share = share.map_or_else(|| "-".to_owned(), |share| format!("{share:.2}"));
        let cells = ["check_cpu_s", "tag_cpu_s", "tag_peak_mb"];
        let [all, cpu, peak] = cells.map(|measure| cell(figures, document, ours, measure));
        let tag = &one.note;
        let _ = writeln!(
            lines,
            "| {document} | {tag} | {cpu} | {all} | {share} | {peak} |"
        );
    }
    if lines.is_empty() {
        return lines;
    }
    format!(
        "## `cargo check` of oaxide's crate with the operations of one tag only (aim for the largest document: at most 0.1 of all)\n\n\
         | Document | Tag | CPU s | All features, CPU s | Share | Peak MB |\n|---|---|--:|--:|--:|--:|\n{lines}"
    )
}
