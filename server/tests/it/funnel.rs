//! The offers after a purchase: one click with a consent, every way it can end, and nothing charged that was not agreed to.

mod late;
mod recovery;
mod refusals;
mod uncharged;

use crate::on_both;
use crate::support::shop::{Started, started};
use crate::support::{Browser, Plan, Shop, eventually};
use chrono::TimeDelta;
use futures::future::join_all;
use serde_json::{Value, json};

/// A shop whose offers follow the purchase.
pub fn plan() -> Plan {
    Plan { funnel: true, ..Plan::default() }
}

/// Begins to pay, with or without the box ticked.
pub async fn start(browser: &Browser, email: &str, consent: bool) -> Started {
    let quote = browser.call("checkout/quote", &[]).await.ok();
    let id = quote["quote"]["id"].as_str().unwrap().to_owned();
    let mut form = vec![("quote", id.as_str()), ("email", email), ("name", "Ada Lovelace")];
    if consent {
        form.push(("consent", "on"));
    }
    started(&browser.call("checkout/start", &form).await.ok())
}

/// Buys the course with a card, and sees the first offer.
pub async fn buy_with(shop: &Shop, browser: &Browser, card: &str, consent: bool) -> Started {
    let started = start(browser, "ada@example.com", consent).await;
    shop.sandbox.confirm(&started.intent, card).await;
    if card == ALWAYS_ASKS {
        authenticate(shop, &started.intent, "success").await;
    }
    shop.reaches(&started.public_id, "paid").await;
    started
}

const GOOD: &str = "4242424242424242";
const ALWAYS_ASKS: &str = "4000002760003184";

async fn authenticate(shop: &Shop, intent: &str, outcome: &str) {
    shop.sandbox.control(&format!("payment_intents/{intent}/authenticate"), json!({ "outcome": outcome })).await;
}

/// The offer on the page, or null.
pub async fn offer(shop: &Shop, browser: &Browser, order: &str) -> Value {
    shop.status(browser, order).await["offer"].clone()
}

/// Answers the offer on the page.
pub async fn decide(shop: &Shop, browser: &Browser, order: &str, decision: &str) -> crate::support::browser::Answer {
    let offer = offer(shop, browser, order).await["offer"].as_str().expect("an offer is shown").to_owned();
    answer(browser, order, &offer, decision).await
}

/// Answers an offer.
pub async fn answer(browser: &Browser, order: &str, offer: &str, decision: &str) -> crate::support::browser::Answer {
    browser.call("funnel/decide", &[("public_id", order), ("offer", offer), ("decision", decision)]).await
}

async fn charges(shop: &Shop) -> usize {
    shop.sandbox.truth().await["payment_intents"].as_array().unwrap().iter().filter(|intent| intent["amount_received"] != 0).count()
}

async fn state_of(shop: &Shop, title: &str, state: &str) -> bool {
    let sql =
        format!("SELECT COUNT(*) FROM funnel_steps s JOIN offers f ON f.id = s.offer_id WHERE f.title = '{title}' AND s.state = '{state}'");
    shop.count(&sql).await == 1
}

const THREE: &str = "Three feedback calls";
const ONE: &str = "One feedback call";

on_both!(one_click_with_consent_is_one_charge_and_closes_the_order, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    let shown = offer(&shop, &browser, &main.public_id).await;
    assert_eq!((&shown["title"], &shown["price"]["minor"]), (&json!(THREE), &json!(24_900)));
    assert_eq!(shown["pay"], json!({ "OneClick": { "label": "Visa •••• 4242" } }));
    let decided = decide(&shop, &browser, &main.public_id, "accept").await.ok();
    assert_eq!(decided, json!({ "public_id": main.public_id, "client_secret": null, "redirect_to": null }));
    let view = shop.status(&browser, &main.public_id).await;
    assert_eq!((&view["step"], &view["state"]), (&json!("ThankYou"), &json!("closed")));
    assert_eq!((&view["also"][0]["lines"][0]["label"], &view["also"][0]["total"]["minor"]), (&json!(THREE), &json!(24_900)));
    assert!(state_of(&shop, ONE, "skipped").await, "an accepted offer needs no other");
    assert_eq!(charges(&shop).await, 2);
    let child = view["also"][0]["public_id"].as_str().unwrap().to_owned();
    let page = browser.get(&format!("/orders/{}", main.public_id)).await.text;
    for link in [format!("/orders/{child}?refund=1"), format!("/orders/{child}/invoice")] {
        assert!(page.contains(&link), "{link}");
    }
    let refund = browser.get(&format!("/orders/{child}?refund=1")).await;
    assert!(refund.status == 200 && refund.text.contains("Refund my order") && refund.text.contains("€249"), "{}", refund.status);
    let page = browser.get(&format!("/orders/{child}")).await;
    assert_eq!((page.status.as_u16(), page.headers["location"].to_str().unwrap()), (302, format!("/orders/{}", main.public_id).as_str()));
});

