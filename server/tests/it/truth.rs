//! Whether money and access agree: what the comparison finds, what the command answers, and events that were lost.

use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::{Plan, Shop, eventually};
use server::services::seed::DEMO_ADMIN;
use server::services::truth::{compare, rounds};
use tokio::process::Command;

/// Differences are made on purpose.
fn falsified() -> Plan {
    Plan { background: false, compare_ledgers: false, ..Plan::default() }
}

/// Runs `lectern reconcile` beside the shop: its exit code and what it printed.
async fn reconcile(shop: &Shop, api: &str, fix: bool) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
    command.arg("reconcile").args(fix.then_some("--fix"));
    let environment =
        [("DATABASE_URL", shop.core.settings.database_url.as_str()), ("STRIPE_API_BASE", api), ("LEPTOS_OUTPUT_NAME", "lectern")];
    let output = command.env_clear().envs(environment).current_dir(std::env::temp_dir()).output().await.unwrap();
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stdout).into_owned())
}

on_both!(money_without_access_is_found_and_opened, falsified(), |shop| async move {
    let started = shop.buy(&shop.browser(), "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.settles().await;
    assert_eq!(reconcile(&shop, &shop.sandbox.url, false).await.0, 0);
    shop.execute("DELETE FROM grants").await;
    let (code, table) = reconcile(&shop, &shop.sandbox.url, false).await;
    assert!(code == 1 && table.contains("money without access: 1") && table.contains(&started.public_id), "{code} {table}");
    let (code, table) = reconcile(&shop, &shop.sandbox.url, true).await;
    assert_eq!(code, 0, "{table}");
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await, 1);
    assert_eq!(reconcile(&shop, "http://127.0.0.1:9", false).await.0, 2);
});

on_both!(access_without_money_is_found_and_ended, falsified(), |shop| async move {
    let started = shop.buy(&shop.browser(), "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.settles().await;
    shop.execute("UPDATE payments SET provider_ref = 'pi_never'").await;
    shop.execute("UPDATE orders SET state = 'expired'").await;
    let (code, table) = reconcile(&shop, &shop.sandbox.url, false).await;
    assert!(code == 1 && table.contains("access without money: 1") && table.contains(&started.public_id), "{code} {table}");
    reconcile(&shop, &shop.sandbox.url, true).await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await, 0);
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
    let (code, table) = reconcile(&shop, &shop.sandbox.url, false).await;
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
    for _ in 0..3 {
        rounds::daily(&shop.core).await.unwrap();
    }
    assert!(shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'difference'").await <= 1);
});

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
