//! One reminder of a checkout that was left, for who asked for it.

use crate::on_both;
use crate::support::browser::Answer;
use crate::support::shop::started;
use crate::support::{Browser, Shop, eventually};
use chrono::TimeDelta;
use serde_json::json;
use std::time::Duration;

async fn begin(browser: &Browser, email: &str, remind: bool) -> Answer {
    let quote = browser.call("checkout/quote", &[]).await.ok();
    let mut arguments = vec![("quote", quote["quote"]["id"].as_str().unwrap()), ("email", email), ("name", "Ada")];
    arguments.extend(remind.then_some(("remind", "on")));
    browser.call("checkout/start", &arguments).await
}

async fn reminders(shop: &Shop) -> Vec<String> {
    shop.mails().await.into_iter().filter(|mail| mail.subject.starts_with("You began to join")).map(|mail| mail.to).collect()
}

async fn decided(shop: &Shop) {
    let open = "SELECT COUNT(*) FROM reminders WHERE sent_at IS NULL AND dropped_at IS NULL";
    eventually("every reminder is decided", || async { shop.count(open).await == 0 }).await;
    shop.settles().await;
}

on_both!(who_asked_is_reminded_once_and_who_did_not_is_not, |shop| async move {
    let ada = started(&begin(&shop.browser(), "ada@example.com", true).await.ok());
    begin(&shop.browser(), "ben@example.com", false).await.ok();
    tokio::time::sleep(Duration::from_millis(800)).await;
    assert!(reminders(&shop).await.is_empty(), "not before two hours");
    shop.clock.run_ahead(TimeDelta::minutes(20));
    shop.reaches(&ada.public_id, "expired").await;
    shop.clock.run_ahead(TimeDelta::hours(2) + TimeDelta::minutes(1));
    decided(&shop).await;
    assert_eq!(reminders(&shop).await, ["ada@example.com"]);
    let page = shop.browser().get(&format!("/orders/{}", ada.public_id)).await;
    assert!(page.text.contains("Begin again"), "the order leads on too");
    shop.clock.run_ahead(TimeDelta::hours(50));
    tokio::time::sleep(Duration::from_millis(800)).await;
    assert_eq!(reminders(&shop).await.len(), 1);
});

on_both!(the_link_of_a_reminder_brings_back_what_was_chosen_on_another_device, |shop| async move {
    let browser = shop.browser();
    let bump = browser.call("checkout/quote", &[]).await.ok()["choices"]["bumps"][0]["offer"].as_str().unwrap().to_owned();
    let chosen = browser.call("checkout/quote", &[("bumps[0]", &bump), ("coupon", "WELCOME10"), ("country", "AT")]).await.ok();
    let total = chosen["quote"]["total"].clone();
    let form = [("quote", chosen["quote"]["id"].as_str().unwrap()), ("email", "ada@example.com"), ("name", "Ada"), ("remind", "on")];
    let left = started(&browser.call("checkout/start", &form).await.ok());
    shop.clock.run_ahead(TimeDelta::minutes(20));
    shop.reaches(&left.public_id, "expired").await;
    shop.clock.run_ahead(TimeDelta::hours(2) + TimeDelta::minutes(1));
    decided(&shop).await;
    let mail = shop.mails().await.into_iter().find(|mail| mail.subject.starts_with("You began")).unwrap();
    let link = mail.text.split_whitespace().find_map(|word| word.strip_prefix(&shop.base)).expect("a link");
    assert!(link.starts_with("/checkout?quote="), "{link}");
    let other = shop.browser();
    let page = other.get(link).await;
    let quote = link.trim_start_matches("/checkout?quote=");
    let again = other.call("checkout/quote", &[("quote", quote)]).await.ok();
    assert_eq!(again["quote"]["total"], total);
    assert_eq!((&again["choices"]["bumps"][0]["ticked"], &again["choices"]["coupon"]["code"]), (&json!(true), &json!("WELCOME10")));
    assert_eq!(again["choices"]["tax"]["country"], "AT");
    assert!(page.status == 200 && page.text.contains("Templates pack") && page.text.contains("WELCOME10"), "{}", page.text);
    assert!(!page.text.contains("ada@example.com"), "who finds the link learns no address");
    let now = again["quote"]["id"].as_str().unwrap();
    let bought = started(&other.call("checkout/start", &[("quote", now), ("email", "ada@example.com"), ("name", "Ada")]).await.ok());
    assert_eq!(json!(bought.amount), total["minor"]);
    shop.sandbox.confirm(&bought.intent, "4242424242424242").await;
    shop.reaches(&bought.public_id, "paid").await;
});

on_both!(who_bought_meanwhile_or_began_again_is_not_reminded, |shop| async move {
    let bought = started(&begin(&shop.browser(), "ada@example.com", true).await.ok());
    shop.sandbox.confirm(&bought.intent, "4242424242424242").await;
    shop.reaches(&bought.public_id, "paid").await;
    let left = started(&begin(&shop.browser(), "ben@example.com", true).await.ok());
    shop.clock.run_ahead(TimeDelta::minutes(20));
    shop.reaches(&left.public_id, "expired").await;
    let again = started(&begin(&shop.browser(), "ben@example.com", false).await.ok());
    shop.sandbox.confirm(&again.intent, "4242424242424242").await;
    shop.reaches(&again.public_id, "paid").await;
    shop.clock.run_ahead(TimeDelta::hours(3));
    decided(&shop).await;
    assert!(reminders(&shop).await.is_empty());
    assert_eq!(shop.count("SELECT COUNT(*) FROM reminders WHERE dropped_at IS NOT NULL").await, 2);
});

on_both!(nobody_is_called_back_to_a_closed_door, |shop| async move {
    let left = started(&begin(&shop.browser(), "ada@example.com", true).await.ok());
    shop.clock.run_ahead(TimeDelta::minutes(20));
    shop.reaches(&left.public_id, "expired").await;
    shop.execute("UPDATE offers SET enabled = FALSE").await;
    shop.clock.run_ahead(TimeDelta::hours(3));
    decided(&shop).await;
    assert!(reminders(&shop).await.is_empty());
});

on_both!(an_order_can_be_paid_from_another_device_by_its_link, |shop| async move {
    let begun = shop.start(&shop.browser(), "ada@example.com").await;
    let other = shop.browser();
    let page = other.get(&format!("/orders/{}", begun.public_id)).await;
    assert!(page.text.contains("Complete your payment") && !page.text.contains("ada@example.com"), "{}", page.text);
    let session = other.call("orders/payment", &[("public_id", &begun.public_id)]).await.ok();
    assert_eq!(started(&session).intent, begun.intent, "the same payment");
    shop.sandbox.confirm(&begun.intent, "4242424242424242").await;
    shop.reaches(&begun.public_id, "paid").await;
});
