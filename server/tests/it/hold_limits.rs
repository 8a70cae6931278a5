//! Nobody holds the room empty: a few unpaid seats for a person and for a network address, and no more.

use crate::on_both;
use crate::support::browser::Answer;
use crate::support::shop::{begin, started};
use crate::support::{Plan, Shop, eventually};
use futures::future::join_all;
use std::time::Duration;

/// A public address that nobody has.
const ADDRESS: &str = "203.0.113.7";

fn behind_a_proxy() -> Plan {
    Plan { client_ip: "X-Forwarded-For", background: false, webhooks: false, ..Plan::default() }
}

async fn begin_from(shop: &Shop, address: &str, email: &str) -> Answer {
    begin(&shop.browser().at_address(address), email).await
}

on_both!(one_address_holds_six_seats_however_many_tabs_press_at_once, behind_a_proxy(), |shop| async move {
    let emails: Vec<_> = (0..40).map(|index| format!("eve{index}@example.com")).collect();
    let answers = join_all(emails.iter().map(|email| begin_from(&shop, ADDRESS, email))).await;
    let held = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(held, 6);
    for refused in answers.iter().filter(|answer| answer.status != 200) {
        let wait = refused.json()["TooManyHolds"]["retry_after_s"].as_u64().unwrap_or_else(|| panic!("{refused:?}"));
        assert_eq!((refused.status.as_u16(), refused.headers["retry-after"].to_str().unwrap()), (429, wait.to_string().as_str()));
        assert!((1..=900).contains(&wait), "{wait}");
    }
    assert_eq!(shop.count("SELECT SUM(taken) FROM offers").await, 6);
    assert_eq!(shop.count("SELECT COUNT(*) FROM orders").await, 6, "a refused start leaves no order");
    assert_eq!(begin_from(&shop, "198.51.100.2", "ada@example.com").await.status, 200, "another address is free to begin");
    assert_eq!(begin(&shop.browser(), "ben@example.com").await.status, 200, "the desk's own address has no limit");
});

on_both!(
    who_pays_or_lets_go_may_begin_again,
    Plan { client_ip: "X-Forwarded-For", hold: Duration::from_secs(3), ..Plan::default() },
    |shop| async move {
        for index in 0..6 {
            assert_eq!(begin_from(&shop, ADDRESS, &format!("eve{index}@example.com")).await.status, 200);
        }
        assert_eq!(begin_from(&shop, ADDRESS, "late@example.com").await.status, 429);
        let paid = begin_from(&shop, ADDRESS, "eve0@example.com").await.ok();
        shop.sandbox.confirm(&started(&paid).intent, "4242424242424242").await;
        eventually("holds that ran out count no more", || async { shop.count("SELECT COUNT(*) FROM hold_limits").await == 0 }).await;
        assert_eq!(begin_from(&shop, ADDRESS, "late@example.com").await.status, 200);
    }
);

on_both!(a_person_holds_three_seats, behind_a_proxy(), |shop| async move {
    shop.start(&shop.browser(), "ada@example.com").await;
    assert_eq!(shop.count("SELECT MAX(live) FROM hold_limits").await, 1);
    shop.execute("UPDATE hold_limits SET live = 3").await;
    shop.execute("UPDATE orders SET state = 'expired'").await;
    shop.execute("UPDATE holds SET state = 'released'").await;
    assert_eq!(begin(&shop.browser(), "ada@example.com").await.status, 429);
    shop.execute("UPDATE hold_limits SET live = 1").await;
    shop.execute("UPDATE holds SET state = 'held'").await;
    shop.execute("UPDATE orders SET state = 'awaiting_payment'").await;
});

on_both!(an_address_is_stored_as_a_hash_that_only_this_site_can_make, behind_a_proxy(), |shop| async move {
    begin_from(&shop, ADDRESS, "ada@example.com").await.ok();
    assert_eq!(shop.count("SELECT COUNT(*) FROM hold_counts WHERE key LIKE 'address/%' AND length(key) = 72").await, 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM hold_counts WHERE key LIKE '%203.0.113%'").await, 0);
});

on_both!(addresses_of_one_network_of_ipv6_are_one, behind_a_proxy(), |shop| async move {
    for index in 0..6 {
        assert_eq!(begin_from(&shop, &format!("2001:db8:1:2::{index}"), &format!("eve{index}@example.com")).await.status, 200);
    }
    assert_eq!(begin_from(&shop, "2001:db8:1:2:ffff::1", "late@example.com").await.status, 429);
    assert_eq!(begin_from(&shop, "2001:db8:1:3::1", "ada@example.com").await.status, 200);
});
