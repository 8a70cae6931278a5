//! The terms: what was promised, agreed to and taxed stays as it was on its day.

use super::super::{admin, audit::latest, paid_order};
use super::problem;
use crate::funnel::{buy_with, plan};
use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::Shop;
use chrono::TimeDelta;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use server::services::seed::DEMO_ADMIN;
use sha2::{Digest, Sha256};

const GOOD: &str = "4242424242424242";

on_both!(a_refund_promise_holds_as_it_was_when_the_order_was_made, |shop| async move {
    let admin = admin(&shop).await;
    let (before, ada) = paid_order(&shop, "ada@example.com").await;
    let none = [("version", "1"), ("days", "3"), ("percent", "0")];
    admin.call("admin/set_policy", &none).await.ok();
    assert_eq!(admin.call("admin/set_policy", &none).await.json(), json!({ "Conflict": "NoLongerSo" }));
    assert!(shop.browser().get("/checkout").await.text.contains("Within 3 days"), "who buys next reads the new one");
    let (after, ben) = paid_order(&shop, "ben@example.com").await;
    shop.clock.run_ahead(TimeDelta::days(5));
    sign_in(&shop, &admin, DEMO_ADMIN).await;
    let kept = ada.read("orders/refund_offer", &[("public_id", &before)]).await.ok();
    assert_eq!((&kept["policy"]["days"], &kept["decision"]), (&json!(14), &json!("AtOnce")));
    let new = ben.read("orders/refund_offer", &[("public_id", &after)]).await.ok();
    assert_eq!((&new["policy"]["days"], new["decision"].get("Never").is_some()), (&json!(3), true));
    for (days, percent, wrong) in
        [("-1", "30", "422 Lasts: Malformed"), ("", "30", "422 Lasts: Malformed"), ("14", "101", "422 Percent: Malformed")]
    {
        assert_eq!(problem(&admin.call("admin/set_policy", &[("version", "2"), ("days", days), ("percent", percent)]).await), wrong);
    }
    let entry = latest(&shop, "refund_policy.change").await;
    assert_eq!((&entry.before.unwrap()["days"], &entry.after.unwrap()["days"]), (&json!(14), &json!(3)));
});

on_both!(new_words_of_the_consent_leave_the_old_ones_and_their_hash, plan(), |shop| async move {
    let admin = admin(&shop).await;
    let browser = shop.browser();
    let read = browser.call("checkout/quote", &[]).await.ok()["consent"]["text"].as_str().unwrap().to_owned();
    buy_with(&shop, &browser, GOOD, true).await;
    admin.call("admin/write_consent", &[("version", "2"), ("text", "Keep this card.\r\nFor the next pages alone.")]).await.ok();
    let late = admin.call("admin/write_consent", &[("version", "2"), ("text", "Other words.")]).await;
    assert_eq!((late.status.as_u16(), late.json()), (409, json!({ "Conflict": "NoLongerSo" })));
    let now = shop.browser().call("checkout/quote", &[]).await.ok()["consent"].clone();
    assert_eq!(now, json!({ "version": 3, "text": "Keep this card.\nFor the next pages alone." }));
    let given = entity::consent::Entity::find().one(shop.core.db.read()).await.unwrap().unwrap();
    assert_eq!((given.text_version, given.text_sha256), (2, Sha256::digest(&read).to_vec()));
    let consents = admin.read("admin/terms", &[]).await.ok()["consents"].clone();
    assert_eq!((&consents[1]["text"], &consents[1]["given"], &consents[0]["given"]), (&json!(read), &json!(1), &json!(0)));
    assert_eq!(problem(&admin.call("admin/write_consent", &[("version", "3"), ("text", " ")]).await), "422 Words: Missing");
    let hash = latest(&shop, "consent_text.add").await.before.unwrap()["sha256"].clone();
    assert_eq!(hash, hex::encode(Sha256::digest(&read)));
});

