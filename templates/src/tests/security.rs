//! Which credentials are chosen, and how they are sent.

use super::loopback::Loopback;
use super::nethsm::Client;
use crate::runtime::security::Credentials;
use crate::runtime::{Credential, Scheme};

static BASIC: Scheme = Scheme::basic("basic");
static BEARER: Scheme = Scheme::bearer("bearer");
static DIGEST: Scheme = Scheme::http("other", "Custom");
static HEADER: Scheme = Scheme::api_key_header("header", "X-Api-Key");
static QUERY: Scheme = Scheme::api_key_query("query", "api key");
static COOKIE: Scheme = Scheme::api_key_cookie("cookie", "session");

fn credentials(schemes: &[&'static Scheme]) -> Credentials {
    let mut credentials = Credentials::default();
    for scheme in schemes {
        let credential = match scheme.name() {
            "basic" => Credential::basic("user", "p\u{e4}ss:word"),
            _ => Credential::api_key("s3 cret&"),
        };
        credentials.insert(scheme, credential);
    }
    credentials
}

type Alternatives = &'static [&'static [&'static Scheme]];

#[test]
fn the_first_alternative_that_is_complete_is_chosen() {
    const TWO_OR_BASIC: Alternatives = &[&[&HEADER, &QUERY], &[&BASIC]];
    const OPTIONAL: Alternatives = &[&[], &[&BEARER]];
    const NONE: Alternatives = &[];
    let cases: [(Alternatives, &[&'static Scheme], Option<&[&str]>); 9] = [
        (
            TWO_OR_BASIC,
            &[&HEADER, &QUERY, &BASIC],
            Some(&["header", "query"]),
        ),
        (TWO_OR_BASIC, &[&HEADER, &BASIC], Some(&["basic"])),
        (TWO_OR_BASIC, &[&HEADER], None),
        (TWO_OR_BASIC, &[], None),
        (OPTIONAL, &[&BEARER], Some(&["bearer"])),
        (OPTIONAL, &[&BASIC], Some(&[])),
        (OPTIONAL, &[], Some(&[])),
        (NONE, &[&BASIC, &BEARER], Some(&[])),
        (NONE, &[], Some(&[])),
    ];
    for (alternatives, given, expected) in cases {
        let chosen = credentials(given).choose(alternatives).ok();
        let names = chosen.map(|schemes| {
            schemes
                .iter()
                .map(|scheme| scheme.name())
                .collect::<Vec<_>>()
        });
        assert_eq!(names.as_deref(), expected, "{given:?}");
    }
    let missing = credentials(&[&HEADER]).choose(TWO_OR_BASIC).unwrap_err();
    assert_eq!(
        missing.to_string(),
        "the client lacks a credential for this operation; it takes `header` with `query`, or `basic`"
    );
    assert_eq!(
        missing.alternatives().collect::<Vec<_>>(),
        [vec!["header", "query"], vec!["basic"]]
    );

    let one = credentials(&[&BASIC]);
    assert_eq!(
        one.require(TWO_OR_BASIC, 1).unwrap().map(<[_]>::len),
        Some(1)
    );
    assert_eq!(one.require(TWO_OR_BASIC, 2).unwrap().map(<[_]>::len), None);
    let missing = one.require(TWO_OR_BASIC, 0).unwrap_err();
    assert_eq!(
        missing.alternatives().collect::<Vec<_>>(),
        [vec!["header", "query"]]
    );
}

#[test]
fn each_kind_goes_to_its_place() {
    let all = credentials(&[&BASIC, &BEARER, &DIGEST, &HEADER, &QUERY, &COOKIE]);
    let header = |scheme: &[&Scheme], name: &str| {
        let attached = all.attach(scheme, &[]).unwrap();
        let [(found, value)] = attached.headers.as_slice() else {
            panic!("one header")
        };
        assert_eq!(found, name);
        assert!(value.is_sensitive());
        value.to_str().unwrap().to_owned()
    };
    // `printf 'user:päss:word' | base64`
    assert_eq!(
        header(&[&BASIC], "authorization"),
        "Basic dXNlcjpww6Rzczp3b3Jk"
    );
    assert_eq!(header(&[&BEARER], "authorization"), "Bearer s3 cret&");
    assert_eq!(header(&[&DIGEST], "authorization"), "Custom s3 cret&");
    assert_eq!(header(&[&HEADER], "x-api-key"), "s3 cret&");
    assert_eq!(
        all.attach(&[&QUERY], &[]).unwrap().query,
        ["api%20key=s3%20cret%26"]
    );
    assert_eq!(
        all.attach(&[&COOKIE], &[]).unwrap().cookies,
        ["session=s3%20cret%26"]
    );
    assert!(all.attach(&[&BASIC, &BEARER], &[]).is_err());
    assert!(all.attach(&[], &[]).unwrap().headers.is_empty());
}

#[test]
fn basic_is_base64() {
    // RFC 4648 section 10, behind the `u:` of the user name.
    for (password, encoded) in [
        ("", "dTo="),
        ("f", "dTpm"),
        ("fo", "dTpmbw=="),
        ("foo", "dTpmb28="),
        ("foob", "dTpmb29i"),
    ] {
        let mut credentials = Credentials::default();
        credentials.insert(&BASIC, Credential::basic("u", password));
        let attached = credentials.attach(&[&BASIC], &[]).unwrap();
        assert_eq!(attached.headers[0].1, format!("Basic {encoded}"));
    }
}

#[test]
fn what_a_header_cannot_carry_is_refused_without_showing_it() {
    let cases: [(&'static Scheme, Credential); 6] = [
        (&BEARER, Credential::bearer("s3cret\r\nX-Evil: 1")),
        (&BEARER, Credential::bearer("s3cret\u{e9}")),
        (&HEADER, Credential::api_key("s3cret\0")),
        (&BASIC, Credential::basic("s3:cret", "x")),
        (&BASIC, Credential::bearer("s3cret")),
        (&HEADER, Credential::basic("s3cret", "s3cret")),
    ];
    for (scheme, credential) in cases {
        let mut credentials = Credentials::default();
        credentials.insert(scheme, credential);
        let error = credentials
            .attach(Box::leak(Box::new([scheme])), &[])
            .err()
            .unwrap();
        assert!(!format!("{error} {error:?}").contains("s3"), "{error}");
    }
}

/// A server may take the first of two lines, or neither: what is more particular stands alone.
#[tokio::test]
async fn a_header_is_sent_once() {
    let server = Loopback::answer("200 OK", "", "[]");
    let builder = Client::builder().base_url(server.url()).basic("ann", "pw");
    let builder = builder.default_header("authorization", "Default");
    let client = builder.build().unwrap();
    for (own, sent) in [
        (None, "authorization: Basic YW5uOnB3"),
        (Some("Own"), "authorization: Own"),
    ] {
        let mut call = client.delete_user("u");
        if let Some(own) = own {
            call = call.header("authorization", own);
        }
        let _ = call.send_raw().await.unwrap();
        let request = server.seen().pop().unwrap();
        let lines: Vec<&str> = request
            .lines()
            .filter(|line| line.starts_with("authorization"))
            .collect();
        assert_eq!(lines, [sent]);
    }
}
