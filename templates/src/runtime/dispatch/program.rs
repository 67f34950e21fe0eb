//! A program that makes calls by name: one JSON text for each call, one for each answer.

use std::fmt;
use std::time::Duration;

use super::super::options::Options as Settings;
use super::super::retry::Retry;
use super::super::security::{Credential, Scheme};
use super::super::url::BaseUrl;
use super::arguments::Arguments;
use super::error::{DispatchError, DispatchErrorKind};
use super::{ByName, dispatch};

/// What the program takes.
const USAGE: &str = "\
Reads one call per line and writes one answer per line, as JSON:
  {\"operation\": \"ID\", \"path\": {..}, \"query\": {..}, \"header\": {..}, \"cookie\": {..}, \"body\": ..,
   \"contentType\": \"..\", \"accept\": \"..\"}
  {\"status\": 200, \"headers\": {..}, \"body\": ..}
  {\"error\": {\"kind\": \"..\", \"message\": \"..\", \"status\": .., \"body\": ..}}

Options:
  --base-url URL             call this URL, whatever servers the API's document names
  --credential SCHEME=VALUE  a key or a token; `user:password` for basic authentication; may be repeated
  --timeout SECONDS          the time that a call may take [default: 60]
  --header NAME=VALUE        send this header with every call, whatever the API's document says; may be repeated
  --retries COUNT            send idempotent requests again that failed, at most so often [default: 0]
  --retry-any-method         with `--retries`: send all requests again, also `POST` and `PATCH`; what a failed one did
                             may be done twice
  --allow-insecure-http      let credentials go over plain HTTP to other machines
  --help                     show this";

/// A client with what the command line says, which answers calls that are written as JSON.
pub struct Program<C> {
    client: C,
    base_url: Option<String>,
}

/// Why a command line makes no program. `Display` is what to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage {
    message: String,
    asked: bool,
}

impl Usage {
    fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            asked: false,
        }
    }

    /// Whether help was asked for, so that nothing is wrong.
    #[must_use]
    pub fn was_asked_for(&self) -> bool {
        self.asked
    }
}

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.asked {
            f.write_str(USAGE)
        } else {
            write!(f, "{} (`--help` tells more)", self.message)
        }
    }
}

impl std::error::Error for Usage {}

/// What the command line says.
#[derive(Default)]
struct Options {
    base_url: Option<String>,
    timeout: Option<Duration>,
    credentials: Vec<(&'static Scheme, Credential)>,
    headers: Vec<(String, String)>,
    retries: u32,
    retry_any_method: bool,
    allow_insecure_http: bool,
}

impl<C: ByName> Program<C> {
    /// Makes a client by the arguments of a command line, without the program's name: see `--help`.
    ///
    /// # Errors
    /// Fails where an argument is unknown or unfit, where help is asked for, and where the client cannot be made.
    pub fn new(arguments: impl IntoIterator<Item = String>) -> Result<Self, Usage> {
        let options = Options::read(&mut arguments.into_iter(), C::TABLE.schemes)?;
        let mut settings = Settings::default();
        if let Some(url) = &options.base_url {
            settings.base_url = Some(url.clone());
        } else if BaseUrl::parse(C::SPEC.base_url).is_err() {
            return Err(Usage::new(
                "`--base-url` is missing: the API's document names no host",
            ));
        }
        if let Some(timeout) = options.timeout {
            settings.timeout = timeout;
            settings.limits.read = timeout;
        }
        if options.retries > 0 {
            let attempts = options.retries.saturating_add(1);
            let retry = Retry::new().attempts(attempts);
            settings.retry = Some(if options.retry_any_method {
                retry.any_method()
            } else {
                retry
            });
        }
        for (name, value) in &options.headers {
            settings.default_header(name, value);
        }
        settings.allow_insecure_http = options.allow_insecure_http;
        for (scheme, credential) in options.credentials {
            settings.credential(scheme, credential);
        }
        let core = settings.build(C::SPEC);
        let core = core.map_err(|error| Usage::new(error.to_string()))?;
        Ok(Self {
            client: C::from_core(core),
            base_url: options.base_url,
        })
    }

