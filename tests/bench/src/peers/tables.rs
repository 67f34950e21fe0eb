//! The figures as Markdown: a table for each measure, our growth, and what failed.

mod ours;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rivals::tools::{self, Tool};

use super::figures::{Figure, Figures};

/// Measures that have a table, what they are called, and the most that ours should be of the best other's.
const MEASURES: [(&str, &str, Option<f64>); 17] = [
    (
        "check_cpu_s",
        "Clean `cargo check`, CPU seconds",
        Some(0.25),
    ),
    ("check_wall_s", "Clean `cargo check`, seconds", Some(0.25)),
    (
        "check_peak_mb",
        "Clean `cargo check`, peak memory of rustc in MB",
        Some(0.5),
    ),
    (
        "incremental_cpu_s",
        "`cargo check` after an edit of one file of models, CPU seconds",
        None,
    ),
    (
        "incremental_wall_s",
        "`cargo check` after an edit of one file of models, seconds",
        None,
    ),
    (
        "build_cpu_s",
        "Clean `cargo build`, CPU seconds",
        Some(0.33),
    ),
    ("build_wall_s", "Clean `cargo build`, seconds", Some(0.33)),
    (
        "build_peak_mb",
        "Clean `cargo build`, peak memory of rustc in MB",
        Some(0.5),
    ),
    (
        "release_cpu_s",
        "Clean `cargo build --release`, CPU seconds",
        Some(0.33),
    ),
    (
        "release_wall_s",
        "Clean `cargo build --release`, seconds",
        Some(0.33),
    ),
    (
        "release_peak_mb",
        "Clean `cargo build --release`, peak memory of rustc in MB",
        Some(0.5),
    ),
    ("llvm_lines", "Lines for LLVM, thousands", None),
    ("lines", "Lines of Rust, thousands", None),
    ("generate_cpu_s", "Generation, CPU seconds", Some(1.0)),
    ("generate_wall_s", "Generation, seconds", Some(1.0)),
    ("generate_peak_mb", "Generation, peak memory in MB", None),
    (
        "operations",
        "Operations in the crate that differ in method or path",
        None,
    ),
];

/// The whole text.
pub(crate) fn markdown(figures: &Figures) -> String {
    let mut text = format!(
        "# Generators of Rust clients, compared\n\n\
         Written by `cargo run --release -p bench -- peers`; [README.md](README.md) says what is measured and how. A ratio is ours \
         divided by that of the best other generator with all operations. `*`: operations are missing in the crate, so it is not \
         compared. A word in the place of a figure: there is none, and the last table says why.\n\n{}\n\
         ![Clean check against operations](peers.svg)\n",
        versions(figures)
    );
    for (measure, title, aim) in MEASURES {
        push(&mut text, &table(figures, measure, title, aim));
    }
    push(&mut text, &ours::one_tag(figures));
    push(&mut text, &ours::growth(figures));
    push(&mut text, &failures(figures));
    text
}

fn push(text: &mut String, part: &str) {
    if !part.is_empty() {
        text.push('\n');
        text.push_str(part);
    }
}

/// The versions and machines that the figures come from.
fn versions(figures: &Figures) -> String {
    let mut tools: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut machines: Vec<&str> = Vec::new();
    for figure in figures.iter() {
        let known = tools.entry(figure.tool.as_str()).or_default();
        if !known.contains(&figure.version.as_str()) {
            known.push(&figure.version);
        }
        if !machines.contains(&figure.machine.as_str()) {
            machines.push(&figure.machine);
        }
    }
    let tools: Vec<String> = tools
        .iter()
        .map(|(tool, versions)| format!("{tool} {}", versions.join(" and ")))
        .collect();
    format!("{}. {}.\n", machines.join("; "), tools.join(", "))
}

