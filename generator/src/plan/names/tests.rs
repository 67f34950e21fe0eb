mod properties;

use super::*;
use crate::ir::{Operation, Pointer, Segment, Types};
use crate::lock::Kind;

fn natural<N: Name>(raw: &str) -> String {
    N::natural(raw)
}

#[test]
fn identifiers_are_valid_and_read_well() {
    for (raw, ty, field) in [
        ("realName", "RealName", "real_name"),
        ("UserPostData", "UserPostData", "user_post_data"),
        (
            "HTTPValidationError",
            "HttpValidationError",
            "http_validation_error",
        ),
        ("OAuth2", "Oauth2", "oauth2"),
        ("userIDs", "UserIds", "user_ids"),
        ("URLsByIPv4", "UrlsByIpv4", "urls_by_ipv4"),
        ("+1", "Plus1", "plus_1"),
        ("-1", "Minus1", "minus_1"),
        ("@type", "Type", "r#type"),
        ("2fa", "N2fa", "n2fa"),
        ("self", "Self_", "self_"),
        ("", "Type", "value"),
        ("*", "Star", "star"),
        ("größe", "Größe", "größe"),
        ("gro\u{308}ße", "Größe", "größe"),
        ("ＵｓｅｒＩｄ", "UserId", "user_id"),
        ("ﬁle²", "File2", "file2"),
        ("имяПользователя", "ИмяПользователя", "имя_пользователя"),
        ("όνομα-χρήστη", "ΌνομαΧρήστη", "όνομα_χρήστη"),
        ("用户 名称", "用户名称", "用户_名称"),
        ("ユーザー・名前", "ユーザー名前", "ユーザー_名前"),
        ("اسم المستخدم", "اسمالمستخدم", "اسم_المستخدم"),
        ("हिन्दी नाम", "हिन्दीनाम", "हिन्दी_नाम"),
        ("🚀", "Type", "value"),
        ("🚀 launch", "Launch", "launch"),
        ("\u{301}x", "X", "x"),
        ("a/b c", "ABC", "a_b_c"),
        ("\u{202e}x", "X", "x"),
    ] {
        assert_eq!(natural::<TypeName>(raw), ty, "type of {raw:?}");
        assert_eq!(natural::<FieldName>(raw), field, "field of {raw:?}");
    }
    assert_eq!(natural::<FileName>("con"), "con_");
    assert_eq!(natural::<FileName>("Größe 日本 Ünï"), "groesse_ueni");
    assert_eq!(natural::<FileName>("日本"), "file");
    assert_eq!(natural::<FeatureName>("日本 2 Größe"), "n2-groesse");
    assert_eq!(natural::<FileName>("../../x"), "x");
    assert_eq!(natural::<ConstName>("API Key"), "API_KEY");
    assert_eq!(natural::<TypeName>(&"a".repeat(9000)).len(), 60);
}

#[test]
fn colliding_names_are_told_apart_and_the_exact_one_stays() {
    let wish = |name: &str| Wish::new(Kind::Type, name, [name.to_owned()]);
    let names: Vec<TypeName> = claim_all(
        &mut Scope::default(),
        &[wish("user_name"), wish("UserName"), wish("user-name")],
    );
    let names: Vec<&str> = names.iter().map(TypeName::as_str).collect();
    assert_eq!(names, ["UserName2", "UserName", "UserName3"]);
}

fn operation(method: &str, path: &str, id: Option<&str>) -> Operation {
    let segments = path
        .split('/')
        .filter(|part| !part.is_empty())
        .map(|part| match part.strip_prefix('{') {
            Some(name) => Segment::Parameter(name.trim_end_matches('}').to_owned()),
            None => Segment::Literal(format!("/{part}")),
        })
        .collect();
    Operation {
        pointer: Pointer::root(),
        id: id.map(str::to_owned),
        method: method.to_owned(),
        path: path.to_owned(),
        segments,
        tags: Vec::new(),
        summary: None,
        description: None,
        external_docs: None,
        deprecated: false,
        parameters: Vec::new(),
        body: None,
        responses: Vec::new(),
        security: Vec::new(),
        servers: Vec::new(),
    }
}

fn function_names(operations: &[Operation]) -> Vec<FunctionName> {
    let wishes = operation_wishes(operations, &Types::default());
    claim_all(&mut Scope::default(), &wishes)
}

#[test]
fn operations_get_the_names_people_would_write() {
    for (method, path, id, expected) in [
        (
            "POST",
            "/users",
            Some("create_user_users_post"),
            "create_user",
        ),
        (
            "DELETE",
            "/users/{user_id}",
            Some("delete_user_users__user_id__delete"),
            "delete_user",
        ),
        ("POST", "/users", Some("users_post"), "create_user"),
        ("POST", "/users", Some("createUser"), "create_user"),
        ("GET", "/teams/{team}/members", None, "list_team_members"),
        ("GET", "/teams/{team}", None, "get_team"),
        ("PUT", "/teams/{team}", None, "replace_team"),
        ("GET", "/", None, "get"),
        ("GET", "/health", Some("  "), "get_health"),
        ("POST", "/auth/token", None, "post_auth_token"),
    ] {
        let names = function_names(&[operation(method, path, id)]);
        assert_eq!(names[0].as_str(), expected, "{method} {path} {id:?}");
    }
}

#[test]
fn an_operation_keeps_its_full_name_where_the_short_one_is_taken() {
    let operations = [
        operation("POST", "/users", Some("create_user")),
        operation("POST", "/admin/users", Some("create_user_admin_users_post")),
    ];
    let names = function_names(&operations);
    assert_eq!(names[0].as_str(), "create_user");
    assert_eq!(names[1].as_str(), "create_user_admin_users_post");
}

#[test]
fn many_equal_and_long_names_are_told_apart_in_time() {
    let long = "long name ".repeat(20);
    let wishes: Vec<Wish> = (0..3_000)
        .map(|index| Wish::new(Kind::Field, index.to_string(), [long.clone()]))
        .collect();
    let names: Vec<FieldName> = claim_all(&mut Scope::default(), &wishes);
    let distinct: std::collections::BTreeSet<&str> = names.iter().map(FieldName::as_str).collect();
    assert_eq!(distinct.len(), wishes.len());
    assert!(names.iter().all(|name| name.as_str().len() <= 60));
}
