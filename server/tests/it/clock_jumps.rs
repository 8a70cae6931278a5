//! The server's clock is set while buyers pay: nobody loses a seat to it.

use crate::on_both;
use crate::sign_in;
use crate::support::shop::started;
use crate::support::signing::Sender;
use crate::support::{Plan, eventually};
use chrono::TimeDelta;
use futures::future::join_all;
use std::time::Duration;

fn watched() -> Plan {
    Plan { clock_leap: Duration::from_mins(5), ..Plan::default() }
}

on_both!(a_clock_that_leaps_an_hour_and_back_ends_no_hold, watched(), |shop| async move {
    let emails: Vec<_> = (0..10).map(|index| format!("buyer{index}@example.com")).collect();
    let begun = join_all(emails.iter().map(|email| async { started(&shop.try_start(&shop.browser(), email).await.ok()) })).await;
    let held = || async { shop.count("SELECT COUNT(*) FROM holds WHERE state = 'held'").await };
    for ahead in [TimeDelta::hours(1), TimeDelta::zero(), TimeDelta::hours(1)] {
        tokio::time::sleep(Duration::from_millis(500)).await;
        shop.clock.run_ahead(ahead);
        tokio::time::sleep(Duration::from_millis(700)).await;
        assert_eq!(held().await, 10, "after a leap to {ahead}");
    }
    shop.sandbox.confirm(&begun[0].intent, "4242424242424242").await;
    shop.reaches(&begun[0].public_id, "paid").await;
    for minutes in (0..24).step_by(4) {
        shop.clock.run_ahead(TimeDelta::hours(1) + TimeDelta::minutes(minutes));
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
    eventually("time that really passes ends them", || async { held().await == 0 }).await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM orders WHERE state = 'expired'").await, 9);
});

on_both!(a_clock_that_is_an_hour_off_signs_nobody_out_and_a_link_lives_ten_minutes_of_it, watched(), |shop| async move {
    let ada = shop.browser();
    let bought = shop.buy(&ada, "ada@example.com").await;
    shop.reaches(&bought.public_id, "paid").await;
    shop.settles().await;
    sign_in::sign_in(&shop, &ada, "ada@example.com").await;
    for minutes in [60, -60, 0] {
        let link = sign_in::token(&shop, &shop.browser(), "ada@example.com").await;
        shop.clock.run_ahead(TimeDelta::minutes(minutes));
        let viewer = ada.read("identity/viewer", &[]).await.ok();
        assert_eq!(viewer["person"]["email"], "ada@example.com", "{minutes} minutes: the session lives on");
        let redeemed = shop.browser().call("identity/redeem_link", &[("token", &link)]).await.status.as_u16();
        assert_eq!(redeemed, if minutes == 60 || minutes == 0 { 410 } else { 200 }, "a link of before the jump of {minutes} minutes");
        let fresh = sign_in::token(&shop, &shop.browser(), "ada@example.com").await;
        assert_eq!(shop.browser().call("identity/redeem_link", &[("token", &fresh)]).await.status, 200, "a new link works at once");
    }
});

on_both!(
    a_clock_that_is_an_hour_off_believes_no_event_and_still_lets_buyers_in,
    Plan { webhooks: false, ..watched() },
    |shop| async move {
        let sender = Sender::new(&shop.base);
        for (number, minutes) in [60, -60].into_iter().enumerate() {
            shop.clock.run_ahead(TimeDelta::minutes(minutes));
            let started = shop.buy(&shop.browser(), &format!("buyer{number}@example.com")).await;
            let paid = shop.sandbox.event(&started.intent, "payment_intent.succeeded").await;
            assert_eq!(sender.try_deliver(&paid).await, Some(400), "{minutes} minutes off, it may be a repetition");
            shop.reaches(&started.public_id, "paid").await;
            shop.settles().await;
            shop.clock.run_ahead(TimeDelta::zero());
            assert_eq!(sender.try_deliver(&paid).await, Some(200), "the provider tries again, and the clock is right");
            shop.settles().await;
        }
        assert_eq!(shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await, 2);
        assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'receipt'").await, 2);
    }
);
