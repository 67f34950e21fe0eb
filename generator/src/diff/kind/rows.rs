//! The kinds, one row each.

use crate::diff::verdict::Wire::{self, Breaking as B, Compatible as N, Risky as W};

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident $id:literal $request:ident $response:ident $($behaviour:ident)?;)+) => {
        /// What changed. The identifier is stable: scripts and ignore files rely on it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Kind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            pub(super) fn row(self) -> Row {
                match self {
                    $(Self::$name => Row {
                        id: $id,
                        request: $request,
                        response: $response,
                        behaviour: matches!(concat!($(stringify!($behaviour))?), "behaviour"),
                        meaning: concat!($($doc,)+),
                    },)+
                }
            }
        }
    };
}

/// What a row says.
pub(super) struct Row {
    pub(super) id: &'static str,
    pub(super) request: Wire,
    pub(super) response: Wire,
    pub(super) behaviour: bool,
    pub(super) meaning: &'static str,
}

// B breaking, W risky, N compatible: for requests, then for answers. `-` columns need no letter of their own: a change
// that concerns one direction only is asked for that direction only.
kinds! {
    /// The URL that is called by default is another one.
    ServerUrl "server-url-changed" W W behaviour;
    /// The document names another server.
    ServerAdded "server-added" N N;
    /// The document does not name a server any more.
    ServerRemoved "server-removed" W W;
    /// A part of a server's URL has another default.
    ServerVariableDefault "server-variable-default-changed" W W behaviour;
    /// A server's URL has a new variable.
    ServerVariableAdded "server-variable-added" N N;
    /// A server's URL has lost a variable.
    ServerVariableRemoved "server-variable-removed" W W;
    /// A variable of a server's URL may have another value.
    ServerValueAdded "server-value-added" N N;
    /// A variable of a server's URL may not have a value any more.
    ServerValueRemoved "server-value-removed" W W;
    /// An operation or path is called at other servers than before.
    OperationServers "operation-servers-changed" W W behaviour;
    /// The API says that it has another version.
    Version "version-changed" N N behaviour;
    /// Texts about the API as a whole are different.
    Info "info-changed" N N behaviour;
    /// A tag is described differently.
    TagDescription "tag-description-changed" N N behaviour;

    /// There is a new operation.
    OperationAdded "operation-added" N N;
    /// An operation is gone.
    OperationRemoved "operation-removed" B B;
    /// An operation is gone that was deprecated.
    DeprecatedOperationRemoved "deprecated-operation-removed" B B;
    /// The operation of this name has another HTTP method.
    Method "method-changed" B B;
    /// The operation of this name has another path.
    PathText "path-changed" B B;
    /// The path has gained or lost its last slash.
    TrailingSlash "trailing-slash-changed" B B;
    /// A parameter of the path has another name; on the wire only its place counts.
    PathParameterRenamed "path-parameter-renamed" N N;
    /// An operation has another `operationId`.
    OperationId "operation-id-changed" N N;
    /// An operation has got an `operationId`.
    OperationIdAdded "operation-id-added" N N;
    /// An operation has lost its `operationId`.
    OperationIdRemoved "operation-id-removed" N N;
    /// An operation has other tags.
    Tags "tags-changed" N N;
    /// An operation is deprecated now.
    OperationDeprecated "operation-deprecated" N N;
    /// An operation is not deprecated any more.
    OperationUndeprecated "operation-no-longer-deprecated" N N;
    /// An extension (`x-..`) is different, for example a date of removal or a degree of stability.
    Extension "extension-changed" N N behaviour;
    /// A summary, description, title, example or link is different.
    Docs "docs-changed" N N behaviour;
    /// There is a new webhook.
    WebhookAdded "webhook-added" N N;
    /// A webhook is gone: it is not sent any more.
    WebhookRemoved "webhook-removed" B B;
    /// There is a new callback.
    CallbackAdded "callback-added" N N;
    /// A callback is gone: it is not sent any more.
    CallbackRemoved "callback-removed" B B;
    /// A callback or webhook is different in a way that is not looked into.
    CallbackChanged "callback-changed" W W;

    /// There is a new parameter, which may be left out.
    ParameterAdded "parameter-added" N N;
    /// There is a new parameter that every request must have.
    RequiredParameterAdded "required-parameter-added" B N;
    /// The path has a new parameter.
    PathParameterAdded "path-parameter-added" B N;
    /// A parameter is gone; servers may ignore or refuse it.
    ParameterRemoved "parameter-removed" W N;
    /// A parameter is spelled differently on the wire.
    ParameterRenamed "parameter-renamed" B N;
    /// A parameter is sent in another place.
    ParameterMoved "parameter-moved" B N;
    /// A parameter must be sent now.
    ParameterRequired "parameter-became-required" B N;
    /// A parameter may be left out now.
    ParameterOptional "parameter-became-optional" N N;
    /// Leaving the parameter out means something else.
    ParameterDefault "parameter-default-changed" W N behaviour;
    /// A list or an object is written in another style.
    ParameterStyle "parameter-style-changed" B N;
    /// The elements of a list or an object are written together, or apart, unlike before.
    ParameterExplode "parameter-explode-changed" B N;
    /// Whether reserved characters are escaped is different.
    AllowReserved "allow-reserved-changed" W N;
    /// An empty value is not allowed any more.
    EmptyValueForbidden "empty-value-forbidden" W N;
    /// An empty value is allowed now.
    EmptyValueAllowed "empty-value-allowed" N N;
    /// The value is written in another media type, or in a style instead of a media type.
    ParameterSerialisation "parameter-serialisation-changed" B N;
    /// A parameter is deprecated now.
    ParameterDeprecated "parameter-deprecated" N N;
    /// A parameter is not deprecated any more.
    ParameterUndeprecated "parameter-no-longer-deprecated" N N;

    /// A request may have a body now.
    BodyAdded "body-added" N N;
    /// A request must have a body now.
    RequiredBodyAdded "required-body-added" B N;
    /// A request has no body any more.
    BodyRemoved "body-removed" B N;
    /// The body must be sent now.
    BodyRequired "body-became-required" B N;
    /// The body may be left out now.
    BodyOptional "body-became-optional" N N;
    /// The body can be sent in another media type too.
    BodyMediaTypeAdded "body-media-type-added" N N;
    /// The body cannot be sent in a media type any more.
    BodyMediaTypeRemoved "body-media-type-removed" B N;
    /// A property of a form is written in another way.
    Encoding "encoding-changed" B N;
    /// A body that could be anything has a schema now.
    BodySchemaAdded "body-schema-added" B N;
    /// The body's schema is gone.
    BodySchemaRemoved "body-schema-removed" B N;

    /// There is another status of success.
    SuccessAdded "success-status-added" N W;
    /// A status of success is gone.
    SuccessRemoved "success-status-removed" N B;
    /// There is another status of failure.
    ErrorAdded "error-status-added" N N;
    /// A status of failure is gone.
    ErrorRemoved "error-status-removed" N N;
    /// Answers of any other status are documented now.
    DefaultResponseAdded "default-response-added" N N;
    /// Answers of any other status are not documented any more.
    DefaultResponseRemoved "default-response-removed" N W;
    /// A range of statuses became one, or one became a range.
    StatusRange "status-range-changed" N W;
    /// The answer can come in another media type too.
    ResponseMediaTypeAdded "response-media-type-added" N N;
    /// The answer does not come in a media type any more.
    ResponseMediaTypeRemoved "response-media-type-removed" N B;
    /// The answer can be of any media type in a range that holds the one it was of.
    ResponseMediaTypeWidened "response-media-type-generalised" N B;
    /// The answer is of one media type of the range it was of.
    ResponseMediaTypeNarrowed "response-media-type-specialised" N N;
    /// An answer has a body now.
    ResponseBodyAdded "response-body-added" N N;
    /// An answer has no body any more.
    ResponseBodyRemoved "response-body-removed" N B;
    /// A body of an answer that could be anything has a schema now.
    ResponseSchemaAdded "response-schema-added" N N;
    /// A body of an answer has no schema any more.
    ResponseSchemaRemoved "response-schema-removed" N B;
    /// An answer has another header.
    ResponseHeaderAdded "response-header-added" N N;
    /// An answer has lost a header that was always there.
    RequiredResponseHeaderRemoved "required-response-header-removed" N B;
    /// An answer has lost a header.
    ResponseHeaderRemoved "response-header-removed" N W;
    /// A header of an answer is not always there any more.
    HeaderOptional "response-header-became-optional" N B;
    /// A header of an answer is always there now.
    HeaderRequired "response-header-became-required" N N;

    /// There is a new property, which may be absent.
    PropertyAdded "property-added" N N;
    /// There is a new property that must be there.
    RequiredPropertyAdded "required-property-added" B N;
    /// A property is gone that could be absent.
    PropertyRemoved "property-removed" W W;
    /// A property is gone that was always there.
    RequiredPropertyRemoved "required-property-removed" W B;
    /// A property is spelled differently.
    PropertyRenamed "property-renamed" B B;
    /// A property must be there now.
    PropertyRequired "property-became-required" B N;
    /// A property may be absent now.
    PropertyOptional "property-became-optional" N B;
    /// `null` may stand here now.
    Nullable "became-nullable" N B;
    /// `null` may not stand here any more.
    NotNullable "became-not-nullable" B N;
    /// A property is in answers only now.
    ReadOnly "became-read-only" N N;
    /// A property is not only in answers any more.
    NotReadOnly "became-not-read-only" N N;
    /// A property is in requests only now.
    WriteOnly "became-write-only" N W;
    /// A property is not only in requests any more.
    NotWriteOnly "became-not-write-only" N N;
    /// Other properties than those named are not allowed any more.
    AdditionalClosed "additional-properties-forbidden" B N;
    /// Other properties than those named are allowed now.
    AdditionalOpened "additional-properties-allowed" N W;
    /// What other properties hold is another schema.
    AdditionalSchema "additional-properties-changed" B B;
    /// Names of properties must follow other patterns.
    PropertyPatterns "property-patterns-changed" B B;
    /// There is a new condition on which properties go together.
    ConditionAdded "condition-added" B N;
    /// A condition on which properties go together is gone.
    ConditionRemoved "condition-removed" N B;
    /// A condition on which properties go together is different.
    ConditionChanged "condition-changed" B B;
    /// A schema or property is deprecated now.
    Deprecated "deprecated" N N;
    /// A schema or property is not deprecated any more.
    Undeprecated "no-longer-deprecated" N N;
    /// An absent property means something else.
    Default "default-changed" N N behaviour;

    /// Values are of another type.
    Type "type-changed" B B;
    /// Values may be of more types than before.
    TypeWidened "type-widened" N B;
    /// Values may be of fewer types than before.
    TypeNarrowed "type-narrowed" B N;
    /// Numbers are larger or more precise than before.
    Precision "precision-changed" W W;
    /// A value alone became one of several alternatives.
    WrappedInUnion "wrapped-in-one-of" W B;
    /// One of several alternatives is the only one now.
    UnwrappedFromUnion "unwrapped-from-one-of" B N;
    /// A list of fixed elements has more of them; clients read exactly as many as they know.
    TupleGrown "tuple-grown" B B;
    /// A list of fixed elements has fewer of them; servers may ignore or refuse more.
    TupleShrunk "tuple-shrunk" W B;
    /// A limit of values is stricter.
    LimitTightened "limit-tightened" B N;
    /// A limit of values is less strict, or gone.
    LimitLoosened "limit-loosened" N B;
    /// Values have a limit that they did not have.
    LimitSet "limit-set" W N;
    /// Texts must match a pattern now.
    PatternAdded "pattern-added" B N;
    /// Texts must match another pattern.
    PatternChanged "pattern-changed" W N;
    /// Texts need not match a pattern any more.
    PatternRemoved "pattern-removed" N W;
    /// Elements must differ now.
    UniqueItemsAdded "unique-items-added" B N;
    /// Elements may be the same now.
    UniqueItemsRemoved "unique-items-removed" N B;
    /// There is one value only now.
    ConstAdded "const-added" B N;
    /// The only value is another one.
    ConstChanged "const-changed" B B;
    /// There is not one value only any more.
    ConstRemoved "const-removed" N B;
    /// A text holds something else, or is encoded differently.
    ContentEncoding "content-encoding-changed" B B;
    /// What elements a list must hold, or what nothing else describes, is restricted now.
    ContainsAdded "contains-added" B N;
    /// What elements a list must hold, or what nothing else describes, is not restricted any more.
    ContainsRemoved "contains-removed" N B;
    /// What elements a list must hold, or what nothing else describes, is restricted differently.
    ContainsChanged "contains-changed" B B;
    /// What values must not be is different.
    Not "not-changed" W W;
    /// How the schema stands in XML is different.
    Xml "xml-changed" B B;

    /// An enumeration has a new value.
    ValueAdded "enum-value-added" N W;
    /// An enumeration has lost a value.
    ValueRemoved "enum-value-removed" B N;
    /// A value of an enumeration is spelled differently.
    ValueRespelled "enum-value-respelled" B B;
    /// Values are those of an enumeration now.
    BecameEnum "became-enum" B N;
    /// Values are not those of an enumeration any more.
    LostEnum "no-longer-enum" N W;
    /// The document names the values of an enumeration differently in code.
    ValueNames "enum-names-changed" N N;
    /// Whether an enumeration will have more values, or which, is different.
    ExtensibleEnum "extensible-enum-changed" N N;
    /// A value of an extensible enumeration is gone.
    ExtensibleValueRemoved "extensible-enum-value-removed" B N;

    /// There is another alternative.
    OneOfAdded "one-of-added" N B;
    /// An alternative is gone.
    OneOfRemoved "one-of-removed" B N;
    /// There is another alternative, and several may hold.
    AnyOfAdded "any-of-added" N W;
    /// An alternative is gone of those of which several may hold.
    AnyOfRemoved "any-of-removed" B N;
    /// Whether several alternatives may hold is different.
    UnionMode "one-of-any-of-changed" W W;
    /// A property tells the alternatives apart now.
    DiscriminatorAdded "discriminator-added" W W;
    /// No property tells the alternatives apart any more.
    DiscriminatorRemoved "discriminator-removed" W W;
    /// Another property tells the alternatives apart.
    DiscriminatorRenamed "discriminator-property-changed" B B;
    /// An alternative is known by another value.
    TagChanged "discriminator-value-changed" B B;
    /// An alternative is known by one more value.
    TagAdded "discriminator-value-added" N B;
    /// An alternative is not known by a value any more.
    TagRemoved "discriminator-value-removed" B N;
    /// Alternatives that nothing tells apart for certain are tried in another order.
    VariantsReordered "alternatives-reordered" N W;

    /// There is a new schema.
    SchemaAdded "schema-added" N N;
    /// A schema that nothing needed is gone.
    SchemaRemoved "schema-removed" N N;
    /// A schema has another name.
    SchemaRenamed "schema-renamed" N N;
    /// Another schema stands here; what is different in its values is said besides.
    SchemaExchanged "schema-exchanged" N N;
    /// An inline schema has a name now.
    SchemaExtracted "schema-extracted" N N;
    /// A schema that had a name is inline now.
    SchemaInlined "schema-inlined" N N;

    /// There is a new security scheme.
    SchemeAdded "security-scheme-added" N N;
    /// A security scheme is gone.
    SchemeRemoved "security-scheme-removed" B B;
    /// The key is sent under another name.
    ApiKeyName "api-key-name-changed" B B;
    /// The key is sent in another place.
    ApiKeyLocation "api-key-location-changed" B B;
    /// A security scheme is of another type.
    SchemeType "security-scheme-type-changed" B B;
    /// A credential is wanted that was not.
    SecurityAdded "security-added" B B;
    /// A credential is not wanted any more.
    SecurityRemoved "security-removed" N N;
    /// There is another choice of credentials.
    SecurityAlternativeAdded "security-alternative-added" N N;
    /// A choice of credentials is gone.
    SecurityAlternativeRemoved "security-alternative-removed" B B;
    /// The token must have another scope.
    ScopeAdded "scope-required" B B behaviour;
    /// The token need not have a scope any more.
    ScopeRemoved "scope-no-longer-required" N N behaviour;
    /// Tokens come from another URL, or in another way.
    OAuthFlow "oauth-flow-changed" B B behaviour;
    /// A security scheme is described differently.
    SchemeDocs "security-scheme-docs-changed" N N behaviour;

    /// The Rust API is different although nothing at this place of the document is.
    RustApi "rust-api-changed" N N;
}
