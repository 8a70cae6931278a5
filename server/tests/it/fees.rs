//! What providers keep: read when they know it, once, and in the currency of the sale.

use crate::admin::{admin, paid_order};
use crate::on_both;
use crate::support::{Browser, Plan, Shop};
use chrono::TimeDelta;
use serde_json::{Value, json};
use server::services::fees;

/// A shop in which fees are asked for when the test says so.
fn quiet() -> Plan {
    Plan { background: false, ..Plan::default() }
}

/// What the order's page says of fees: each with its kind, its amount and how it was booked, and whether that is all.
async fn told(admin: &Browser, order: &str) -> (Value, bool) {
    let payment = admin.read("admin/order", &[("public_id", order)]).await.ok()["payment"].clone();
    let rows = payment["fees"].as_array().unwrap().iter();
    let fees = rows.map(|fee| json!([fee["kind"], fee["amount"]["minor"], fee["booked"]])).collect();
    (fees, payment["fees_known"].as_bool().unwrap())
}

/// Takes the fees of today, in minor units, and the number of payments whose fees are not known, from the numbers.
async fn summed_up(admin: &Browser) -> (Value, Value, Value) {
    let takings = admin.read("admin/numbers", &[("range", "7")]).await.ok()["takings"]["now"].clone();
    (takings["gross"].clone(), takings["fees"].clone(), takings["fees_unknown"].clone())
}

/// Asks for all that is due, a day later.
async fn ask_tomorrow(shop: &Shop, days: i64) {
    shop.clock.run_ahead(TimeDelta::days(days));
    fees::sweep(&shop.core).await.unwrap();
    shop.clock.run_ahead(TimeDelta::zero());
}

on_both!(a_fee_is_read_once_and_shown_wherever_money_is, quiet(), |shop| async move {
    let admin = admin(&shop).await;
    let (order, _) = paid_order(&shop, "ada@example.com").await;
    assert_eq!(told(&admin, &order).await, (json!([]), false));
    assert_eq!(summed_up(&admin).await, (json!(14_900), json!(0), json!(1)));
    let page = admin.get("/admin/numbers?range=7").await.text;
    assert!(page.contains("has not told yet what it keeps of <!>1 payment"), "{page}");
    fees::sweep(&shop.core).await.unwrap();
    fees::sweep(&shop.core).await.unwrap();
    assert_eq!(shop.sandbox.truth().await["calls"]["list_charges"], 1, "what is known is not asked for again");
    assert_eq!(told(&admin, &order).await, (json!([["charge", 462, null]]), true));
    assert_eq!(summed_up(&admin).await, (json!(14_900), json!(462), json!(0)));
    let table = admin.get("/admin/orders.csv").await.text;
    let line = table.lines().nth(1).unwrap();
    assert!(line.ends_with(",element,4.62,yes"), "{line}");
    let page = admin.get(&format!("/admin/orders/{order}")).await.text;
    assert!(page.contains("€4.62"), "{page}");
    // News of the same payment brings no second entry.
    shop.execute("UPDATE payments SET fees_due_at = updated_at WHERE state = 'succeeded'").await;
    fees::sweep(&shop.core).await.unwrap();
    assert_eq!(shop.count("SELECT COUNT(*) FROM payment_fees").await, 1);
});

on_both!(a_fee_that_is_not_booked_yet_is_asked_for_again_after_a_while, quiet(), |shop| async move {
    let admin = admin(&shop).await;
    shop.sandbox.control("fees", json!({ "late": true })).await;
    let (order, _) = paid_order(&shop, "ada@example.com").await;
    fees::sweep(&shop.core).await.unwrap();
    assert_eq!(told(&admin, &order).await, (json!([]), false));
    shop.sandbox.control("fees", json!({})).await;
    fees::sweep(&shop.core).await.unwrap();
    assert_eq!(told(&admin, &order).await, (json!([]), false), "it is not asked again at once");
    ask_tomorrow(&shop, 1).await;
    assert_eq!(told(&admin, &order).await, (json!([["charge", 462, null]]), true));
});

on_both!(a_provider_that_fails_is_asked_again_and_the_sale_stands, quiet(), |shop| async move {
    let admin = admin(&shop).await;
    shop.sandbox.fault("list_charges", "error_500_before", 1).await;
    let (order, _) = paid_order(&shop, "ada@example.com").await;
    fees::sweep(&shop.core).await.unwrap();
    assert_eq!(told(&admin, &order).await, (json!([]), false));
    ask_tomorrow(&shop, 1).await;
    assert_eq!(told(&admin, &order).await, (json!([["charge", 462, null]]), true));
});

