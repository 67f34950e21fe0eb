// Tomorrow the document names one more value: a match has to be ready for it.
use generated::nethsm::models::UserRole;

fn story(role: UserRole) -> u8 {
    match role {
        UserRole::Administrator => 1,
        UserRole::Operator => 2,
        UserRole::Metrics => 3,
        UserRole::Backup => 4,
        UserRole::Unknown(_) => 5,
    }
}

fn main() {}