    /// Makes the call that a line says and returns the line that answers it, without a line break.
    pub async fn answer(&self, line: &[u8]) -> String {
        let answer = match self.call(line).await {
            Ok(answer) => answer,
            Err(error) => format!("{{\"error\":{}}}", error.to_json()),
        };
        // What is kept as it came may have them between values; those of texts are escaped (RFC 8259 section 7).
        answer.replace(['\n', '\r'], " ")
    }

    async fn call(&self, line: &[u8]) -> Result<String, DispatchError> {
        let line = std::str::from_utf8(line).map_err(|_| {
            DispatchError::new(DispatchErrorKind::InvalidCall, "the line is not UTF-8")
        })?;
        let (operation, mut arguments) = Arguments::call(line)?;
        arguments.base_url.clone_from(&self.base_url);
        let answer = dispatch(&self.client, &operation, arguments).await?;
        Ok(answer.to_json())
    }
}

impl Options {
    fn read(
        arguments: &mut dyn Iterator<Item = String>,
        schemes: &[&'static Scheme],
    ) -> Result<Self, Usage> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next() {
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
                _ => (argument.as_str(), None),
            };
            let mut value = || {
                let value = value.clone().or_else(|| arguments.next());
                value.ok_or_else(|| Usage::new(format!("`{name}` needs a value")))
            };
            match name {
                "--base-url" => options.base_url = Some(value()?),
                "--timeout" => options.timeout = Some(seconds(&value()?)?),
                "--retries" => {
                    options.retries = value()?
                        .parse()
                        .map_err(|_| Usage::new("`--retries` takes a number"))?;
                }
                "--credential" => options.credentials.push(credential(&value()?, schemes)?),
                "--header" => {
                    let text = value()?;
                    let (name, value) = text
                        .split_once('=')
                        .ok_or_else(|| Usage::new("`--header` takes NAME=VALUE"))?;
                    options.headers.push((name.to_owned(), value.to_owned()));
                }
                "--retry-any-method" => options.retry_any_method = true,
                "--allow-insecure-http" => options.allow_insecure_http = true,
                "--help" | "-h" => {
                    return Err(Usage {
                        message: String::new(),
                        asked: true,
                    });
                }
                _ => {
                    let message = format!("`{}` is not known here", name.escape_debug());
                    return Err(Usage::new(message));
                }
            }
        }
        Ok(options)
    }
}

fn seconds(text: &str) -> Result<Duration, Usage> {
    let seconds = text.parse().ok().map(Duration::try_from_secs_f64);
    match seconds {
        Some(Ok(time)) if !time.is_zero() => Ok(time),
        _ => Err(Usage::new("`--timeout` takes a number of seconds")),
    }
}

/// Reads `SCHEME=VALUE`. No message shows the value.
fn credential(
    text: &str,
    schemes: &[&'static Scheme],
) -> Result<(&'static Scheme, Credential), Usage> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| Usage::new("`--credential` takes SCHEME=VALUE"))?;
    let scheme = schemes.iter().find(|scheme| scheme.name() == name);
    let Some(scheme) = scheme else {
        let names: Vec<&str> = schemes.iter().map(|scheme| scheme.name()).collect();
        let name = name.escape_debug();
        return Err(Usage::new(if names.is_empty() {
            format!("`--credential`: the API has no security scheme `{name}`, nor any other")
        } else {
            format!(
                "`--credential`: the API has no security scheme `{name}`; it has `{}`",
                names.join("`, `")
            )
        }));
    };
    let credential = if scheme.is_basic() {
        let (username, password) = value
            .split_once(':')
            .ok_or_else(|| Usage::new(format!("`--credential {name}=` takes `user:password`")))?;
        Credential::basic(username, password)
    } else {
        Credential::bearer(value)
    };
    Ok((scheme, credential))
}

impl<C> fmt::Debug for Program<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Program")
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}
