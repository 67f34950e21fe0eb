//! Decodes and encodes 10 MB of JSON in turns: by the tables of generated models, and by serde's derives. Prints per
//! case a line of what, `MB/s`, our speed, theirs, the median ratio; fields are separated by tabs.

mod untagged;

use std::hint::black_box;
use std::time::Instant;

const SIZE: usize = 10_000_000;

const USER: &[(&str, &str)] = &[
    ("serviceProviderId", r#""my_service_provider_id""#),
    ("groupId", r#""my_group_id""#),
    ("userId", r#""john.smith@testdomain.net""#),
    ("lastName", r#""Smith""#),
    ("firstName", r#""John""#),
    ("callingLineIdLastName", r#""Smith""#),
    ("callingLineIdFirstName", r#""John""#),
    ("hiraganaLastName", r#""Smith""#),
    ("hiraganaFirstName", r#""John""#),
    ("extension", r#""1234""#),
    ("language", r#""English""#),
    ("timeZone", r#""Europe/London""#),
    (
        "timeZoneDisplayName",
        r#""(GMT+01:00) Greenwich Mean Time""#,
    ),
    ("defaultAlias", r#""john.smith@testdomain.net""#),
    ("countryCode", r#""1""#),
    ("allowVideo", "true"),
    ("callingLineIdPhoneNumber", r#""  ""#),
    ("phoneNumber", r#""  ""#),
    ("domain", r#""testdomain.net""#),
    ("endpointType", r#""none""#),
    ("aliases", r#"["a@testdomain.net","b@testdomain.net"]"#),
    ("accessDeviceEndpoint", r#"{"contacts":[]}"#),
    (
        "trunkAddressing",
        r#"{"trunkGroupDeviceEndpoint":{"contacts":[]}}"#,
    ),
    (
        "department",
        r#"{"serviceProviderId":"  ","groupId":"  ","name":"  "}"#,
    ),
    ("emailAddress", r#""  ""#),
    ("nationalPrefix", r#""  ""#),
    ("phoneNumberActivated", "false"),
    ("isEnterprise", "true"),
    ("passwordExpiresDays", r#""-2147483648""#),
];

const THING: &[(&str, &str)] = &[
    ("thingId", "1234567"),
    ("displayName", r#""A thing with a \"name\"""#),
    ("kind", r#""gadget""#),
    ("active", "true"),
    ("score", "0.8125"),
    ("shortNote", r#""Grüße aus Köln""#),
    ("itemCount", "42"),
    ("searchTags", r#"["red","round"]"#),
    ("weightRatio", "12.75"),
    ("parentName", r#""Another thing""#),
];

const EVENTS: &str = r#"{"eventId":1,"at":"2024-02-29T12:30:45Z","createdBy":"ann","title":"A title","labels":["a","b"]},{"eventId":2,"at":"2024-02-29T12:30:46Z","fromPlace":"Here","toPlace":"There","distance":12.5},{"eventId":3,"at":"2024-02-29T12:30:47Z","removedBy":"bob","reason":"Done"}"#;

fn main() {
    let runs = std::env::args()
        .nth(1)
        .and_then(|runs| runs.parse().ok())
        .unwrap_or(5);
    let sorted = array(USER);
    let mut reversed = USER.to_vec();
    reversed.reverse();
    let unknown: Vec<(&str, &str)> = USER
        .iter()
        .flat_map(|pair| [*pair, ("somethingNew", "[1,{}]")])
        .collect();

    for (what, json) in [
        ("29 properties, in order", sorted),
        ("29 properties, order reversed", array(&reversed)),
        ("29 properties, as many unknown", array(&unknown)),
    ] {
        case(
            &format!("decode {what}"),
            runs,
            json.len(),
            || generated_users(&json),
            || derived::<Vec<handwritten::odin::User>>(&json),
        );
    }
    let json = array(USER);
    let (ours, theirs) = (
        generated_users(&json),
        derived::<Vec<handwritten::odin::User>>(&json),
    );
    case(
        "encode 29 properties",
        runs,
        json.len(),
        || generated::runtime::wire::json::to_vec(&ours).expect("has a form"),
        || serde_json::to_vec(&theirs).expect("has a form"),
    );

    let json = array(THING);
    case(
        "decode 10 properties, in order",
        runs,
        json.len(),
        || generated_things(&json),
        || derived::<Vec<derived1::models::Thing0>>(&json),
    );
    let (ours, theirs) = (
        generated_things(&json),
        derived::<Vec<derived1::models::Thing0>>(&json),
    );
    case(
        "encode 10 properties",
        runs,
        json.len(),
        || things1::runtime::wire::json::to_vec(&ours).expect("has a form"),
        || serde_json::to_vec(&theirs).expect("has a form"),
    );
    assert_eq!(
        things1::runtime::wire::json::to_vec(&ours).ok(),
        serde_json::to_vec(&theirs).ok(),
        "both write the same"
    );

    let json = format!("[{}]", vec![EVENTS; SIZE / EVENTS.len()].join(","));
    case(
        "decode a union, against untagged",
        runs,
        json.len(),
        || generated_events(json.as_bytes()),
        || derived::<Vec<untagged::Event>>(json.as_bytes()),
    );
    let known = |event: &unions::models::Event| !matches!(event, unions::models::Event::Unknown(_));
    assert!(
        generated_events(json.as_bytes()).iter().all(known),
        "all are told apart"
    );
}

fn generated_events(json: &[u8]) -> Vec<unions::models::Event> {
    let text = std::str::from_utf8(json).expect("is UTF-8");
    unions::runtime::wire::json::from_str(text).expect("fits the model")
}

fn generated_users(json: &[u8]) -> Vec<generated::odin::models::User> {
    let text = std::str::from_utf8(json).expect("is UTF-8");
    generated::runtime::wire::json::from_str(text).expect("fits the model")
}

fn generated_things(json: &[u8]) -> Vec<things1::models::Thing0> {
    let text = std::str::from_utf8(json).expect("is UTF-8");
    things1::runtime::wire::json::from_str(text).expect("fits the model")
}

fn derived<T: for<'de> serde::Deserialize<'de>>(json: &[u8]) -> T {
    serde_json::from_slice(json).expect("fits the model")
}

/// An array of about 10 MB of the same object.
fn array(properties: &[(&str, &str)]) -> Vec<u8> {
    let properties: Vec<String> = properties
        .iter()
        .map(|(key, value)| format!("\"{key}\":{value}"))
        .collect();
    let object = format!("{{{}}}", properties.join(","));
    let count = SIZE / object.len();
    format!("[{}]", vec![object; count].join(",")).into_bytes()
}

/// Measures both in turns, after a first time that does not count. Dropping results does not count.
fn case<A, B>(what: &str, runs: usize, size: usize, ours: impl Fn() -> A, theirs: impl Fn() -> B) {
    let mut times = Vec::new();
    for _ in 0..=runs {
        times.push((time(&ours), time(&theirs)));
    }
    times.remove(0);
    let megabytes = size as f64 / 1e6;
    let ours = megabytes / median(times.iter().map(|(ours, _)| *ours));
    let theirs_speed = megabytes / median(times.iter().map(|(_, theirs)| *theirs));
    let ratio = median(times.iter().map(|(ours, theirs)| theirs / ours));
    println!("{what}\tMB/s\t{ours}\t{theirs_speed}\t{ratio}");
}

fn time<T>(action: impl Fn() -> T) -> f64 {
    let start = Instant::now();
    let result = black_box(action());
    let seconds = start.elapsed().as_secs_f64();
    drop(result);
    seconds
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
