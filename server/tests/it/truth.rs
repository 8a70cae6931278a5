//! Whether money and access agree: what the comparison finds, what the command answers, and events that were lost.

use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::{Plan, Shop, eventually};
use chrono::TimeDelta;
use serde_json::json;
use server::services::reconcile;
use server::services::seed::DEMO_ADMIN;
use server::services::truth::{compare, rounds};
use std::time::Duration;
use tokio::process::Command;

/// Differences are made on purpose.
fn falsified() -> Plan {
    Plan { background: false, compare_ledgers: false, ..Plan::default() }
}

/// Runs `lectern reconcile` beside the shop: its exit code and what it printed.
async fn run_reconcile(shop: &Shop, api: &str, fix: bool) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
    command.arg("reconcile").args(fix.then_some("--fix"));
    let environment = [("DATABASE_URL", shop.core.settings.database_url.as_str()), ("STRIPE_API_BASE", api)];
    let output = command.env_clear().envs(environment).current_dir(std::env::temp_dir()).output().await.unwrap();
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stdout).into_owned())
}

on_both!(money_without_access_is_found_and_opened, falsified(), |shop| async move {
    let started = shop.buy(&shop.browser(), "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.settles().await;
    assert_eq!(run_reconcile(&shop, &shop.sandbox.url, false).await.0, 0);
    shop.execute("DELETE FROM grants").await;
    let (code, table) = run_reconcile(&shop, &shop.sandbox.url, false).await;
    assert!(code == 1 && table.contains("money without access: 1") && table.contains(&started.public_id), "{code} {table}");
    let (code, table) = run_reconcile(&shop, &shop.sandbox.url, true).await;
    assert_eq!(code, 0, "{table}");
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await, 1);
    assert_eq!(run_reconcile(&shop, "http://127.0.0.1:9", false).await.0, 2);
});

/// So many doors are open.
async fn open(shop: &Shop) -> i64 {
    shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await
}

/// Opens every door of an order by hand.
async fn give_away(shop: &Shop, public_id: &str) {
    let id = if shop.core.db.backend() == sea_orm::DbBackend::Postgres { "gen_random_uuid()" } else { "randomblob(16)" };
    shop.execute(&format!(
        "INSERT INTO grants (id, user_id, product_id, source, order_item_id, starts_at, reason, created_at)
         SELECT {id}, o.user_id, i.product_id, 'order_item', i.id, o.created_at, 'bought', o.created_at
         FROM orders o JOIN order_items i ON i.order_id = o.id WHERE o.public_id = '{public_id}' AND i.product_id IS NOT NULL"
    ))
    .await;
}

on_both!(access_without_money_is_found_and_ended_until_money_comes, falsified(), |shop| async move {
    let started = shop.start(&shop.browser(), "ada@example.com").await;
    give_away(&shop, &started.public_id).await;
    let (code, table) = run_reconcile(&shop, &shop.sandbox.url, false).await;
    assert!(code == 1 && table.contains("access without money: 1") && table.contains(&started.public_id), "{code} {table}");
    for _ in 0..2 {
        assert_eq!(run_reconcile(&shop, &shop.sandbox.url, true).await.0, 0);
        assert_eq!((open(&shop).await, shop.count("SELECT COUNT(*) FROM audit_log WHERE action = 'access.ended'").await), (0, 1));
    }
    shop.sandbox.confirm(&started.intent, "4242424242424242").await;
    shop.reaches(&started.public_id, "paid").await;
    assert_eq!(open(&shop).await, 1, "the payment opens what its absence had shut");
});

