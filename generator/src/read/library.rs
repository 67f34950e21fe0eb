//! What a document may refer to: files below one folder, hosts that were allowed, or texts in memory.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use super::remote::Remote;
use super::source::{LIMIT, load_file};
use super::{ReadError, Source, Uri};

/// What was allowed beyond the folder of the main file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Access {
    /// A folder whose files may be read too.
    pub ref_root: Option<PathBuf>,
    /// Hosts that may be asked, without ports.
    pub hosts: Vec<String>,
}

/// Where the texts come from that a document refers to. Knows no document: only URIs and texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Library {
    /// The main file, which relative references start from; `None` where nobody knows where it stands.
    pub(super) base: Option<Uri>,
    shelves: Shelves,
}

#[derive(Debug, Clone)]
enum Shelves {
    /// By URI.
    Memory(BTreeMap<String, String>),
    Outside {
        /// Folders without symbolic links in their paths.
        roots: Vec<PathBuf>,
        remote: Remote,
    },
}

impl Default for Shelves {
    fn default() -> Self {
        Self::Memory(BTreeMap::new())
    }
}

/// Why a text could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is not there; the reason, where there is more to say.
    Missing(Option<String>),
    /// A relative reference in a text of which nobody knows where it stands.
    NoFolder,
    /// A file outside the folders that may be read.
    Outside,
    /// A host that was not allowed.
    Host(String),
    /// Neither a file nor something on the web.
    Scheme(String),
    /// It is too large.
    TooLarge,
    /// It is not UTF-8.
    NotText,
}

impl Library {
    /// The library of the main file at `path` (`-` for standard input).
    pub(super) fn around(path: &str, access: &Access) -> Result<Self, ReadError> {
        let mut roots = Vec::new();
        let mut base = None;
        let io = |error| ReadError::io(path, error);
        if path != "-" {
            let absolute = std::path::absolute(path).map_err(io)?;
            base = absolute.to_str().map(slashes).map(|path| Uri::file(&path));
            let folder = absolute.parent().unwrap_or(Path::new("/"));
            roots.push(folder.canonicalize().map_err(io)?);
        }
        if let Some(root) = &access.ref_root {
            let shown = root.to_string_lossy();
            let io = |error| ReadError::io(&shown, error);
            let absolute = std::path::absolute(root).map_err(io)?;
            roots.push(absolute.canonicalize().map_err(io)?);
            if base.is_none() {
                let inside = absolute.join("standard input");
                base = inside.to_str().map(slashes).map(|path| Uri::file(&path));
            }
        }
        Ok(Self {
            base,
            shelves: Shelves::Outside {
                roots,
                remote: Remote::new(&access.hosts),
            },
        })
    }

    /// Texts in memory, named from the folder of the main one.
    pub(super) fn memory(main: &str, files: impl IntoIterator<Item = (String, String)>) -> Self {
        let base = Uri::file(main);
        let texts = files.into_iter().map(|(name, text)| {
            let (name, _) = Uri::parse(&name);
            (base.resolve(&name).to_string(), text)
        });
        Self {
            shelves: Shelves::Memory(texts.collect()),
            base: Some(base),
        }
    }

    /// The text at `uri`, with the name that messages show: the way from the main file's folder.
    pub(super) fn fetch(&self, uri: &Uri) -> Result<Source, Refusal> {
        let name = match &self.base {
            Some(base) => uri.relative_to(base),
            None => uri.to_string(),
        };
        let text = match &self.shelves {
            Shelves::Memory(texts) => match (uri.scheme(), texts.get(&uri.to_string())) {
                (_, Some(text)) => text.clone(),
                (None, None) => return Err(Refusal::NoFolder),
                (Some("file"), None) => return Err(Refusal::Missing(None)),
                (Some("http" | "https"), None) => {
                    return Err(Refusal::Host(uri.host().unwrap_or_default().to_owned()));
                }
                (Some(other), None) => return Err(Refusal::Scheme(other.to_owned())),
            },
            Shelves::Outside { roots, remote } => match uri.scheme() {
                None => return Err(Refusal::NoFolder),
                Some("file") => file(uri, roots)?,
                Some("http" | "https") => remote.get(uri)?,
                Some(other) => return Err(Refusal::Scheme(other.to_owned())),
            },
        };
        Ok(Source { name, text })
    }
}

/// Reads the file that `uri` names where it is below one of `roots`, also after its symbolic links are followed.
fn file(uri: &Uri, roots: &[PathBuf]) -> Result<String, Refusal> {
    if !uri.host().unwrap_or_default().is_empty() {
        return Err(Refusal::Outside);
    }
    let mut tried = None;
    for path in [uri.plain_path(), uri.path().to_owned()] {
        let path = native(&path);
        match path.canonicalize() {
            Ok(real) if !roots.iter().any(|root| real.starts_with(root)) => {
                return Err(Refusal::Outside);
            }
            Ok(real) => return load_file(&real),
            // Whether something is there is nobody's business where it may not be read.
            Err(error) => tried = Some(missing(&path, roots, &error)),
        }
    }
    Err(tried.unwrap_or(Refusal::Missing(None)))
}

fn missing(path: &Path, roots: &[PathBuf], error: &std::io::Error) -> Refusal {
    let nearest = path.ancestors().find_map(|path| path.canonicalize().ok());
    let inside = nearest.is_some_and(|nearest| roots.iter().any(|root| nearest.starts_with(root)));
    match error.kind() {
        _ if !inside => Refusal::Outside,
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => Refusal::Missing(None),
        _ => Refusal::Missing(Some(error.to_string())),
    }
}

/// A path of this machine with `/` between its parts.
fn slashes(path: &str) -> String {
    if std::path::MAIN_SEPARATOR == '\\' {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    }
}

/// The path of a `file:` URI; `/C:/x` is `C:/x`.
fn native(path: &str) -> PathBuf {
    let drive = path
        .strip_prefix('/')
        .filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
    PathBuf::from(drive.unwrap_or(path))
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(None) => f.write_str("there is no such file"),
            Self::Missing(Some(reason)) => f.write_str(reason),
            Self::NoFolder => f.write_str("the folder that it starts from is not known"),
            Self::Outside => f.write_str("it is outside the folder of the document"),
            Self::Host(host) => write!(f, "the host `{host}` was not allowed"),
            Self::Scheme(scheme) => write!(f, "`{scheme}:` names nothing that can be read"),
            Self::TooLarge => write!(f, "it is larger than {} MiB", LIMIT >> 20),
            Self::NotText => f.write_str("it is not UTF-8 text"),
        }
    }
}
