//! A plan by hand: the sample that the shape of the output was settled with.

use std::collections::BTreeSet;

use crate::plan::ApiPlan;
use crate::plan::api::{
    Counts, CredentialKind, SchemePlan, ServerPlan, ServerShape, UrlPiece, VariablePlan,
};
use crate::plan::docs::Docs;
use crate::plan::items::{
    AliasPlan, AliasReason, Checks, Codec, EnumPlan, EnumValues, EnumVariant, FieldPlan, Item,
    ModelFile, Presence, Rule, StructPlan, Test, UnionPlan, UnionVariant,
};
use crate::plan::methods::{
    AnswerArm, BodyContent, BodyDecoding, BodyEncoding, BodyForm, BodyPlan, HeaderPlan, Method,
    Need, OperationFile, OutcomeEnum, OutcomeVariant, Output, ParameterEncoding, ParameterPlan,
    Place, StatusPattern,
};
use crate::plan::names::{ConstName, FieldName, FileName, FunctionName, TypeName, VariantName};
use crate::plan::rust_type::RustType;
use crate::plan::xml::XmlPlan;

pub(super) fn docs(text: &str) -> Docs {
    Docs {
        lines: text.lines().map(str::to_owned).collect(),
    }
}

pub(super) fn model(name: &str) -> RustType {
    RustType::Model(TypeName::test(name))
}

pub(super) fn field(name: &str, wire: &str, presence: Presence, ty: RustType) -> FieldPlan {
    let ty = match presence {
        Presence::Required => ty,
        Presence::Optional => RustType::Option(Box::new(ty)),
        Presence::ThreeState => RustType::Nullable(Box::new(ty)),
    };
    FieldPlan {
        name: FieldName::test(name),
        wire: wire.to_owned(),
        docs: docs(&format!("The {name}.")),
        deprecated: false,
        ty,
        presence,
        codec: None,
        checks: Checks::default(),
        constant: None,
        default: None,
        part: None,
    }
}

pub(super) fn object(name: &str, fields: Vec<FieldPlan>) -> StructPlan {
    StructPlan {
        rest_codec: None,
        rest_checks: Box::default(),
        derives: Vec::new(),
        name: TypeName::test(name),
        docs: docs("What it is."),
        deprecated: false,
        built: true,
        fields,
        rest: None,
        sent: true,
    }
}

pub(super) fn parameter(name: &str, place: Place, ty: RustType) -> ParameterPlan {
    ParameterPlan {
        codec: None,
        json: None,
        name: FieldName::test(name),
        wire: name.to_owned(),
        place,
        ty,
        encoding: None,
        docs: docs(&format!("The {name}.")),
        deprecated: false,
        common: false,
    }
}

/// A user name and a password.
fn basic() -> Need {
    Need {
        constant: ConstName::test("BASIC"),
        scopes: Vec::new(),
    }
}

fn variant(name: &str, wire: &str) -> EnumVariant {
    EnumVariant {
        name: VariantName::test(name),
        docs: docs(&format!("`{wire}`")),
        wire: wire.to_owned(),
        text: wire.parse::<i64>().is_err(),
    }
}

pub(super) fn arm(status: StatusPattern, variant: Option<&str>, decode: BodyDecoding) -> AnswerArm {
    AnswerArm {
        codec: None,
        status,
        success: variant.is_none(),
        variant: variant.map(VariantName::test),
        decode,
        media_types: Vec::new(),
        optional: false,
    }
}

pub(super) fn method(name: &str, marker: &str) -> Method {
    Method {
        name: FunctionName::test(name),
        marker: TypeName::test(marker),
        docs: docs("Does something.\n\n`GET /things`"),
        deprecated: false,
        id: name.to_owned(),
        http_method: "GET".to_owned(),
        path: "/things".to_owned(),
        arguments: Vec::new(),
        setters: Vec::new(),
        body: None,
        security: Vec::new(),
        accept: String::new(),
        base_url: None,
        output: Output::Type(RustType::Unit),
        error: None,
        answers: vec![arm(StatusPattern::Exact(204), None, BodyDecoding::Empty)],
        stream: None,
        headers: Vec::new(),
        error_headers: Vec::new(),
    }
}

