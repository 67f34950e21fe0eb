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
}

macro_rules! file {
    ($package:expr, $path:literal) => {
        RuntimeFile {
            path: $path,
            text: include_str!(concat!("runtime/", $path)),
            package: $package,
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
    file!(None, "builder.rs"),
    file!(None, "call.rs"),
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
    file!(None, "error.rs"),
    file!(None, "evidence.rs"),
    file!(None, "exchange.rs"),
    file!(Some(Package::Multipart), "file.rs"),
    file!(None, "http_date.rs"),
    file!(None, "int_enum.rs"),
    file!(None, "jar.rs"),
    file!(None, "json_enum.rs"),
    file!(None, "limits.rs"),
    file!(Some(Package::Lines), "lines.rs"),
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
    file!(None, "outgoing.rs"),
    file!(None, "parameters.rs"),
    file!(None, "percent.rs"),
    file!(None, "platform.rs"),
    file!(None, "raw_response.rs"),
    file!(None, "reader.rs"),
    file!(None, "redirect.rs"),
    file!(None, "reqwest.rs"),
    file!(None, "reqwest/browser.rs"),
    file!(None, "reqwest/native.rs"),
    file!(None, "reqwest/tls.rs"),
    file!(None, "response.rs"),
    file!(None, "retry.rs"),
    file!(None, "secret.rs"),
    file!(None, "security.rs"),
    file!(None, "sending.rs"),
    file!(None, "sleep.rs"),
    file!(Some(Package::Stream), "stream/events.rs"),
    file!(Some(Package::Stream), "stream/items.rs"),
    file!(Some(Package::Stream), "stream/lines.rs"),
    file!(Some(Package::Stream), "stream/mod.rs"),
    file!(Some(Package::Stream), "stream/pieces.rs"),
    file!(Some(Package::Stream), "stream/reconnect.rs"),
    file!(Some(Package::Stream), "stream/source.rs"),
    file!(None, "text_enum.rs"),
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

/// What ends a line that is only wanted with a package; its name follows.
const MARK: &str = " // package: ";

/// What ends a line that is only wanted without a package.
const UNMARK: &str = " // without: ";

/// Returns the files of a runtime that can do what these packages are for, by path under `src/runtime/`. Lines that
/// name a file that is left out are left out too.
#[must_use]
pub fn runtime_files(packages: &[Package]) -> Vec<(&'static str, String)> {
    FILES
        .iter()
        .filter(|file| {
            file.package
                .is_none_or(|package| packages.contains(&package))
                && (!file.path.starts_with("dispatch/") || packages.contains(&Package::Dispatch))
        })
        .map(|file| (file.path, reduce(file.text, packages)))
        .collect()
}

fn reduce(text: &str, packages: &[Package]) -> String {
    let mut reduced = String::with_capacity(text.len());
    for line in text.lines() {
        let wanted = |name: &str| packages.iter().any(|package| package.name() == name);
        let kept = match (line.split_once(MARK), line.split_once(UNMARK)) {
            (Some((code, name)), _) if wanted(name) => code,
            (None, Some((code, name))) if !wanted(name) => code,
            (None, None) => line,
            _ => continue,
        };
        reduced.push_str(kept);
        reduced.push('\n');
    }
    reduced
}

#[cfg(test)]
mod tests;
