//! Session tokens over HTTP: one that is not exactly right is nobody's, and one that was right is nobody's once its session has ended.

use super::{GOOD, enter, is_in, save, with_password};
use crate::on_both;
use crate::sign_in::sign_in;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

fn part(text: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
}

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// The token with fields of its header or its claims set, and its signature kept.
fn forged(token: &str, header: &Value, claims: &Value) -> String {
    let [head, body, signature] = token.split('.').collect::<Vec<_>>().try_into().unwrap();
    let with = |text: &str, changes: &Value| {
        let mut fields = part(text);
        fields.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        encoded(&fields)
    };
    format!("{}.{}.{signature}", with(head, header), with(body, claims))
}

on_both!(a_forged_cookie_is_anonymous, |shop| async move {
    let ada = with_password(&shop, "ada@example.com").await;
    let token = ada.cookie("session").unwrap();
    let (unsigned, _) = token.rsplit_once('.').unwrap();
    let none = json!({});
    for (what, cookie) in [
        ("no algorithm", forged(&token, &json!({ "alg": "none" }), &none)),
        ("no algorithm and no signature", format!("{unsigned}.")),
        ("another algorithm", forged(&token, &json!({ "alg": "RS256" }), &none)),
        ("a key of its own", forged(&token, &json!({ "jwk": { "kty": "oct", "k": "YQ" } }), &none)),
        ("a key elsewhere", forged(&token, &json!({ "kid": "../../../../dev/null" }), &none)),
        ("a key by SQL", forged(&token, &json!({ "kid": "x' UNION SELECT 'a" }), &none)),
        ("another role", forged(&token, &none, &json!({ "role": "ADMIN" }))),
        ("a longer life", forged(&token, &none, &json!({ "exp": 99_999_999_999_i64 }))),
        ("two signatures", format!("{token}.{token}")),
        ("nothing", ".".to_owned()),
    ] {
        let browser = shop.browser();
        browser.set_cookie("session", &cookie);
        assert_eq!(browser.read("learning/outline", &[]).await.status, 401, "{what}");
        assert_eq!(browser.get("/learn").await.status, 303, "{what}");
        assert_eq!(browser.get("/admin").await.status, 404, "{what}");
    }
    assert!(is_in(&ada).await, "the true one holds");
});

on_both!(an_old_token_is_refused_at_once, |shop| async move {
    let ada = with_password(&shop, "ada@example.com").await;
    for what in ["signing out", "another password", "an end from elsewhere", "a ban"] {
        let old = shop.browser();
        enter(&old, "ada@example.com", GOOD).await.ok();
        assert!(is_in(&old).await, "{what}");
        let cookie = old.cookie("session").unwrap();
        match what {
            "signing out" => drop(old.call("identity/sign_out", &[]).await.ok()),
            "another password" => drop(save(&ada, GOOD).await.ok()),
            "an end from elsewhere" => {
                sign_in(&shop, &ada, "ada@example.com").await;
                ada.call("sessions/end_all", &[]).await.ok();
            }
            _ => shop.execute("UPDATE users SET banned_at = created_at WHERE email_normalized = 'ada@example.com'").await,
        }
        old.set_cookie("session", &cookie);
        assert!(!is_in(&old).await, "{what}");
    }
});
