use indexmap::IndexMap;

use super::*;
use crate::plan::names::{Scope, VariantName, claim_all};

fn names(servers: &[(&str, &str)]) -> Vec<String> {
    let servers: Vec<Server> = servers
        .iter()
        .map(|(url, description)| Server {
            url: (*url).to_owned(),
            description: (!description.is_empty()).then(|| (*description).to_owned()),
            variables: IndexMap::new(),
        })
        .collect();
    let names: Vec<VariantName> = claim_all(&mut Scope::default(), &wishes(&servers));
    names.iter().map(|name| name.as_str().to_owned()).collect()
}

#[test]
fn servers_are_called_what_people_call_them() {
    for (servers, expected) in [
        (
            [
                ("https://a.example.org", "Production"),
                ("https://b.example.org", "The staging server"),
            ],
            ["Production", "Staging"],
        ),
        (
            [
                (
                    "https://api.example.org",
                    "The production API server (uses live data)",
                ),
                (
                    "https://sandbox-api.example.org",
                    "Use this to try things out: it is a sandbox that forgets",
                ),
            ],
            ["Production", "Sandbox"],
        ),
        (
            [
                ("https://api.example.org/v1", ""),
                ("http://localhost:8080/v1", ""),
            ],
            ["ApiExampleOrg", "LocalhostPort8080"],
        ),
        (
            [
                ("https://{region}.example.org", ""),
                ("https://eu.example.org", ""),
            ],
            ["Region", "Eu"],
        ),
        (
            [("https://x.org", ""), ("http://x.org", "")],
            ["Https", "Http"],
        ),
        ([("/", ""), ("/", "")], ["Server1", "Server2"]),
        (
            [("https://x.org", "本番"), ("https://x.org/", "!?")],
            ["本番", "XOrgHttps"],
        ),
    ] {
        assert_eq!(names(&servers), expected, "{servers:?}");
    }
}
