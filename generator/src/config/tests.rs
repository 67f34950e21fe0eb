use super::*;

fn settings(text: &str) -> (Settings, Vec<String>) {
    let mut diagnostics = Diagnostics::new();
    let settings = read(text, FileId::MAIN, &mut diagnostics);
    let found = diagnostics.iter().map(|finding| finding.message.clone());
    (settings, found.collect())
}

#[test]
fn defaults_are_read() {
    for (text, openness, keeps) in [
        ("", Openness::Open, false),
        ("[defaults]\nenum = 'closed'", Openness::Closed, false),
        ("[defaults]\nundeclared = 'keep'", Openness::Open, true),
        (
            "[defaults]\nenum = 'open'\nundeclared = 'drop'",
            Openness::Open,
            false,
        ),
    ] {
        let (settings, found) = settings(text);
        assert_eq!(found, [""; 0], "{text}");
        assert_eq!(settings.openness, openness, "{text}");
        assert_eq!(settings.keeps_undeclared, keeps, "{text}");
    }
}

#[test]
fn what_is_no_setting_is_said() {
    for (text, said) in [
        (
            "[defaults]\nundeclared = true",
            "`undeclared` is `\"drop\"`",
        ),
        (
            "[defaults]\nconstructors = 'none'",
            "`constructors` is `\"sent\"`",
        ),
        ("[defaults]\nenum = 'ajar'", "`enum` is `\"open\"`"),
        (
            "[defaults]\nunknown = 'keep'",
            "there is no setting `unknown` here: there are `enum`, `undeclared` and `constructors`",
        ),
        ("[default]\nenum = 'open'", "`default` is neither"),
        ("enum = 'open'", "`enum` must be a table"),
        ("[defaults", ""),
    ] {
        let (_, found) = settings(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found.concat().starts_with(said), "{text}: {found:?}");
    }
}

#[test]
fn a_wish_is_for_its_place_and_taken_once_it_is_used() {
    let (settings, _) = settings("['/components/schemas/A']\nname = 'B'\nenum = 'closed'");
    let at = |text: &str| Pointer::from_escaped(text);
    assert_eq!(settings.name(&at("/components/schemas/A")), Some("B"));
    assert_eq!(settings.name(&at("/components/schemas/B")), None);
    let openness = settings.openness(&at("/components/schemas/A"));
    assert_eq!(openness, Openness::Closed);
    let elsewhere = settings.openness(&at("/components/schemas/B"));
    assert_eq!(elsewhere, Openness::Open);
}
