//! PayPal: a shop's account, and deliveries in its name, signed by the sandbox or by nobody.

use super::database::Scratch;
use super::{Browser, Plan, Shop};
use serde_json::{Value, json};
use std::path::PathBuf;

/// The file with the root that vouches for the sandbox's PayPal events.
pub fn roots(scratch: &Scratch) -> PathBuf {
    scratch.folder.join("paypal-roots.pem")
}

/// The settings of an account at the sandbox.
pub fn variables(plan: &Plan, scratch: &Scratch, sandbox: &str) -> [(String, String); 6] {
    [
        ("PAYPAL_API_BASE", sandbox.to_owned()),
        ("PAYPAL_CLIENT_ID", "paypal_sandbox_client".to_owned()),
        ("PAYPAL_CLIENT_SECRET", "paypal_sandbox_secret".to_owned()),
        ("PAYPAL_WEBHOOK_ID", "WH-SANDBOX".to_owned()),
        ("PAYPAL_VAULT", plan.vault.to_string()),
        ("PAYPAL_WEBHOOK_ROOTS", roots(scratch).display().to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
}

/// Brings deliveries to one shop.
pub struct Postman {
    door: String,
    signer: String,
    http: reqwest::Client,
}

/// The headers of a delivery.
pub type Headers = Vec<(String, String)>;

impl Postman {
    /// To this shop.
    pub fn new(shop: &Shop) -> Self {
        Self {
            door: format!("{}/webhooks/paypal", shop.base),
            signer: format!("{}/_control/paypal/sign", shop.sandbox.url),
            http: super::browser::client(),
        }
    }

    /// The headers of a genuine delivery of a body, but for `overrides`.
    pub async fn sign(&self, body: &str, overrides: Value) -> Headers {
        let asked = json!({ "body": body, "overrides": overrides });
        let answer = self.http.post(&self.signer).json(&asked).send().await.unwrap();
        assert!(answer.status().is_success(), "{asked}: {}", answer.status());
        let told: Value = answer.json().await.unwrap();
        let headers = told["headers"].as_object().unwrap().iter().filter(|(name, _)| *name != "paypal-auth-version");
        headers.map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())).collect()
    }

    /// Posts a body under headers. Gives the status.
    pub async fn post(&self, headers: &Headers, body: &str) -> u16 {
        let request = self.http.post(&self.door).header("content-type", "application/json").body(body.to_owned());
        let answer = headers.iter().fold(request, |request, (name, value)| request.header(name, value)).send().await.unwrap();
        answer.status().as_u16()
    }

    /// Delivers an event, rightly signed now, and it is taken.
    pub async fn deliver(&self, event: Value) {
        let body = event.to_string();
        let headers = self.sign(&body, json!({})).await;
        assert_eq!(self.post(&headers, &body).await, 200, "{body}");
    }
}

impl Shop {
    /// Asks for a quote and begins to pay by PayPal.
    pub async fn try_start_paypal(&self, browser: &Browser, email: &str) -> super::browser::Answer {
        super::shop::begin_with(browser, email, "paypal").await
    }

    /// Begins to pay by PayPal; it must work.
    pub async fn start_paypal(&self, browser: &Browser, email: &str) -> super::shop::Started {
        let answer = self.try_start_paypal(browser, email).await.ok();
        let address = answer["redirect_to"].as_str().unwrap_or_else(|| panic!("no way to PayPal: {answer}"));
        let (_, token) = address.split_once("token=").unwrap();
        super::shop::Started {
            public_id: answer["public_id"].as_str().unwrap().to_owned(),
            intent: token.to_owned(),
            amount: answer["amount"]["minor"].as_i64().unwrap(),
        }
    }

    /// What the provider's ledger says of one payment.
    pub async fn truth_of(&self, reference: &str) -> Value {
        let truth = self.sandbox.truth().await;
        let found = truth["payments"].as_array().unwrap().iter().find(|payment| payment["reference"] == reference);
        found.unwrap_or_else(|| panic!("nobody knows {reference}")).clone()
    }
}

/// The text of an event that has the same CRC32 as `like`: a padding is chosen that forces it.
pub fn same_checksum(event: &Value, like: &[u8]) -> String {
    const PADDING: usize = 64;
    let mut padded = event.clone();
    padded["zz_padding"] = "a".repeat(PADDING).into();
    let mut text = padded.to_string().into_bytes();
    let start = text.windows(PADDING).position(|window| window == [b'a'; PADDING]).unwrap();
    let base = crc32fast::hash(&text);
    // Changing one letter changes the checksum by the same bits, whatever the other letters are: a linear system.
    let mut basis: Vec<(u32, u64)> = Vec::new();
    for place in 0..PADDING {
        text[start + place] = b'c';
        let change = reduce(&basis, (crc32fast::hash(&text) ^ base, 1 << place));
        text[start + place] = b'a';
        if change.0 != 0 {
            basis.push(change);
        }
    }
    let (rest, places) = reduce(&basis, (crc32fast::hash(like) ^ base, 0));
    assert_eq!(rest, 0, "64 letters reach every checksum");
    for place in (0..PADDING).filter(|place| places >> place & 1 == 1) {
        text[start + place] = b'c';
    }
    assert_eq!(crc32fast::hash(&text), crc32fast::hash(like));
    String::from_utf8(text).unwrap()
}

/// Takes out of a change what the basis can make, and notes of which places it is made then.
fn reduce(basis: &[(u32, u64)], change: (u32, u64)) -> (u32, u64) {
    basis.iter().fold(change, |(bits, places), (known, made_of)| {
        let leading = 1 << (31 - known.leading_zeros());
        if bits & leading == 0 { (bits, places) } else { (bits ^ known, places ^ made_of) }
    })
}
