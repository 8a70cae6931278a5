//! An offer whose payment failed: until when its price holds, and what the mail says of that.

use super::{GOOD, answer, buy_with, charges, decide, offer, plan, state_of};
use crate::on_both;
use crate::support::{Plan, Shop, eventually};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use std::sync::Arc;

const THREE: &str = super::THREE;

/// An offer without an end of its own; its first charge is refused.
async fn refused(shop: &Shop, browser: &crate::support::Browser) -> crate::support::shop::Started {
    shop.execute("UPDATE offers SET offered_for_s = NULL WHERE kind <> 'main'").await;
    let main = buy_with(shop, browser, GOOD, true).await;
    assert_eq!(offer(shop, browser, &main.public_id).await["until"], json!(null));
    shop.execute("UPDATE consents SET method_ref = 'pm_card_visa_chargeDeclined'").await;
    decide(shop, browser, &main.public_id, "accept").await.ok();
    main
}

/// The order of the refused charge ends with its hold, at the provider first.
async fn its_order_has_ended(shop: &Shop) {
    let ended = "SELECT COUNT(*) FROM orders WHERE kind = 'upsell' AND state = 'expired'";
    eventually("the order of the offer has ended", || async { shop.count(ended).await == 1 }).await;
}

/// The provider's clock is the wall's, so its events would be too old for a shop that is a day ahead.
fn unheard() -> Plan {
    Plan { webhooks: false, ..plan() }
}

on_both!(after_a_refusal_the_price_holds_for_a_day_and_the_mail_says_until_when, unheard(), |shop: Arc<Shop>| async move {
    let browser = shop.browser();
    let before = shop.core.now();
    let main = refused(&shop, &browser).await;
    let shown = offer(&shop, &browser, &main.public_id).await;
    assert_eq!((&shown["stage"], &shown["extended"]), (&json!("Failed"), &json!(true)));
    let until: DateTime<Utc> = shown["until"].as_str().expect("an end").parse().unwrap();
    assert!((before + TimeDelta::hours(24)..=shop.core.now() + TimeDelta::hours(24)).contains(&until), "{until}");
    eventually("the mail is sent", || async {
        shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'upsell_failed' AND state = 'sent'").await == 1
    })
    .await;
    let letter = shop.mails().await.into_iter().find(|mail| mail.subject.contains("did not go through")).unwrap();
    let holds = format!("the price of €249 holds for you until {}", app::components::text::date_time(until));
    assert!(letter.text.contains(&holds), "{holds}: {}", letter.text);
    shop.execute("UPDATE price_tiers SET amount_minor = amount_minor + 10000").await;
    shop.execute("UPDATE consents SET method_ref = 'pm_card_visa'").await;
    shop.clock.run_ahead(TimeDelta::hours(23));
    its_order_has_ended(&shop).await;
    decide(&shop, &browser, &main.public_id, "retry").await.ok();
    eventually("the offer is accepted", || state_of(&shop, THREE, "accepted")).await;
    assert_eq!(shop.sandbox.truth().await["totals"]["amount_received"], 14_900 + 24_900);
});

on_both!(a_day_after_a_refusal_the_offer_is_over, unheard(), |shop: Arc<Shop>| async move {
    let browser = shop.browser();
    let main = refused(&shop, &browser).await;
    let id = offer(&shop, &browser, &main.public_id).await["offer"].as_str().unwrap().to_owned();
    shop.execute("UPDATE consents SET method_ref = 'pm_card_visa'").await;
    shop.clock.run_ahead(TimeDelta::hours(25));
    its_order_has_ended(&shop).await;
    answer(&browser, &main.public_id, &id, "retry").await.ok();
    assert!(state_of(&shop, THREE, "expired").await);
    assert_eq!(charges(&shop).await, 1);
});
