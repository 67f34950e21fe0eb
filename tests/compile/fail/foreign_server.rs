// One API's server is not another's.
fn main() {
    let _ = generated::nethsm::Client::builder().server(generated::odin::Server::default());
}
