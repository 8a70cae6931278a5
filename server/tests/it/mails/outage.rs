//! The mail service is away, busy, or says nothing of what it did. Every mail goes out in the end, and once.

use super::post;
use crate::on_both;
use crate::support::{Plan, Shop, eventually};
use chrono::TimeDelta;
use domain::mail_topic::MailTopic;
use serde_json::json;

fn by_resend() -> Plan {
    Plan { resend: true, ..Plan::default() }
}

/// How often the mails of the shop were tried, those together that wait.
async fn tries(shop: &Shop) -> i64 {
    shop.count("SELECT SUM(attempts) FROM jobs WHERE kind = 'send_mail'").await
}

/// Waits until nobody is at work on a mail: who is when the clock leaps has lost it.
async fn rest(shop: &Shop) {
    let at_work = "SELECT COUNT(*) FROM jobs WHERE state = 'pending' AND leased_until IS NOT NULL";
    eventually("nobody is at work", || async { shop.count(at_work).await == 0 }).await;
}

/// The shop tries again, as often as it is said; between two tries no more than the longest pause passes.
async fn passes(shop: &Shop, tried: i64) {
    for pause in 1..=tried {
        rest(shop).await;
        let before = tries(shop).await;
        shop.clock.run_ahead(TimeDelta::minutes(7) * i32::try_from(pause).unwrap());
        eventually("it is tried again", || async { tries(shop).await > before }).await;
    }
}

on_both!(mails_outlast_an_hour_without_the_service, by_resend(), |shop| async move {
    shop.sandbox.fault("send_mail", "error_500_before", 100_000).await;
    for number in 0..3 {
        post(&shop, MailTopic::Questions, &format!("questions/{number}")).await;
    }
    passes(&shop, 12).await;
    assert!(shop.count("SELECT MAX(attempts) FROM jobs WHERE kind = 'send_mail'").await > 10, "they were tried often");
    assert_eq!(shop.count("SELECT COUNT(*) FROM jobs WHERE kind = 'send_mail' AND state = 'parked'").await, 0);
    assert_eq!(shop.sandbox.mails().await, json!({}));
    shop.sandbox.heal().await;
    shop.clock.run_ahead(TimeDelta::hours(20));
    shop.settles().await;
    assert_eq!(shop.sandbox.mails().await.as_object().unwrap().len(), 3);
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE state = 'sent'").await, 3);
});

on_both!(a_mail_goes_out_once_whatever_becomes_of_the_answer, by_resend(), |shop| async move {
    let modes = ["error_429", "error_500_but_done", "timeout_before", "timeout_after", "drop_after", "malformed_json"];
    for (mode, mails) in modes.into_iter().zip(1..) {
        shop.sandbox.control("faults", json!({ "op": "send_mail", "mode": mode, "times": 2, "value": 50 })).await;
        post(&shop, MailTopic::Questions, mode).await;
        shop.settles().await;
        let tried = "SELECT COUNT(*) FROM jobs WHERE kind = 'send_mail' AND attempts = 3";
        assert_eq!(shop.count(tried).await, mails, "{mode}: twice in vain");
    }
    assert_eq!(shop.sandbox.mails().await.as_object().unwrap().len(), 6);
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE state = 'sent'").await, 6);
});

on_both!(a_mail_that_is_refused_waits_for_a_person, by_resend(), |shop| async move {
    shop.sandbox.fault("send_mail", "error_429", 100_000).await;
    post(&shop, MailTopic::Questions, "questions/1").await;
    eventually("it was tried", || async { tries(&shop).await > 0 }).await;
    shop.execute("UPDATE mails SET recipient = 'nobody@shop.invalid'").await;
    shop.sandbox.heal().await;
    let parked = || async { shop.count("SELECT COUNT(*) FROM jobs WHERE state = 'parked' AND attempts >= 10").await == 1 };
    for pause in 1..=20 {
        rest(&shop).await;
        if parked().await {
            break;
        }
        let before = tries(&shop).await;
        shop.clock.run_ahead(TimeDelta::minutes(7 * pause));
        eventually("it is tried again", || async { tries(&shop).await > before }).await;
    }
    eventually("it is parked", parked).await;
    assert_eq!(shop.sandbox.mails().await, json!({}));
});
