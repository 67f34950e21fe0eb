// A client has the credentials that its document declares, and no others.
fn main() {
    let _ = generated::nethsm::Client::builder().bearer("token");
    let _ = generated::user_management::Client::builder().basic("admin", "secret");
}
