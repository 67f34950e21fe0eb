//! Models in code that knows nothing of clients: serde, collections, threads.

use std::collections::BTreeMap;
use std::hash::Hash;

use generated::nethsm::models::{CreatedUser, UserRole};
use generated::user_management::Client;

pub(super) fn cached(text: &str) -> Result<BTreeMap<String, CreatedUser>, serde_json::Error> {
    let users: BTreeMap<String, CreatedUser> = serde_json::from_str(text)?;
    serde_json::to_string(&users)?;
    Ok(users)
}

/// An open enumeration: named values, and one for those that the document does not name.
pub(super) fn roles() -> Vec<UserRole> {
    let known = [UserRole::Administrator, UserRole::Backup];
    known
        .into_iter()
        .chain(["Auditor".into(), UserRole::from("Metrics".to_owned())])
        .collect()
}

pub(super) fn describe(role: &UserRole) -> &str {
    match role {
        UserRole::Administrator => "may do everything",
        UserRole::Unknown(other) => other.as_str(),
        role => role.as_str(),
    }
}

#[test]
fn clients_can_be_shared() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn key_of_a_map<T: Eq + Hash>() {}
    shared::<Client>();
    key_of_a_map::<UserRole>();
    assert_eq!(roles().len(), 4);
    assert_eq!(describe(&"Auditor".into()), "Auditor");
    assert!(cached("{}").is_ok_and(|users| users.is_empty()));
}
