//! The card in one tab and PayPal in another, and both are paid: one of them counts and the later one goes back.

use super::{approve, capture_of, come_back, paypal, silent};
use crate::on_both;
use crate::support::shop::Started;
use crate::support::{Browser, Plan, Shop, eventually};
use futures::future::join_all;
use serde_json::{Value, json};
use server::repo;
use server::services::settlement::{Told, apply};

const GOOD: &str = "4242424242424242";

/// One order that is open in two tabs.
struct Tabs {
    card: Started,
    wallet: Started,
}

async fn open_both(shop: &Shop, browser: &Browser, email: &str) -> Tabs {
    let card = shop.start(browser, email).await;
    let wallet = shop.start_paypal(browser, email).await;
    assert_eq!(card.public_id, wallet.public_id, "two tabs, one order");
    Tabs { card, wallet }
}

/// PayPal takes the money, and its answer is lost.
async fn take_unheard(shop: &Shop, browser: &Browser, wallet: &Started) {
    shop.sandbox.fault("paypal_capture_order", "drop_after", 1).await;
    approve(shop, wallet).await;
    come_back(browser, wallet).await;
}

/// The buyers are in once, whatever arrived second went back whole, and each was told of it once.
async fn paid_once_each(shop: &Shop, orders: i64) {
    shop.settles().await;
    for (what, expected) in [
        ("SELECT COUNT(*) FROM orders WHERE state = 'paid'", orders),
        ("SELECT COUNT(*) FROM orders", orders),
        ("SELECT COUNT(*) FROM grants", orders),
        ("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL", orders),
        ("SELECT COUNT(*) FROM refunds", orders),
        ("SELECT COUNT(*) FROM refunds WHERE state = 'succeeded'", orders),
        ("SELECT COUNT(*) FROM payments WHERE surplus_at IS NOT NULL AND refunded_minor = amount_minor", orders),
        ("SELECT COUNT(*) FROM payments WHERE surplus_at IS NULL AND state = 'succeeded' AND refunded_minor = 0", orders),
        ("SELECT COUNT(*) FROM mails WHERE kind = 'paid_twice' AND state = 'sent'", orders),
        ("SELECT COUNT(*) FROM mails WHERE kind = 'receipt'", orders),
        ("SELECT COUNT(*) FROM mails WHERE kind NOT IN ('paid_twice', 'receipt', 'access')", 0),
        ("SELECT COUNT(*) FROM invoices", orders),
    ] {
        assert_eq!(shop.count(what).await, expected, "{what}");
    }
    let totals = shop.sandbox.truth().await["totals"].clone();
    assert_eq!((&totals["succeeded"], &totals["amount_refunded"]), (&json!(2 * orders), &json!(14_900 * orders)));
}

/// What went back of a payment, by the provider's word.
async fn returned(shop: &Shop, started: &Started) -> Value {
    shop.truth_of(&started.intent).await["amount_refunded"].clone()
}

/// The wallet pays and counts, then the card does and gets its money back. Gives the wallet's.
async fn card_pays_second(shop: &Shop, browser: &Browser) -> Started {
    let Tabs { card, wallet } = open_both(shop, browser, "ada@example.com").await;
    approve(shop, &wallet).await;
    shop.reaches(&wallet.public_id, "paid").await;
    shop.sandbox.confirm(&card.intent, GOOD).await;
    eventually("the card is refunded", || async { returned(shop, &card).await == 14_900 }).await;
    wallet
}

on_both!(a_card_that_pays_after_paypal_gets_its_money_back, paypal(), |shop| async move {
    let browser = shop.browser();
    let wallet = card_pays_second(&shop, &browser).await;
    paid_once_each(&shop, 1).await;
    assert_eq!(returned(&shop, &wallet).await, 0);
});

on_both!(money_that_came_twice_is_not_credited, paypal(), |shop| async move {
    let browser = shop.browser();
    let wallet = card_pays_second(&shop, &browser).await;
    shop.settles().await;
    shop.execute("UPDATE refunds SET origin = 'provider', told_at = NULL").await;
    shop.sandbox.control("paypal/refunds", json!({ "capture": capture_of(&shop, &wallet).await, "amount": "5.00" })).await;
    let credited = "SELECT COUNT(*) FROM invoices WHERE kind = 'credit_note' AND total_minor = 500";
    eventually("what went back of the wallet is credited", || async { shop.count(credited).await == 1 }).await;
    shop.settles().await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM invoices WHERE kind = 'credit_note'").await, 1);
});

on_both!(a_wallet_that_pays_after_the_card_gets_its_money_back, Plan { background: false, ..paypal() }, |shop| async move {
    let browser = shop.browser();
    let Tabs { card, wallet } = open_both(&shop, &browser, "ada@example.com").await;
    shop.sandbox.control("faults", json!({ "op": "paypal_capture_order", "mode": "hang_ms", "value": 800 })).await;
    approve(&shop, &wallet).await;
    let asked = "SELECT COUNT(*) FROM payments WHERE provider = 'paypal' AND state = 'processing'";
    eventually("the capture is on its way", || async { shop.count(asked).await == 1 }).await;
    shop.sandbox.confirm(&card.intent, GOOD).await;
    assert_eq!(come_back(&browser, &card).await["state"], "paid");
    assert_eq!(shop.count(asked).await, 1, "the card came first");
    eventually("the wallet is refunded", || async { returned(&shop, &wallet).await == 14_900 }).await;
    paid_once_each(&shop, 1).await;
    assert_eq!(returned(&shop, &card).await, 0);
});

on_both!(of_a_card_and_a_wallet_that_pay_at_once_one_counts, silent(), |shop| async move {
    let buyers = ["ada@example.com", "ben@example.com", "cyd@example.com"];
    for email in buyers {
        let browser = shop.browser();
        let Tabs { card, wallet } = open_both(&shop, &browser, email).await;
        take_unheard(&shop, &browser, &wallet).await;
        shop.sandbox.confirm(&card.intent, GOOD).await;
        assert_eq!(shop.count("SELECT COUNT(*) FROM orders WHERE state = 'awaiting_payment'").await, 1, "nobody has heard of either");
        let order = repo::orders::by_public_id(shop.core.db.read(), &card.public_id).await.unwrap().unwrap();
        let mut news = Vec::new();
        for payment in repo::payments::of_order(shop.core.db.read(), order.id).await.unwrap() {
            let gateway = shop.core.gateways.named(&payment.provider).unwrap();
            let facts = gateway.fetch(payment.provider_ref.as_deref().unwrap()).await.unwrap();
            news.push((payment, facts));
        }
        let both_thrice = news.iter().cycle().take(6);
        let told = both_thrice.map(|(payment, facts)| apply(&shop.core, Told { payment, facts }));
        for heard in join_all(told).await {
            heard.unwrap();
        }
    }
    paid_once_each(&shop, 3).await;
});
