//! Thousands of forged deliveries: refused, and not one row of them.

mod forger;

use super::silent;
use crate::on_both;
use crate::support::signing::{Sender, sign};
use forger::{Forger, SECRET};
use futures::StreamExt;
use futures::stream::iter;
use serde_json::json;

impl Forger {
    fn shapes(&mut self) {
        let (time, good, body) = (self.time, self.good.clone(), self.body.clone());
        self.add("no header", &[], &body);
        let fit = format!("t={time},v1={good}");
        for other in [fit.clone(), String::new(), format!("t={time},v1={}", "0".repeat(64))] {
            self.add("two headers", &[fit.as_bytes(), other.as_bytes()], &body);
            self.add("two headers", &[other.as_bytes(), fit.as_bytes()], &body);
        }
        for header in [
            String::new(),
            ",".into(),
            "=".into(),
            good.clone(),
            format!("t={time}"),
            format!("v1={good}"),
            format!("t={time},v0={good}"),
            format!("t={time},v2={good}"),
            format!("t={time},V1={good}"),
            format!("T={time},v1={good}"),
            format!("t={time}, v1={good}"),
            format!("t={time};v1={good}"),
            format!("t={time} v1={good}"),
            format!("t={time},v1={good},"),
            format!(",t={time},v1={good}"),
            format!("t={time},,v1={good}"),
            format!("t={time},v1"),
            format!("t={time},v1=,v1={good}"),
            format!("t={time},v1=={good}"),
            format!("t={time},v1={good}={good}"),
            format!("t={time},t={time},v1={good}"),
            format!("t={time},v1={good},t={time}"),
            format!("t=1,t={time},v1={good}"),
            format!("t={time},v1=\"{good}\""),
            format!("\"t={time},v1={good}\""),
            format!("t={time},v1:{good}"),
            format!("{{\"t\":{time},\"v1\":\"{good}\"}}"),
            format!("t={time},v1={good},v1=zz"),
            format!("t={time},v1=0x{good}"),
        ] {
            self.header(format!("header {header}"), header);
        }
        for (most, with_the_right_one) in [(17, true), (1_000, true), (1_000, false), (16, false)] {
            let wrong = format!(",v1={}", "a".repeat(64)).repeat(most - 1);
            let last = if with_the_right_one { good.clone() } else { "b".repeat(64) };
            self.header(format!("{most} signatures"), format!("t={time}{wrong},v1={last}"));
        }
        self.header("64 kB of another scheme", format!("t={time},x={},v1={}", "a".repeat(64 << 10), "a".repeat(64)));
        self.header("64 kB of signature", format!("t={time},v1={}", "a".repeat(64 << 10)));
        self.header("64 kB of time", format!("t={},v1={good}", "1".repeat(64 << 10)));
        self.header("bytes that are no text", [fit.as_bytes(), b",\xff\xfe"].concat());
    }

    /// Times that are no time, under a signature over just these letters; and times of long ago.
    fn times(&mut self) {
        let time = self.time;
        let words = [
            "",
            "now",
            "NaN",
            "-1",
            "+1",
            "0",
            "00",
            "1e9",
            "0x10",
            "1.0",
            "1_000",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616",
        ];
        let near =
            ["-{}", "+{}", "0{}", " {}", "{} ", "{}.0", "{}e0", "{}s", "{}\t"].map(|pattern| pattern.replace("{}", &time.to_string()));
        let far =
            [301, 302, 600, 3_600, 86_400, 31_536_000].into_iter().flat_map(|s| [(time - s - 60).to_string(), (time + s + 60).to_string()]);
        for text in words.into_iter().map(str::to_owned).chain(near).chain(far) {
            let signature = sign(SECRET, &text, &self.body);
            self.header(format!("time {text:?}"), format!("t={text},v1={signature}"));
        }
        for other in [time - 1, time + 1] {
            self.header("another time than the signed one", format!("t={other},v1={}", self.good));
        }
    }

    fn signatures(&mut self) {
        let good = self.good.clone();
        for place in 0..64 {
            for digit in "0123456789abcdef".chars().filter(|digit| !good[place..].starts_with(*digit)) {
                self.signature(format!("digit {place} is {digit}"), &format!("{}{digit}{}", &good[..place], &good[place + 1..]));
            }
            self.signature(format!("{place} digits"), &good[..place]);
            self.signature(format!("{} digits", 65 + place), &format!("{good}{}", "0".repeat(place + 1)));
            let upper = format!("{}{}{}", &good[..place], good[place..=place].to_uppercase(), &good[place + 1..]);
            if upper != good {
                self.signature(format!("digit {place} is upper-case"), &upper);
            }
        }
        self.signature("upper-case", &good.to_uppercase());
        let time = self.time.to_string();
        let unjoined = [time.as_bytes(), self.body.as_slice()].concat();
        self.signature("no dot between", &sign(SECRET, "", &unjoined));
        self.signature("the body alone", &sign(SECRET, "", &self.body.clone()));
        for secret in [
            "",
            "whsec_",
            "sandbox",
            "whsec_sandbo",
            "whsec_sandbox ",
            "whsec_sandbox\n",
            "WHSEC_SANDBOX",
            "whsec_test",
            "whsec_somebody_else",
            "sk_test_sandbox",
            "pk_test_sandbox",
        ] {
            self.signature(format!("secret {secret:?}"), &sign(secret, &time, &self.body));
        }
        for number in 0..50 {
            self.signature(format!("another secret {number}"), &sign(&format!("whsec_{number:032x}"), &time, &self.body));
        }
    }

