//! Certificates: what the client shows, and whom it trusts.

use super::super::build_error::BuildError;
use super::super::builder::ClientBuilder;

/// What a client's TLS is configured with beside the system's certificates.
#[derive(Default)]
pub(super) struct Tls {
    identity: Option<reqwest::Identity>,
    roots: Vec<reqwest::Certificate>,
}

impl Tls {
    pub(super) fn apply(&self, builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        let builder = builder.tls_certs_merge(self.roots.iter().cloned());
        match &self.identity {
            Some(identity) => builder.identity(identity.clone()),
            None => builder,
        }
    }
}

impl<C> ClientBuilder<C> {
    /// Shows the server a certificate (mutual TLS): a private key and its certificates, all as PEM.
    pub fn identity_pem(self, pem: impl AsRef<[u8]>) -> Self {
        let identity = reqwest::Identity::from_pem(pem.as_ref());
        self.change(|limits| match identity {
            Ok(identity) => {
                limits.certificates = true;
                limits.tls.identity = Some(identity);
                Ok(())
            }
            Err(_) => Err(BuildError::new(
                "the identity is not PEM with a private key and a certificate",
            )),
        })
    }

    /// Trusts these authorities too (PEM, one or several), beside those of the system: for servers of one's own.
    pub fn root_certificate_pem(self, pem: impl AsRef<[u8]>) -> Self {
        let roots = reqwest::Certificate::from_pem_bundle(pem.as_ref());
        self.change(|limits| match roots {
            Ok(roots) if !roots.is_empty() => {
                limits.certificates = true;
                limits.tls.roots.extend(roots);
                Ok(())
            }
            _ => Err(BuildError::new("the root certificate is not PEM")),
        })
    }
}
