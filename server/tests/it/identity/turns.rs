//! Many who sign in at once wait for their turn.

use super::{GOOD, enter, with_password};
use crate::on_both;
use crate::support::Plan;
use futures::future::join_all;

fn behind_a_proxy() -> Plan {
    Plan { client_ip: "X-Forwarded-For", ..Plan::default() }
}

on_both!(never_more_than_two_hashes_are_computed_at_once, behind_a_proxy(), |shop| async move {
    with_password(&shop, "ada@example.com").await;
    let before = shop.core.passwords.spent().hashes;
    let tries = (0..60).map(|n| {
        let browser = shop.browser().at_address(&format!("198.51.{n}.1"));
        async move { enter(&browser, &format!("nobody{n}@example.com"), GOOD).await.status.as_u16() }
    });
    let statuses = join_all(tries).await;
    assert!(statuses.iter().all(|status| *status == 401), "{statuses:?}");
    let spent = shop.core.passwords.spent();
    assert_eq!((spent.hashes - before, spent.most_at_once), (60, 2));
});