on_both!(a_refund_gives_back_what_the_provider_says_and_a_dispute_costs, quiet(), |shop| async move {
    let admin = admin(&shop).await;
    let kept = shop.buy(&shop.browser(), "ada@example.com").await;
    shop.reaches(&kept.public_id, "paid").await;
    fees::sweep(&shop.core).await.unwrap();
    shop.sandbox.control("refunds", json!({ "payment_intent": kept.intent, "amount": 5_000 })).await;
    shop.reaches(&kept.public_id, "partially_refunded").await;
    assert!(!told(&admin, &kept.public_id).await.1, "something happened to the money");
    fees::sweep(&shop.core).await.unwrap();
    assert_eq!(told(&admin, &kept.public_id).await, (json!([["charge", 462, null]]), true), "the provider keeps its fee");
    shop.sandbox.control("fees", json!({ "returned": true })).await;
    shop.sandbox.control("refunds", json!({ "payment_intent": kept.intent })).await;
    shop.reaches(&kept.public_id, "refunded").await;
    fees::sweep(&shop.core).await.unwrap();
    assert_eq!(told(&admin, &kept.public_id).await, (json!([["charge", 462, null], ["refund", -287, null]]), true));
    let disputed = shop.buy(&shop.browser(), "ben@example.com").await;
    shop.reaches(&disputed.public_id, "paid").await;
    shop.sandbox.control("disputes", json!({ "payment_intent": disputed.intent })).await;
    shop.reaches(&disputed.public_id, "disputed").await;
    shop.settles().await;
    fees::sweep(&shop.core).await.unwrap();
    assert_eq!(told(&admin, &disputed.public_id).await, (json!([["charge", 462, null], ["dispute", 1_500, null]]), true));
    assert_eq!(summed_up(&admin).await.1, json!(462 - 287 + 462 + 1_500));
});

on_both!(a_fee_in_another_currency_counts_at_the_rate_of_its_payment, quiet(), |shop| async move {
    let admin = admin(&shop).await;
    shop.sandbox.control("fees", json!({ "currency": "usd", "rate": 1_250 })).await;
    let (order, _) = paid_order(&shop, "ada@example.com").await;
    fees::sweep(&shop.core).await.unwrap();
    assert_eq!(told(&admin, &order).await, (json!([["charge", 456, "USD 5.70"]]), true));
    assert_eq!(summed_up(&admin).await.1, 456);
});

on_both!(paypal_tells_its_fee_with_the_capture, Plan { paypal: true, ..quiet() }, |shop| async move {
    let admin = admin(&shop).await;
    let started = shop.start_paypal(&shop.browser(), "ada@example.com").await;
    shop.sandbox.control(&format!("paypal/orders/{}/approve", started.intent), Value::Null).await;
    shop.reaches(&started.public_id, "paid").await;
    let capture = shop.truth_of(&started.intent).await["charges"][0]["id"].as_str().unwrap().to_owned();
    let mutate = format!("paypal/captures/{capture}/mutate");
    shop.sandbox.control(&mutate, json!({ "seller_receivable_breakdown": null })).await;
    fees::sweep(&shop.core).await.unwrap();
    assert_eq!(told(&admin, &started.public_id).await, (json!([]), false));
    shop.sandbox.control(&mutate, json!({})).await;
    shop.sandbox.control("fees", json!({ "returned": true })).await;
    shop.sandbox.control("paypal/refunds", json!({ "capture": capture, "amount": "50.00" })).await;
    shop.reaches(&started.public_id, "partially_refunded").await;
    fees::sweep(&shop.core).await.unwrap();
    assert_eq!(told(&admin, &started.public_id).await, (json!([["charge", 462, null], ["refund", -145, null]]), true));
});

on_both!(the_database_keeps_fees_as_they_were_booked, quiet(), |shop| async move {
    let (_, _) = paid_order(&shop, "ada@example.com").await;
    fees::sweep(&shop.core).await.unwrap();
    let refuses = |sql: &'static str| {
        let db = shop.core.db.write();
        async move { assert!(sea_orm::ConnectionTrait::execute_unprepared(db, sql).await.is_err(), "{sql}") }
    };
    refuses("UPDATE payment_fees SET amount_minor = 1, sale_minor = 1").await;
    refuses("DELETE FROM payment_fees").await;
    refuses("UPDATE payments SET state = 'processing', fees_due_at = updated_at").await;
});
