//! The funnel: its numbers, and the steps that change for who buys next.

use super::super::admin;
use super::{about, offer, send};
use crate::funnel::{buy_with, decide, plan};
use crate::on_both;
use crate::support::Shop;
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};

const GOOD: &str = "4242424242424242";

/// Puts another offer into the funnel, at the price of the course's addition.
pub async fn add(shop: &Shop, kind: &str, title: &str, position: i32) {
    let (db, bump) = (shop.core.db.write(), offer(shop, "bump").await);
    let id = shop.core.new_id();
    let row = entity::offer::ActiveModel {
        id: Set(id),
        product_id: Set(bump.product_id),
        kind: Set(kind.to_owned()),
        title: Set(title.to_owned()),
        enabled: Set(true),
        taken: Set(0),
        position: Set(position),
        created_at: Set(shop.core.now()),
        ..Default::default()
    };
    server::repo::seed::insert_offer(db, row).await.unwrap();
    let tier = entity::price_tier::ActiveModel {
        id: Set(shop.core.new_id()),
        offer_id: Set(id),
        position: Set(0),
        label: Set("Regular".to_owned()),
        amount_minor: Set(2_900),
        currency: Set("EUR".to_owned()),
        ..Default::default()
    };
    server::repo::seed::insert_tier(db, tier).await.unwrap();
}

fn titles(funnel: &Value) -> Vec<String> {
    let step = |step: &Value| {
        let upsell = step["upsell"]["offer"]["title"].as_str().unwrap().to_owned();
        let downsells = step["downsells"].as_array().unwrap().iter();
        std::iter::once(upsell).chain(downsells.map(|other| format!("- {}", other["offer"]["title"].as_str().unwrap()))).collect::<Vec<_>>()
    };
    funnel["steps"].as_array().unwrap().iter().flat_map(step).collect()
}

on_both!(the_funnel_counts_what_became_of_its_offers, plan(), |shop| async move {
    let admin = admin(&shop).await;
    let browser = shop.browser();
    let main = buy_with(&shop, &browser, GOOD, true).await;
    decide(&shop, &browser, &main.public_id, "decline").await.ok();
    decide(&shop, &browser, &main.public_id, "accept").await.ok();
    shop.reaches(&main.public_id, "closed").await;
    let funnel = admin.read("admin/funnel", &[]).await.ok();
    let numbers = |step: &Value| json!([step["shown"], step["accepted"], step["declined"], step["failed"], step["rate"]]);
    assert_eq!(numbers(&funnel["steps"][0]["upsell"]), json!([1, 0, 1, 0, 0]));
    assert_eq!(numbers(&funnel["steps"][0]["downsells"][0]), json!([1, 1, 0, 0, 10_000]));
    assert_eq!((&funnel["paid"], &funnel["bumps"][0]["taken"], &funnel["bumps"][0]["rate"]), (&json!(1), &json!(0), &json!(0)));
});

on_both!(steps_change_places_for_who_buys_next, plan(), |shop| async move {
    let admin = admin(&shop).await;
    let before = shop.browser();
    let bought = buy_with(&shop, &before, GOOD, true).await;
    add(&shop, "upsell", "Slides", 1).await;
    let list = || async { titles(&admin.read("admin/funnel", &[]).await.ok()) };
    assert_eq!(list().await, ["Three feedback calls", "- One feedback call", "Slides"]);
    let first = about(&shop, "upsell").await;
    send(&admin, "admin/move_step", &first, &[("up", "false")]).await.ok();
    assert_eq!(list().await, ["Slides", "Three feedback calls", "- One feedback call"]);
    assert_eq!(send(&admin, "admin/move_step", &first, &[("up", "true")]).await.status, 409, "it has moved since");
    assert_eq!(crate::funnel::offer(&shop, &before, &bought.public_id).await["title"], "Three feedback calls");
    let steps =
        format!("SELECT COUNT(*) FROM funnel_steps s JOIN orders o ON o.id = s.order_id WHERE o.public_id = '{}'", bought.public_id);
    assert_eq!(shop.count(&steps).await, 2, "a funnel that was begun stays");
    let slides =
        server::repo::funnel::offers(shop.core.db.read()).await.unwrap().into_iter().find(|offer| offer.title == "Slides").unwrap();
    let downsell = about(&shop, "downsell").await;
    send(&admin, "admin/stand_in", &downsell, &[("upsell", &slides.id.to_string())]).await.ok();
    assert_eq!(list().await, ["Slides", "- One feedback call", "Three feedback calls"]);
    send(&admin, "admin/stand_in", &about(&shop, "downsell").await, &[]).await.ok();
    assert_eq!(list().await, ["Slides", "Three feedback calls"]);
    let wrong = send(&admin, "admin/stand_in", &about(&shop, "upsell").await, &[("upsell", &slides.id.to_string())]).await;
    assert_eq!(wrong.status, 400, "only a downsell stands in");
    let main = offer(&shop, "main").await.id.to_string();
    let nowhere = send(&admin, "admin/stand_in", &about(&shop, "downsell").await, &[("upsell", &main)]).await;
    assert_eq!(super::problem(&nowhere), "422 Product: Malformed");
});

on_both!(a_paused_offer_is_left_out_of_the_funnel, plan(), |shop| async move {
    let admin = admin(&shop).await;
    send(&admin, "admin/switch_offer", &about(&shop, "upsell").await, &[("on", "false"), ("back", "funnel")]).await.ok();
    send(&admin, "admin/switch_offer", &about(&shop, "downsell").await, &[("on", "false"), ("back", "funnel")]).await.ok();
    let browser = shop.browser();
    let main = crate::funnel::start(&browser, "ada@example.com", false).await;
    shop.sandbox.confirm(&main.intent, GOOD).await;
    shop.reaches(&main.public_id, "paid").await;
    assert_eq!(crate::funnel::offer(&shop, &browser, &main.public_id).await, Value::Null);
    let funnel = admin.read("admin/funnel", &[]).await.ok();
    assert_eq!((&funnel["steps"][0]["upsell"]["enabled"], &funnel["steps"][0]["upsell"]["shown"]), (&json!(false), &json!(0)));
});
