//! The same addresses over TLS, with a certificate that is made at the start.

use std::io;
use std::sync::Arc;

use rcgen::generate_simple_self_signed;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{DEFAULT_VERSIONS, ServerConfig};
use tokio_rustls::TlsAcceptor;

/// The hosts a browser is told to find here.
const HOSTS: &[&str] = &[
    "js.stripe.com",
    "*.js.stripe.com",
    "hooks.stripe.com",
    "api.stripe.com",
    "checkout.stripe.com",
    "www.paypal.com",
    "www.sandbox.paypal.com",
    "api.paypal.com",
    "api.sandbox.paypal.com",
    "api-m.paypal.com",
    "api-m.sandbox.paypal.com",
    "player.vimeo.com",
    "www.googletagmanager.com",
    "www.clarity.ms",
    "localhost",
    "127.0.0.1",
];

/// Takes TLS connections.
pub fn acceptor() -> io::Result<TlsAcceptor> {
    let hosts: Vec<String> = HOSTS.iter().map(|host| (*host).to_owned()).collect();
    let made = generate_simple_self_signed(hosts).map_err(io::Error::other)?;
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_protocol_versions(DEFAULT_VERSIONS)
        .map_err(io::Error::other)?
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .map_err(io::Error::other)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
