//! CPU seconds of a clean check against operations, both on scales of logarithms, as an SVG that reads well on light and
//! dark pages.

use std::fmt::Write as _;

use rivals::tools::{self, Tool};

use super::figures::Figures;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 62.0;
const RIGHT: f64 = 20.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 48.0;

const STYLE: &str = "text{font:12px system-ui,sans-serif;fill:#444}.grid{stroke:#ddd}line,polyline{fill:none}\
    @media(prefers-color-scheme:dark){text{fill:#bbb}.grid{stroke:#3a3a3a}}";

fn colour(tool: Tool) -> &'static str {
    match tool {
        Tool::Oaxide => "#e5541b",
        Tool::Ploidy => "#3b82f6",
        Tool::Progenitor => "#a855f7",
        Tool::OpenapiToRust => "#16a34a",
        Tool::OpenapiGenerator => "#ca9a04",
    }
}

/// One generator's points: operations and seconds.
struct Line {
    tool: Tool,
    points: Vec<(f64, f64)>,
}

/// A range of values on a range of places.
struct Axis {
    values: (f64, f64),
    places: (f64, f64),
}

impl Axis {
    fn new(values: impl Iterator<Item = f64> + Clone, places: (f64, f64)) -> Self {
        let least = values.clone().fold(f64::INFINITY, f64::min);
        let most = values.fold(0.0, f64::max);
        Self {
            values: (least * 0.85, most * 1.2),
            places,
        }
    }

    fn place(&self, value: f64) -> f64 {
        let (low, high) = self.values;
        let share = (value / low).ln() / (high / low).ln();
        self.places.0 + share * (self.places.1 - self.places.0)
    }

    /// 1, 2, 5, 10 and so on, as far as they are on it.
    fn ticks(&self) -> Vec<f64> {
        let powers = (-2..6).map(|power| 10_f64.powi(power));
        let ticks = powers.flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * power));
        let (low, high) = self.values;
        ticks.filter(|tick| (low..=high).contains(tick)).collect()
    }
}

/// The plot.
pub(crate) fn svg(figures: &Figures) -> String {
    let lines: Vec<Line> = tools::ALL
        .iter()
        .map(|&tool| Line {
            tool,
            points: points(figures, tool),
        })
        .filter(|line| !line.points.is_empty())
        .collect();
    let all = || lines.iter().flat_map(|line| line.points.iter());
    let x = Axis::new(all().map(|point| point.0), (LEFT, WIDTH - RIGHT));
    let y = Axis::new(all().map(|point| point.1), (HEIGHT - BOTTOM, TOP));
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\">\n\
         <title>CPU seconds of a clean cargo check against the number of operations</title>\n<style>{STYLE}</style>\n"
    );
    grid(&mut text, &x, &y);
    for (index, line) in (0_u8..).zip(&lines) {
        draw(&mut text, line, &x, &y);
        legend(&mut text, line.tool, TOP + 16.0 + 18.0 * f64::from(index));
    }
    text.push_str("</svg>\n");
    text
}

/// Documents of the corpus: made ones lie on a line of their own.
fn points(figures: &Figures, tool: Tool) -> Vec<(f64, f64)> {
    let documents = figures.documents().into_iter();
    documents
        .filter(|(document, operations)| *operations > 0 && !document.starts_with("synthetic-"))
        .filter_map(|(document, operations)| {
            let seconds = figures.value(document, tool.name(), "check_cpu_s")?;
            Some((f64::from(u32::try_from(operations).ok()?), seconds))
        })
        .collect()
}

fn grid(text: &mut String, x: &Axis, y: &Axis) {
    let (bottom, right) = (HEIGHT - BOTTOM, WIDTH - RIGHT);
    for tick in x.ticks() {
        let at = x.place(tick);
        let _ = writeln!(
            text,
            "<line class=\"grid\" x1=\"{at:.1}\" y1=\"{TOP}\" x2=\"{at:.1}\" y2=\"{bottom}\"/>\
             <text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{tick}</text>",
            bottom + 17.0
        );
    }
    for tick in y.ticks() {
        let at = y.place(tick);
        let _ = writeln!(
            text,
            "<line class=\"grid\" x1=\"{LEFT}\" y1=\"{at:.1}\" x2=\"{right}\" y2=\"{at:.1}\"/>\
             <text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{tick} s</text>",
            LEFT - 7.0,
            at + 4.0
        );
    }
    let _ = writeln!(
        text,
        "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">operations in the document (CPU seconds of a clean cargo check)</text>",
        f64::midpoint(LEFT, right),
        HEIGHT - 8.0
    );
}

fn draw(text: &mut String, line: &Line, x: &Axis, y: &Axis) {
    let colour = colour(line.tool);
    let width = if line.tool == Tool::Oaxide { 2.5 } else { 1.5 };
    let places = line
        .points
        .iter()
        .map(|point| (x.place(point.0), y.place(point.1)));
    let places: Vec<(f64, f64)> = places.collect();
    let path: Vec<String> = places
        .iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    let _ = writeln!(
        text,
        "<polyline stroke=\"{colour}\" stroke-width=\"{width}\" points=\"{}\"/>",
        path.join(" ")
    );
    for (x, y) in places {
        let _ = writeln!(
            text,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\" fill=\"{colour}\"/>"
        );
    }
}

fn legend(text: &mut String, tool: Tool, y: f64) {
    let _ = writeln!(
        text,
        "<circle cx=\"{}\" cy=\"{:.1}\" r=\"4\" fill=\"{}\"/><text x=\"{}\" y=\"{y:.1}\">{}</text>",
        LEFT + 16.0,
        y - 4.0,
        colour(tool),
        LEFT + 26.0,
        tool.name()
    );
}

#[cfg(test)]
mod tests {
    use super::Axis;

    #[test]
    fn a_scale_of_logarithms() {
        let axis = Axis {
            values: (1.0, 100.0),
            places: (0.0, 200.0),
        };
        assert!((axis.place(10.0) - 100.0).abs() < 1e-9);
        assert_eq!(axis.ticks(), [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0]);
    }
}
