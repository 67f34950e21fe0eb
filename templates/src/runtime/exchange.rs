//! Sending and receiving. Not generic: it is compiled once.

use std::convert::Infallible;

use super::answer::Answer;
use super::draft::Draft;
use super::error::Error;
use super::raw_response::RawResponse;
use super::transport::BoxFuture;

/// Sends a request and waits for the head of its answer.
pub(super) async fn head(draft: Box<Draft>) -> Result<RawResponse, Error<Infallible>> {
    let (request, origin) = draft.request()?;
    let settings = draft.core.settings();
    let timeout = request.timeout;
    let response = settings.transport.send(request).await;
    let response = response.map_err(|error| Error::from_transport(error, &origin, timeout))?;
    Ok(response.bounded(settings.body_limit, &origin))
}

/// Sends a request and waits for the whole answer.
pub(super) fn whole(mut draft: Box<Draft>) -> BoxFuture<Result<Answer, Error<Infallible>>> {
    Box::pin(async move {
        let timeout = *draft.timeout.get_or_insert(draft.core.settings().timeout);
        let mut response = head(draft).await?;
        let body = response
            .collect()
            .await
            .map_err(|error| error.with_timeout(timeout))?;
        let (status, headers) = response.into_head();
        Ok(Answer {
            status,
            headers,
            body,
        })
    })
}
