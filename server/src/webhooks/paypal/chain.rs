//! Certificates and what they vouch for.

use super::Rejection;
use chrono::{DateTime, Utc};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, TrustAnchor, UnixTime};
use std::time::Duration;
use webpki::aws_lc_rs::RSA_PKCS1_2048_8192_SHA256;
use webpki::{ALL_VERIFICATION_ALGS, EndEntityCert, KeyUsage, anchor_from_trusted_cert};
use x509_parser::prelude::{FromDer, GeneralName, X509Certificate};

/// More certificates than this in one file are no chain.
const MOST_CERTIFICATES: usize = 8;
/// The domain whose names sign events, each one label below it.
const DOMAIN: &str = ".paypal.com";
/// The name that signs the events of the provider's sandbox, two labels below the domain.
const SANDBOX_NAME: &str = "messageverificationcerts.sandbox.paypal.com";

/// Who is trusted to vouch for others.
pub struct Roots(Vec<TrustAnchor<'static>>);

impl Roots {
    /// Those that browsers trust, and those of a PEM file.
    pub fn with(additional: &[u8]) -> Result<Self, Rejection> {
        let mut roots = webpki_roots::TLS_SERVER_ROOTS.to_vec();
        for certificate in certificates(additional)? {
            roots.push(anchor_from_trusted_cert(&certificate).map_err(|_| Rejection::Certificate("no root"))?.to_owned());
        }
        Ok(Self(roots))
    }
}

/// A certificate and those that vouch for it, nearest first. Read, but not yet believed.
pub struct Chain {
    leaf: CertificateDer<'static>,
    intermediates: Vec<CertificateDer<'static>>,
}

impl Chain {
    /// Reads a PEM file.
    pub fn from_pem(pem: &[u8]) -> Result<Self, Rejection> {
        let mut all = certificates(pem)?;
        if all.is_empty() || all.len() > MOST_CERTIFICATES {
            return Err(Rejection::Certificate("no chain"));
        }
        let intermediates = all.split_off(1);
        all.pop().map(|leaf| Self { leaf, intermediates }).ok_or(Rejection::Certificate("no chain"))
    }

    /// Checks that the certificate is the provider's at this moment, and that its key signed the message.
    pub fn verify(&self, roots: &Roots, now: DateTime<Utc>, message: &[u8], signature: &[u8]) -> Result<(), Rejection> {
        let leaf = EndEntityCert::try_from(&self.leaf).map_err(|_| Rejection::Certificate("unreadable"))?;
        let seconds = u64::try_from(now.timestamp()).map_err(|_| Rejection::Stale)?;
        let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        let usage = KeyUsage::server_auth();
        leaf.verify_for_usage(ALL_VERIFICATION_ALGS, &roots.0, &self.intermediates, time, usage, None, None)
            .map_err(|_| Rejection::Certificate("nobody trusted vouches for it now"))?;
        if !is_the_providers(&self.leaf) {
            return Err(Rejection::Certificate("it is somebody else's"));
        }
        leaf.verify_signature(RSA_PKCS1_2048_8192_SHA256, message, signature).map_err(|_| Rejection::Signature)
    }
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, Rejection> {
    CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().map_err(|_| Rejection::Certificate("no PEM"))
}

/// Whether every common name of a certificate is one that signs events, and one of its alternative names, where it has any.
fn is_the_providers(certificate: &CertificateDer<'_>) -> bool {
    let Ok((_, parsed)) = X509Certificate::from_der(certificate) else { return false };
    let common: Vec<_> = parsed.subject().iter_common_name().map(|name| name.as_str().is_ok_and(signs_events)).collect();
    let alternative = match parsed.subject_alternative_name() {
        Ok(names) => names.map(|names| names.value.general_names.iter().any(is_signing_name)),
        Err(_) => Some(false),
    };
    common.iter().all(|fits| *fits) && alternative.unwrap_or(!common.is_empty())
}

fn is_signing_name(name: &GeneralName<'_>) -> bool {
    matches!(name, GeneralName::DNSName(name) if signs_events(name))
}

fn signs_events(name: &str) -> bool {
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    name == SANDBOX_NAME || name.strip_suffix(DOMAIN).is_some_and(is_label)
}
