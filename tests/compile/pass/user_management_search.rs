//! Optional parameters are setters in any order, and `.await` alone gives the body.

use generated::user_management::{Client, Error, models, operations};

pub(super) async fn story(
    client: &Client,
) -> Result<Vec<String>, Error<operations::SearchUsersError>> {
    let page = client
        .search_users()
        .page_size(20)
        .search_string("bob")
        .await?;
    let next = client
        .search_users()
        .page(2)
        .sort(models::PaginationSortMethod::Asc)
        .header("X-Request-Id", "7")
        .security(0)
        .await?;
    Ok(page
        .into_iter()
        .chain(next)
        .map(|user| user.email)
        .collect())
}

/// A call is a value: it can be kept, changed by a condition, and sent later.
pub(super) fn later(
    client: &Client,
    first: bool,
) -> generated::user_management::Call<operations::SearchUsers> {
    let call = client.search_users();
    if first { call.page(1) } else { call }
}
