//! Takes secrets out of JSON that people will read.

use serde_json::Value;

/// What stands in the place of a secret.
pub const MASK: &str = "•••";

/// Fields with one of these in their name hold secrets.
const SECRET_NAMES: [&str; 8] = ["secret", "token", "password", "passphrase", "api_key", "private_key", "cookie", "authorization"];
/// Texts with one of these in them are secrets, whatever their field is called: keys and client secrets of Stripe.
const SECRET_SHAPES: [&str; 6] = ["sk_live_", "sk_test_", "rk_live_", "rk_test_", "whsec_", "_secret_"];

/// The same JSON with every secret text masked. Numbers and switches stay: `secret: true` tells nothing.
pub fn redacted(value: Value) -> Value {
    walk(value, false, &|text| text)
}

/// The same with e-mail addresses shortened to `a•••@example.com`.
pub fn redacted_with_addresses(value: Value) -> Value {
    walk(value, false, &|text| shortened(&text).unwrap_or(text))
}

fn walk(value: Value, secret: bool, show: &impl Fn(String) -> String) -> Value {
    match value {
        Value::String(text) if secret && !text.is_empty() || is_secret(&text) => Value::String(MASK.to_owned()),
        Value::String(text) => Value::String(show(text)),
        Value::Array(items) => items.into_iter().map(|item| walk(item, secret, show)).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| {
                let secret = secret || names_secret(&name);
                (name, walk(value, secret, show))
            })
            .collect(),
        other => other,
    }
}

fn names_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SECRET_NAMES.iter().any(|word| name.contains(word))
}

fn is_secret(text: &str) -> bool {
    SECRET_SHAPES.iter().any(|shape| text.contains(shape))
}

fn shortened(text: &str) -> Option<String> {
    domain::email::EmailAddress::parse(text).ok().map(|address| address.masked())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn secrets_are_masked_by_name_and_by_shape_wherever_they_are() {
        let value = json!({
            "client_secret": "pi_1_secret_2",
            "note": "the key is sk_live_123",
            "list": [{ "Session-Token": "abc" }, { "token": { "value": "deep" } }],
            "secret": true,
            "amount": 5,
            "email": "ada@example.com",
        });
        let masked = json!({
            "client_secret": MASK,
            "note": MASK,
            "list": [{ "Session-Token": MASK }, { "token": { "value": MASK } }],
            "secret": true,
            "amount": 5,
            "email": "ada@example.com",
        });
        assert_eq!(redacted(value), masked);
    }

    #[test]
    fn addresses_are_shortened_where_that_is_wanted() {
        assert_eq!(redacted_with_addresses(json!({ "to": ["ada@example.com", "Ada"] })), json!({ "to": ["a•••@example.com", "Ada"] }));
    }
}
