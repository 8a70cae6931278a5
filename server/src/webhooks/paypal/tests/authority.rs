//! An authority of our own, and the certificates that it makes out.

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, IsCa, KeyPair, KeyUsagePurpose, PKCS_RSA_SHA256,
    date_time_ymd,
};

/// A root and what stands between it and its certificates.
pub struct Authority {
    root: CertifiedIssuer<'static, KeyPair>,
    intermediate: CertifiedIssuer<'static, KeyPair>,
}

/// What a certificate says.
#[derive(Clone, Copy)]
pub struct Paper {
    /// The common name; none when empty.
    pub common: &'static str,
    /// The alternative names.
    pub names: &'static [&'static str],
    /// The year at whose beginning it comes into force.
    pub from: i32,
    /// The year at whose beginning it ends.
    pub until: i32,
}

/// The name that the provider signs with.
pub const NAME: &str = "messageverificationcerts.paypal.com";

impl Default for Paper {
    fn default() -> Self {
        Self { common: NAME, names: &[NAME], from: 2025, until: 2035 }
    }
}

impl Paper {
    fn params(self) -> CertificateParams {
        let mut params = CertificateParams::new(self.names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap();
        params.distinguished_name = DistinguishedName::new();
        if !self.common.is_empty() {
            params.distinguished_name.push(DnType::CommonName, self.common);
        }
        (params.not_before, params.not_after) = (date_time_ymd(self.from, 1, 1), date_time_ymd(self.until, 1, 1));
        params
    }

    /// A certificate that only itself vouches for.
    pub fn self_signed(self, key: &KeyPair) -> String {
        self.params().self_signed(key).unwrap().pem()
    }
}

impl Authority {
    pub fn new() -> Self {
        let root = CertifiedIssuer::self_signed(authority("Root"), KeyPair::generate().unwrap()).unwrap();
        let intermediate = CertifiedIssuer::signed_by(authority("Intermediate"), KeyPair::generate().unwrap(), &root).unwrap();
        Self { root, intermediate }
    }

    /// The root's PEM.
    pub fn root(&self) -> String {
        self.root.pem()
    }

    /// The PEM of the certificate alone.
    pub fn leaf(&self, paper: Paper, key: &KeyPair) -> String {
        paper.params().signed_by(key, &self.intermediate).unwrap().pem()
    }

    /// The PEM of the certificate and of the one above it.
    pub fn chain(&self, paper: Paper, key: &KeyPair) -> String {
        format!("{}{}", self.leaf(paper, key), self.intermediate.pem())
    }
}

fn authority(name: &str) -> CertificateParams {
    let mut params = Paper { common: "", names: &[], ..Paper::default() }.params();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params
}

/// A key like the provider's.
pub fn rsa_key() -> KeyPair {
    KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap()
}