/// A line for each document that another generator was tried with, a column for each generator.
fn table(figures: &Figures, measure: &str, title: &str, aim: Option<f64>) -> String {
    let tools: Vec<&str> = tools::ALL
        .iter()
        .map(|tool| tool.name())
        .filter(|tool| {
            let mut of_tool = figures.iter().filter(|figure| figure.tool == *tool);
            of_tool.any(|figure| figure.measure == measure)
        })
        .collect();
    let [ours, others @ ..] = tools.as_slice() else {
        return String::new();
    };
    let mut lines = String::new();
    for (document, operations) in figures.documents() {
        let compared = figures
            .iter()
            .any(|figure| figure.document == document && figure.tool != *ours);
        if !compared {
            continue;
        }
        let cells = tools
            .iter()
            .map(|tool| cell(figures, document, tool, measure));
        let cells: Vec<String> = cells.collect();
        if cells.iter().all(|cell| cell == "-") {
            continue;
        }
        let ratio = ratio(figures, document, ours, others, measure);
        let ratio = ratio.map_or("-".to_owned(), |ratio| format!("{ratio:.2}"));
        let _ = writeln!(
            lines,
            "| {document} | {operations} | {} | {ratio} |",
            cells.join(" | ")
        );
    }
    if lines.is_empty() {
        return String::new();
    }
    let aim = aim.map_or_else(String::new, |aim| {
        format!(" (aim: a ratio of at most {aim})")
    });
    format!(
        "## {title}{aim}\n\n| Document | Operations | {} | Ratio |\n|---|--:|{}--:|\n{lines}",
        tools.join(" | "),
        "--:|".repeat(tools.len())
    )
}

fn cell(figures: &Figures, document: &str, tool: &str, measure: &str) -> String {
    let Some(figure) = figures.get(document, tool, measure) else {
        // The first figure of a step, or that of the crate itself, says why there are no others.
        let step = measure.split('_').next().unwrap_or_default();
        let firsts = [format!("{step}_cpu_s"), "generate_cpu_s".to_owned()];
        let mut firsts = firsts
            .iter()
            .filter_map(|measure| figures.get(document, tool, measure));
        let failed = firsts.find(|figure| figure.value.is_none());
        return failed.map_or_else(|| "-".to_owned(), |figure| word(&figure.note));
    };
    let mark = if is_complete(figures, document, tool) {
        ""
    } else {
        "*"
    };
    match figure.value {
        Some(value) => format!("{}{mark}", shown(value, measure)),
        None => word(&figure.note),
    }
}

/// What a note begins with.
fn word(note: &str) -> String {
    note.split(':').next().unwrap_or_default().to_owned()
}

/// Whether a crate has as many operations as ours, which is refused where it leaves any out.
fn is_complete(figures: &Figures, document: &str, tool: &str) -> bool {
    let of = |tool: &str| figures.value(document, tool, "operations");
    of(tool).unwrap_or_default() >= of(Tool::Oaxide.name()).unwrap_or_default()
}

/// Ours divided by the least of the others that have all operations.
fn ratio(
    figures: &Figures,
    document: &str,
    ours: &str,
    others: &[&str],
    measure: &str,
) -> Option<f64> {
    let complete = others
        .iter()
        .filter(|tool| is_complete(figures, document, tool));
    let best = complete
        .filter_map(|tool| figures.value(document, tool, measure))
        .min_by(f64::total_cmp)?;
    Some(figures.value(document, ours, measure)? / best)
}

fn shown(value: f64, measure: &str) -> String {
    if measure == "operations" {
        return format!("{value:.0}");
    }
    let value = if measure.ends_with("lines") {
        value / 1e3
    } else {
        value
    };
    let decimals = match value {
        value if value >= 100.0 => 0,
        value if value >= 10.0 => 1,
        _ => 2,
    };
    format!("{value:.decimals$}")
}

fn failures(figures: &Figures) -> String {
    let mut lines = String::new();
    for figure in figures.iter().filter(|figure| figure.value.is_none()) {
        let Figure {
            document,
            tool,
            measure,
            note,
            ..
        } = figure;
        let step = measure.split('_').next().unwrap_or_default();
        let note = note.replace('|', "\\|");
        let _ = writeln!(lines, "| {document} | {tool} | {step} | {note} |");
    }
    if lines.is_empty() {
        return lines;
    }
    format!(
        "## Without a figure\n\n| Document | Generator | Step | Why |\n|---|---|---|---|\n{lines}"
    )
}

#[cfg(test)]
mod tests;
