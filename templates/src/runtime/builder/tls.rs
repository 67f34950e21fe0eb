//! Certificates: what the client shows, and whom it trusts.

use super::ClientBuilder;

impl<C> ClientBuilder<C> {
    /// Shows the server a certificate (mutual TLS): a private key and its certificates, all as PEM.
    pub fn identity_pem(mut self, pem: impl AsRef<[u8]>) -> Self {
        let changed = self.options.limits.identity(pem.as_ref());
        self.options.check(changed);
        self
    }

    /// Trusts these authorities too (PEM, one or several), beside those of the system: for servers of one's own.
    pub fn root_certificate_pem(mut self, pem: impl AsRef<[u8]>) -> Self {
        let changed = self.options.limits.trust(pem.as_ref());
        self.options.check(changed);
        self
    }
}
