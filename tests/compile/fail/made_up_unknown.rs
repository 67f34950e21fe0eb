// The unknown variant holds what the document does not name, and nothing else can be put into it.
use generated::nethsm::models::UserRole;
use generated::runtime::UnknownValue;

fn main() {
    let _ = UserRole::Unknown(UnknownValue("Operator".into()));
    let _ = UserRole::Unknown(UnknownValue::new("Operator"));
}
