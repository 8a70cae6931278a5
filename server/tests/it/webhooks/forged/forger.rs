//! Makes forgeries.

use crate::support::signing::{self, event, sign};
use serde_json::json;

/// A delivery that nobody should believe.
pub struct Forgery {
    pub what: String,
    pub signatures: Vec<Vec<u8>>,
    pub encoding: Option<&'static str>,
    pub body: Vec<u8>,
}

pub const SECRET: &str = "whsec_sandbox";

/// Makes forgeries out of one delivery that would be believed.
pub struct Forger {
    pub time: i64,
    pub body: Vec<u8>,
    pub good: String,
    pub forgeries: Vec<Forgery>,
}

impl Forger {
    /// Signs an event that would be believed.
    pub fn new() -> Self {
        let time = signing::now();
        let object = json!({ "id": "pi_1", "object": "payment_intent", "amount": 14_900, "amount_received": 14_900, "currency": "eur",
            "status": "succeeded", "customer": "cus_1", "metadata": { "order_id": "00000000-0000-0000-0000-000000000000" } });
        let body = serde_json::to_vec_pretty(&event("payment_intent.succeeded", &object)).unwrap();
        let good = sign(SECRET, &time.to_string(), &body);
        Self { time, body, good, forgeries: Vec::new() }
    }

    /// Adds a forgery with these headers.
    pub fn add(&mut self, what: impl Into<String>, signatures: &[&[u8]], body: &[u8]) {
        let signatures = signatures.iter().map(|line| line.to_vec()).collect();
        self.forgeries.push(Forgery { what: what.into(), signatures, encoding: None, body: body.to_vec() });
    }

    /// The believable body under another header.
    pub fn header(&mut self, what: impl Into<String>, header: impl AsRef<[u8]>) {
        let body = self.body.clone();
        self.add(what, &[header.as_ref()], &body);
    }

    /// The believable body under another hexadecimal signature.
    pub fn signature(&mut self, what: impl Into<String>, signature: &str) {
        self.header(what, format!("t={},v1={signature}", self.time));
    }

    /// Another body under the believable header.
    pub fn body(&mut self, what: impl Into<String>, body: &[u8]) {
        let header = format!("t={},v1={}", self.time, self.good);
        self.add(what, &[header.as_bytes()], body);
    }

    /// Another body, rightly signed.
    pub fn signed(&mut self, what: impl Into<String>, body: &[u8]) {
        let header = signing::header(&[SECRET], self.time, body);
        self.add(what, &[header.as_bytes()], body);
    }

    /// What was packed for the transport; the signature is over what was in it.
    pub fn packed(&mut self, encoding: &'static str) {
        let body = gzip(&self.body);
        self.body(format!("as {encoding}"), &body);
        self.forgeries.last_mut().unwrap().encoding = Some(encoding);
    }
}

/// A gzip file that stores its content as it is.
fn gzip(content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap();
    let mut crc = u32::MAX;
    for byte in content {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    let head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    [&head[..], &length.to_le_bytes(), &(!length).to_le_bytes(), content, &(!crc).to_le_bytes(), &u32::from(length).to_le_bytes()].concat()
}
