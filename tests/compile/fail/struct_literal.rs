// A field more must not break anybody: models are made by `new`.
use generated::nethsm::models::{UserPostData, UserRole};

fn main() {
    let _ = UserPostData {
        real_name: "Jane User".to_owned(),
        role: UserRole::Operator,
        passphrase: "correct horse battery".into(),
    };
}
