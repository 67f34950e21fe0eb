//! Statuses as documentation and names show them.

use crate::plan::methods::StatusPattern;

/// A status as documentation shows it.
pub(super) fn status_words(pattern: StatusPattern) -> String {
    match pattern {
        StatusPattern::Exact(status) => format!("`{status}`"),
        StatusPattern::Range(from, _) => format!("`{}XX`", from / 100),
        StatusPattern::Any => "Any other status".to_owned(),
    }
}

/// The reason phrase as a name (RFC 9110 section 15 and the IANA registry).
pub(super) fn variant_name(pattern: StatusPattern) -> String {
    let status = match pattern {
        StatusPattern::Exact(status) => status,
        StatusPattern::Range(from, _) => {
            let name = match from {
                100 => "Informational",
                200 => "Success",
                300 => "Redirection",
                400 => "ClientError",
                _ => "ServerError",
            };
            return name.to_owned();
        }
        StatusPattern::Any => return "Other".to_owned(),
    };
    let name = match status {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        207 => "MultiStatus",
        208 => "AlreadyReported",
        226 => "ImUsed",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "PayloadTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        418 => "ImATeapot",
        421 => "MisdirectedRequest",
        422 => "UnprocessableEntity",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        505 => "HttpVersionNotSupported",
        507 => "InsufficientStorage",
        508 => "LoopDetected",
        511 => "NetworkAuthenticationRequired",
        other => return format!("Status{other}"),
    };
    name.to_owned()
}