on_both!(fifty_clicks_are_one_charge, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    let id = offer(&shop, &browser, &main.public_id).await["offer"].as_str().unwrap().to_owned();
    let answers = join_all((0..50).map(|_| answer(&browser, &main.public_id, &id, "accept"))).await;
    for answer in answers {
        assert!(answer.status.is_success() || answer.status == 409, "{} {}", answer.status, answer.text);
    }
    eventually("the offer is accepted", || state_of(&shop, THREE, "accepted")).await;
    shop.settles().await;
    assert_eq!((charges(&shop).await, shop.count("SELECT COUNT(*) FROM orders WHERE kind = 'upsell'").await), (2, 1));
});

on_both!(accept_and_decline_at_once_end_in_one_of_them, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    let id = offer(&shop, &browser, &main.public_id).await["offer"].as_str().unwrap().to_owned();
    let words = ["accept", "decline", "accept", "decline", "accept", "decline"];
    join_all(words.map(|word| answer(&browser, &main.public_id, &id, word))).await;
    eventually("it is decided", || async { state_of(&shop, THREE, "accepted").await || state_of(&shop, THREE, "declined").await }).await;
    shop.settles().await;
    let accepted = state_of(&shop, THREE, "accepted").await;
    assert_eq!(charges(&shop).await, if accepted { 2 } else { 1 });
    let decided = answer(&browser, &main.public_id, &id, if accepted { "decline" } else { "accept" }).await.ok();
    assert_eq!(decided["public_id"], json!(main.public_id), "what is decided stays decided");
    assert_eq!(state_of(&shop, THREE, "accepted").await, accepted);
});

on_both!(a_declined_offer_shows_the_one_that_stands_in, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    decide(&shop, &browser, &main.public_id, "decline").await.ok();
    assert_eq!(offer(&shop, &browser, &main.public_id).await["title"], ONE);
    decide(&shop, &browser, &main.public_id, "decline").await.ok();
    let view = shop.status(&browser, &main.public_id).await;
    assert_eq!((&view["step"], &view["state"]), (&json!("ThankYou"), &json!("closed")));
    assert_eq!(charges(&shop).await, 1);
});

on_both!(without_consent_nothing_is_charged_and_the_card_is_asked_for, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, false).await;
    assert_eq!(offer(&shop, &browser, &main.public_id).await["pay"], "Card");
    let child = decide(&shop, &browser, &main.public_id, "accept").await.ok()["public_id"].as_str().unwrap().to_owned();
    assert_ne!(child, main.public_id);
    assert_eq!(charges(&shop).await, 1);
    let view = shop.status(&browser, &main.public_id).await;
    assert_eq!(view["offer"]["stage"], json!({ "Unpaid": { "order": child } }));
    let session = browser.call("orders/payment", &[("public_id", &child)]).await.ok();
    shop.sandbox.confirm(&started(&session).intent, GOOD).await;
    eventually("the offer is accepted", || state_of(&shop, THREE, "accepted")).await;
});

on_both!(an_unpaid_offer_can_be_declined_and_frees_its_order, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, false).await;
    let child = decide(&shop, &browser, &main.public_id, "accept").await.ok()["public_id"].as_str().unwrap().to_owned();
    browser.call("orders/payment", &[("public_id", &child)]).await.ok();
    decide(&shop, &browser, &main.public_id, "decline").await.ok();
    shop.reaches(&child, "expired").await;
    assert_eq!(offer(&shop, &browser, &main.public_id).await["title"], ONE);
});

on_both!(the_bank_asks_and_is_answered, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, ALWAYS_ASKS, true).await;
    let decided = decide(&shop, &browser, &main.public_id, "accept").await.ok();
    let secret = decided["client_secret"].as_str().expect("the bank's question").to_owned();
    assert_eq!(offer(&shop, &browser, &main.public_id).await["stage"], "Authenticate");
    let again = decide(&shop, &browser, &main.public_id, "accept").await.ok();
    assert_eq!(again["client_secret"], json!(secret), "the same payment on any device");
    authenticate(&shop, secret.split("_secret").next().unwrap(), "success").await;
    eventually("the offer is accepted", || state_of(&shop, THREE, "accepted")).await;
});

