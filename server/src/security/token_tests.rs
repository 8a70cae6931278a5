use super::*;
use crate::config::from_variables;
use crate::security::signed::key_id;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use sha2::Sha256;
use std::collections::HashMap;
use uuid::Uuid;

const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;
const TYPE: &str = "session+jwt";

fn settings(secret: &str, previous: Option<&str>) -> Settings {
    let mut variables = HashMap::from([("APP_SECRET".to_owned(), secret.to_owned())]);
    variables.extend(previous.map(|secret| ("APP_SECRET_PREVIOUS".to_owned(), secret.to_owned())));
    from_variables(&variables, "127.0.0.1:3000").expect("the settings are valid")
}

fn who() -> Identified {
    Identified { user: UserId(Uuid::from_u128(1)), session: SessionId(Uuid::from_u128(2)), generation: 3 }
}

fn token(settings: &Settings) -> String {
    sign(settings, who(), NOW, NOW + TimeDelta::hours(1)).expect("signing works")
}

/// What a token of this site says, with some of it changed.
fn claims(settings: &Settings, changes: &Value) -> Value {
    let exp = (NOW + TimeDelta::hours(1)).timestamp();
    let mut claims =
        json!({ "sub": who().user, "sid": who().session, "gen": 3, "aud": "session", "iss": settings.public_url, "iat": 0, "exp": exp });
    claims.as_object_mut().expect("an object").extend(changes.as_object().expect("an object").clone());
    claims
}

