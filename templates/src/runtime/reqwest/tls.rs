//! Certificates: what the client shows, and whom it trusts.

use super::super::build_error::BuildError;

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

impl Tls {
    /// Shows the server a certificate.
    ///
    /// # Errors
    /// Fails where it is not PEM with a private key and a certificate.
    pub(super) fn identity(&mut self, pem: &[u8]) -> Result<(), BuildError> {
        let identity = reqwest::Identity::from_pem(pem).map_err(|_| {
            BuildError::new("the identity is not PEM with a private key and a certificate")
        })?;
        self.identity = Some(identity);
        Ok(())
    }

    /// Trusts more authorities.
    ///
    /// # Errors
    /// Fails where they are not PEM, or there is none.
    pub(super) fn trust(&mut self, pem: &[u8]) -> Result<(), BuildError> {
        match reqwest::Certificate::from_pem_bundle(pem) {
            Ok(roots) if !roots.is_empty() => {
                self.roots.extend(roots);
                Ok(())
            }
            _ => Err(BuildError::new("the root certificate is not PEM")),
        }
    }
}
