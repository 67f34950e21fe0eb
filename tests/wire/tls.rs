//! TLS: a server that only the client's own authority vouches for, and that wants the client's certificate.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;

use generated::runtime::{Error, TransportErrorKind};
use generated::user_management::Client;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};

const AUTHORITY: &[u8] = include_bytes!("../fixtures/tls/ca.pem");
const SERVER: &[u8] = include_bytes!("../fixtures/tls/server.pem");
const CLIENT: &[u8] = include_bytes!("../fixtures/tls/client.pem");

/// Answers every request whose client shows a certificate; returns its URL.
fn server() -> String {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_slice(AUTHORITY).unwrap())
        .unwrap();
    let verifier =
        WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider));
    let chain = CertificateDer::pem_slice_iter(SERVER)
        .map(Result::unwrap)
        .collect();
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(verifier.build().unwrap())
        .with_single_cert(chain, PrivateKeyDer::from_pem_slice(SERVER).unwrap());
    let config = Arc::new(config.unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(connection, stream.unwrap());
            let mut request = [0; 4096];
            // A client without the certificate gets no further.
            if stream.read(&mut request).is_ok_and(|read| read > 0) {
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2";
                drop(write!(stream, "{head}\r\nconnection: close\r\n\r\n[]"));
                stream.conn.send_close_notify();
                drop(stream.flush());
            }
        }
    });
    url
}

#[tokio::test]
async fn the_client_shows_its_certificate() {
    let url = server();
    let builder = || Client::builder().base_url(&url).api_key("key");
    let trusting = || builder().root_certificate_pem(AUTHORITY);
    let client = trusting().identity_pem(CLIENT).build().unwrap();
    assert!(client.search_users().await.unwrap().is_empty());
    // Without a certificate the server refuses, without the authority the client does.
    for builder in [trusting(), builder().identity_pem(CLIENT)] {
        let error = builder.build().unwrap().search_users().await.unwrap_err();
        let Error::Transport(error) = error else {
            panic!("{error:?}")
        };
        assert!(
            matches!(
                error.kind(),
                TransportErrorKind::Connect | TransportErrorKind::Request
            ),
            "{error:?}"
        );
    }
}

#[test]
fn mistakes_are_said_when_the_client_is_built() {
    let build = |builder: generated::user_management::ClientBuilder| {
        builder.build().unwrap_err().to_string()
    };
    let error = build(Client::builder().identity_pem(AUTHORITY));
    assert_eq!(
        error,
        "the identity is not PEM with a private key and a certificate"
    );
    assert!(build(Client::builder().root_certificate_pem("x")).contains("not PEM"));
    let other = Client::builder()
        .identity_pem(CLIENT)
        .reqwest_client(reqwest::Client::new());
    assert!(build(other).contains("given another one"));
}
