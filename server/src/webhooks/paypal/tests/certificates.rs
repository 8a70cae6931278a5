//! One delivery, signed with the key of its certificate; certificates of every kind.

use super::authority::NAME;
use super::*;

const FOREIGN: Rejection = Rejection::Certificate("it is somebody else's");
const UNTRUSTED: Rejection = Rejection::Certificate("nobody trusted vouches for it now");

async fn under(pem: String) -> Result<(), Rejection> {
    Delivery::genuine().check(&verifier(shelf(Ok(pem.into_bytes())))).await.map(drop)
}

#[tokio::test]
async fn only_the_providers_names_are_believed() {
    let cases: [(&'static str, &'static [&'static str], bool); 16] = [
        (NAME, &[NAME], true),
        (NAME, &[], true),
        ("", &[NAME], true),
        ("api.paypal.com", &["api.paypal.com"], true),
        ("messageverificationcerts.sandbox.paypal.com", &[], true),
        ("evil.com", &["evil.com"], false),
        ("evil.com", &[NAME], false),
        (NAME, &["evil.com"], false),
        ("", &[], false),
        ("paypal.com", &[], false),
        ("a.b.paypal.com", &[], false),
        ("evilpaypal.com", &[], false),
        ("messageverificationcerts.paypal.com.evil.com", &[], false),
        ("messageverificationcerts.paypal.com\0.evil.com", &[], false),
        ("*.paypal.com", &[], false),
        (".paypal.com", &[], false),
    ];
    for (common, names, believed) in cases {
        let outcome = under(AUTHORITY.chain(Paper { common, names, ..Paper::default() }, &KEY)).await;
        assert_eq!(outcome, if believed { Ok(()) } else { Err(FOREIGN) }, "{common:?} {names:?}");
    }
}

#[tokio::test]
async fn a_certificate_holds_in_its_time_and_under_a_trusted_root() {
    let paper = Paper::default();
    let untrusted = [
        ("expired", AUTHORITY.chain(Paper { until: 2030, ..paper }, &KEY)),
        ("not yet valid", AUTHORITY.chain(Paper { from: 2031, ..paper }, &KEY)),
        ("self-signed", paper.self_signed(&KEY)),
        ("self-signed beside the real root", format!("{}{}", paper.self_signed(&KEY), AUTHORITY.root())),
        ("of another authority", Authority::new().chain(paper, &KEY)),
        ("without the one between", AUTHORITY.leaf(paper, &KEY)),
        ("the root itself", AUTHORITY.root()),
    ];
    for (what, pem) in untrusted {
        assert_eq!(under(pem).await, Err(UNTRUSTED), "{what}");
    }
    let browsers = Verifier::new(
        WEBHOOK_ID.to_owned(),
        Hosts::Live,
        Roots::with(b"").expect("public roots"),
        shelf(Ok(AUTHORITY.chain(paper, &KEY).into_bytes())),
    );
    assert_eq!(Delivery::genuine().check(&browsers).await, Err(UNTRUSTED), "our own root is trusted only where it was named");
}

#[tokio::test]
async fn a_certificate_vouches_for_its_own_key_alone() {
    assert_eq!(under(AUTHORITY.chain(Paper::default(), &rsa_key())).await, Err(Rejection::Signature));
    let elliptic = KeyPair::generate().expect("a key");
    let verifier = verifier(shelf(Ok(AUTHORITY.chain(Paper::default(), &elliptic).into_bytes())));
    assert_eq!(Delivery::signed_by(&elliptic, WEBHOOK_ID).check(&verifier).await, Err(Rejection::Signature));
}

#[tokio::test]
async fn what_is_no_chain_is_refused() {
    let leaf = AUTHORITY.leaf(Paper::default(), &KEY);
    let broken = format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", STANDARD.encode(b"no certificate"));
    for pem in [String::new(), "<html>".to_owned(), KEY.serialize_pem(), leaf.repeat(9), leaf[..200].to_owned(), broken] {
        assert!(matches!(under(pem.clone()).await, Err(Rejection::Certificate(_))), "{pem}");
    }
}

#[tokio::test]
async fn a_certificate_is_fetched_once_and_its_absence_is_not_remembered() {
    let source = shelf(Ok(AUTHORITY.chain(Paper::default(), &KEY).into_bytes()));
    let patient = verifier(source.clone());
    let delivery = Delivery::genuine();
    let outcomes = futures::future::join_all((0..20).map(|_| delivery.check(&patient))).await;
    assert!(outcomes.iter().all(Result::is_ok) && delivery.check(&patient).await.is_ok());
    assert_eq!(source.asked.load(Ordering::SeqCst), 1);

    let missing = CertificateError::Unreachable("timeout".to_owned());
    let source = shelf(Err(missing.clone()));
    let verifier = verifier(source.clone());
    for _ in 0..2 {
        let outcome = delivery.check(&verifier).await;
        assert_eq!(outcome, Err(Rejection::Fetch(missing.clone())));
        assert!(outcome.is_err_and(|rejection| rejection.is_passing()));
    }
    assert_eq!(source.asked.load(Ordering::SeqCst), 2);
}
