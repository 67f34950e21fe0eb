//! Sending and receiving. Not generic: it is compiled once.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use super::answer::Answer;
use super::call_error::CallError;
use super::draft::Draft;
use super::jar::Jar;
use super::outgoing::Outgoing;
use super::platform::{BoxFuture, Deadline};
use super::raw_response::{Incoming, RawResponse};
use super::redirect::{self, Hop, RedirectReason};
#[cfg(feature = "retry")]
use super::retry::Retry;
#[cfg(feature = "retry")]
use super::sleep::sleep;
use super::transport::{Carrier, TransportError, TransportErrorKind};

/// Sends a request and waits for the head of its answer.
///
/// # Errors
/// Fails where nothing could be sent or no answer came.
pub async fn head(draft: Box<Draft>) -> Result<RawResponse, CallError> {
    authorised(draft).await.map(|(response, _)| response)
}

/// Sends a request and waits for the head of its answer, and for the whole where it is no success.
#[must_use]
pub fn success(draft: Box<Draft>) -> BoxFuture<Result<Result<RawResponse, Answer>, CallError>> {
    Box::pin(async move {
        let (mut response, redirect) = authorised(draft).await?;
        if response.status().is_success() {
            return Ok(Ok(response));
        }
        let body = response.collect().await?;
        let (status, headers) = response.into_head();
        Ok(Err(Answer {
            status,
            headers,
            body,
            redirect,
        }))
    })
}

/// Sends a request and waits for the whole answer.
#[must_use]
pub fn whole(mut draft: Box<Draft>) -> BoxFuture<Result<Answer, CallError>> {
    Box::pin(async move {
        let timeout = *draft.timeout.get_or_insert(draft.core.settings().timeout);
        let (mut response, redirect) = authorised(draft).await?;
        let body = response
            .collect()
            .await
            .map_err(|error| error.with_timeout(timeout))?;
        let (status, headers) = response.into_head();
        Ok(Answer {
            status,
            headers,
            body,
            redirect,
        })
    })
}

/// Why an answer is a redirect that was not followed, if it is one.
pub(super) type Refused = Option<RedirectReason>;

/// Sends a request with the tokens that it needs, again with other ones where they were refused.
pub(super) async fn authorised(draft: Box<Draft>) -> Result<(RawResponse, Refused), CallError> {
    let credentials = &draft.core.settings().credentials;
    if credentials.have_sources() {
        // By itself, so that the calls of clients without a source do not carry what only this needs.
        with_tokens(draft).await
    } else {
        received(&draft).await
    }
}

fn with_tokens(mut draft: Box<Draft>) -> BoxFuture<Result<(RawResponse, Refused), CallError>> {
    Box::pin(async move {
        let core = draft.core.clone();
        let credentials = &core.settings().credentials;
        let (alternative, _) = draft.target()?;
        draft.tokens = credentials
            .tokens(alternative, &core, &draft.tokens)
            .await?;
        let answer = received(&draft).await?;
        let refused = answer.0.status() == StatusCode::UNAUTHORIZED && !draft.tokens.is_empty();
        if !refused || draft.is_spent() {
            return Ok(answer);
        }
        draft.tokens = credentials
            .tokens(alternative, &core, &draft.tokens)
            .await?;
        received(&draft).await
    })
}

/// Sends a request, again where a redirect says so. Each request is made of the draft, so that nothing is copied for
/// the many calls that have only one.
async fn received(draft: &Draft) -> Result<(RawResponse, Refused), CallError> {
    let deadline = Deadline::after(draft.timeout);
    let mut hop = None;
    let mut jar = Jar::default();
    for _ in 0..=redirect::MOST {
        let response = attempted(draft, hop.as_ref(), &deadline, &mut jar).await?;
        let refused = match follow(draft, hop.as_ref(), &response)? {
            Some(Ok(next)) => {
                jar.keep(response.headers());
                hop = Some(next);
                continue;
            }
            Some(Err(reason)) => Some(reason),
            None => None,
        };
        return Ok((response, refused));
    }
    let most = format!("{} redirects in a row", redirect::MOST);
    Err(CallError::Transport(TransportError::new(
        TransportErrorKind::Redirect,
        most,
    )))
}

