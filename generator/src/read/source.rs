//! Where a document comes from.

use std::fmt;
use std::io::Read as _;
use std::path::Path;

use super::Refusal;

/// A document's text and what to call it in messages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The path as given, or `<stdin>`.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// A document that could not be loaded.
#[derive(Debug)]
pub struct ReadError {
    name: String,
    cause: Cause,
}

#[derive(Debug)]
enum Cause {
    Io(std::io::Error),
    TooLarge,
    NotText,
}

/// The largest document that is read, in bytes.
pub(super) const LIMIT: u64 = 256 * 1024 * 1024;

impl Source {
    /// Loads the file at `path`, or standard input for `-`.
    ///
    /// The text must be UTF-8 (a byte order mark is fine) and at most 256 MiB.
    pub fn open(path: &str) -> Result<Self, ReadError> {
        let name = if path == "-" { "<stdin>" } else { path }.to_owned();
        let bytes = match load(path) {
            Ok(bytes) => bytes,
            Err(cause) => return Err(ReadError { name, cause }),
        };
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self { name, text }),
            Err(_) => Err(ReadError {
                name,
                cause: Cause::NotText,
            }),
        }
    }
}

/// Loads a regular file that a document refers to.
pub(super) fn load_file(path: &Path) -> Result<String, Refusal> {
    let missing = |error: std::io::Error| Refusal::Missing(Some(error.to_string()));
    let file = std::fs::File::open(path).map_err(missing)?;
    // Reading a pipe or a device could take for ever.
    if !file.metadata().map_err(missing)?.is_file() {
        return Err(Refusal::Missing(Some("it is not a file".to_owned())));
    }
    let mut bytes = room_for(&file);
    match file.take(LIMIT + 1).read_to_end(&mut bytes) {
        Ok(length) if length as u64 > LIMIT => Err(Refusal::TooLarge),
        Ok(_) => String::from_utf8(bytes).map_err(|_| Refusal::NotText),
        Err(error) => Err(missing(error)),
    }
}

fn load(path: &str) -> Result<Vec<u8>, Cause> {
    let mut bytes = Vec::new();
    let read = if path == "-" {
        std::io::stdin()
            .lock()
            .take(LIMIT + 1)
            .read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| {
            bytes = room_for(&file);
            file.take(LIMIT + 1).read_to_end(&mut bytes)
        })
    };
    match read {
        Ok(length) if length as u64 > LIMIT => Err(Cause::TooLarge),
        Ok(_) => Ok(bytes),
        Err(error) => Err(Cause::Io(error)),
    }
}

/// Room for all of a file, and for the byte after it that is not there: a text that grows is copied again and again.
fn room_for(file: &std::fs::File) -> Vec<u8> {
    let length = file.metadata().map_or(0, |about| about.len());
    Vec::with_capacity(usize::try_from(length.min(LIMIT) + 1).unwrap_or(0))
}

impl ReadError {
    pub(super) fn io(name: &str, error: std::io::Error) -> Self {
        Self {
            name: name.to_owned(),
            cause: Cause::Io(error),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, cause } = self;
        match cause {
            Cause::Io(error) if error.kind() == std::io::ErrorKind::NotFound => {
                write!(f, "there is no file `{name}`")
            }
            Cause::Io(error) => write!(f, "cannot read `{name}`: {error}"),
            Cause::TooLarge => write!(f, "`{name}` is larger than 256 MiB, which is not read"),
            Cause::NotText => write!(f, "`{name}` is not UTF-8 text; convert it to UTF-8 first"),
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.cause {
            Cause::Io(error) => Some(error),
            Cause::TooLarge | Cause::NotText => None,
        }
    }
}
