use super::Uri;

fn uri(text: &str) -> Uri {
    Uri::parse(text).0
}

/// RFC 3986 section 5.4, without fragments.
#[test]
fn references_are_resolved_as_the_rfc_says() {
    let base = uri("http://a/b/c/d;p?q");
    for (reference, expected) in [
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        (";x", "http://a/b/c/;x"),
        ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../g", "http://a/b/g"),
        ("../../g", "http://a/g"),
        ("../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
        ("/../g", "http://a/g"),
        ("g.", "http://a/b/c/g."),
        ("..g", "http://a/b/c/..g"),
        ("./g/.", "http://a/b/c/g/"),
        ("g/./h", "http://a/b/c/g/h"),
        ("g/../h", "http://a/b/c/h"),
        ("https://x/y/../z", "https://x/z"),
        ("urn:x:y", "urn:x:y"),
    ] {
        let found = base.resolve(&uri(reference)).to_string();
        assert_eq!(found, expected, "{reference}");
    }
}

#[test]
fn fragments_stand_beside() {
    for (text, expected) in [
        ("#/a", ("", Some("/a"))),
        ("a.yaml", ("a.yaml", None)),
        ("a.yaml#", ("a.yaml", Some(""))),
        (r"..\a b.yaml#/c?d", ("../a b.yaml", Some("/c?d"))),
        (r"C:\a.yaml", ("C:/a.yaml", None)),
    ] {
        let (found, fragment) = Uri::parse(text);
        assert_eq!((found.to_string().as_str(), fragment), expected, "{text}");
    }
}

#[test]
fn names_are_relative_to_the_main_file() {
    let main = Uri::file("/home/me/api/openapi.yaml");
    for (reference, expected) in [
        ("pets/pet.yaml", "pets/pet.yaml"),
        ("./a%20b.yaml", "a b.yaml"),
        ("../common/x.yaml", "../common/x.yaml"),
        ("/etc/passwd", "../../../etc/passwd"),
        ("https://example.org/x.yaml", "https://example.org/x.yaml"),
    ] {
        let found = main.resolve(&uri(reference)).relative_to(&main);
        assert_eq!(found, expected, "{reference}");
    }
}

#[test]
fn hosts_have_no_user_and_no_port() {
    for (text, host) in [
        ("https://example.org/x", Some("example.org")),
        ("http://me:secret@Example.org:8080/x", Some("example.org")),
        ("http://example.org@evil.example/x", Some("evil.example")),
        ("x.yaml", None),
    ] {
        assert_eq!(uri(text).host(), host, "{text}");
    }
}
