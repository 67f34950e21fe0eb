//! `validate()`: the document's limits, before anything is sent.

use generated::runtime::{Validate, ValidationErrors};
use generated::{ghc, guardian, nethsm, odin};

/// The paths of what is wrong, each with a part of what is said.
#[track_caller]
fn assert_wrong(result: Result<(), ValidationErrors>, expected: &[(&str, &str)]) {
    let errors = result.unwrap_err();
    let found: Vec<_> = errors
        .iter()
        .map(|error| (error.path(), error.message()))
        .collect();
    assert_eq!(found.len(), expected.len(), "{errors}");
    for ((path, message), (wanted, part)) in found.iter().zip(expected) {
        assert_eq!(path, wanted, "{errors}");
        assert!(message.contains(part), "{errors}");
    }
    assert!(errors.to_string().contains(expected[0].0), "{errors}");
}

#[test]
fn a_passphrase_has_ten_characters() {
    let user = |passphrase: &str| {
        nethsm::models::UserPostData::new("Jane", nethsm::models::UserRole::Operator, passphrase)
    };
    user("0123456789").validate().unwrap();
    // Characters, not bytes.
    user("ääääääääää").validate().unwrap();
    assert_wrong(
        user("äääääääää").validate(),
        &[("passphrase", "at least 10")],
    );
    let said = user("canary").validate().unwrap_err();
    assert!(!format!("{said} {said:?}").contains("canary"), "{said}");
}

#[test]
fn a_telephone_has_its_pattern() {
    let user = ghc::models::OfficeUserCreate::new;
    user().validate().unwrap();
    user().edipi(None).validate().unwrap();
    user()
        .edipi("1234567890")
        .telephone("212-555-5555")
        .validate()
        .unwrap();
    for telephone in [
        "112-555-5555",
        "2125555555",
        "212-555-55555",
        "x212-555-5555",
        "",
    ] {
        assert_wrong(
            user().telephone(telephone).validate(),
            &[("telephone", "pattern")],
        );
    }
    assert_wrong(
        user().telephone("1").edipi("12345").validate(),
        &[
            ("edipi", "at least 10"),
            ("edipi", "pattern"),
            ("telephone", "pattern"),
        ],
    );
    // Ten characters, but other digits than those of ASCII.
    assert_wrong(
        user().edipi("１２３４５６７８９０").validate(),
        &[("edipi", "pattern")],
    );
    assert_wrong(
        user().edipi("12345678901").validate(),
        &[("edipi", "at most 10"), ("edipi", "pattern")],
    );
}

/// Gives a property this text.
type Set = fn(guardian::models::UserInput, String) -> guardian::models::UserInput;

/// Every length on Guardian's page.
#[test]
fn guardian_limits_lengths() {
    let text = |length| "x".repeat(length);
    let user = || guardian::models::UserInput::new("A", "B", 20);
    user().validate().unwrap();
    let limits: [(&str, usize, Set); 14] = [
        ("firstName", 40, |mut user, text| {
            user.first_name = text;
            user
        }),
        ("lastName", 40, |mut user, text| {
            user.last_name = text;
            user
        }),
        ("middleName", 25, |user, text| user.middle_name(text)),
        ("title", 80, |user, text| user.title(text)),
        ("emailAddress", 80, |user, text| user.email_address(text)),
        ("profileId", 30, |user, text| user.profile_id(text)),
        ("workNumber", 20, |user, text| user.work_number(text)),
        ("workExtension", 10, |user, text| user.work_extension(text)),
        ("homeNumber", 20, |user, text| user.home_number(text)),
        ("cellNumber", 20, |user, text| user.cell_number(text)),
        ("login", 30, |user, text| user.login(text)),
        ("password", 80, |user, text| user.password(text)),
        ("oauthId", 80, |user, text| user.oauth_id(text)),
        ("samlId", 80, |user, text| user.saml_id(text)),
    ];
    for (name, most, set) in limits {
        set(user(), text(most)).validate().unwrap();
        let said = format!("at most {most}");
        assert_wrong(set(user(), text(most + 1)).validate(), &[(name, &said)]);
    }
    // All that is wrong comes at once.
    let user = user().title(text(81)).login(text(31));
    assert_wrong(user.validate(), &[("title", "81"), ("login", "31")]);
}

/// A model without limits is always right, and can be asked.
#[test]
fn a_model_without_limits() {
    let user = odin::models::UserCreate::new("", "", "", "", "", "", "");
    user.validate().unwrap();
}
