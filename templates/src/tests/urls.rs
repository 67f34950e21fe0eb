//! URLs stay on the server that was chosen, and on the path that was meant.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::nethsm::Client;
use crate::runtime::ReqwestTransport;
use crate::runtime::url::{BaseUrl, fill};

#[test]
fn base_urls() {
    for (text, origin) in [
        ("https://a.example", "https://a.example"),
        ("https://a.example/", "https://a.example"),
        ("http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080"),
        ("https://[::1]:1/x", "https://[::1]:1"),
    ] {
        assert_eq!(BaseUrl::parse(text).unwrap().origin().as_ref(), origin);
    }
    for (wrong, why) in [
        ("/v1", "has no host"),
        ("", "not a valid URL"),
        ("a.example/v1", "not a valid URL"),
        ("ftp://a.example", "must start with"),
        ("file:///etc", "not a valid URL"),
        ("https://user:pass@a.example", "holds a user name"),
        ("https://a.example/?x=1", "has a query"),
        ("https://a.example/#x", "has a query or a fragment"),
        ("https://a.example/v1/../admin", "`..`"),
        ("https://a.example/%2E%2e/x", "`..`"),
        ("https://a b/", "not a valid URL"),
    ] {
        let error = BaseUrl::parse(wrong).unwrap_err().to_string();
        assert!(error.contains(why), "{wrong}: {error}");
        assert!(!error.contains("pass"), "{error}");
    }
    let base = BaseUrl::parse("https://a.example/v1").unwrap();
    assert_eq!(
        base.join("/v2").unwrap(),
        BaseUrl::parse("https://a.example/v2").unwrap()
    );
    assert!(base.join("//evil.example/v2").is_err());
    assert_eq!(
        url(&base, "/x", &["a=b", "", "c=d"]),
        "https://a.example/v1/x?a=b&c=d"
    );
    assert_eq!(url(&base, "@evil/x", &[]), "https://a.example/v1/@evil/x");
    assert_eq!(url(&base, "", &["a"]), "https://a.example/v1?a");
}

fn url(base: &BaseUrl, path: &str, pairs: &[&str]) -> String {
    let url = base.with(
        |url| {
            url.push_str(path);
            Ok(())
        },
        |query| {
            pairs.iter().try_for_each(|pair| {
                query.add(|url| {
                    url.push_str(pair);
                    Ok(true)
                })
            })
        },
    );
    url.unwrap()
}

/// What `reqwest` is given is what it would read by itself, on the server that was chosen.
#[test]
fn urls_are_read_from_the_path_on() {
    let base = BaseUrl::parse("https://a.example/").unwrap();
    let transport = ReqwestTransport::new(::reqwest::Client::new()).calling(base.origin());
    for text in [
        "https://a.example",
        "https://a.example/",
        "https://a.example/x/y?z=%2F#",
        "https://a.example?x",
        "https://a.example/x/%2E%2E/y",
        "https://a.example//evil/x",
        "https://a.example/\\evil/x",
        "https://a.example/\t/evil/x",
        "https://a.example:443/x",
        "https://a.example.evil/x",
        "https://a.example@evil/x",
        "https://b.example/x",
        "http://a.example/x",
    ] {
        let url = transport.url(text).unwrap();
        assert_eq!(url, ::reqwest::Url::parse(text).unwrap(), "{text:?}");
    }
}

#[test]
fn loopback_needs_no_tls() {
    for (url, private) in [
        ("https://a.example", true),
        ("http://a.example", false),
        ("http://localhost:1", true),
        ("http://api.localhost", true),
        ("http://LOCALHOST", true),
        ("http://127.1.2.3:80", true),
        ("http://[::1]:80", true),
        ("http://10.0.0.1", false),
        ("http://[fe80::1]", false),
        ("http://localhost.evil.example", false),
        ("http://127.0.0.1.evil.example", false),
    ] {
        assert_eq!(BaseUrl::parse(url).unwrap().is_private(), private, "{url}");
    }
}

#[test]
fn templates_are_filled() {
    let filled = |template: &str, value: &dyn Fn(&str) -> Option<String>, may_be_empty: bool| {
        let mut path = String::new();
        let value = |name: &str, path: &mut String| {
            let value = value(name);
            path.extend(value.as_deref());
            Ok(value.is_some())
        };
        fill(&mut path, template, value, |_| may_be_empty).map(|()| path)
    };
    let value = |name: &str| Some(format!("<{name}>"));
    assert_eq!(
        filled("/a/{x}/b{y}.{z}", &value, false).unwrap(),
        "/a/<x>/b<y>.<z>"
    );
    assert_eq!(
        filled("/a b/%20?#é", &value, false).unwrap(),
        "/a%20b/%20?%23%C3%A9"
    );
    // Some documents write a part of the query into the path.
    let query = filled("/a/{x}?b=c?&d={x}", &|_| Some("1".to_owned()), false).unwrap();
    assert_eq!(query, "/a/1?b=c%3F&d=1");
    let base = BaseUrl::parse("https://h/v1").unwrap();
    for (pairs, expected) in [
        (&[][..], "https://h/v1/a/1?b=c%3F&d=1"),
        (&["e=f"], "https://h/v1/a/1?b=c%3F&d=1&e=f"),
        // One that is declared too is sent once.
        (&["d=2", "e=f"], "https://h/v1/a/1?b=c%3F&d=2&e=f"),
    ] {
        assert_eq!(url(&base, &query, pairs), expected);
    }
    assert!(filled("/a/{x", &value, false).is_err());
    for wrong in ["", ".", ".."] {
        assert!(filled("/a/{x}/b", &|_| Some(wrong.to_owned()), false).is_err());
    }
    let empty = |_: &str| Some(String::new());
    assert_eq!(filled("/a/{x}", &empty, true).unwrap(), "/a/");
    assert!(
        filled("/a/{x}", &|_| None, false)
            .unwrap_err()
            .to_string()
            .contains("`x` has no value")
    );
}

proptest! {
    /// Whatever the value: the request has exactly one segment that decodes to it, on the server and path that were
    /// meant, or there is none.
    #[test]
    fn a_value_is_one_segment(value in ".*|[./%2eE\\\\@?#:;]{0,6}") {
        static CLIENT: LazyLock<Client> = LazyLock::new(|| Client::builder().build().unwrap());
        match CLIENT.delete_user(&value).inspect() {
            Ok(request) => {
                // What `reqwest` makes of it is what is sent.
                let url = ::reqwest::Url::parse(&request.url.to_string()).unwrap();
                prop_assert_eq!(url.host_str(), Some("nethsmdemo.nitrokey.com"));
                let segments: Vec<&str> = url.path_segments().unwrap().collect();
                prop_assert_eq!(&segments[..3], &["api", "v1", "users"]);
                prop_assert_eq!(segments.len(), 4);
                let decoded = percent_encoding::percent_decode_str(segments[3]).decode_utf8().unwrap();
                prop_assert_eq!(decoded, value);
                prop_assert!(url.query().is_none() && url.fragment().is_none());
            }
            Err(_) => prop_assert!(matches!(value.as_str(), "" | "." | "..") || value.len() > 10_000),
        }
    }
}
