// ... and what is sent does not have them.
use generated::guardian::models::UserInput;

fn main() {
    let mut body = UserInput::new("Jane", "User", 20);
    body.id = 7;
}
