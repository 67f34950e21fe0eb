// The same for what can go wrong, documented or not.
use generated::user_management::Error;
use generated::user_management::operations::SearchUsersError;

fn story(error: Error<SearchUsersError>) -> bool {
    match error {
        Error::Build(_) | Error::MissingCredential(_) | Error::Transport(_) | Error::Timeout(_) => false,
        Error::Undocumented(_) | Error::Decode(_) => true,
        Error::Documented(failure) => match failure.error {
            SearchUsersError::UnprocessableEntity(_) => true,
        },
    }
}

fn main() {}
