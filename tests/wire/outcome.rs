//! What calls come to.

use std::fmt::Debug;

use generated::runtime::{Call, Error, Operation};

/// Sends a call that the server answers with a documented error, and returns that.
pub(crate) async fn documented<O>(call: Call<O>, status: u16) -> O::Error
where
    O: Operation<Output: Debug, Error: Debug>,
{
    match call.send().await.unwrap_err() {
        Error::Documented(failure) => {
            assert_eq!(failure.status(), status);
            failure.error
        }
        other => panic!("{other:?}"),
    }
}

/// Sends a call that cannot be built, and returns what is said about it.
pub(crate) async fn refused<O>(call: Call<O>) -> String
where
    O: Operation<Output: Debug, Error: Debug>,
{
    match call.send().await.unwrap_err() {
        Error::Build(error) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

/// The text of an error with everything that a program may log of it: `Display` and `Debug` of it and of all that
/// caused it.
pub(crate) fn shown(error: &(dyn std::error::Error + 'static)) -> String {
    let mut shown = vec![format!("{error}\n{error:?}\n{error:#?}")];
    let mut cause = error.source();
    while let Some(error) = cause {
        shown.push(format!("{error}\n{error:?}"));
        cause = error.source();
    }
    shown.join("\n")
}