    fn bodies(&mut self) {
        let body = self.body.clone();
        for place in 0..body.len() {
            let mut other = body.clone();
            other[place] ^= 1;
            self.body(format!("byte {place} flipped"), &other);
            other.remove(place);
            self.body(format!("byte {place} missing"), &other);
        }
        for (what, prefix, suffix) in [
            ("a byte-order mark", b"\xef\xbb\xbf".as_slice(), b"".as_slice()),
            ("a space before", b" ", b""),
            ("a space after", b"", b" "),
            ("a line break after", b"", b"\n"),
            ("a NUL after", b"", b"\0"),
            ("a NUL before", b"\0", b""),
            ("itself again", body.as_slice(), b""),
        ] {
            self.body(what, &[prefix, &body, suffix].concat());
        }
        let value: serde_json::Value = serde_json::from_slice(&body).unwrap();
        self.body("written anew", &serde_json::to_vec(&value).unwrap());
        self.body("other line breaks", &String::from_utf8(body).unwrap().replace('\n', "\r\n").into_bytes());
        self.body("empty", b"");
    }

    /// Rightly signed, but no event.
    fn no_events(&mut self) {
        let long = "x".repeat(256);
        let texts = [
            String::new(),
            "null".into(),
            "7".into(),
            "[]".into(),
            "{}".into(),
            "\"evt_1\"".into(),
            "{\"id\":\"evt_1\"}".into(),
            "{\"type\":\"x\"}".into(),
            json!({ "id": "", "type": "x" }).to_string(),
            json!({ "id": 1, "type": "x" }).to_string(),
            json!({ "id": "evt_1", "type": null }).to_string(),
            json!({ "id": long, "type": "x" }).to_string(),
            json!({ "id": "evt_1", "type": long }).to_string(),
            "{\"id\":\"evt_1\",\"type\":\"x\"".into(),
            "{\"id\":\"evt_1\",\"id\":\"evt_2\",\"type\":\"x\"}".into(),
            "[".repeat(100_000),
            "{\"id\":\"evt_1\",\"type\":\"x\"}{}".into(),
        ];
        for text in texts {
            self.signed(format!("signed {}", text.get(..40).unwrap_or(&text)), text.as_bytes());
        }
        self.signed("signed bytes that are no text", b"{\"id\":\"\xff\xfe\",\"type\":\"x\"}");
        let marked = [b"\xef\xbb\xbf", self.body.as_slice()].concat();
        self.signed("a signed byte-order mark", &marked);
    }
}

on_both!(no_forgery_leaves_a_trace, silent(), |shop| async move {
    let mut forger = Forger::new();
    forger.shapes();
    forger.times();
    forger.signatures();
    forger.bodies();
    forger.no_events();
    for encoding in ["gzip", "deflate", "br"] {
        forger.packed(encoding);
    }
    let Forger { time, body, good, forgeries } = forger;
    assert!(forgeries.len() >= 2_000, "only {}", forgeries.len());
    let sender = Sender::new(&shop.base);
    let believed = iter(&forgeries).map(async |forgery| {
        let signatures = forgery.signatures.iter().map(|line| ("stripe-signature", line.as_slice()));
        let headers: Vec<_> = signatures.chain(forgery.encoding.map(|encoding| ("content-encoding", encoding.as_bytes()))).collect();
        let status = sender.post(&headers, forgery.body.clone()).await;
        (status != Some(400) && status != Some(413)).then(|| format!("{}: {status:?}", forgery.what))
    });
    let believed: Vec<_> = believed.buffer_unordered(16).filter_map(async |name| name).collect().await;
    assert_eq!(believed, Vec::<String>::new());
    let wrong = "a".repeat(64);
    for head in [
        format!("stripe-signature: t={time},v1={wrong}\r\ntransfer-encoding: chunked\r\n"),
        format!("stripe-signature: t={time},v1={good}\0\r\ntransfer-encoding: chunked\r\n"),
        format!("stripe-signature: t={time},v1={good}\r\nstripe-signature: t={time},v1={good}\r\ntransfer-encoding: chunked\r\n"),
    ] {
        let chunk = [format!("{:x}\r\n", body.len()).as_bytes(), &body, b"\r\n0\r\n\r\n"].concat();
        assert_eq!(sender.raw(&head, &chunk).await, 400, "{head:?}");
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM webhook_inbox").await, 0);
    assert_eq!(shop.count("SELECT COUNT(*) FROM jobs").await, 0);
    let header = format!("t={time},v1={good}");
    assert_eq!(sender.post(&[("stripe-signature", header.as_bytes())], body).await, Some(200), "the original is believed");
});
