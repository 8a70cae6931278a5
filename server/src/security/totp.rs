//! The codes of authenticators: RFC 6238 with SHA-1, six digits and half a minute, which is what all of them know.

use super::hash::same;
use aws_lc_rs::hmac;
use domain::second_factor::{DIGITS, STEP_S};

/// A secret has so many bytes: as many as RFC 4226 advises.
pub const SECRET_BYTES: usize = 20;

/// The code of a half minute.
pub fn code(secret: &[u8], step: i64) -> u32 {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let offset = usize::from(tag.last().copied().unwrap_or_default() & 15);
    let four = tag.get(offset..offset + 4).and_then(|four| four.try_into().ok()).unwrap_or_default();
    (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000
}

/// The half minute whose code this is, if it is one of those.
pub fn step_of(secret: &[u8], typed: u32, steps: impl Iterator<Item = i64>) -> Option<i64> {
    steps.filter(|step| same(&code(secret, *step).to_be_bytes(), &typed.to_be_bytes())).last()
}

/// A secret as authenticators take it when it is typed (RFC 4648, base 32, without padding).
pub fn text(secret: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let letter = |five: &[u8]| {
        let index = five.iter().fold(0, |index, bit| index * 2 + usize::from(*bit));
        char::from(ALPHABET[(index << (5 - five.len())) & 31])
    };
    let bits: Vec<u8> = secret.iter().flat_map(|byte| (0..8).rev().map(move |place| byte >> place & 1)).collect();
    bits.chunks(5).map(letter).collect()
}

/// The address in the code that an authenticator reads with its camera.
pub fn address(secret: &[u8], issuer: &str, account: &str) -> String {
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    let (issuer, account, secret) = (encoded(issuer), encoded(account), text(secret));
    format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&digits={DIGITS}&period={STEP_S}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    /// The last six of the eight digits that RFC 6238 prints in its appendix B.
    #[test]
    fn codes_are_those_of_the_standard() {
        for (second, expected) in
            [(59, 287_082), (1_111_111_109, 81_804), (1_111_111_111, 50_471), (1_234_567_890, 5_924), (2_000_000_000, 279_037)]
        {
            assert_eq!(code(SECRET, second / STEP_S), expected, "{second}");
        }
    }

    #[test]
    fn a_code_is_found_among_its_neighbours_alone() {
        let steps = || 99..=101;
        for step in steps() {
            assert_eq!(step_of(SECRET, code(SECRET, step), steps()), Some(step));
        }
        for step in [98, 102] {
            assert_eq!(step_of(SECRET, code(SECRET, step), steps()), None);
        }
    }

    #[test]
    fn a_secret_can_be_typed_and_read_by_a_camera() {
        assert_eq!(text(SECRET), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!((text(b"f").as_str(), text(b"foobar").as_str()), ("MY", "MZXW6YTBOI"));
        let address = address(SECRET, "A & B", "ada@example.com");
        assert_eq!(
            address,
            "otpauth://totp/A%20%26%20B:ada%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=A%20%26%20B&digits=6&period=30"
        );
    }
}
