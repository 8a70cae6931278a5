//! Coupons: made, changed, paused, and counted.

use super::super::{admin, audit::latest};
use super::problem;
use crate::on_both;
use crate::support::shop::started;
use crate::support::{Browser, Shop};
use serde_json::{Value, json};

async fn quote(browser: &Browser, code: &str) -> Value {
    browser.call("checkout/quote", &[("coupon", code)]).await.ok()
}

async fn version(shop: &Shop, code: &str) -> String {
    let coupon = server::repo::coupon_desk::by_code(shop.core.db.read(), code).await.unwrap().unwrap();
    coupon.version.to_string()
}

on_both!(a_new_coupon_takes_off_what_it_says, |shop| async move {
    let admin = admin(&shop).await;
    let bump = super::offer(&shop, "bump").await.id.to_string();
    let spring = [("code", " spring-25 "), ("form[kind]", "percent"), ("form[percent]", "25"), ("form[once]", "on")];
    admin.call("admin/add_coupon", &spring).await.ok();
    let asked = quote(&shop.browser(), "Spring-25").await;
    assert_eq!((&asked["quote"]["total"]["minor"], &asked["choices"]["coupon"]["refusal"]), (&json!(11_175), &Value::Null));
    let slides =
        [("code", "SLIDES"), ("form[kind]", "amount"), ("form[amount]", "5"), ("form[currency]", "EUR"), ("form[only][0]", bump.as_str())];
    admin.call("admin/add_coupon", &slides).await.ok();
    assert_eq!(quote(&shop.browser(), "SLIDES").await["choices"]["coupon"]["refusal"], "NotForThis");
    let view = admin.read("admin/coupon", &[("code", "SPRING-25")]).await.ok();
    assert_eq!(view["link"], format!("{}/?coupon=SPRING-25", shop.base));
    assert!(shop.browser().get("/?coupon=SPRING-25").await.text.contains("SPRING-25"));
    assert_eq!(latest(&shop, "coupon.add").await.subject, "coupon/SLIDES");
    for (fields, wrong) in [
        (vec![("code", "spring-25"), ("form[percent]", "5")], "422 Code: Exists"),
        (vec![("code", "a b/c"), ("form[percent]", "5")], "422 Code: Malformed"),
        (vec![("form[percent]", "5")], "422 Code: Missing"),
        (vec![("code", "X"), ("form[percent]", "0")], "422 Percent: Malformed"),
        (vec![("code", "X"), ("form[percent]", "100.1")], "422 Percent: Malformed"),
        (
            vec![("code", "X"), ("form[kind]", "amount"), ("form[amount]", "1.001"), ("form[currency]", "KWD")],
            "422 {\"Price\":0}: BetweenSteps",
        ),
        (vec![("code", "X"), ("form[percent]", "5"), ("form[max_uses]", "-1")], "422 Uses: Malformed"),
        (
            vec![("code", "X"), ("form[percent]", "5"), ("form[starts_at]", "2099-02-01T00:00"), ("form[expires_at]", "2099-01-01T00:00")],
            "422 Ends: Backwards",
        ),
    ] {
        assert_eq!(problem(&admin.call("admin/add_coupon", &fields).await), wrong, "{fields:?}");
    }
    let foreign = super::offer(&shop, "main").await.product_id.to_string();
    let nobody = [("code", "X"), ("form[percent]", "5"), ("form[only][0]", foreign.as_str())];
    assert_eq!(admin.call("admin/add_coupon", &nobody).await.status, 400, "an id that is no offer");
});

on_both!(a_coupon_changes_for_those_to_come_and_is_counted_to_its_limit, |shop| async move {
    let admin = admin(&shop).await;
    let (ada, ben) = (shop.browser(), shop.browser());
    let asked = quote(&ada, "WELCOME10").await;
    let id = asked["quote"]["id"].as_str().unwrap();
    let order = started(&ada.call("checkout/start", &[("quote", id), ("email", "ada@example.com"), ("name", "Ada")]).await.ok());
    let half = |version: String, most: &'static str| {
        vec![
            ("code", "WELCOME10".to_owned()),
            ("version", version),
            ("form[kind]", "percent".into()),
            ("form[percent]", "50".into()),
            ("form[max_uses]", most.into()),
        ]
    };
    let change = |fields: Vec<(&'static str, String)>| {
        let admin = &admin;
        async move {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            admin.call("admin/change_coupon", &fields).await
        }
    };
    assert_eq!(problem(&change(half("0".into(), "0")).await), "422 Uses: BelowUsed");
    change(half("0".into(), "1")).await.ok();
    assert_eq!(change(half("0".into(), "9")).await.json(), json!({ "Conflict": "NoLongerSo" }), "somebody else saw it before");
    assert_eq!(quote(&ben, "WELCOME10").await["choices"]["coupon"]["refusal"], "UsedUp");
    shop.sandbox.confirm(&order.intent, "4242424242424242").await;
    shop.reaches(&order.public_id, "paid").await;
    assert_eq!(order.amount, 13_410, "who began to pay has the tenth");
    let view = admin.read("admin/coupon", &[("code", "WELCOME10")]).await.ok();
    assert_eq!((&view["spent"], &view["held"], &view["row"]["uses"]), (&json!(1), &json!(0), &json!(1)));
    change(half(version(&shop, "WELCOME10").await, "2")).await.ok();
    assert_eq!(quote(&ben, "WELCOME10").await["quote"]["total"]["minor"], 7_450);
    let entry = latest(&shop, "coupon.change").await;
    assert_eq!((&entry.before.unwrap()["max_uses"], &entry.after.unwrap()["max_uses"]), (&json!(1), &json!(2)));
});

on_both!(a_paused_coupon_takes_nothing_off, |shop| async move {
    let admin = admin(&shop).await;
    let switch = |version: &'static str, on: &'static str| [("code", "WELCOME10"), ("version", version), ("on", on)];
    admin.call("admin/switch_coupon", &switch("0", "false")).await.ok();
    assert_eq!(quote(&shop.browser(), "WELCOME10").await["choices"]["coupon"]["refusal"], "Expired");
    assert_eq!(admin.call("admin/switch_coupon", &switch("0", "true")).await.status, 409);
    admin.call("admin/switch_coupon", &switch("1", "true")).await.ok();
    assert_eq!(quote(&shop.browser(), "WELCOME10").await["choices"]["coupon"]["refusal"], Value::Null);
    assert_eq!(admin.call("admin/switch_coupon", &[("code", "NOSUCH"), ("version", "0"), ("on", "true")]).await.status, 404);
});
