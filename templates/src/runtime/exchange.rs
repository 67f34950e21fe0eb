//! Sending and receiving. Not generic: it is compiled once.

use std::convert::Infallible;
use std::sync::Arc;

use http::{Response, StatusCode};

use super::answer::Answer;
use super::body::Body;
use super::draft::Draft;
use super::error::Error;
use super::jar::Jar;
use super::platform::{BoxFuture, Deadline};
use super::raw_response::RawResponse;
use super::redirect::{self, Hop, RedirectReason};
#[cfg(feature = "retry")]
use super::sleep::sleep;
use super::transport::{CallTimeout, TransportError, TransportErrorKind};

/// Sends a request and waits for the head of its answer.
pub(super) async fn head(draft: Box<Draft>) -> Result<RawResponse, Error<Infallible>> {
    authorised(draft).await.map(|(response, _)| response)
}

/// Sends a request and waits for the head of its answer, and for the whole where it is no success.
pub(super) fn success(
    draft: Box<Draft>,
) -> BoxFuture<Result<Result<RawResponse, Answer>, Error<Infallible>>> {
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
pub(super) fn whole(mut draft: Box<Draft>) -> BoxFuture<Result<Answer, Error<Infallible>>> {
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
pub(super) async fn authorised(
    mut draft: Box<Draft>,
) -> Result<(RawResponse, Refused), Error<Infallible>> {
    let core = draft.core.clone();
    let credentials = &core.settings().credentials;
    if !credentials.have_sources() {
        return received(&draft).await;
    }
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
}

/// Sends a request, again where a redirect says so. Each request is made of the draft, so that nothing is copied for
/// the many calls that have only one.
async fn received(draft: &Draft) -> Result<(RawResponse, Refused), Error<Infallible>> {
    let limit = draft.core.settings().body_limit;
    let deadline = Deadline::after(draft.timeout);
    let mut hop = None;
    let mut jar = Jar::default();
    for _ in 0..=redirect::MOST {
        let (response, origin) = attempted(draft, hop.as_ref(), &deadline, &mut jar).await?;
        let refused = match follow(draft, hop.as_ref(), &response)? {
            Some(Ok(next)) => {
                hop = Some(next);
                continue;
            }
            Some(Err(reason)) => Some(reason),
            None => None,
        };
        return Ok((RawResponse::new(response).bounded(limit, origin), refused));
    }
    let most = format!("{} redirects in a row", redirect::MOST);
    Err(Error::Transport(TransportError::new(
        TransportErrorKind::Redirect,
        most,
    )))
}

/// Sends a request, again where it failed and the client was told so.
#[cfg(feature = "retry")]
async fn attempted(
    draft: &Draft,
    hop: Option<&Hop>,
    deadline: &Deadline,
    jar: &mut Jar,
) -> Result<(Response<Body>, Arc<str>), Error<Infallible>> {
    let Some(retry) = draft.core.settings().retry else {
        return once(draft, hop, deadline, jar).await;
    };
    let first = draft.first()?.0.method().clone();
    let method = hop.map_or(&first, |hop| hop.head().0);
    let mut attempt = 1;
    loop {
        let result = once(draft, hop, deadline, jar).await;
        let outcome = result.as_ref();
        let outcome = outcome.map(|(response, _)| (response.status(), response.headers()));
        let wait = retry.wait(attempt, method, outcome);
        let wait = wait.filter(|wait| deadline.left().is_none_or(|left| *wait < left));
        let with_body = hop.is_none_or(|hop| hop.head().1);
        match wait {
            Some(wait) if !(with_body && draft.is_spent()) && sleep(wait).await => {}
            _ => return result,
        }
        attempt += 1;
    }
}

#[cfg(not(feature = "retry"))]
use once as attempted;

/// Sends one request. Also returns the server's origin.
async fn once(
    draft: &Draft,
    hop: Option<&Hop>,
    deadline: &Deadline,
    jar: &mut Jar,
) -> Result<(Response<Body>, Arc<str>), Error<Infallible>> {
    let (mut request, origin) = match hop {
        None => draft.request()?,
        Some(hop) => {
            let (mut request, origin) = draft.first()?;
            hop.apply(&mut request);
            (request, origin)
        }
    };

    jar.add_to(request.headers_mut());
    if let Some(left) = deadline.left() {
        request.extensions_mut().insert(CallTimeout(left));
    }
    let response = draft.core.settings().transport.send(request).await;
    match response {
        Ok(response) => {
            jar.keep(response.headers());
            Ok((response, origin))
        }
        Err(error) => Err(Error::from_transport(error, &origin, draft.timeout)),
    }
}

/// Decides whether an answer is a redirect, and where to.
fn follow(
    draft: &Draft,
    hop: Option<&Hop>,
    response: &Response<Body>,
) -> Result<Option<Result<Hop, RedirectReason>>, Error<Infallible>> {
    if !response.status().is_redirection() {
        return Ok(None);
    }
    let (request, _) = draft.first()?;
    let from = match hop {
        None => (request.method(), request.uri(), true),
        Some(hop) => {
            let (method, with_body) = hop.head();
            (method, &hop.uri, with_body)
        }
    };
    let (status, headers) = (response.status(), response.headers());
    Ok(redirect::next(status, headers, from, draft.is_spent()))
}
