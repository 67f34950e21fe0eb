//! Servers and security.

use super::*;

#[test]
fn servers_and_their_variables_fit_together() {
    let cases = [
        (json!([]), "/", None),
        (json!([{"url": "/"}]), "/", None),
        (json!([{"url": "https://x/v1/"}]), "https://x/v1", None),
        (
            json!([{"url": "https://{h}"}]),
            "https://{h}",
            Some("/servers/0/url"),
        ),
        (json!([{"url": "https://{h"}]), "/", Some("/servers/0/url")),
        (
            json!([{"url": "{h}", "variables": {"h": {"default": "b", "enum": ["a"]}}}]),
            "{h}",
            Some("/servers/0/variables/h/default"),
        ),
        (
            json!([{"url": "x:{p}", "variables": {"p": {"default": 80}}}]),
            "x:{p}",
            None,
        ),
    ];
    for (servers, url, finding) in cases {
        let value = json!({"info": {"title": "T", "version": "1"}, "servers": servers});
        let (api, found) = lowered_document(value);
        assert_eq!(api.servers[0].url, url);
        let expected: Vec<_> = finding
            .into_iter()
            .map(|at| (Code::InvalidServer, at.to_owned()))
            .collect();
        assert_eq!(found, expected, "{servers}");
    }
}

#[test]
fn security_is_inherited_and_overridden() {
    let ok = json!({"200": {"description": "ok"}});
    let value = json!({
        "info": {"title": "T", "version": "1"},
        "security": [{"basic": []}],
        "components": {"securitySchemes": {
            "basic": {"type": "http", "scheme": "Basic"},
            "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            "digest": {"type": "http", "scheme": "Digest"},
            "tls": {"type": "mutualTLS"},
            "oidc": {"type": "openIdConnect", "openIdConnectUrl": "https://x"},
            "oauth": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://t", "scopes": {"a": "A"}}}},
        }},
        "paths": {"/a": {
            "get": {"responses": ok},
            "put": {"responses": ok, "security": []},
            "post": {"responses": ok, "security": [{"tls": [], "oauth": ["a"]}, {"digest": []}]},
        }},
    });
    let (api, found) = lowered_document(value);
    assert_eq!(found, []);
    let kinds: Vec<_> = api
        .security_schemes
        .values()
        .map(|scheme| scheme.kind.clone())
        .collect();
    assert_eq!(kinds[0], SchemeKind::Basic);
    assert_eq!(
        kinds[2],
        SchemeKind::Http {
            scheme: "Digest".to_owned()
        }
    );
    assert_eq!(kinds[3], SchemeKind::MutualTls);
    let names: Vec<Vec<Vec<&str>>> = api
        .operations
        .iter()
        .map(|operation| {
            let alternatives = operation.security.iter();
            alternatives
                .map(|all| all.schemes.keys().map(String::as_str).collect())
                .collect()
        })
        .collect();
    assert_eq!(
        names,
        [
            vec![vec!["basic"]],
            vec![],
            vec![vec!["tls", "oauth"], vec!["digest"]]
        ]
    );
}

#[test]
fn schemes_that_clash_are_alternatives_of_a_bounded_number() {
    // Sixty pairs have 2 to the 60th combinations.
    for (pairs, alternatives) in [(0, 1), (1, 2), (3, 8), (4, 16), (60, 16)] {
        let mut schemes = serde_json::Map::new();
        let mut requirement = serde_json::Map::new();
        for index in 0..pairs {
            for letter in ["a", "b"] {
                let name = format!("{letter}{index}");
                let scheme =
                    json!({"type": "apiKey", "in": "header", "name": format!("X-{index}")});
                schemes.insert(name.clone(), scheme);
                requirement.insert(name, json!([]));
            }
        }
        let value = json!({
            "info": {"title": "T", "version": "1"},
            "components": {"securitySchemes": schemes},
            "paths": {"/a": {"get": {
                "security": [requirement], "responses": {"200": {"description": "ok"}},
            }}},
        });
        let (api, found) = lowered_document(value);
        let security = &api.operations[0].security;
        assert_eq!(security.len(), alternatives, "{pairs}");
        assert!(security.iter().all(|one| one.schemes.len() == pairs));
        assert_eq!(found.len(), pairs);
        assert!(
            found
                .iter()
                .all(|(code, _)| *code == Code::ClashingSecurity)
        );
    }
}
