//! What the log says of a refused delivery: one line, and nothing of what was in it.

use crate::support::database::Kind;
use crate::support::signing::{Sender, header, now};
use crate::support::{eventually, process};
use serde_json::json;

mod a_forgery_is_one_line_of_the_log_without_its_body {
    use super::{Kind, forge_and_read};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        forge_and_read(Kind::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_postgres() {
        forge_and_read(Kind::Postgres).await;
    }
}

/// What no log may repeat: a word of the body, a name, an address, and the signature itself.
const WORDS: [&str; 4] = ["evt_forged_marker", "Mallory Marker", "mallory.marker@example.com", "pi_marker"];

async fn forge_and_read(kind: Kind) {
    process::run(kind, |program| async move {
        let sender = Sender::new(&program.base);
        let object = json!({ "id": WORDS[3], "name": WORDS[1], "receipt_email": WORDS[2] });
        let event = json!({ "id": WORDS[0], "type": "payment_intent.succeeded", "data": { "object": object } });
        let body = serde_json::to_vec(&event).unwrap();
        let forged = header(&["whsec_somebody_else"], now(), &body);
        let old = header(&["whsec_sandbox"], now() - 1_000, &body);
        let unsigned: [&[(&str, &[u8])]; 3] = [&[], &[("stripe-signature", forged.as_bytes())], &[("stripe-signature", old.as_bytes())]];
        for headers in unsigned {
            assert_eq!(sender.post(headers, body.clone()).await, Some(400));
        }
        let nonsense = [WORDS[1].as_bytes(), b" is no event"].concat();
        assert_eq!(sender.deliver_as(&["whsec_sandbox"], now(), &nonsense).await, Some(400));
        let refusals = |log: &str| log.lines().filter(|line| line.contains("a webhook was refused")).count();
        eventually("four lines are written", || async { refusals(&program.log()) == 4 }).await;
        let log = program.log();
        assert_eq!(log.lines().filter(|line| line.contains("/webhooks/stripe")).count(), 4, "a line each and no other: {log}");
        let signatures = [&forged, &old].map(|header| header.split("v1=").nth(1).unwrap().to_owned());
        for word in WORDS.into_iter().chain(signatures.iter().map(String::as_str)) {
            assert!(!log.contains(word), "{word} in {log}");
        }
    })
    .await;
}