on_both!(a_failed_answer_to_the_bank_can_be_tried_again, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, ALWAYS_ASKS, true).await;
    let first = decide(&shop, &browser, &main.public_id, "accept").await.ok()["client_secret"].as_str().unwrap().to_owned();
    authenticate(&shop, first.split("_secret").next().unwrap(), "fail").await;
    eventually("the offer failed", || state_of(&shop, THREE, "failed")).await;
    assert_eq!(offer(&shop, &browser, &main.public_id).await["stage"], "Failed");
    let second = decide(&shop, &browser, &main.public_id, "retry").await.ok()["client_secret"].as_str().unwrap().to_owned();
    assert_ne!(first, second);
    authenticate(&shop, second.split("_secret").next().unwrap(), "success").await;
    eventually("the offer is accepted", || state_of(&shop, THREE, "accepted")).await;
    shop.settles().await;
    let mails = shop.mails().await.into_iter().filter(|mail| mail.subject.contains("did not go through")).count();
    assert_eq!(mails, 1, "one mail for one offer");
});

on_both!(a_refused_card_leads_to_another_card, plan(), |shop| async move {
    let browser = shop.browser();
    // The card pays once and is refused afterwards.
    let main = buy_with(&shop, &browser, GOOD, true).await;
    shop.execute("UPDATE consents SET method_ref = 'pm_card_visa_chargeDeclined'").await;
    decide(&shop, &browser, &main.public_id, "accept").await.ok();
    let failed = offer(&shop, &browser, &main.public_id).await;
    assert_eq!((&failed["stage"], &failed["extended"]), (&json!("Failed"), &json!(true)));
    let child = decide(&shop, &browser, &main.public_id, "another_card").await.ok()["public_id"].as_str().unwrap().to_owned();
    let session = browser.call("orders/payment", &[("public_id", &child)]).await.ok();
    assert_eq!(session["amount"]["minor"], 24_900);
    shop.sandbox.confirm(&started(&session).intent, "5555555555554444").await;
    eventually("the offer is accepted", || state_of(&shop, THREE, "accepted")).await;
    assert_eq!(charges(&shop).await, 2);
});

on_both!(after_a_refusal_no_thanks_leads_on, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    shop.execute("UPDATE consents SET method_ref = 'pm_card_visa_chargeDeclined'").await;
    decide(&shop, &browser, &main.public_id, "accept").await.ok();
    decide(&shop, &browser, &main.public_id, "decline").await.ok();
    assert_eq!(offer(&shop, &browser, &main.public_id).await["title"], ONE);
    shop.execute("UPDATE consents SET method_ref = 'pm_card_visa'").await;
    decide(&shop, &browser, &main.public_id, "accept").await.ok();
    eventually("the second offer is accepted", || state_of(&shop, ONE, "accepted")).await;
    shop.reaches(&main.public_id, "closed").await;
});

on_both!(a_method_that_is_gone_at_the_provider_leads_to_another_card, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    shop.execute("UPDATE consents SET method_ref = 'pm_gone'").await;
    decide(&shop, &browser, &main.public_id, "accept").await.ok();
    assert_eq!(offer(&shop, &browser, &main.public_id).await["stage"], "Failed");
    assert_eq!(charges(&shop).await, 1);
    let child = decide(&shop, &browser, &main.public_id, "another_card").await.ok()["public_id"].as_str().unwrap().to_owned();
    let session = browser.call("orders/payment", &[("public_id", &child)]).await.ok();
    shop.sandbox.confirm(&started(&session).intent, GOOD).await;
    eventually("the offer is accepted", || state_of(&shop, THREE, "accepted")).await;
});

on_both!(a_refund_during_a_charge_leaves_each_order_with_its_own_money, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    shop.settles().await;
    let id = offer(&shop, &browser, &main.public_id).await["offer"].as_str().unwrap().to_owned();
    shop.sandbox.control("faults", json!({ "op": "create_payment_intent", "mode": "hang_ms", "value": 1_000, "times": 1 })).await;
    let refund = async {
        eventually("the charge is under way", || state_of(&shop, THREE, "accepting")).await;
        shop.sandbox.control("refunds", json!({ "payment_intent": main.intent })).await;
        shop.reaches(&main.public_id, "refunded").await;
    };
    let (answer, ()) = futures::future::join(answer(&browser, &main.public_id, &id, "accept"), refund).await;
    answer.ok();
    eventually("the offer is accepted", || state_of(&shop, THREE, "accepted")).await;
    shop.settles().await;
    assert_eq!(shop.status(&browser, &main.public_id).await["state"], "refunded");
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await, 1, "what the second order bought");
    let report = server::services::truth::compare(&shop.core).await.unwrap();
    assert!(report.agrees(), "{report}");
    let truth = shop.sandbox.truth().await;
    assert_eq!((&truth["totals"]["amount_refunded"], charges(&shop).await), (&json!(14_900), 2));
});

on_both!(after_a_refund_nothing_is_charged, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    let id = offer(&shop, &browser, &main.public_id).await["offer"].as_str().unwrap().to_owned();
    shop.sandbox.control("refunds", json!({ "payment_intent": main.intent })).await;
    shop.reaches(&main.public_id, "refunded").await;
    answer(&browser, &main.public_id, &id, "accept").await.ok();
    shop.settles().await;
    assert_eq!((charges(&shop).await, shop.count("SELECT COUNT(*) FROM orders WHERE kind <> 'main'").await), (1, 0));
});

