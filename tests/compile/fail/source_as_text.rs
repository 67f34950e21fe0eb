// A source is asked for tokens; it is no token. `Token::source(..)` says so.
struct Mine;

fn main() {
    let _ = generated::user_management::Client::builder().api_key(Mine);
}
