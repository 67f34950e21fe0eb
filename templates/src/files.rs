//! The runtime's files, and which of them a crate needs.

use crate::Package;

/// A file of the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuntimeFile {
    /// Its path under `src/runtime/`, with `/`.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
    /// The package without which it is left out. Those under `dispatch/` need that too.
    pub package: Option<Package>,
    /// Where it lies when the runtime is a package of its own.
    side: Side,
}

/// Where a file lies when the runtime is a package of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// In that package.
    Package,
    /// In the client: its types get methods there, which Rust allows in their own crate only.
    Client,
    /// Nowhere.
    Nowhere,
}

/// Which part of the runtime is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it, as a module of the client.
    Whole,
    /// What is a package of its own, by path under its `src/`.
    Package,
    /// What lies in the client beside such a package, by path under `src/runtime/`.
    Client,
}

macro_rules! file {
    ($package:expr, $path:literal) => {
        file!($package, $path, Side::Package)
    };
    ($package:expr, $path:literal, $side:expr) => {
        RuntimeFile {
            path: $path,
            text: include_str!(concat!("runtime/", $path)),
            package: $package,
            side: $side,
        }
    };
}

/// All files, by path.
const FILES: &[RuntimeFile] = &[
    file!(None, "answer.rs"),
    file!(None, "attached.rs"),
    file!(None, "body.rs"),
    file!(None, "brackets.rs"),
    file!(None, "build_error.rs"),
    file!(None, "builder.rs", Side::Client),
    file!(None, "builder/tls.rs", Side::Client),
    file!(None, "builder/tower.rs", Side::Client),
    file!(None, "call.rs", Side::Client),
    file!(Some(Package::Lines), "call/lines.rs", Side::Client),
    file!(Some(Package::Multipart), "call/multipart.rs", Side::Client),
    file!(Some(Package::Stream), "call/stream.rs", Side::Client),
    file!(Some(Package::Xml), "call/xml.rs", Side::Client),
    file!(None, "call_error.rs"),
    file!(None, "charset.rs"),
    file!(None, "chunks.rs"),
    file!(None, "client.rs"),
    file!(None, "decode_error.rs"),
    file!(Some(Package::Dispatch), "dispatch/answer.rs"),
    file!(Some(Package::Dispatch), "dispatch/arguments.rs"),
    file!(Some(Package::Dispatch), "dispatch/error.rs"),
    file!(Some(Package::Dispatch), "dispatch/find.rs"),
    file!(Some(Package::Stream), "dispatch/items.rs"),
    file!(Some(Package::Dispatch), "dispatch/kept.rs"),
    file!(Some(Package::Dispatch), "dispatch/mod.rs"),
    file!(Some(Package::Dispatch), "dispatch/program.rs"),
    file!(Some(Package::Dispatch), "dispatch/request.rs"),
    file!(Some(Package::Dispatch), "dispatch/table.rs"),
    file!(None, "draft.rs"),
    file!(None, "elements.rs"),
    file!(None, "error.rs", Side::Client),
    file!(None, "evidence.rs"),
    file!(None, "exchange.rs"),
    file!(Some(Package::Multipart), "file.rs"),
    file!(None, "http_date.rs"),
    file!(None, "inner.rs"),
    file!(None, "inspection.rs"),
    file!(None, "int_enum.rs"),
    file!(None, "jar.rs"),
    file!(None, "json_enum.rs"),
    file!(None, "limits.rs"),
    file!(Some(Package::Lines), "lines.rs"),
    file!(None, "macros.rs", Side::Nowhere),
    file!(None, "mod.rs"),
    file!(Some(Package::Multipart), "multipart/form.rs"),
    file!(Some(Package::Multipart), "multipart/mod.rs"),
    file!(Some(Package::Multipart), "multipart/values.rs"),
    file!(Some(Package::OAuth), "oauth/credential.rs"),
    file!(Some(Package::OAuth), "oauth/endpoint.rs"),
    file!(Some(Package::OAuth), "oauth/error.rs"),
    file!(Some(Package::OAuth), "oauth/form.rs"),
    file!(Some(Package::OAuth), "oauth/login.rs"),
    file!(Some(Package::OAuth), "oauth/mod.rs"),
    file!(Some(Package::OAuth), "oauth/prompt.rs"),
    file!(Some(Package::OAuth), "oauth/scheme.rs"),
    file!(Some(Package::OAuth), "oauth/source.rs"),
    file!(Some(Package::OAuth), "oauth/tokens.rs"),
    file!(None, "object.rs"),
    file!(None, "operation.rs"),
    file!(None, "options.rs"),
    file!(None, "outgoing.rs"),
    file!(None, "parameters.rs"),
    file!(None, "percent.rs"),
    file!(None, "platform.rs"),
    file!(None, "raw_answer.rs"),
    file!(None, "raw_response.rs"),
    file!(None, "reader.rs"),
    file!(None, "redirect.rs"),
    file!(None, "reqwest.rs"),
    file!(None, "reqwest/browser.rs"),
    file!(None, "reqwest/native.rs"),
    file!(None, "reqwest/tls.rs"),
    file!(None, "response.rs", Side::Client),
    file!(None, "retry.rs"),
    file!(None, "secret.rs"),
    file!(None, "security.rs"),
    file!(None, "sending.rs", Side::Client),
    file!(None, "server_url.rs"),
    file!(None, "sleep.rs"),
    file!(Some(Package::Stream), "stream/events.rs"),
    file!(Some(Package::Stream), "stream/items.rs"),
    file!(Some(Package::Stream), "stream/lines.rs"),
    file!(Some(Package::Stream), "stream/mod.rs"),
    file!(Some(Package::Stream), "stream/pieces.rs"),
    file!(Some(Package::Stream), "stream/reconnect.rs"),
    file!(Some(Package::Stream), "stream/source.rs"),
    file!(None, "text_enum.rs"),
    file!(None, "timeout_error.rs"),
    file!(None, "token.rs"),
    file!(None, "tower.rs"),
    file!(None, "transport.rs"),
    file!(None, "union.rs"),
    file!(None, "url.rs"),
    file!(None, "validate.rs"),
    file!(Some(Package::Base64), "wire/base64_codec.rs"),
    file!(None, "wire/codec.rs"),
    file!(None, "wire/containers.rs"),
    file!(Some(Package::Time), "wire/date_time.rs"),
    file!(None, "wire/decimal.rs"),
    file!(None, "wire/json.rs"),
    file!(None, "wire/json_text.rs"),
    file!(None, "wire/members.rs"),
    file!(None, "wire/mod.rs"),
    file!(None, "wire/nullable.rs"),
    file!(None, "wire/one_or_many.rs"),
    file!(None, "wire/path.rs"),
    file!(None, "wire/raw.rs"),
    file!(None, "wire/scalars.rs"),
    file!(Some(Package::Time), "wire/time_formats.rs"),
    file!(None, "wire/tuples.rs"),
    file!(Some(Package::Uuid), "wire/uuid_format.rs"),
    file!(None, "writer.rs"),
    file!(Some(Package::Xml), "xml/choice.rs"),
    file!(Some(Package::Xml), "xml/encoding.rs"),
    file!(Some(Package::Xml), "xml/mod.rs"),
    file!(Some(Package::Xml), "xml/read.rs"),
    file!(Some(Package::Xml), "xml/shape.rs"),
    file!(Some(Package::Xml), "xml/text.rs"),
    file!(Some(Package::Xml), "xml/tree.rs"),
    file!(Some(Package::Xml), "xml/write.rs"),
];

