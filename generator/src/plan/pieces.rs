//! Things that are planned independently of one another, by several threads at once.
//!
//! Each piece of the list writes into a book of its own and finds on its own; books and findings are bound together in
//! the list's order, so that nobody can tell how many threads there were.

use super::Facts;
use super::names::Book;
use crate::diagnostics::Diagnostics;
use crate::parallel;

/// So many are planned by one thread before it looks for more.
const PIECE: usize = 64;

/// What `one` plans for each of `items`, in their order.
pub(super) fn each<T: Sync, R: Send>(
    facts: Facts<'_>,
    items: &[T],
    diagnostics: &mut Diagnostics,
    one: impl Fn(Facts<'_>, &T, &mut Diagnostics) -> R + Sync,
) -> Vec<R> {
    // The book that all facts share is for one thread only.
    let Facts {
        api,
        analysis,
        book,
        settings,
    } = facts;
    let before = book.names_before();
    let pieces: Vec<&[T]> = items.chunks(PIECE).collect();
    let planned = parallel::map(&pieces, 2, |piece| {
        let book = Book::new(before, settings);
        let facts = Facts {
            api,
            analysis,
            book: &book,
            settings,
        };
        let mut found = Diagnostics::new();
        let planned: Vec<R> = piece
            .iter()
            .map(|item| one(facts, item, &mut found))
            .collect();
        (planned, book.close(), found)
    });
    let mut all = Vec::with_capacity(items.len());
    for (planned, (names, remarks), found) in planned {
        all.extend(planned);
        book.bind(names, remarks);
        diagnostics.append(found);
    }
    all
}