on_both!(what_cannot_be_had_is_not_offered, plan(), |shop| async move {
    let (three, one) = ("title = 'Three feedback calls'", "title = 'One feedback call'");
    shop.execute(&format!("UPDATE offers SET seats = 0 WHERE {three}")).await;
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    assert_eq!(shop.status(&browser, &main.public_id).await["step"], "ThankYou");
    assert!(state_of(&shop, THREE, "skipped").await && state_of(&shop, ONE, "skipped").await);
    shop.execute(&format!("UPDATE offers SET seats = NULL WHERE {three}")).await;
    shop.execute(&format!("UPDATE offers SET enabled = false WHERE {one}")).await;
    let other = shop.browser();
    let main = start(&other, "bob@example.com", true).await;
    shop.sandbox.confirm(&main.intent, GOOD).await;
    shop.reaches(&main.public_id, "paid").await;
    assert_eq!(offer(&shop, &other, &main.public_id).await["title"], THREE);
    decide(&shop, &other, &main.public_id, "decline").await.ok();
    assert_eq!(shop.status(&other, &main.public_id).await["step"], "ThankYou", "the paused one is left out");
});

on_both!(an_offer_that_is_paused_while_it_is_shown_cannot_be_accepted, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    let id = offer(&shop, &browser, &main.public_id).await["offer"].as_str().unwrap().to_owned();
    shop.execute("UPDATE offers SET enabled = false WHERE kind <> 'main'").await;
    answer(&browser, &main.public_id, &id, "accept").await.ok();
    assert_eq!(shop.status(&browser, &main.public_id).await["step"], "ThankYou");
    assert_eq!(charges(&shop).await, 1);
});

on_both!(who_owns_it_is_not_offered_it, plan(), |shop| async move {
    shop.execute("UPDATE offers SET product_id = (SELECT product_id FROM offers WHERE kind = 'main') WHERE title = 'Three feedback calls'")
        .await;
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    assert_eq!(shop.status(&browser, &main.public_id).await["step"], "ThankYou");
    assert!(state_of(&shop, THREE, "skipped").await);
});

on_both!(the_clock_of_an_offer_starts_once_and_its_end_shows_the_next, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    let stranger = offer(&shop, &shop.browser(), &main.public_id).await;
    assert_eq!((&stranger["title"], &stranger["until"]), (&json!(THREE), &json!(null)), "a stranger starts no clock");
    let first = offer(&shop, &browser, &main.public_id).await;
    shop.execute("UPDATE price_tiers SET amount_minor = amount_minor + 1000").await;
    let second = offer(&shop, &browser, &main.public_id).await;
    assert_eq!((&first["until"], &first["price"]), (&second["until"], &second["price"]), "nothing restarts");
    let id = first["offer"].as_str().unwrap().to_owned();
    shop.clock.run_ahead(TimeDelta::minutes(61));
    answer(&browser, &main.public_id, &id, "accept").await.ok();
    assert!(state_of(&shop, THREE, "expired").await);
    assert_eq!(charges(&shop).await, 1);
    let next = offer(&shop, &browser, &main.public_id).await;
    assert_eq!((&next["title"], &next["price"]["minor"]), (&json!(ONE), &json!(10_900)));
});

on_both!(only_the_buyer_answers, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    let id = offer(&shop, &browser, &main.public_id).await["offer"].as_str().unwrap().to_owned();
    assert_eq!(answer(&shop.browser(), &main.public_id, &id, "accept").await.status, 401);
    let admin = shop.browser();
    crate::sign_in::sign_in(&shop, &admin, server::services::seed::DEMO_ADMIN).await;
    assert_eq!(answer(&admin, &main.public_id, &id, "accept").await.status, 403);
    assert_eq!(answer(&browser, "nobody", &id, "accept").await.status, 404);
    assert_eq!(answer(&browser, &main.public_id, "nonsense", "accept").await.status, 400);
    assert_eq!(charges(&shop).await, 1);
});

on_both!(a_plain_form_is_led_on, plan(), |shop| async move {
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    let id = offer(&shop, &browser, &main.public_id).await["offer"].as_str().unwrap().to_owned();
    let page = browser.get(&format!("/orders/{}", main.public_id)).await;
    assert!(page.text.contains("charged to Visa •••• 4242"), "{}", page.text);
    let form = [("public_id", main.public_id.as_str()), ("offer", id.as_str()), ("decision", "decline")];
    let led = browser.post_form("funnel/decide", &format!("/orders/{}", main.public_id), &form).await;
    assert_eq!((led.status.as_u16(), led.headers["location"].to_str().unwrap()), (302, format!("/orders/{}", main.public_id).as_str()));
});
