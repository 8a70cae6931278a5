//! What cannot be charged with the method that paid is not offered.

use super::{GOOD, ONE, THREE, buy_with, charges, plan, state_of};
use crate::on_both;
use crate::support::Shop;
use std::sync::Arc;

on_both!(an_offer_in_another_currency_or_below_the_smallest_charge_is_left_out, plan(), |shop: Arc<Shop>| async move {
    let offers = "offer_id IN (SELECT id FROM offers WHERE kind IN ('upsell', 'downsell'))";
    for (number, change) in
        ["currency = 'USD'", "currency = 'JPY', amount_minor = 24900", "currency = 'EUR', amount_minor = 49"].into_iter().enumerate()
    {
        shop.execute(&format!("UPDATE price_tiers SET {change} WHERE {offers}")).await;
        let browser = shop.browser();
        let started = super::start(&browser, &format!("buyer{number}@example.com"), true).await;
        shop.sandbox.confirm(&started.intent, GOOD).await;
        shop.reaches(&started.public_id, "paid").await;
        let view = shop.status(&browser, &started.public_id).await;
        assert_eq!((&view["step"], &view["offer"]), (&"ThankYou".into(), &serde_json::Value::Null), "{change}");
        shop.reaches(&started.public_id, "closed").await;
        assert_eq!(charges(&shop).await, number + 1);
    }
    let skipped = "SELECT COUNT(*) FROM funnel_steps WHERE state = 'skipped' AND shown_at IS NULL AND amount_minor IS NULL";
    assert_eq!(shop.count(skipped).await, 6, "both offers of each of the three");
    assert_eq!(shop.count("SELECT COUNT(*) FROM orders WHERE kind <> 'main'").await, 0);
});

on_both!(an_upsell_that_cannot_be_charged_brings_up_no_other, plan(), |shop: Arc<Shop>| async move {
    shop.execute("UPDATE price_tiers SET currency = 'USD' WHERE offer_id = (SELECT id FROM offers WHERE kind = 'upsell')").await;
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    assert_eq!(shop.status(&browser, &main.public_id).await["step"], "ThankYou");
    assert!(state_of(&shop, THREE, "skipped").await && state_of(&shop, ONE, "skipped").await);
});
