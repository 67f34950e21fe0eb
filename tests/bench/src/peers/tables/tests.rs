use super::{cell, ratio};
use crate::peers::figures::{Figure, Figures};

fn figures(rows: &[(&str, &str, Option<f64>)]) -> Figures {
    let mut figures = Figures::default();
    for (tool, measure, value) in rows {
        figures.put(Figure {
            document: "pets".to_owned(),
            tool: (*tool).to_owned(),
            measure: (*measure).to_owned(),
            value: *value,
            note: "refused: a reason".to_owned(),
            ..Figure::default()
        });
    }
    figures
}

#[test]
fn only_complete_crates_are_compared() {
    let figures = figures(&[
        ("oaxide", "operations", Some(9.0)),
        ("oaxide", "check_cpu_s", Some(2.0)),
        ("ploidy", "operations", Some(3.0)),
        ("ploidy", "check_cpu_s", Some(1.0)),
        ("openapi-to-rust", "operations", Some(9.0)),
        ("openapi-to-rust", "check_cpu_s", Some(8.0)),
        ("cargo-progenitor", "generate_cpu_s", None),
    ]);
    let others = ["ploidy", "openapi-to-rust", "cargo-progenitor"];
    assert_eq!(
        ratio(&figures, "pets", "oaxide", &others, "check_cpu_s"),
        Some(0.25)
    );
    let cells = others.map(|tool| cell(&figures, "pets", tool, "check_cpu_s"));
    assert_eq!(cells, ["1.00*", "8.00", "refused"]);
    let peak = cell(&figures, "pets", "cargo-progenitor", "generate_peak_mb");
    assert_eq!(peak, "refused");
}
