// What the body needs is an argument of `new`.
use generated::nethsm::models::UserPostData;

fn main() {
    let _ = UserPostData::new("Jane User", "correct horse battery");
}
