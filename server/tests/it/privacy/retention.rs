//! What its time is over for is forgotten by itself.

use super::{plan, somebody};
use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::Plan;
use chrono::TimeDelta;
use server::services::privacy::retention::sweep;

const FRESH: [&str; 9] = [
    "SELECT COUNT(*) FROM quotes WHERE id NOT IN (SELECT quote_id FROM orders)",
    "SELECT COUNT(*) FROM authenticators WHERE confirmed_at IS NULL",
    "SELECT COUNT(*) FROM sessions",
    "SELECT COUNT(*) FROM waitlist",
    "SELECT COUNT(*) FROM webhook_inbox WHERE length(body) > 0",
    "SELECT COUNT(*) FROM mails WHERE recipient LIKE 'adaword%'",
    "SELECT COUNT(*) FROM audit_log WHERE after IS NOT NULL",
    "SELECT COUNT(*) FROM consents WHERE ip IS NOT NULL",
    "SELECT COUNT(*) FROM address_changes",
];

on_both!(what_its_time_is_over_for_is_forgotten_and_nothing_earlier, Plan { background: false, ..plan() }, |shop| async move {
    let ada = somebody(&shop, "adaword").await;
    crate::admin::admin(&shop).await.call("admin/add_person", &[("email", "x@example.com"), ("reason", "a test")]).await.ok();
    let consent = ada.read("account/view", &[]).await.ok()["methods"][0]["consent"].as_str().unwrap().to_owned();
    ada.call("account/forget_method", &[("consent", &consent)]).await.ok();
    shop.execute("UPDATE waitlist SET state = 'left', ended_at = created_at").await;
    let other = shop.browser();
    sign_in(&shop, &other, "x@example.com").await;
    other.call("factor/begin", &[]).await.ok();
    shop.browser().call("checkout/quote", &[]).await.ok();
    shop.settles().await;
    sweep(&shop.core).await.unwrap();
    for sql in FRESH {
        assert!(shop.count(sql).await > 0, "{sql}");
    }
    // A round a day: another replica finds it made.
    shop.execute("UPDATE waitlist SET ended_at = '2001-01-01T00:00:00+00:00'").await;
    sweep(&shop.core).await.unwrap();
    assert!(shop.count("SELECT COUNT(*) FROM waitlist").await > 0);
    shop.clock.run_ahead(TimeDelta::days(4 * 365));
    sweep(&shop.core).await.unwrap();
    for sql in FRESH {
        assert_eq!(shop.count(sql).await, 0, "{sql}");
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM consents WHERE method_ref IS NOT NULL").await, 0);
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE body_text <> '' OR subject <> ''").await, 0);
    assert_eq!(shop.count("SELECT COUNT(*) FROM invoice_buyers").await, 1, "invoices stay");
    assert!(shop.count("SELECT COUNT(*) FROM quote_lines").await > 0, "what was ordered stays");
    shop.clock.run_ahead(TimeDelta::zero());
});