on_both!(words_that_changed_while_the_page_was_open_were_not_agreed_to, plan(), |shop| async move {
    let admin = admin(&shop).await;
    let browser = shop.browser();
    let quote = browser.call("checkout/quote", &[]).await.ok()["quote"]["id"].as_str().unwrap().to_owned();
    admin.call("admin/write_consent", &[("version", "2"), ("text", "Charge whatever you like.")]).await.ok();
    browser.call("checkout/start", &[("quote", &quote), ("email", "ada@example.com"), ("name", "Ada"), ("consent", "on")]).await.ok();
    assert_eq!(shop.count("SELECT COUNT(*) FROM consents").await, 0);
});

async fn taxed(shop: &Shop, country: &str) -> Value {
    let quote = shop.browser().call("checkout/quote", &[("country", country)]).await.ok();
    quote["quote"]["tax"]["Included"]["name"].clone()
}

on_both!(a_rate_holds_from_its_day_on_and_no_paper_changes, |shop| async move {
    let admin = admin(&shop).await;
    let (order, ada) = paid_order(&shop, "ada@example.com").await;
    let invoice = || async { ada.read("invoices/view", &[("public_id", &order)]).await.ok() };
    let before = invoice().await;
    let day = |days| (shop.core.now() + TimeDelta::days(days)).format("%Y-%m-%d").to_string();
    let rate = |country: &'static str, percent: &'static str, from: String| {
        vec![
            ("form[country]", country.to_owned()),
            ("form[percent]", percent.to_owned()),
            ("form[label]", "VAT".to_owned()),
            ("form[from]", from),
        ]
    };
    let add = |fields: Vec<(&'static str, String)>| {
        let admin = &admin;
        async move {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            admin.call("admin/add_rate", &fields).await
        }
    };
    add(rate("FI", "26", day(10))).await.ok();
    add(rate("DE", "", String::new())).await.ok();
    assert_eq!(taxed(&shop, "FI").await, "VAT 25.5\u{a0}%");
    assert_eq!(taxed(&shop, "DE").await, Value::Null, "none from now on");
    assert_eq!(invoice().await, before);
    shop.clock.run_ahead(TimeDelta::days(10));
    sign_in(&shop, &admin, DEMO_ADMIN).await;
    assert_eq!(taxed(&shop, "FI").await, "VAT 26\u{a0}%");
    assert_eq!(problem(&add(rate("FI", "27", day(-1))).await), "422 Begins: Past");
    assert_eq!(problem(&add(rate("XX", "27", String::new())).await), "422 Country: Malformed");
    assert_eq!(problem(&add(rate("FI", "27.123", String::new())).await), "422 Percent: Malformed");
    let entry = latest(&shop, "tax_rate.add").await;
    assert_eq!((entry.subject.as_str(), &entry.before.unwrap()["basis_points"]), ("tax_rate/DE", &json!(1_900)));
    let taxes = admin.read("admin/taxes", &[]).await.ok();
    let finland = taxes["countries"].as_array().unwrap().iter().find(|row| row["country"] == "FI").unwrap();
    assert_eq!((&finland["now"], finland["rates"].as_array().unwrap().len()), (&json!("VAT 26\u{a0}%"), 2));
});

on_both!(prices_without_tax_are_a_change_that_two_admins_do_not_make_at_once, |shop| async move {
    let admin = admin(&shop).await;
    let seen = admin.read("admin/taxes", &[]).await.ok()["changed"].to_string();
    let without = [("changed", seen.as_str()), ("seller", "DE")];
    admin.call("admin/set_tax_basis", &without).await.ok();
    let quote = shop.browser().call("checkout/quote", &[("country", "DE")]).await.ok();
    assert_eq!(quote["quote"]["total"]["minor"], 14_900 + 2_831);
    assert_eq!(admin.call("admin/set_tax_basis", &without).await.json(), json!({ "Conflict": "NoLongerSo" }));
    assert_eq!(
        problem(&admin.call("admin/set_tax_basis", &[("changed", seen.as_str()), ("seller", "XX")]).await),
        "422 Country: Malformed"
    );
    let entry = latest(&shop, "tax.change").await;
    assert_eq!((&entry.before.unwrap()["inclusive"], &entry.after.unwrap()["inclusive"]), (&json!(true), &json!(false)));
});
