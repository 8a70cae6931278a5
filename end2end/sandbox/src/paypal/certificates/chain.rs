//! A chain of this sandbox alone, made at the first need.

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, PKCS_RSA_SHA256,
    RsaKeySize, SigningKey as _, date_time_ymd,
};

/// The name that verifiers look for.
const NAME: &str = "messageverificationcerts.paypal.com";

/// Who signs a certificate.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// The chain whose root the shop trusts.
    #[default]
    Own,
    /// Nobody: it is signed with its own key.
    Itself,
    /// Another chain, whose root nobody trusts.
    Stranger,
}

/// A certificate as it should not always be.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Wish {
    /// Instead of PayPal's name.
    pub common_name: Option<String>,
    /// Years of the validity, the second not included.
    pub years: Option<[i32; 2]>,
    /// Who signs it.
    pub authority: Authority,
    /// Whether the intermediate is left out of what is served.
    pub without_intermediate: bool,
}

/// A certificate and the bundle that is served for it.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The last part of its address.
    pub id: String,
    /// The leaf first, then what leads to the root.
    pub pem: String,
}

/// A root and its intermediate.
struct Issuers {
    root: CertifiedIssuer<'static, KeyPair>,
    intermediate: CertifiedIssuer<'static, KeyPair>,
}

/// Everything that signs.
pub struct Chain {
    own: Issuers,
    stranger: Issuers,
    key: KeyPair,
    other_key: KeyPair,
    /// The certificate of ordinary deliveries.
    pub certificate: Certificate,
}

impl std::fmt::Debug for Chain {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Chain").field("certificate", &self.certificate.id).finish_non_exhaustive()
    }
}

impl Chain {
    /// Draws all keys.
    pub fn new() -> Result<Self, rcgen::Error> {
        let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048)?;
        let other_key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048)?;
        let (own, stranger) = (issuers("Sandbox")?, issuers("Stranger")?);
        let certificate = issue(&own, &stranger, &key, &Wish::default())?;
        Ok(Self { own, stranger, key, other_key, certificate })
    }

    /// The root that the shop is told to trust.
    pub fn root_pem(&self) -> String {
        self.own.root.pem()
    }

    /// A certificate of another kind, for the same key.
    pub fn issue(&self, wish: &Wish) -> Result<Certificate, rcgen::Error> {
        issue(&self.own, &self.stranger, &self.key, wish)
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256, with the certified key or with another one.
    pub fn sign(&self, message: &[u8], other_key: bool) -> Result<Vec<u8>, rcgen::Error> {
        if other_key { self.other_key.sign(message) } else { self.key.sign(message) }
    }
}

fn issuers(name: &str) -> Result<Issuers, rcgen::Error> {
    let root = CertifiedIssuer::self_signed(authority(&format!("{name} Root CA"))?, KeyPair::generate()?)?;
    let intermediate = CertifiedIssuer::signed_by(authority(&format!("{name} Intermediate CA"))?, KeyPair::generate()?, &root)?;
    Ok(Issuers { root, intermediate })
}

fn authority(name: &str) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    (params.not_before, params.not_after) = (date_time_ymd(2015, 1, 1), date_time_ymd(2100, 1, 1));
    Ok(params)
}

fn issue(own: &Issuers, stranger: &Issuers, key: &KeyPair, wish: &Wish) -> Result<Certificate, rcgen::Error> {
    let name = wish.common_name.as_deref().unwrap_or(NAME);
    let mut params = CertificateParams::new(vec![name.to_owned()])?;
    params.distinguished_name.push(DnType::CommonName, name);
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    let [from, until] = wish.years.unwrap_or([2020, 2090]);
    (params.not_before, params.not_after) = (date_time_ymd(from, 1, 1), date_time_ymd(until, 1, 1));
    let issuers = if wish.authority == Authority::Stranger { stranger } else { own };
    let leaf = if wish.authority == Authority::Itself { params.self_signed(key)? } else { params.signed_by(key, &issuers.intermediate)? };
    let lonely = wish.without_intermediate || wish.authority == Authority::Itself;
    let pem = if lonely { leaf.pem() } else { format!("{}{}", leaf.pem(), issuers.intermediate.pem()) };
    Ok(Certificate { id: crate::paypal::ids::certificate_id(), pem })
}
