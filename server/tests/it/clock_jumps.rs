//! The server's clock is set while buyers pay: nobody loses a seat to it.

use crate::on_both;
use crate::support::shop::started;
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