fn create_user() -> Method {
    let outcome = |name: &str, ty: Option<RustType>| OutcomeVariant {
        name: VariantName::test(name),
        docs: docs(&format!("{name}.")),
        ty,
    };
    Method {
        id: "usersPost".to_owned(),
        http_method: "POST".to_owned(),
        path: "/users".to_owned(),
        body: Some(BodyPlan {
            required: true,
            name: FieldName::test("body"),
            content: BodyContent::One(BodyForm {
                aliases: Vec::new(),
                ty: model("UserPostData"),
                codec: None,
                encoding: BodyEncoding::Json(None),
            }),
            docs: docs("The user."),
        }),
        security: vec![vec![basic()]],
        accept: "application/json".to_owned(),
        output: Output::Type(model("CreatedUser")),
        error: Some(OutcomeEnum {
            name: TypeName::test("CreateUserError"),
            docs: docs("The documented errors of [`Client::create_user`]."),
            variants: vec![
                outcome("BadRequest", Some(model("ErrorMessage"))),
                outcome("Unauthorized", None),
            ],
        }),
        answers: vec![
            arm(StatusPattern::Exact(201), None, BodyDecoding::Json),
            arm(
                StatusPattern::Exact(400),
                Some("BadRequest"),
                BodyDecoding::Json,
            ),
            arm(
                StatusPattern::Exact(401),
                Some("Unauthorized"),
                BodyDecoding::Empty,
            ),
        ],
        headers: vec![HeaderPlan {
            method: FunctionName::test("location"),
            wire: "location".to_owned(),
            ty: RustType::String,
            docs: docs("Where the user is."),
        }],
        error_headers: vec![HeaderPlan {
            method: FunctionName::test("retry_after"),
            wire: "retry-after".to_owned(),
            ty: RustType::I64,
            docs: docs("Seconds to wait."),
        }],
        ..method("create_user", "CreateUser")
    }
}

fn search_users() -> Method {
    let mut sort = parameter("sort", Place::Query, model("UserRole"));
    sort.encoding = Some(ParameterEncoding {
        style: "PipeDelimited",
        explode: false,
        allow_reserved: false,
        json: false,
        allow_empty: false,
    });
    Method {
        setters: vec![
            parameter("search_string", Place::Query, RustType::String),
            parameter("page_size", Place::Query, RustType::I64),
            sort,
        ],
        accept: "application/json".to_owned(),
        security: vec![vec![basic()], Vec::new()],
        output: Output::Type(RustType::Vec(Box::new(model("CreatedUser")))),
        answers: vec![arm(
            StatusPattern::Range(200, 299),
            None,
            BodyDecoding::Json,
        )],
        ..method("search_users", "SearchUsers")
    }
}

fn delete_user() -> Method {
    Method {
        http_method: "DELETE".to_owned(),
        path: "/users/{user_id}".to_owned(),
        arguments: vec![
            parameter("user_id", Place::Path, RustType::String),
            parameter("level", Place::Query, RustType::I64),
        ],
        ..method("delete_user", "DeleteUser")
    }
}

fn user() -> StructPlan {
    let mut passphrase = field(
        "passphrase",
        "passphrase",
        Presence::Required,
        RustType::Secret,
    );
    passphrase.checks = Checks {
        min_length: Some(10),
        max_length: Some(200),
        pattern: Some("^[a-z\"]+$".to_owned()),
        ..Checks::default()
    };
    let mut role_id = field("role_id", "role_id", Presence::Optional, RustType::I64);
    role_id.codec = Some(Codec::IntegerString);
    role_id.checks = Checks {
        minimum: Some(("0".to_owned(), false)),
        maximum: Some(("4999".to_owned(), true)),
        multiple_of: Some("2".to_owned()),
        ..Checks::default()
    };
    let mut ids = field(
        "ids",
        "ids",
        Presence::Optional,
        RustType::Vec(Box::new(RustType::I64)),
    );
    ids.codec = Some(Codec::List(Box::new(Codec::IntegerString)));
    ids.checks = Checks {
        min_items: Some(1),
        unique_items: true,
        ..Checks::default()
    };
    let mut parent = field(
        "parent",
        "parent",
        Presence::Optional,
        RustType::Boxed(Box::new(model("UserPostData"))),
    );
    parent.checks.nested = true;
    let mut user = object(
        "UserPostData",
        vec![
            field(
                "real_name",
                "realName",
                Presence::Required,
                RustType::String,
            ),
            field("role", "role", Presence::Required, model("UserRole")),
            passphrase,
            field("nickname", "nickname", Presence::Optional, RustType::String),
            field("edipi", "edipi", Presence::ThreeState, RustType::String),
            role_id,
            ids,
            parent,
        ],
    );
    user.rest = Some((FieldName::test("extra"), RustType::Json));
    user
}

fn enums() -> [EnumPlan; 2] {
    let role = EnumPlan {
        derives: Vec::new(),
        closed: false,
        name: TypeName::test("UserRole"),
        docs: docs("What a user may do."),
        deprecated: false,
        variants: vec![
            variant("Administrator", "Administrator"),
            variant("Operator", "Operator"),
        ],
        unknown: VariantName::test("Unknown"),
        values: EnumValues::Text,
    };
    let level = EnumPlan {
        derives: Vec::new(),
        closed: false,
        name: TypeName::test("Level"),
        variants: vec![variant("One", "1"), variant("Two", "2")],
        values: EnumValues::Integer,
        ..role.clone()
    };
    [role, level]
}

