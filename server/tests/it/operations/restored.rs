//! A shop that was put back to an earlier day: what it sold since is known again from what the providers keep, and nobody pays twice.

use super::backups::{Elsewhere, charges, taken};
use super::beside;
use crate::funnel::{decide, offer, start};
use crate::on_both;
use crate::paypal::{approve, come_back};
use crate::support::database::count;
use crate::support::shop::started;
use crate::support::{Browser, Plan, Shop};
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, Statement};
use server::core::Core;
use server::ports::payment::ProviderId;
use server::repo::ledgers;
use server::services::{restoration, truth};

const GOOD: &str = "4242424242424242";

fn plan() -> Plan {
    Plan { paypal: true, funnel: true, ..Plan::default() }
}

/// Begins to pay, with the coupon and the bump.
async fn start_with_everything(browser: &Browser, email: &str) -> crate::support::shop::Started {
    let plain = browser.call("checkout/quote", &[]).await.ok();
    let bump = plain["choices"]["bumps"][0]["offer"].as_str().unwrap().to_owned();
    let quote = browser.call("checkout/quote", &[("bumps[0]", &bump), ("coupon", "WELCOME10")]).await.ok();
    let form = [("quote", quote["quote"]["id"].as_str().unwrap()), ("email", email), ("name", "Fay Wray"), ("consent", "on")];
    started(&browser.call("checkout/start", &form).await.ok())
}

async fn accept(shop: &Shop, browser: &Browser, order: &str) {
    assert!(offer(shop, browser, order).await["offer"].is_string(), "an offer is shown");
    decide(shop, browser, order, "accept").await.ok();
    shop.settles().await;
}

/// Rows as texts, to be compared.
async fn told(db: &impl ConnectionTrait, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let mut told: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    told.sort();
    told
}

/// What was sold and to whom, line by line, with the doors that it opened.
async fn sold(db: &impl ConnectionTrait) -> Vec<String> {
    let lines =
        "SELECT o.public_id || ' ' || o.buyer_email || ' ' || u.email_normalized || ' ' || o.kind || ' ' || o.state || ' ' || o.currency
            || ' ' || i.position || ' ' || i.kind || ' ' || i.label || ' ' || i.amount_minor || ' ' || COALESCE(g.reason, 'no door')
        FROM orders o JOIN users u ON u.id = o.user_id JOIN order_items i ON i.order_id = o.id
        LEFT JOIN grants g ON g.order_item_id = i.id AND g.user_id = o.user_id AND g.revoked_at IS NULL
        WHERE o.paid_at IS NOT NULL";
    let offers = "SELECT o.public_id || ' ' || f.title || ' ' || s.state || ' ' || c.public_id
        FROM funnel_steps s JOIN orders o ON o.id = s.order_id JOIN offers f ON f.id = s.offer_id JOIN orders c ON c.id = s.child_order_id
        WHERE s.state = 'accepted'";
    let uses = "SELECT o.public_id || ' ' || c.state FROM coupon_uses c JOIN orders o ON o.id = c.order_id";
    [told(db, lines).await, told(db, offers).await, told(db, uses).await].concat()
}

/// Compares, puts right, and compares once more.
async fn reconcile(core: &Core) -> truth::Report {
    let found = truth::compare(core).await.unwrap();
    truth::repair::repair(core, &found, None).await.unwrap();
    let left = truth::compare(core).await.unwrap();
    assert!(left.agrees(), "{left}");
    found
}

on_both!(what_was_sold_after_a_backup_is_known_again_and_charged_to_nobody, plan(), |shop| async move {
    let (ada, fay, gus, hal) = (shop.browser(), shop.browser(), shop.browser(), shop.browser());
    let before = start(&ada, "ada@example.com", true).await;
    shop.sandbox.confirm(&before.intent, GOOD).await;
    shop.reaches(&before.public_id, "paid").await;
    let jo = shop.browser();
    let given_up = start(&jo, "jo@example.com", false).await;
    shop.settles().await;
    taken(&shop, "backup").await;
    accept(&shop, &ada, &before.public_id).await;
    let after = start_with_everything(&fay, "fay@example.com").await;
    shop.sandbox.confirm(&after.intent, GOOD).await;
    shop.reaches(&after.public_id, "paid").await;
    accept(&shop, &fay, &after.public_id).await;
    start(&gus, "gus@example.com", false).await;
    let by_paypal = shop.start_paypal(&hal, "hal@example.com").await;
    approve(&shop, &by_paypal).await;
    assert_eq!(come_back(&hal, &by_paypal).await["state"], "paid");
    shop.clock.run_ahead(TimeDelta::hours(1));
    shop.reaches(&given_up.public_id, "expired").await;
    let anew = start(&jo, "jo@example.com", false).await;
    shop.sandbox.confirm(&anew.intent, GOOD).await;
    shop.reaches(&anew.public_id, "paid").await;
    shop.settles().await;
    let (charged, ours) = (charges(&shop).await, sold(shop.core.db.read()).await);
    assert_eq!(count(shop.core.db.read(), "SELECT COUNT(*) FROM orders WHERE paid_at IS NOT NULL").await, 6);

    let elsewhere = Elsewhere::beside(&shop).await;
    elsewhere.restore(&beside(&shop, "backup")).await.unwrap();
    let core = elsewhere.core(&shop).await;
    assert!(restoration::pending(&core).await.unwrap().is_some(), "it knows that it was put back");
    let found = reconcile(&core).await;
    assert_eq!(found.forgotten.len(), 5, "{found}");
    assert_eq!(sold(core.db.read()).await, ours);
    assert_eq!(ledgers::broken(core.db.read()).await.unwrap(), [""; 0]);
    assert!(reconcile(&core).await.agrees(), "a second time there is nothing to do");
    stays_shut_until_all_is_known(&shop, &core).await;
    assert_eq!(count(core.db.read(), "SELECT COUNT(*) FROM audit_log WHERE action = 'order.written_again'").await, 5);
    let open = "SELECT COUNT(*) FROM funnel_steps s JOIN orders o ON o.id = s.order_id
        WHERE o.buyer_email NOT IN ('hal@example.com', 'jo@example.com') AND s.state NOT IN ('accepted', 'skipped')";
    assert_eq!(count(core.db.read(), open).await, 0, "nobody is asked again for what they have");
    assert_eq!(charges(&shop).await, charged, "nobody paid again");
    core.db.close().await.unwrap();
    elsewhere.scratch.remove().await;
});