/// A token of any header and claims, signed with a site's secret.
fn signed(settings: &Settings, header: &Value, claims: &Value) -> String {
    let unsigned = format!("{}.{}", URL_SAFE_NO_PAD.encode(header.to_string()), URL_SAFE_NO_PAD.encode(claims.to_string()));
    let mut mac = Hmac::<Sha256>::new_from_slice(settings.app_secret.expose_secret().as_bytes()).expect("any key will do");
    mac.update(unsigned.as_bytes());
    format!("{unsigned}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

/// The token with its header replaced and its signature kept.
fn with_header(token: &str, header: &str) -> String {
    let rest = token.split_once('.').map(|(_, rest)| rest).unwrap_or_default();
    format!("{}.{rest}", URL_SAFE_NO_PAD.encode(header))
}

#[test]
fn a_token_identifies_until_the_second_it_expires() {
    let settings = settings("a", None);
    let token = token(&settings);
    assert_eq!(verify(&settings, &token, NOW), Some(who()));
    assert_eq!(verify(&settings, &token, NOW + TimeDelta::minutes(59)), Some(who()));
    assert_eq!(verify(&settings, &token, NOW + TimeDelta::hours(1)), None);
}

#[test]
fn an_old_secret_holds_while_it_is_configured() {
    let token = token(&settings("old", None));
    assert_eq!(verify(&settings("new", Some("old")), &token, NOW), Some(who()));
    assert_eq!(verify(&settings("new", None), &token, NOW), None);
}

#[test]
fn no_other_algorithm_type_or_key_is_accepted() {
    let settings = settings("a", None);
    let good = token(&settings);
    let kid = key_id(&settings.app_secret);
    let named = |alg: &str| format!(r#"{{"alg":"{alg}","typ":"{TYPE}","kid":"{kid}"}}"#);
    let keyed = |kid: &str| format!(r#"{{"alg":"HS256","typ":"{TYPE}","kid":"{kid}"}}"#);
    let algorithms = ["none", "None", "NONE", "nOnE", "HS384", "HS512", "RS256", "PS256", "ES256", "EdDSA", "", "hs256"].map(named);
    let keys = ["../../dev/null", "/dev/null", "x' UNION SELECT 'a' --", "x; rm -rf /", "https://evil.example/key", ""].map(keyed);
    let types = ["JWT", "at+jwt", "media+jwt", "SESSION+JWT"].map(|typ| format!(r#"{{"alg":"HS256","typ":"{typ}","kid":"{kid}"}}"#));
    let lacking = [format!(r#"{{"alg":"HS256","typ":"{TYPE}"}}"#), format!(r#"{{"alg":"HS256","kid":"{kid}"}}"#), "{}".to_owned()];
    for header in algorithms.into_iter().chain(keys).chain(types).chain(lacking) {
        let forged = with_header(&good, &header);
        let unsigned = format!("{}.", forged.rsplit_once('.').map(|(unsigned, _)| unsigned).unwrap_or_default());
        assert_eq!(verify(&settings, &forged, NOW), None, "{header}");
        assert_eq!(verify(&settings, &unsigned, NOW), None, "unsigned {header}");
    }
    for broken in [format!("{good}x"), format!("{good}.{good}"), good.replace('.', ".."), "..".to_owned(), String::new()] {
        assert_eq!(verify(&settings, &broken, NOW), None, "{broken}");
    }
}

#[test]
fn a_token_is_not_believed_what_its_key_is() {
    let here = settings("a", None);
    let attackers = settings("attacker's own", None);
    let rights = key_id(&here.app_secret);
    let claims = claims(&here, &json!({}));
    for key in [
        json!({ "jwk": { "kty": "oct", "k": URL_SAFE_NO_PAD.encode("attacker's own") } }),
        json!({ "jku": "https://evil.example/keys.json" }),
        json!({ "x5u": "https://evil.example/chain.pem" }),
        json!({ "x5c": ["MIIB"] }),
        json!({}),
    ] {
        for kid in [&rights, &key_id(&attackers.app_secret)] {
            let mut header = json!({ "alg": "HS256", "typ": TYPE, "kid": kid });
            header.as_object_mut().expect("an object").extend(key.as_object().expect("an object").clone());
            assert_eq!(verify(&here, &signed(&attackers, &header, &claims), NOW), None, "{header}");
        }
    }
}

#[test]
fn rightly_signed_claims_must_be_right_too() {
    let here = settings("a", None);
    let header = json!({ "alg": "HS256", "typ": TYPE, "kid": key_id(&here.app_secret) });
    let read = |changes: Value| verify(&here, &signed(&here, &header, &claims(&here, &changes)), NOW);
    assert_eq!(read(json!({})), Some(who()));
    assert_eq!(read(json!({ "nbf": NOW.timestamp() })), Some(who()));
    for wrong in [
        json!({ "exp": NOW.timestamp() }),
        json!({ "exp": -1 }),
        json!({ "exp": "never" }),
        json!({ "nbf": NOW.timestamp() + 1 }),
        json!({ "aud": "media" }),
        json!({ "aud": "" }),
        json!({ "iss": "https://evil.example" }),
        json!({ "sub": "nobody" }),
        json!({ "sid": 7 }),
        json!({ "gen": "first" }),
    ] {
        assert_eq!(read(wrong.clone()), None, "{wrong}");
    }
    for missing in ["exp", "aud", "iss", "sub", "sid"] {
        let mut claims = claims(&here, &json!({}));
        claims.as_object_mut().expect("an object").remove(missing);
        assert_eq!(verify(&here, &signed(&here, &header, &claims), NOW), None, "without {missing}");
    }
}

#[test]
fn a_token_for_anything_else_is_nobody() {
    let here = settings("a", None);
    for purpose in [Purpose { audience: "media", kind: "media+jwt" }, Purpose { audience: "session", kind: "media+jwt" }] {
        let other = seal(&here, &purpose, who(), NOW, NOW + TimeDelta::hours(1)).expect("signing works");
        assert_eq!(verify(&here, &other, NOW), None, "{} {}", purpose.audience, purpose.kind);
    }
}

#[test]
fn edited_claims_break_the_signature() {
    let here = settings("a", None);
    let good = token(&here);
    let [header, _, signature] = good.split('.').collect::<Vec<_>>().try_into().expect("three parts");
    for changes in [json!({ "role": "ADMIN" }), json!({ "exp": 99_999_999_999_i64 }), json!({ "sub": Uuid::from_u128(9) })] {
        let body = URL_SAFE_NO_PAD.encode(claims(&here, &changes).to_string());
        assert_eq!(verify(&here, &format!("{header}.{body}.{signature}"), NOW), None, "{changes}");
    }
}

#[test]
fn a_token_of_another_site_is_nobody() {
    let here = settings("a", None);
    let mut elsewhere = here.clone();
    elsewhere.public_url = "https://other.example".to_owned();
    assert_eq!(verify(&here, &token(&elsewhere), NOW), None);
}
