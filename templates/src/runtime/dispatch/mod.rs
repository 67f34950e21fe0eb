//! Calls by name, with arguments and answers as JSON: for command lines, agents and test suites.
//!
//! Each operation has a row in a static table: its parameters and bodies with functions that read JSON as the type a
//! hand-written call would pass and write it again, and a function that decodes the answer and writes what it gives.
//! From there on it is an ordinary call: the same request is built, and the same answer decoded.

mod answer;
mod arguments;
mod error;
mod find;
pub mod items; // package: stream
mod kept;
mod program;
mod request;
pub mod table;

pub use self::answer::Dispatched;
pub use self::arguments::Arguments;
pub use self::error::{DispatchError, DispatchErrorKind};
pub use self::program::{Program, Usage};
pub use self::table::Table;
use super::client::{Api, Core};
use super::exchange;

/// A client whose operations can be called by name.
pub trait ByName: Api {
    /// Its operations and security schemes.
    const TABLE: &'static Table;

    /// Returns what the client's clones share.
    fn core(&self) -> &Core;
}

/// Calls an operation by name. Generated clients have this as their method `dispatch`.
///
/// # Errors
/// Fails where the operation or an argument is unknown or unfit, and wherever a call fails; documented errors of the
/// operation are errors too.
pub async fn dispatch<C: ByName>(
    client: &C,
    operation: &str,
    arguments: Arguments,
) -> Result<Dispatched, DispatchError> {
    call(client.core(), C::TABLE, operation, arguments).await
}

async fn call(
    core: &Core,
    table: &Table,
    operation: &str,
    arguments: Arguments,
) -> Result<Dispatched, DispatchError> {
    let entry = table.find(operation)?;
    let draft = request::draft(core, entry, table.streams_of(entry), arguments)?;
    let answer = exchange::whole(draft)
        .await
        .map_err(|error| DispatchError::before_answer(&error))?;
    answer::tell(entry, answer)
}
