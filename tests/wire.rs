//! The five clients against a server on this machine: the bytes they send, and what they make of every documented
//! answer of every operation; then what all calls have in common, shown by one client each.

mod wire {
    pub(crate) mod outcome;
    #[allow(dead_code, reason = "tests of other files use all of it")]
    pub(crate) mod server;

    mod ghc;
    mod guardian;
    mod nethsm;
    mod odin;
    mod user_management;

    mod calls;
    mod credentials;
    mod faults;
    mod paths;
    mod raw;
    mod redaction;
    mod redirects;
    mod servers;
    mod tls;
    mod validation;
}