/// PayPal's list runs hours behind, and an app may not be let to see it: what it does not show may have been sold.
async fn stays_shut_until_all_is_known(shop: &Shop, core: &Core) {
    let shut = async |report: &truth::Report, unanswered| restoration::compared(core, report, unanswered).await.unwrap().concat();
    let whole = truth::Report::default();
    assert!(shut(&whole, 0).await.contains("Run this again after"));
    shop.clock.run_ahead(TimeDelta::hours(3));
    let hidden = truth::Report { unlisted: vec![ProviderId::Paypal], ..whole.clone() };
    assert!(shut(&hidden, 0).await.contains("paypal does not show its list"));
    assert!(shut(&whole, 2).await.contains("Of 2 payments"));
    assert!(restoration::pending(core).await.unwrap().is_some());
    assert_eq!(shut(&whole, 0).await, "");
    assert_eq!(restoration::pending(core).await.unwrap(), None);
}

on_both!(who_knows_better_lets_a_shop_open_and_it_is_written_down, Plan { compare_ledgers: false, ..plan() }, |shop| async move {
    taken(&shop, "backup").await;
    let elsewhere = Elsewhere::beside(&shop).await;
    elsewhere.restore(&beside(&shop, "backup")).await.unwrap();
    let core = elsewhere.core(&shop).await;
    let accepted = restoration::accept(&core).await.unwrap();
    assert!(accepted.is_some_and(|pending| pending.contains("put back")));
    assert_eq!((restoration::pending(&core).await.unwrap(), restoration::accept(&core).await.unwrap()), (None, None));
    assert_eq!(count(core.db.read(), "SELECT COUNT(*) FROM audit_log WHERE action = 'restoration.accepted'").await, 1);
    core.db.close().await.unwrap();
    elsewhere.scratch.remove().await;
});

on_both!(an_order_whose_words_are_not_understood_is_left_to_a_person, Plan { compare_ledgers: false, ..plan() }, |shop| async move {
    taken(&shop, "backup").await;
    let started = start(&shop.browser(), "ada@example.com", false).await;
    shop.sandbox.confirm(&started.intent, GOOD).await;
    shop.reaches(&started.public_id, "paid").await;
    let lie = serde_json::json!({ "metadata": { "order_id": metadata(&shop).await, "order_words": "1nonsense" } });
    shop.sandbox.control(&format!("payment_intents/{}/mutate", started.intent), lie).await;
    let elsewhere = Elsewhere::beside(&shop).await;
    elsewhere.restore(&beside(&shop, "backup")).await.unwrap();
    let core = elsewhere.core(&shop).await;
    let found = truth::compare(&core).await.unwrap();
    shop.sandbox.fault("retrieve_payment_intent", "error_500_before", 20).await;
    assert_eq!(truth::repair::repair(&core, &found, None).await.unwrap(), 1, "one could not be asked about");
    shop.sandbox.heal().await;
    assert_eq!(truth::repair::repair(&core, &found, None).await.unwrap(), 0);
    let left = truth::compare(&core).await.unwrap();
    assert_eq!((left.money_without_access.len(), left.money_without_access[0].name.as_str()), (1, started.intent.as_str()), "{left}");
    assert_eq!(count(core.db.read(), "SELECT COUNT(*) FROM orders").await, 0);
    core.db.close().await.unwrap();
    elsewhere.scratch.remove().await;
});

/// The order that the only payment names.
async fn metadata(shop: &Shop) -> String {
    shop.sandbox.truth().await["payment_intents"][0]["order_id"].as_str().unwrap().to_owned()
}
