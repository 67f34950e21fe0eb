//! Everything that is printed: results to standard output, findings and news to standard error.

use std::io::{IsTerminal as _, Write};

use annotate_snippets::{Group, Level, Renderer};

use super::progress::Progress;
use super::told::{Teller, Told};
use crate::diagnostics::report::Report;
use crate::diagnostics::{Diagnostics, Severity};
use crate::options::{Colour, MessageFormat, Output};
use crate::pipeline::Job;
use crate::plan::api::Counts;
use crate::read::Sources;

/// The two streams and how to write to them. A reader that went away (a broken pipe) is no error: what is left is not
/// written, and the exit code stays what it is.
pub(super) struct Console {
    out: Box<dyn Write>,
    err: Box<dyn Write>,
    format: MessageFormat,
    terminal: Terminal,
    colour: Colour,
}

/// What is known about the streams.
#[derive(Debug, Clone, Copy, Default)]
struct Terminal {
    out: bool,
    err: bool,
    no_color: bool,
}

impl Console {
    /// The process's own streams.
    pub(super) fn standard() -> Self {
        Self {
            out: Box::new(std::io::stdout()),
            err: Box::new(std::io::stderr()),
            format: MessageFormat::default(),
            colour: Colour::default(),
            terminal: Terminal {
                out: std::io::stdout().is_terminal(),
                err: std::io::stderr().is_terminal(),
                // https://no-color.org: set and not empty.
                no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
            },
        }
    }

    /// Streams that are no terminal.
    #[cfg(test)]
    pub(super) fn captured(out: Box<dyn Write>, err: Box<dyn Write>) -> Self {
        Self {
            out,
            err,
            format: MessageFormat::default(),
            colour: Colour::default(),
            terminal: Terminal::default(),
        }
    }

    pub(super) fn set(&mut self, output: Output) {
        self.format = output.format;
        self.colour = output.colour;
    }

    pub(super) fn is_json(&self) -> bool {
        self.format == MessageFormat::Json
    }

    /// Whether results are written in colour.
    pub(super) fn is_coloured(&self) -> bool {
        self.colour_on(self.terminal.out)
    }

    fn colour_on(&self, terminal: bool) -> bool {
        match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && !self.terminal.no_color,
        }
    }

    /// Prints a result.
    pub(super) fn print(&mut self, text: &str) {
        write(&mut self.out, text);
    }

    /// Prints a result as a line of JSON.
    pub(super) fn print_json(&mut self, value: &serde_json::Value) {
        self.print(&format!("{value}\n"));
    }

    /// Prints news for people; programs do not want them.
    pub(super) fn news(&mut self, line: &str) {
        if !self.is_json() {
            write(&mut self.err, &format!("{line}\n"));
        }
    }

    /// Says why the run could not be done.
    pub(super) fn failure(&mut self, message: &str) {
        if self.is_json() {
            let line =
                serde_json::json!({"severity": "error", "code": "failure", "message": message});
            write(&mut self.err, &format!("{line}\n"));
            return;
        }
        let renderer = if self.colour_on(self.terminal.err) {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let group = Group::with_title(Level::ERROR.primary_title(message));
        write(&mut self.err, &format!("{}\n", renderer.render(&[group])));
    }

    /// Prints clap's help, version or complaint where it belongs.
    pub(super) fn usage(&mut self, error: &clap::Error) {
        let (stream, terminal) = if error.use_stderr() {
            (&mut self.err, self.terminal.err)
        } else {
            (&mut self.out, self.terminal.out)
        };
        let text = error.render();
        if terminal && !self.terminal.no_color {
            write(stream, &text.ansi().to_string());
        } else {
            write(stream, &text.to_string());
        }
    }

    /// Who finds the words for news.
    pub(super) fn teller(&self) -> Teller {
        Teller {
            is_json: self.is_json(),
            is_coloured: self.colour_on(self.terminal.err),
        }
    }

    /// Prints findings that matter at least as much as `least` as news, and how many others there are.
    pub(super) fn findings(
        &mut self,
        sources: &Sources,
        diagnostics: &Diagnostics,
        least: Severity,
    ) {
        let told = self.teller().tell(sources, diagnostics, least);
        self.told(&told);
    }

    /// Prints what was told of findings.
    pub(super) fn told(&mut self, told: &Told) {
        write(&mut self.err, &told.text);
        for line in &told.news {
            self.news(line);
        }
    }

    /// Counts, for programs: a last line after the findings of a document.
    pub(super) fn summary(&mut self, job: &Job) {
        if !self.is_json() {
            return;
        }
        let counts = job.plan.as_ref().map(|plan| plan.counts);
        let counts = counts.unwrap_or_default();
        let findings = Report::new(&job.sources, &job.diagnostics).counts();
        let of = |severity| findings.get(&severity).copied().unwrap_or_default();
        let line = serde_json::json!({"summary": {
            "file": job.sources.main().name,
            "operations": {"declared": counts.declared, "generated": counts.generated},
            "schemas": counts.schemas,
            "errors": of(Severity::Error),
            "unsupported": of(Severity::Unsupported),
            "warnings": of(Severity::Warning),
            "notes": of(Severity::Note),
            "degraded": job.diagnostics.degraded(),
        }});
        write(&mut self.err, &format!("{line}\n"));
    }

    /// Prints all findings as the result of the run.
    pub(super) fn report(&mut self, sources: &Sources, diagnostics: &Diagnostics) {
        let report = Report::new(sources, diagnostics);
        if self.is_json() {
            self.print(&report.json());
            return;
        }
        let text = report.human(self.colour_on(self.terminal.out));
        self.print(&text);
        let counts = report.counts();
        let summary = summary(&counts).unwrap_or_else(|| "nothing to report".to_owned());
        self.news(&format!("{}: {summary}", sources.main().name));
    }

    /// Shows what is being done, where somebody watches and it takes more than a second.
    pub(super) fn progress(&self) -> Progress {
        Progress::start(self.terminal.err && !self.is_json())
    }
}

/// Writes as much as the reader takes.
fn write(stream: &mut dyn Write, text: &str) {
    let _ = stream
        .write_all(text.as_bytes())
        .and_then(|()| stream.flush());
}

/// `2 errors, 1 warning`, the worst first.
pub(super) fn summary(counts: &std::collections::BTreeMap<Severity, usize>) -> Option<String> {
    let parts: Vec<String> = counts
        .iter()
        .rev()
        .map(|(severity, count)| match severity {
            Severity::Error => plural(*count, "error"),
            Severity::Unsupported => format!("{count} unsupported"),
            Severity::Warning => plural(*count, "warning"),
            Severity::Note => plural(*count, "note"),
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// `3 operations`, or `2 of 3 operations` where one could not be made.
pub(super) fn operations(counts: Counts) -> String {
    let Counts {
        declared,
        generated,
        ..
    } = counts;
    if generated < declared {
        format!("{generated} of {}", plural(declared, "operation"))
    } else {
        plural(generated, "operation")
    }
}

/// `1 file`, `2 files`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}
