// A secret is not text by accident: `expose()` says that somebody meant it.
use generated::nethsm::models::UserPostData;

fn story(body: UserPostData) -> String {
    body.passphrase
}

fn main() {}
