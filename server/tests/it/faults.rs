//! The provider misbehaves while a payment is opened, or our database while one is made.

use crate::support::Plan;
use crate::{funnel, on_both};
use serde_json::json;
use std::time::{Duration, Instant};

/// What may go wrong with the call that opens a payment.
const FAULTS: [&str; 8] =
    ["timeout_before", "timeout_after", "drop_after", "error_500_before", "error_500_but_done", "error_429", "error_402", "malformed_json"];

on_both!(whatever_happens_an_order_has_one_payment, |shop| async move {
    for (number, fault) in FAULTS.into_iter().enumerate() {
        let browser = shop.browser();
        let email = format!("buyer{number}@example.com");
        shop.sandbox.fault("create_payment_intent", fault, 1).await;
        let began = Instant::now();
        let first = shop.try_start(&browser, &email).await;
        assert!(began.elapsed().as_secs() < 10, "{fault} took {:?}", began.elapsed());
        assert!(first.status == 200 || first.json() == json!("ProviderUnavailable"), "{fault}: {} {}", first.status, first.text);
        shop.sandbox.heal().await;
        let started = shop.start(&browser, &email).await;
        shop.sandbox.confirm(&started.intent, "4242424242424242").await;
        shop.reaches(&started.public_id, "paid").await;
    }
    for (order, sums) in shop.sandbox.truth().await["orders"].as_object().unwrap() {
        assert_eq!(sums["intents"], 1, "{order} {sums}");
    }
});

on_both!(a_provider_that_hangs_for_a_minute_is_given_up_in_time, |shop| async move {
    let browser = shop.browser();
    shop.sandbox.control("faults", json!({ "op": "create_payment_intent", "mode": "hang_ms", "value": 60_000, "times": 20 })).await;
    let began = Instant::now();
    let answer = shop.try_start(&browser, "ada@example.com").await;
    assert!(began.elapsed().as_secs() < 10, "{:?}", began.elapsed());
    assert_eq!((answer.status.as_u16(), answer.json()), (502, json!("ProviderUnavailable")));
    assert_eq!(shop.count("SELECT COUNT(*) FROM orders WHERE state = 'draft'").await, 1);
    shop.sandbox.heal().await;
});

on_both!(without_webhooks_the_reconciler_lets_the_buyer_in, Plan { webhooks: false, ..Plan::default() }, |shop| async move {
    let started = shop.buy(&shop.browser(), "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
});

on_both!(the_return_page_asks_the_provider_itself, Plan { webhooks: false, background: false, ..Plan::default() }, |shop| async move {
    let browser = shop.browser();
    let started = shop.buy(&browser, "ada@example.com").await;
    assert_eq!(shop.status(&browser, &started.public_id).await["state"], "awaiting_payment");
    let view = browser.call("orders/check", &[("public_id", &started.public_id), ("returned", "1")]).await.ok();
    assert_eq!((&view["state"], &view["signed_in"]), (&json!("paid"), &json!(true)));
});

on_both!(
    while_the_provider_is_silent_nobody_is_asked_to_pay_again,
    Plan { webhooks: false, background: false, ..Plan::default() },
    |shop| async move {
        let browser = shop.browser();
        let started = shop.buy(&browser, "ada@example.com").await;
        shop.sandbox.fault("retrieve_payment_intent", "error_500_before", 1).await;
        let view = browser.call("orders/check", &[("public_id", &started.public_id), ("returned", "1")]).await.ok();
        assert_eq!(view["step"], json!({ "Processing": { "slow": false } }));
        let again = browser.call("orders/payment", &[("public_id", &started.public_id)]).await;
        assert_eq!((again.status.as_u16(), again.json()), (409, json!({ "Conflict": "PaymentUnderWay" })));
        assert_eq!(shop.status(&browser, &started.public_id).await["state"], "paid");
    }
);

on_both!(a_customer_deleted_at_the_provider_is_made_anew, Plan { hold: Duration::from_secs(2), ..Plan::default() }, |shop| async move {
    let browser = shop.browser();
    let first = shop.start(&browser, "ada@example.com").await;
    shop.reaches(&first.public_id, "expired").await;
    shop.execute("UPDATE provider_customers SET reference = 'cus_deleted'").await;
    let started = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
});

on_both!(
    a_payment_that_the_provider_never_had_frees_its_seat,
    Plan { webhooks: false, hold: Duration::from_secs(2), ..Plan::default() },
    |shop| async move {
        let started = shop.start(&shop.browser(), "ada@example.com").await;
        shop.execute("UPDATE payments SET provider_ref = 'pi_nobody_knows'").await;
        shop.reaches(&started.public_id, "expired").await;
    }
);

on_both!(a_charge_that_cannot_be_written_down_is_not_called_free, funnel::plan(), |shop| async move {
    let browser = shop.browser();
    let main = funnel::buy_with(&shop, &browser, "4242424242424242", true).await;
    let offer = funnel::offer(&shop, &browser, &main.public_id).await["offer"].as_str().unwrap().to_owned();
    shop.settles().await;
    shop.execute("ALTER TABLE mails RENAME TO mails_away").await;
    let decided = funnel::answer(&browser, &main.public_id, &offer, "accept").await;
    shop.execute("ALTER TABLE mails_away RENAME TO mails").await;
    assert_eq!(decided.ok()["public_id"], main.public_id.as_str(), "the page waits for the provider's word");
    shop.reaches(&main.public_id, "closed").await;
    assert_eq!(shop.sandbox.truth().await["totals"]["succeeded"], 2);
});