/// Sends a request, again where it failed and the client was told so.
async fn attempted(
    draft: &Draft,
    hop: Option<&Hop>,
    deadline: &Deadline,
    jar: &mut Jar,
) -> Result<RawResponse, CallError> {
    #[cfg(feature = "retry")]
    if let Some(retry) = draft.core.settings().retry {
        return repeated(retry, draft, hop, deadline, jar).await;
    }
    once(draft, hop, time_of(draft, hop, deadline), jar).await
}

#[cfg(feature = "retry")]
async fn repeated(
    retry: Retry,
    draft: &Draft,
    hop: Option<&Hop>,
    deadline: &Deadline,
    jar: &mut Jar,
) -> Result<RawResponse, CallError> {
    let first = draft.first()?.method;
    let method = hop.map_or(&first, |hop| hop.head().0);
    let mut left = time_of(draft, hop, deadline);
    let mut attempt = 1;
    loop {
        let result = once(draft, hop, left, jar).await;
        let outcome = result.as_ref();
        let outcome = outcome.map(|response| (response.status(), response.headers()));
        let wait = retry.wait(attempt, method, outcome);
        let wait = wait.filter(|wait| deadline.left().is_none_or(|left| *wait < left));
        let with_body = hop.is_none_or(|hop| hop.head().1);
        match wait {
            Some(wait) if !(with_body && draft.is_spent()) && sleep(wait).await => {}
            _ => return result,
        }
        if let Ok(response) = &result {
            jar.keep(response.headers());
        }
        attempt += 1;
        left = deadline.left();
    }
}

/// Returns the time that a request has. The first of a call has exactly the whole, which its transport may know already.
fn time_of(draft: &Draft, hop: Option<&Hop>, deadline: &Deadline) -> Option<Duration> {
    match hop {
        None => draft.timeout,
        Some(_) => deadline.left(),
    }
}

/// Sends one request.
async fn once(
    draft: &Draft,
    hop: Option<&Hop>,
    left: Option<Duration>,
    jar: &Jar,
) -> Result<RawResponse, CallError> {
    let request = made(draft, hop, jar)?;
    let origin = Arc::clone(&request.origin);
    let settings = draft.core.settings();
    let response = match &settings.transport {
        Carrier::Own(own) => match own.start(request, left) {
            Ok(sent) => sent.await.map(Incoming::Own),
            Err(error) => Err(error),
        },
        Carrier::Any(any) => {
            let sent = any.send(request.into_http(left)?);
            sent.await.map(Incoming::Any)
        }
    };
    match response {
        Ok(response) => Ok(RawResponse::new(response, settings.body_limit, origin)),
        Err(error) => Err(CallError::from_transport(error, &origin, draft.timeout)),
    }
}

/// Makes the request of a call, or the one that a redirect asks for.
fn made(draft: &Draft, hop: Option<&Hop>, jar: &Jar) -> Result<Outgoing, CallError> {
    let mut request = match hop {
        None => draft.request()?,
        Some(hop) => {
            let mut request = draft.first()?;
            hop.apply(&mut request);
            request
        }
    };
    jar.add_to(&mut request.headers);
    Ok(request)
}

/// Decides whether an answer is a redirect, and where to.
fn follow(
    draft: &Draft,
    hop: Option<&Hop>,
    response: &RawResponse,
) -> Result<Option<Result<Hop, RedirectReason>>, CallError> {
    if !response.status().is_redirection() {
        return Ok(None);
    }
    let request = draft.first()?;
    let from = match hop {
        None => (&request.method, request.url.as_str(), true),
        Some(hop) => {
            let (method, with_body) = hop.head();
            (method, hop.url.as_str(), with_body)
        }
    };
    let (status, headers) = (response.status(), response.headers());
    Ok(redirect::next(status, headers, from, draft.is_spent()))
}
