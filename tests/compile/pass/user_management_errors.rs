//! One type to match: what never left, what got lost, what the document names, what it does not.

use generated::user_management::operations::CreateUserError;
use generated::user_management::{Client, Error, models};

pub(super) async fn story(client: &Client) -> Result<(), String> {
    let body =
        models::CreateUserRequest::new("a@example.org", "secret", ["admin".to_owned()], "A", "B");
    match client.create_user(body).await {
        Ok(_) => Ok(()),
        Err(Error::Documented(failure)) => match &failure.error {
            CreateUserError::UnprocessableEntity(details) => {
                let details = details.detail.iter().flatten();
                let first = details
                    .map(|detail| format!("{:?}: {}", detail.loc, detail.msg))
                    .next();
                Err(first.unwrap_or_default())
            }
            other => Err(format!("{other:?}")),
        },
        Err(Error::Undocumented(answer)) => Err(format!("{}: {}", answer.status(), answer.text())),
        Err(Error::Decode(error)) => Err(format!("at {}: {error}", error.path())),
        Err(error) if error.is_timeout() => Err("try again".to_owned()),
        Err(error @ (Error::Build(_) | Error::MissingCredential(_))) => {
            Err(format!("nothing was sent: {error}"))
        }
        Err(error) => Err(error.to_string()),
    }
}

/// `?` into what most programs use.
pub(super) async fn question_mark(
    client: &Client,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    client.delete_user("7").await?;
    Ok(())
}