on_both!(a_door_is_not_shut_while_money_is_kept_for_it, falsified(), |shop| async move {
    let started = shop.buy(&shop.browser(), "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.settles().await;
    shop.execute("UPDATE orders SET state = 'needs_review'").await;
    let (code, table) = run_reconcile(&shop, &shop.sandbox.url, true).await;
    assert!(code == 1 && table.contains("access without money: 1"), "it waits for a person: {code} {table}");
    assert_eq!((open(&shop).await, shop.count("SELECT COUNT(*) FROM audit_log").await), (1, 0));
});

on_both!(a_wrongly_shut_buyer_is_let_in_again, falsified(), |shop| async move {
    let started = shop.buy(&shop.browser(), "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.settles().await;
    shop.execute("UPDATE grants SET revoked_at = starts_at, reason = 'no payment'").await;
    let (code, table) = run_reconcile(&shop, &shop.sandbox.url, true).await;
    assert_eq!((code, open(&shop).await), (0, 1), "{table}");
    assert_eq!(shop.count("SELECT COUNT(*) FROM audit_log WHERE action = 'access.opened'").await, 1);
    shop.execute("UPDATE grants SET revoked_at = starts_at, reason = 'refunded', revoked_by = user_id").await;
    let (code, table) = run_reconcile(&shop, &shop.sandbox.url, true).await;
    assert_eq!((code, open(&shop).await), (0, 0), "what a person took back stays so: {table}");
    assert_eq!(shop.count("SELECT COUNT(*) FROM audit_log").await, 1);
});

on_both!(who_pays_while_the_providers_are_asked_is_no_difference, Plan { paypal: true, ..falsified() }, |shop| async move {
    let started = shop.start(&shop.browser(), "ada@example.com").await;
    shop.sandbox.control("faults", json!({ "op": "paypal_list_transactions", "mode": "hang_ms", "value": 1200 })).await;
    let core = shop.core.clone();
    let comparing = tokio::spawn(async move { compare(&core).await });
    eventually("PayPal is asked last", || async { shop.sandbox.truth().await["calls"]["paypal_list_transactions"] == 1 }).await;
    shop.sandbox.confirm(&started.intent, "4242424242424242").await;
    shop.reaches(&started.public_id, "paid").await;
    let report = comparing.await.unwrap().unwrap();
    assert!(report.agrees(), "{report}");
});

on_both!(every_item_of_an_order_has_its_own_door, falsified(), |shop| async move {
    let browser = shop.browser();
    let plain = browser.call("checkout/quote", &[]).await.ok();
    let bump = plain["choices"]["bumps"][0]["offer"].as_str().unwrap();
    let quote = browser.call("checkout/quote", &[("bumps[0]", bump)]).await.ok();
    let form = [("quote", quote["quote"]["id"].as_str().unwrap()), ("email", "ada@example.com"), ("name", "Ada")];
    let order = crate::support::shop::started(&browser.call("checkout/start", &form).await.ok());
    shop.sandbox.confirm(&order.intent, "4242424242424242").await;
    shop.reaches(&order.public_id, "paid").await;
    shop.settles().await;
    assert!(compare(&shop.core).await.unwrap().agrees());
    let of_bump = "order_item_id = (SELECT id FROM order_items WHERE kind = 'bump')";
    shop.execute(&format!("DELETE FROM grants WHERE {of_bump}")).await;
    let (code, table) = run_reconcile(&shop, &shop.sandbox.url, false).await;
    assert!(code == 1 && table.contains("money without access: 1") && table.contains("no access to Templates pack"), "{code} {table}");
    assert_eq!((run_reconcile(&shop, &shop.sandbox.url, true).await.0, open(&shop).await), (0, 2));
    shop.execute("UPDATE order_items SET refunded_minor = amount_minor WHERE kind = 'bump'").await;
    let (code, table) = run_reconcile(&shop, &shop.sandbox.url, false).await;
    assert!(code == 1 && table.contains("sent back and still open: Templates pack"), "{code} {table}");
    assert_eq!((run_reconcile(&shop, &shop.sandbox.url, true).await.0, open(&shop).await), (0, 1));
});

on_both!(an_order_that_was_charged_twice_is_found, falsified(), |shop| async move {
    let first = shop.buy(&shop.browser(), "ada@example.com").await;
    let second = shop.buy(&shop.browser(), "bob@example.com").await;
    shop.reaches(&first.public_id, "paid").await;
    shop.reaches(&second.public_id, "paid").await;
    shop.settles().await;
    shop.execute(&format!(
        "UPDATE payments SET order_id = (SELECT id FROM orders WHERE public_id = '{}'), method = 'hosted', surplus_at = created_at
         WHERE provider_ref = '{}'",
        first.public_id, second.intent
    ))
    .await;
    let (code, table) = run_reconcile(&shop, &shop.sandbox.url, false).await;
    assert!(code == 1 && table.contains("charged twice: 1") && table.contains(&first.public_id), "{code} {table}");
    assert!(table.contains("access without money: 1") && table.contains(&second.public_id), "{table}");
});

on_both!(an_order_in_review_whose_money_is_held_is_listed_and_mailed_once_a_round, falsified(), |shop| async move {
    let started = shop.start(&shop.browser(), "ada@example.com").await;
    shop.execute("UPDATE payments SET customer_ref = 'cus_other'").await;
    shop.sandbox.confirm(&started.intent, "4242424242424242").await;
    shop.reaches(&started.public_id, "needs_review").await;
    let report = compare(&shop.core).await.unwrap();
    assert_eq!(report.money_without_access.len(), 1);
    assert_eq!(report.money_without_access[0].name, started.public_id);
    shop.sandbox.fault("list_payment_intents", "error_500_before", 1).await;
    assert!(rounds::daily(&shop.core).await.is_err(), "the provider does not answer");
    rounds::daily(&shop.core).await.unwrap();
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'difference'").await, 0, "not at once again");
    shop.clock.run_ahead(TimeDelta::minutes(11));
    for _ in 0..3 {
        rounds::daily(&shop.core).await.unwrap();
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'difference'").await, 1, "but on the same day");
});

on_both!(a_payment_that_is_said_to_be_under_way_is_asked_about_again, Plan { webhooks: false, ..falsified() }, |shop| async move {
    let browser = shop.browser();
    let started = shop.start(&browser, "ada@example.com").await;
    shop.sandbox.control(&format!("payment_intents/{}/process", started.intent), json!({})).await;
    browser.call("orders/check", &[("public_id", &started.public_id)]).await.ok();
    assert_eq!(shop.count("SELECT COUNT(*) FROM payments WHERE state = 'processing'").await, 1);
    shop.sandbox.control(&format!("payment_intents/{}/succeed", started.intent), json!({})).await;
    rounds::unknown_payments(&shop.core).await.unwrap();
    assert_eq!(shop.status(&browser, &started.public_id).await["state"], "awaiting_payment", "it was asked about just now");
    shop.clock.run_ahead(TimeDelta::minutes(11));
    rounds::unknown_payments(&shop.core).await.unwrap();
    assert_eq!(shop.status(&browser, &started.public_id).await["state"], "paid");
});

on_both!(
    orders_without_an_answer_keep_no_other_waiting,
    Plan { webhooks: false, background: false, ..Plan::default() },
    |shop| async move {
        for buyer in 0..8 {
            shop.start(&shop.browser(), &format!("buyer{buyer}@example.com")).await;
        }
        let last = shop.buy(&shop.browser(), "ada@example.com").await;
        shop.clock.run_ahead(TimeDelta::seconds(2));
        shop.sandbox.fault("retrieve_payment_intent", "timeout_before", 8).await;
        let round = tokio::time::timeout(Duration::from_secs(6), reconcile::open_orders(&shop.core)).await;
        assert_eq!(round.expect("one after the other they would wait for twelve seconds").unwrap(), 9);
        shop.reaches(&last.public_id, "paid").await;
    }
);

on_both!(
    events_that_were_not_delivered_are_fetched_once,
    Plan { webhooks: false, background: false, ..Plan::default() },
    |shop| async move {
        let started = shop.buy(&shop.browser(), "ada@example.com").await;
        shop.execute("DELETE FROM leases").await;
        rounds::missed_events(&shop.core).await.unwrap();
        shop.reaches(&started.public_id, "paid").await;
        let stored = shop.count("SELECT COUNT(*) FROM webhook_inbox").await;
        assert!(stored > 0);
        rounds::missed_events(&shop.core).await.unwrap();
        assert_eq!(shop.count("SELECT fencing FROM leases WHERE name = 'undelivered_events'").await, 1, "one round a lease");
        shop.execute("DELETE FROM leases").await;
        rounds::missed_events(&shop.core).await.unwrap();
        assert_eq!(shop.count("SELECT COUNT(*) FROM webhook_inbox").await, stored);
    }
);

on_both!(the_admin_reads_why_somebody_can_or_cannot_enter, |shop| async move {
    let started = shop.buy(&shop.browser(), "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    let admin = shop.browser();
    sign_in(&shop, &admin, DEMO_ADMIN).await;
    let open = admin.read("admin/access", &[("query", "ADA@example.com")]).await.ok();
    assert_eq!(open["verdict"], serde_json::json!({ "Ok": null }));
    assert_eq!(open["grants"][0]["bought"][1], serde_json::json!(started.public_id));
    admin.call("admin/refund_order", &[("public_id", &started.public_id), ("reason", "asked by mail")]).await.ok();
    shop.reaches(&started.public_id, "refunded").await;
    let shut = admin.read("admin/access", &[("query", &started.public_id)]).await.ok();
    assert!(shut["verdict"]["Err"]["RevokedAt"].is_string(), "{shut}");
    assert_eq!((&shut["grants"][0]["reason"], &shut["grants"][0]["revoked"][1]), (&"refunded".into(), &DEMO_ADMIN.into()));
    eventually("the page says it", || async { admin.get("/admin/access?q=ada@example.com").await.text.contains("was taken back on") })
        .await;
    assert_eq!(admin.read("admin/access", &[("query", "nobody@example.com")]).await.status.as_u16(), 404);
});
