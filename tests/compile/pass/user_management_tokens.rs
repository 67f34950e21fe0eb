//! A token from a source of one's own: a file that another program keeps fresh.

use std::path::PathBuf;

use generated::runtime::{Token, TokenError, TokenFuture, TokenRequest, TokenSource};
use generated::user_management::Client;

struct File(PathBuf);

impl TokenSource for File {
    fn token<'a>(&'a self, _: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(async move {
            let text = std::fs::read_to_string(&self.0).map_err(TokenError::new)?;
            Ok(text.trim().into())
        })
    }
}

pub(super) fn story() -> Result<Client, Box<dyn std::error::Error>> {
    let source = Token::source(File("/run/secrets/token".into()));
    Ok(Client::builder().api_key(source).build()?)
}
