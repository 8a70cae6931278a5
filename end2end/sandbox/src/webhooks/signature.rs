//! `Stripe-Signature`.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::settings::Tamper;

/// The hexadecimal HMAC-SHA256 over `t.body`.
pub fn sign(secret: &str, timestamp: i64, body: &[u8]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(timestamp.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    hex::encode(mac.finalize().into_bytes())
}

/// The header and the body that are sent; both are wrong in the way `tamper` asks for.
pub fn header(secrets: &[String], now: i64, body: &str, tamper: Option<Tamper>) -> (Option<String>, String) {
    let timestamp = if tamper == Some(Tamper::Stale) { now - 301 } else { now };
    let wrong = ["whsec_of_somebody_else".to_owned()];
    let secrets = if tamper == Some(Tamper::Secret) { &wrong } else { secrets };
    let mut header = format!("t={timestamp}");
    for secret in secrets {
        let mut signature = sign(secret, timestamp, body.as_bytes());
        if tamper == Some(Tamper::Signature) {
            let last = if signature.ends_with('0') { '1' } else { '0' };
            signature.pop();
            signature.push(last);
        }
        header.push_str(",v1=");
        header.push_str(&signature);
    }
    let sent = if tamper == Some(Tamper::Body) { format!("{body} ") } else { body.to_owned() };
    ((tamper != Some(Tamper::Unsigned)).then_some(header), sent)
}

#[cfg(test)]
mod tests {
    use super::{header, sign};

    #[test]
    fn signs_as_stripe_does() {
        // Computed with Stripe's own recipe: `printf '1492774577.{}' | openssl dgst -sha256 -hmac whsec_test_secret`.
        assert_eq!(sign("whsec_test_secret", 1_492_774_577, b"{}"), "53140ab8fa70c511cc40d5c9198af7dde7bbaee877038c056d8250c3bd3b2e11",);
    }

    #[test]
    fn two_secrets_give_two_signatures() {
        let secrets = ["old".to_owned(), "new".to_owned()];
        let (header, body) = header(&secrets, 7, "{}", None);
        let expected = format!("t=7,v1={},v1={}", sign("old", 7, b"{}"), sign("new", 7, b"{}"));
        assert_eq!(header.unwrap(), expected);
        assert_eq!(body, "{}");
    }
}
