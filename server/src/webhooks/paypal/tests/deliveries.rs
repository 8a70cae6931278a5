//! One good certificate; deliveries of every kind.

use super::*;

#[tokio::test]
async fn what_the_provider_signed_is_believed() {
    assert_eq!(Delivery::genuine().check(&genuine()).await.as_deref(), Ok("69cd13f0-d67a-11e5-baa3-778b53f4ae55"));
}

#[tokio::test]
async fn a_change_of_anything_signed_is_noticed() {
    let verifier = genuine();
    let good = Delivery::genuine();
    let mut bodies = vec![Vec::new(), [BODY, b" "].concat(), BODY[1..].to_vec()];
    bodies.extend((0..BODY.len()).map(|place| {
        let mut body = BODY.to_vec();
        body[place] ^= 1;
        body
    }));
    for body in bodies {
        let changed = Delivery { body: body.clone(), ..good.clone() };
        assert_eq!(changed.check(&verifier).await, Err(Rejection::Signature), "{}", String::from_utf8_lossy(&body));
    }
    let others = [
        good.clone().with("paypal-transmission-id", "69cd13f0-d67a-11e5-baa3-778b53f4ae56"),
        good.clone().with("paypal-transmission-time", "2030-06-01T12:00:01Z"),
        good.clone().with("paypal-transmission-time", "2030-06-01T12:00:00.000Z"),
        Delivery::signed_by(&KEY, "8PT597110X687430LKGECATB"),
        Delivery::signed_by(&KEY, "WEBHOOK_ID"),
        Delivery::signed_by(&KEY, ""),
        Delivery::signed_by(&rsa_key(), WEBHOOK_ID),
        good.clone().with("paypal-transmission-sig", ""),
        good.with("paypal-transmission-sig", &STANDARD.encode([0; 256])),
    ];
    for (number, other) in others.iter().enumerate() {
        assert_eq!(other.check(&verifier).await, Err(Rejection::Signature), "{number}");
    }
}

#[tokio::test]
async fn each_header_stands_there_once_and_in_its_form() {
    let verifier = genuine();
    let good = Delivery::genuine();
    for place in 0..good.headers.len() {
        let mut without = good.clone();
        let header = without.headers.remove(place);
        assert_eq!(without.check(&verifier).await, Err(Rejection::Malformed(header.0)));
        let mut twice = good.clone();
        twice.headers.push(header.clone());
        assert_eq!(twice.check(&verifier).await, Err(Rejection::Malformed(header.0)));
    }
    let cases = [
        ("paypal-auth-algo", vec!["", "none", "SHA1withRSA", "SHA512withRSA", "SHA256withECDSA", "sha256withrsa", "SHA256withRSA,none"]),
        ("paypal-transmission-id", vec!["", "a|b", "a b", "../a", "é"]),
        ("paypal-transmission-time", vec!["", "now", "1906545600", "2030-06-01", "2030-06-01T12:00:00", "2030-13-01T12:00:00Z"]),
        ("paypal-transmission-sig", vec!["*", "AAA", "AAAA AAAA", "-_-_"]),
    ];
    for (name, values) in cases {
        let long = "0".repeat(2_000);
        for value in values.into_iter().chain([long.as_str()]) {
            assert_eq!(good.clone().with(name, value).check(&verifier).await, Err(Rejection::Malformed(name)), "{name}: {value}");
        }
    }
}

#[tokio::test]
async fn a_delivery_is_taken_for_three_days() {
    let verifier = genuine();
    let day = 24 * 60;
    for (minutes, expected) in [
        (-3 * day - 61, Err(Rejection::Stale)),
        (-3 * day - 59, Ok(())),
        (-day, Ok(())),
        (9, Ok(())),
        (11, Err(Rejection::Stale)),
        (365 * day, Err(Rejection::Stale)),
    ] {
        let sent_at = (now() + TimeDelta::minutes(minutes)).to_rfc3339();
        let delivery = Delivery::sent_at(&sent_at, &KEY, WEBHOOK_ID);
        assert_eq!(delivery.check(&verifier).await.map(drop), expected, "{minutes} minutes");
    }
}

#[tokio::test]
async fn nothing_is_fetched_for_a_foreign_address() {
    let source = shelf(Ok(AUTHORITY.chain(Paper::default(), &KEY).into_bytes()));
    let verifier = verifier(source.clone());
    for address in ["https://api.paypal.com.evil.example/v1/notifications/certs/CERT-1", "https://169.254.169.254/latest", ""] {
        let delivery = Delivery::genuine().with("paypal-cert-url", address);
        assert_eq!(delivery.check(&verifier).await, Err(Rejection::Address), "{address}");
    }
    assert_eq!(source.asked.load(Ordering::SeqCst), 0);
}

/// Four bytes after which the checksum is `wanted`.
fn forcing(prefix: &[u8], wanted: u32) -> [u8; 4] {
    let table: Vec<u32> =
        (0..256).map(|byte| (0..8).fold(byte, |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })).collect();
    let back = |register: u32| {
        let index = table.iter().position(|entry| entry >> 24 == register >> 24).expect("each first byte stands there once");
        ((register ^ table[index]) << 8) | u32::try_from(index).expect("a byte")
    };
    ((0..4).fold(!wanted, |register, _| back(register)) ^ !crc32fast::hash(prefix)).to_le_bytes()
}

/// What the signature cannot notice, and why nothing that a delivery says is believed without asking.
#[tokio::test]
async fn another_body_with_the_same_checksum_passes() {
    let lie = br#"{"id":"WH-2","event_type":"PAYMENT.CAPTURE.COMPLETED","resource":{"id":"CAP2"}}"#;
    let forged = [&lie[..], &forcing(lie, crc32fast::hash(BODY))].concat();
    assert!(forged != BODY && crc32fast::hash(&forged) == crc32fast::hash(BODY));
    assert!(Delivery { body: forged, ..Delivery::genuine() }.check(&genuine()).await.is_ok());
}
