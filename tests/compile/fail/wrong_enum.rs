// Any text is no role, and neither is another API's.
use generated::nethsm::models::UserPostData;
use generated::user_management::models::PaginationSortMethod;

fn main() {
    let _ = UserPostData::new("Jane User", "Operator", "correct horse battery");
    let _ = UserPostData::new("Jane User", PaginationSortMethod::Asc, "correct horse battery");
}
