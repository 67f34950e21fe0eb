//! Which change there is where the two documents are swapped.

/// What is on one side only: the change, and what it is the other way round. Kinds that are not here are their own
/// mirrors.
const MIRRORS: &[(&str, &str)] = &[
    ("server-added", "server-removed"),
    ("server-variable-added", "server-variable-removed"),
    ("server-value-added", "server-value-removed"),
    ("operation-added", "operation-removed"),
    ("operation-added", "deprecated-operation-removed"),
    ("operation-id-added", "operation-id-removed"),
    ("operation-deprecated", "operation-no-longer-deprecated"),
    ("webhook-added", "webhook-removed"),
    ("callback-added", "callback-removed"),
    ("parameter-added", "parameter-removed"),
    ("required-parameter-added", "parameter-removed"),
    ("path-parameter-added", "parameter-removed"),
    ("parameter-became-required", "parameter-became-optional"),
    ("empty-value-forbidden", "empty-value-allowed"),
    ("parameter-deprecated", "parameter-no-longer-deprecated"),
    ("body-added", "body-removed"),
    ("required-body-added", "body-removed"),
    ("body-became-required", "body-became-optional"),
    ("body-media-type-added", "body-media-type-removed"),
    ("body-schema-added", "body-schema-removed"),
    ("success-status-added", "success-status-removed"),
    ("error-status-added", "error-status-removed"),
    ("default-response-added", "default-response-removed"),
    ("response-media-type-added", "response-media-type-removed"),
    (
        "response-media-type-generalised",
        "response-media-type-specialised",
    ),
    ("response-body-added", "response-body-removed"),
    ("response-schema-added", "response-schema-removed"),
    ("response-header-added", "response-header-removed"),
    ("response-header-added", "required-response-header-removed"),
    (
        "response-header-became-optional",
        "response-header-became-required",
    ),
    ("property-added", "property-removed"),
    ("required-property-added", "required-property-removed"),
    ("property-became-required", "property-became-optional"),
    ("became-nullable", "became-not-nullable"),
    ("became-read-only", "became-not-read-only"),
    ("became-write-only", "became-not-write-only"),
    (
        "additional-properties-forbidden",
        "additional-properties-allowed",
    ),
    ("condition-added", "condition-removed"),
    ("deprecated", "no-longer-deprecated"),
    ("type-widened", "type-narrowed"),
    ("wrapped-in-one-of", "unwrapped-from-one-of"),
    ("tuple-grown", "tuple-shrunk"),
    ("limit-tightened", "limit-loosened"),
    ("limit-set", "limit-loosened"),
    // Numbers that are multiples of something else: neither of the two is stricter.
    ("limit-tightened", "limit-tightened"),
    ("pattern-added", "pattern-removed"),
    ("unique-items-added", "unique-items-removed"),
    ("const-added", "const-removed"),
    ("contains-added", "contains-removed"),
    ("enum-value-added", "enum-value-removed"),
    ("became-enum", "no-longer-enum"),
    ("extensible-enum-changed", "extensible-enum-changed"),
    ("extensible-enum-changed", "extensible-enum-value-removed"),
    ("one-of-added", "one-of-removed"),
    ("any-of-added", "any-of-removed"),
    ("discriminator-added", "discriminator-removed"),
    ("discriminator-value-added", "discriminator-value-removed"),
    ("schema-added", "schema-removed"),
    ("schema-extracted", "schema-inlined"),
    ("security-scheme-added", "security-scheme-removed"),
    ("security-added", "security-removed"),
    ("security-alternative-added", "security-alternative-removed"),
    ("scope-required", "scope-no-longer-required"),
];

/// Whether the changes one way, by identifier, are those the other way round; how many there are of each does not count.
pub(crate) fn is_mirrored(forth: &[&str], back: &[&str]) -> bool {
    let all = |these: &[&str], those: &[&str]| {
        these
            .iter()
            .all(|this| those.iter().any(|that| mirrors(this, that)))
    };
    all(forth, back) && all(back, forth)
}

fn mirrors(one: &str, other: &str) -> bool {
    let is = |pair: &(&str, &str)| *pair == (one, other) || *pair == (other, one);
    let known = MIRRORS.iter().any(|(a, b)| *a == one || *b == one);
    MIRRORS.iter().any(is) || (one == other && !known)
}
