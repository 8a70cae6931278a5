//! Guessing is slow, and does not keep the person out whose password is guessed.

use super::{BETTER, GOOD, enter, with_password};
use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::{Plan, Shop};
use chrono::TimeDelta;
use futures::future::join_all;

fn behind_a_proxy() -> Plan {
    Plan { client_ip: "X-Forwarded-For", ..Plan::default() }
}

/// Tries wrong passwords at once, each from another address, and counts which were looked at.
async fn guess(shop: &Shop, email: &str, network: &str, times: u32) -> usize {
    let tries = (0..times).map(|n| async move {
        let stranger = shop.browser().at_address(&format!("{network}.{}.{}", n / 250, n % 250 + 1));
        enter(&stranger, email, BETTER).await.status.as_u16()
    });
    let statuses = join_all(tries).await;
    assert!(statuses.iter().all(|status| [401, 429].contains(status)), "{statuses:?}");
    statuses.iter().filter(|status| **status == 401).count()
}

on_both!(guesses_are_few_for_an_account_and_its_person_comes_in, behind_a_proxy(), |shop| async move {
    let home = "203.0.113.7";
    with_password(&shop, "ada@example.com").await;
    let ada = shop.browser().at_address(home);
    enter(&ada, "ada@example.com", GOOD).await.ok();
    for email in ["ada@example.com", "nobody@example.com"] {
        assert_eq!(guess(&shop, email, "198.51", 30).await, 10, "{email}, known or not");
    }
    let elsewhere = shop.browser().at_address("192.0.2.9");
    let refused = enter(&elsewhere, "ada@example.com", GOOD).await;
    assert!(refused.status == 429 && refused.headers.contains_key("retry-after"), "{}", refused.text);
    enter(&shop.browser().at_address(home), "ada@example.com", GOOD).await.ok();
    sign_in(&shop, &elsewhere, "ada@example.com").await;
    enter(&shop.browser().at_address("192.0.2.8"), "ada@example.com", GOOD).await.ok();
    shop.clock.run_ahead(TimeDelta::minutes(11));
    enter(&shop.browser().at_address("192.0.3.9"), "ada@example.com", GOOD).await.ok();
    shop.settles().await;
    shop.clock.run_ahead(TimeDelta::zero());
});

on_both!(guesses_are_few_from_an_address_and_good_ones_do_not_count, behind_a_proxy(), |shop| async move {
    with_password(&shop, "ada@example.com").await;
    let at = || shop.browser().at_address("198.51.100.1");
    for _ in 0..12 {
        enter(&at(), "ada@example.com", GOOD).await.ok();
    }
    let tries = (0..36).map(|n| {
        let browser = at();
        async move { enter(&browser, &format!("nobody{n}@example.com"), GOOD).await.status.as_u16() }
    });
    let statuses = join_all(tries).await;
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 30, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 6, "{statuses:?}");
});