fn models() -> Vec<ModelFile> {
    let [role, level] = enums();
    let place = UnionPlan {
        derives: Vec::new(),
        name: TypeName::test("LocationItem"),
        docs: docs("A step of a path."),
        deprecated: false,
        variants: vec![
            union_variant("Text", RustType::String),
            union_variant("Index", RustType::I64),
        ],
        unknown: VariantName::test("Unknown"),
        rules: vec![
            rule(0, Test::Type(vec!["string"])),
            rule(1, Test::Type(vec!["integer"])),
        ],
        sent: false,
    };
    let message = object(
        "ErrorMessage",
        vec![
            field("message", "message", Presence::Optional, RustType::String),
            field(
                "location",
                "loc",
                Presence::Optional,
                RustType::Vec(Box::new(model("LocationItem"))),
            ),
        ],
    );
    let created = object(
        "CreatedUser",
        vec![field("id", "id", Presence::Required, RustType::String)],
    );
    let alias = AliasPlan {
        name: TypeName::test("Users"),
        docs: docs("Users."),
        ty: RustType::Vec(Box::new(model("CreatedUser"))),
        reason: AliasReason::Schema,
        deprecated: false,
    };
    [
        ("user_post_data", vec![Item::Struct(user())]),
        ("user_role", vec![Item::Enum(role), Item::Enum(level)]),
        (
            "error_message",
            vec![Item::Struct(message), Item::Union(place)],
        ),
        (
            "created_user",
            vec![Item::Struct(created), Item::Alias(alias)],
        ),
    ]
    .into_iter()
    .map(|(file, items)| ModelFile {
        folder: None,
        docs: Docs::default(),
        file: FileName::test(file),
        features: Vec::new(),
        items,
    })
    .collect()
}

pub(super) fn rule(variant: usize, test: Test) -> Rule {
    Rule {
        variant,
        sure: true,
        any: vec![vec![test]],
        has: Vec::new(),
    }
}

pub(super) fn union_variant(name: &str, ty: RustType) -> UnionVariant {
    UnionVariant {
        name: VariantName::test(name),
        docs: docs("One of them."),
        ty,
        codec: None,
        checks: Checks::default(),
    }
}

fn server() -> ServerShape {
    let variable = |name: &str, default: &str, values| VariablePlan {
        name: FieldName::test(name),
        default: default.to_owned(),
        values,
        docs: docs(&format!("The {name}.")),
    };
    ServerShape {
        name: TypeName::test("Server"),
        docs: docs("Where the device is."),
        relative: false,
        pieces: vec![
            UrlPiece::Literal("https://".to_owned()),
            UrlPiece::Variable(0),
            UrlPiece::Literal("/api/".to_owned()),
            UrlPiece::Variable(1),
        ],
        variables: vec![
            variable("host", "nethsmdemo.nitrokey.com", None),
            variable(
                "version",
                "v1",
                Some((
                    TypeName::test("Version"),
                    vec![
                        (VariantName::test("V1"), "v1".to_owned()),
                        (VariantName::test("V2"), "v2".to_owned()),
                    ],
                )),
            ),
        ],
    }
}

/// An API with one of everything.
pub(super) fn nethsm() -> ApiPlan {
    ApiPlan {
        xml: XmlPlan::default(),
        module: FileName::test("nethsm"),
        docs: docs("NetHSM\n\nA hardware security module."),
        user_agent: "nethsm/1.0.0".to_owned(),
        base_url: "https://nethsmdemo.nitrokey.com/api/v1".to_owned(),
        server: Some(ServerPlan::One(server())),
        schemes: vec![SchemePlan {
            method: FunctionName::test("basic"),
            constant: ConstName::test("BASIC"),
            wire: "basic".to_owned(),
            kind: CredentialKind::Basic,
            docs: docs("Name and passphrase of a user."),
        }],
        big: false,
        groups: Vec::new(),
        extra: None,
        operations: vec![OperationFile {
            folder: None,
            file: FileName::test("operations"),
            feature: None,
            docs: Docs::default(),
            methods: vec![create_user(), delete_user(), search_users()],
        }],
        models: models(),
        shadowed: BTreeSet::new(),
        schemas: Vec::new(),
        names: crate::lock::Names::default(),
        skipped: Vec::new(),
        dependencies: std::collections::BTreeMap::new(),
        counts: Counts {
            declared: 3,
            generated: 3,
            schemas: 5,
        },
    }
}
