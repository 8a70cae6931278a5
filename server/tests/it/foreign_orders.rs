//! Somebody else's order, by its id: on every function that takes one, and by the secret of its payment.

use crate::funnel::{offer, start};
use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::{Browser, Plan, Shop};
use serde_json::{Value, json};

fn plan() -> Plan {
    Plan { funnel: true, ..Plan::default() }
}

/// Somebody who owns the course too, signed in and with an order of their own.
async fn other_student(shop: &Shop) -> Browser {
    let browser = shop.browser();
    let own = start(&browser, "eve@example.com", false).await;
    shop.sandbox.confirm(&own.intent, "4242424242424242").await;
    shop.reaches(&own.public_id, "paid").await;
    shop.settles().await;
    sign_in(shop, &browser, "eve@example.com").await;
    browser
}

on_both!(anothers_order_is_a_link_without_rights_on_every_function, plan(), |shop| async move {
    let ada = shop.browser();
    let main = start(&ada, "ada@example.com", true).await;
    shop.sandbox.confirm(&main.intent, "4242424242424242").await;
    shop.reaches(&main.public_id, "paid").await;
    let shown = offer(&shop, &ada, &main.public_id).await["offer"].as_str().unwrap().to_owned();
    let (id, eve, nobody) = (main.public_id.as_str(), other_student(&shop).await, shop.browser());
    for (who, stranger) in [("another student", &eve), ("nobody", &nobody)] {
        for answer in
            [stranger.read("orders/status", &[("public_id", id)]).await, stranger.call("orders/check", &[("public_id", id)]).await]
        {
            let view = answer.ok();
            assert_eq!(
                (&view["own"], &view["signed_in"], &view["correctable_until"]),
                (&json!(false), &json!(false), &Value::Null),
                "{who}"
            );
            assert!(!answer.text.contains("ada@example.com") && !answer.text.contains("•••• 4242"), "{who}: {}", answer.text);
        }
        let paid = stranger.call("orders/payment", &[("public_id", id)]).await;
        assert_eq!((paid.status.as_u16(), paid.json()), (409, json!({ "Conflict": "PaymentUnderWay" })), "{who}");
        for function in ["orders/refund_offer", "invoices/view"] {
            assert_eq!(stranger.read(function, &[("public_id", id)]).await.status, 404, "{who} {function}");
        }
        let correction = [("public_id", id), ("email", "eve@example.com")];
        let company = [("public_id", id), ("company", "Eve"), ("street", "1"), ("city", "1"), ("vat_id", "")];
        for (function, form) in
            [("orders/refund", &correction[..1]), ("orders/correct_email", &correction), ("invoices/set_buyer", &company)]
        {
            assert_eq!(stranger.call(function, form).await.status, 404, "{who} {function}");
        }
        for decision in ["accept", "decline", "retry", "another_card"] {
            let form = [("public_id", id), ("offer", shown.as_str()), ("decision", decision)];
            let status = stranger.call("funnel/decide", &form).await.status.as_u16();
            assert_eq!(status, if who == "nobody" { 401 } else { 403 }, "{who} {decision}");
        }
        assert_eq!(stranger.get(&format!("/orders/{id}/invoice")).await.status, 404, "{who}");
        for function in ["admin/order", "admin/order_money"] {
            assert_eq!(stranger.read(function, &[("public_id", id)]).await.status, 404, "{who} {function}");
        }
        let refund = [("public_id", id), ("reason", "mine")];
        assert_eq!(stranger.call("admin/refund_order", &refund).await.status, 404, "{who}");
    }
    shop.settles().await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM funnel_steps WHERE state NOT IN ('pending', 'shown')").await, 0);
    assert_eq!(shop.count("SELECT COUNT(*) FROM refunds").await, 0);
    assert_eq!(shop.count("SELECT COUNT(*) FROM orders WHERE buyer_email = 'ada@example.com'").await, 1);
});

on_both!(the_secret_of_anothers_payment_pays_no_order_of_ones_own, |shop| async move {
    let (ada, eve) = (shop.browser(), shop.browser());
    let paid = shop.try_start(&ada, "ada@example.com").await.ok();
    let secret = paid["client_secret"].as_str().unwrap().to_owned();
    let intent = secret.split("_secret").next().unwrap().to_owned();
    let own = shop.start(&eve, "eve@example.com").await;
    // The browser of one confirms its own payment with the secret of the other's: the provider refuses.
    let confirm = format!("{}/v1/payment_intents/{}/confirm", shop.sandbox.url, own.intent);
    let form = [("client_secret", secret.as_str()), ("payment_method", "pm_card_visa")];
    let http = crate::support::browser::client();
    assert!(http.post(confirm).bearer_auth("pk_test_sandbox").form(&form).send().await.unwrap().status().is_client_error());
    shop.sandbox.confirm(&intent, "4242424242424242").await;
    shop.reaches(paid["public_id"].as_str().unwrap(), "paid").await;
    // A return with the other's payment in the address asks about one's own.
    let words = format!("payment_intent={intent}&payment_intent_client_secret={secret}&redirect_status=succeeded");
    let page = eve.get(&format!("/orders/{}?{words}", own.public_id)).await;
    assert_eq!(page.status, 200);
    assert!(!page.text.contains(&secret), "the secret is in no page");
    let checked = eve.call("orders/check", &[("public_id", &own.public_id), ("returned", "1"), ("payment_intent", &intent)]).await.ok();
    assert_eq!((&checked["state"], &checked["signed_in"]), (&json!("awaiting_payment"), &json!(false)));
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants").await, 1);
    assert_eq!(eve.get("/learn").await.status, 303);
});