/// Returns the files of a part of the runtime that can do what these packages are for, by path. Lines that name a file
/// that is left out are left out too.
#[must_use]
pub fn runtime_files(packages: &[Package], part: Part) -> Vec<(&'static str, String)> {
    FILES
        .iter()
        .filter(|file| {
            file.package
                .is_none_or(|package| packages.contains(&package))
                && (!file.path.starts_with("dispatch/") || packages.contains(&Package::Dispatch))
        })
        .filter_map(|file| match (part, file.side) {
            (Part::Package, Side::Package) if file.path == "mod.rs" => {
                Some(("lib.rs", reduce(file.text, packages, part)))
            }
            (Part::Client, Side::Package) if file.path == "mod.rs" => {
                Some(("mod.rs", client_root(file.text, packages)))
            }
            (Part::Whole, _) | (Part::Package, Side::Package) | (Part::Client, Side::Client) => {
                Some((file.path, reduce(file.text, packages, part)))
            }
            _ => None,
        })
        .collect()
}

/// A line of the runtime, and the marks behind it that say when it is wanted: `// package: x` with a package,
/// `// without: x` without one, `// side: client` where the client is, `// layout: inline` where all is one crate, and
/// `// layout: package` where it is not.
fn marked(line: &str) -> (&str, Vec<(&str, &str)>) {
    let mut code = line;
    let mut marks = Vec::new();
    while let Some((before, mark)) = code.rsplit_once(" // ") {
        match mark.split_once(": ") {
            Some((key @ ("package" | "without" | "side" | "layout"), value)) => {
                marks.push((key, value));
                code = before;
            }
            _ => break,
        }
    }
    (code, marks)
}

fn wanted(mark: (&str, &str), packages: &[Package], part: Part) -> bool {
    let with = |name: &str| packages.iter().any(|package| package.name() == name);
    match mark {
        ("package", name) => with(name),
        ("without", name) => !with(name),
        ("side", _) => part != Part::Package,
        ("layout", layout) => (layout == "inline") == (part == Part::Whole),
        _ => true,
    }
}

fn reduce(text: &str, packages: &[Package], part: Part) -> String {
    let mut reduced = String::with_capacity(text.len());
    for line in text.lines() {
        let (code, marks) = marked(line);
        if marks.into_iter().all(|mark| wanted(mark, packages, part)) {
            reduced.push_str(code);
            reduced.push('\n');
        }
    }
    // What was left out may have been the last.
    reduced.truncate(reduced.trim_end().len());
    reduced.push('\n');
    reduced
}

/// The lines of the runtime's root that are for the client, behind what its package has.
fn client_root(text: &str, packages: &[Package]) -> String {
    let mut root = String::new();
    for line in text.lines() {
        let (code, marks) = marked(line);
        let for_client = marks.iter().any(|(key, _)| *key == "side");
        if for_client
            && marks
                .into_iter()
                .all(|mark| wanted(mark, packages, Part::Client))
        {
            if code.starts_with("pub use") && !root.contains("pub use") {
                root.push('\n');
            }
            root.push_str(code);
            root.push('\n');
        }
    }
    root
}

#[cfg(test)]
mod tests;
