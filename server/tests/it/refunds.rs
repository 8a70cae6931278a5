//! Money that goes back: by an admin, by the buyer, from the provider's dashboard, and never more than was paid.

use crate::on_both;
use crate::sign_in::sign_in;
use crate::support::{Browser, Plan, Shop, eventually};
use serde_json::json;
use server::services::refunds::Origin;
use server::services::refunds::plan::{NewRefund, Part, plan, shares};
use server::services::seed::DEMO_ADMIN;
use std::sync::Arc;

async fn admin(shop: &Shop) -> Browser {
    let admin = shop.browser();
    sign_in(shop, &admin, DEMO_ADMIN).await;
    admin
}

async fn is_refunded(shop: &Shop, amount: i64) {
    let sql = "SELECT COALESCE(SUM(amount_minor), 0) FROM refunds WHERE state = 'succeeded'";
    eventually("the refunds are counted", || async { shop.count(sql).await == amount }).await;
}

/// So many credit notes were written, over so much in all.
async fn is_credited(shop: &Shop, notes: i64, amount: i64) {
    assert_eq!(shop.count("SELECT COUNT(*) FROM invoices WHERE kind = 'credit_note'").await, notes);
    assert_eq!(shop.count("SELECT SUM(total_minor) FROM invoices WHERE kind = 'credit_note'").await, amount);
}

on_both!(an_admin_refunds_a_part_and_then_the_rest, |shop| async move {
    let browser = shop.browser();
    let started = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(&browser, &started.public_id).await;
    let admin = admin(&shop).await;
    let money = admin.read("admin/order_money", &[("public_id", &started.public_id)]).await.ok();
    assert_eq!(money["items"][0]["left"]["minor"], 14_900);
    let item = money["items"][0]["id"].as_str().unwrap().to_owned();
    let part = [("public_id", started.public_id.as_str()), ("items[0]", &item), ("amount", "49.50"), ("reason", "goodwill")];
    admin.call("admin/refund_order", &part).await.ok();
    shop.reaches(&started.public_id, "partially_refunded").await;
    is_refunded(&shop, 4_950).await;
    is_credited(&shop, 1, 4_950).await;
    assert_eq!(browser.get("/learn").await.status, 200);
    let too_much = [("public_id", started.public_id.as_str()), ("items[0]", &item), ("amount", "100"), ("reason", "too much")];
    let refused = admin.call("admin/refund_order", &too_much).await;
    assert_eq!((refused.status.as_u16(), refused.json()), (409, json!({ "Conflict": "NothingToRefund" })));
    admin.call("admin/refund_order", &[("public_id", &started.public_id), ("reason", "all of it")]).await.ok();
    shop.reaches(&started.public_id, "refunded").await;
    is_refunded(&shop, 14_900).await;
    is_credited(&shop, 2, 14_900).await;
    assert_eq!(browser.get("/learn").await.status, 403);
    assert_eq!(shop.count("SELECT SUM(taken) FROM offers").await, 0);
    shop.settles().await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'refund' AND state = 'sent'").await, 2);
    assert_eq!(shop.count("SELECT COUNT(*) FROM audit_log WHERE action = 'order.refund'").await, 2);
    let page = admin.get(&format!("/admin/orders/{}", started.public_id)).await.text;
    assert!(page.contains("goodwill") && page.contains("all of it"), "the page lists the refunds");
});

on_both!(nobody_but_an_admin_refunds_by_the_panel, |shop| async move {
    let browser = shop.browser();
    let started = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(&browser, &started.public_id).await;
    let answer = browser.call("admin/refund_order", &[("public_id", &started.public_id), ("reason", "mine")]).await;
    assert_eq!(answer.status.as_u16(), 404);
    for function in ["admin/order_money", "admin/access"] {
        assert_eq!(browser.read(function, &[("public_id", &started.public_id), ("query", "x")]).await.status.as_u16(), 404);
    }
    let student = shop.browser();
    let other = shop.buy(&student, "bea@example.com").await;
    shop.reaches(&other.public_id, "paid").await;
    shop.status(&student, &other.public_id).await;
    for stranger in [shop.browser(), student] {
        for function in ["orders/refund", "orders/refund_offer"] {
            let arguments = [("public_id", started.public_id.as_str())];
            let answer = if function == "orders/refund" {
                stranger.call(function, &arguments).await
            } else {
                stranger.read(function, &arguments).await
            };
            assert_eq!(answer.status.as_u16(), 404, "{function}");
        }
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM refunds").await, 0);
});

on_both!(a_buyer_within_the_promise_takes_the_money_back, |shop| async move {
    let browser = shop.browser();
    let started = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(&browser, &started.public_id).await;
    let page = browser.get(&format!("/orders/{}?refund=1", started.public_id)).await.text;
    assert!(page.contains("Refund my order") && page.contains("€149"), "the page offers it");
    let from = format!("/orders/{}", started.public_id);
    let answer = browser.post_form("orders/refund", &from, &[("public_id", &started.public_id)]).await;
    assert_eq!(answer.status.as_u16(), 302, "{}", answer.text);
    shop.reaches(&started.public_id, "refunded").await;
    assert_eq!(browser.get("/learn").await.status, 403);
    let again = browser.call("orders/refund", &[("public_id", &started.public_id)]).await;
    assert_eq!((again.status.as_u16(), again.json()), (409, json!({ "Conflict": "NothingToRefund" })));
    is_refunded(&shop, 14_900).await;
    is_credited(&shop, 1, 14_900).await;
});

on_both!(an_addition_goes_back_for_what_it_cost_and_the_course_stays_open, |shop| async move {
    shop.execute("UPDATE coupons SET basis_points = 5000").await;
    shop.execute("INSERT INTO coupon_offers (coupon_id, offer_id) SELECT c.id, o.id FROM coupons c, offers o WHERE o.kind = 'bump'").await;
    let browser = shop.browser();
    let plain = browser.call("checkout/quote", &[]).await.ok();
    let bump = plain["choices"]["bumps"][0]["offer"].as_str().unwrap();
    let quote = browser.call("checkout/quote", &[("bumps[0]", bump), ("coupon", "WELCOME10")]).await.ok();
    let form = [("quote", quote["quote"]["id"].as_str().unwrap()), ("email", "ada@example.com"), ("name", "Ada")];
    let order = crate::support::shop::started(&browser.call("checkout/start", &form).await.ok());
    assert_eq!(order.amount, 14_900 + 1_450, "half of the addition's price");
    shop.sandbox.confirm(&order.intent, "4242424242424242").await;
    shop.reaches(&order.public_id, "paid").await;
    shop.status(&browser, &order.public_id).await;
    let admin = admin(&shop).await;
    let items = admin.read("admin/order_money", &[("public_id", &order.public_id)]).await.ok()["items"].clone();
    assert_eq!((&items[0]["left"]["minor"], &items[1]["left"]["minor"]), (&json!(14_900), &json!(1_450)));
    let one = [("public_id", order.public_id.as_str()), ("items[0]", items[1]["id"].as_str().unwrap()), ("reason", "not of use")];
    admin.call("admin/refund_order", &one).await.ok();
    shop.reaches(&order.public_id, "partially_refunded").await;
    is_refunded(&shop, 1_450).await;
    is_credited(&shop, 1, 1_450).await;
    assert_eq!(browser.get("/learn").await.status, 200);
    let kept = "SELECT COUNT(*) FROM grants g JOIN order_items i ON i.id = g.order_item_id WHERE g.revoked_at IS NULL AND i.kind = 'main'";
    assert_eq!((shop.count(kept).await, shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await), (1, 1));
});

on_both!(a_buyer_who_completed_much_asks_a_person_and_after_the_days_nobody, |shop| async move {
    let browser = shop.browser();
    let started = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(&browser, &started.public_id).await;
    shop.execute(
        "INSERT INTO lesson_progress (user_id, lesson_id, touched_at, completed_at)
         SELECT o.user_id, l.id, o.created_at, o.created_at FROM orders o, lessons l",
    )
    .await;
    for _ in 0..2 {
        assert_eq!(browser.call("orders/refund", &[("public_id", &started.public_id)]).await.ok(), json!("Asked"));
    }
    shop.settles().await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM mails WHERE kind = 'refund_asked'").await, 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM refunds").await, 0);
    shop.clock.run_ahead(chrono::TimeDelta::days(15));
    let late = browser.call("orders/refund", &[("public_id", &started.public_id)]).await;
    assert_eq!((late.status.as_u16(), late.json()), (409, json!({ "Conflict": "RefundTooLate" })));
});

on_both!(who_watched_much_without_ticking_it_off_asks_a_person_too, |shop| async move {
    let browser = shop.browser();
    let started = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(&browser, &started.public_id).await;
    let decision = || async { browser.read("orders/refund_offer", &[("public_id", &started.public_id)]).await.ok()["decision"].clone() };
    assert_eq!(decision().await, json!("AtOnce"));
    let session = if shop.core.db.backend() == sea_orm::DbBackend::Postgres { "gen_random_uuid()" } else { "randomblob(16)" };
    shop.execute(&format!(
        "INSERT INTO lesson_positions (user_id, lesson_id, at_s, furthest_s, duration_s, parts, session_id, number, recorded_at, updated_at)
         SELECT o.user_id, l.id, 0, 0, l.duration_s, {}, {session}, 1, o.created_at, o.created_at FROM orders o, lessons l",
        (1_i64 << 19) - 1
    ))
    .await;
    assert_eq!(decision().await, json!("Ask"), "19 of 60 parts of every lesson, and none of them completed");
    assert_eq!(browser.call("orders/refund", &[("public_id", &started.public_id)]).await.ok(), json!("Asked"));
});

on_both!(however_many_refund_at_once_no_more_goes_back_than_was_paid, |shop: Arc<Shop>| async move {
    let started = shop.buy(&shop.browser(), "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    let order = server::repo::orders::by_public_id(shop.core.db.read(), &started.public_id).await.unwrap().unwrap();
    let payment = server::repo::payments::leading(shop.core.db.read(), order.id).await.unwrap();
    let items = server::repo::orders::items(shop.core.db.read(), order.id).await.unwrap();
    let share = shares(&items, domain::money::Currency::Eur).unwrap().remove(0);
    let one = |_| {
        let (shop, payment, share) = (shop.clone(), payment.clone(), share.clone());
        tokio::spawn(async move {
            let part = Part { amount_minor: 1_000, ..Part::rest_of(&share) };
            let transaction = shop.core.db.begin().await.unwrap();
            let new = NewRefund {
                payment: &payment,
                amount_minor: 1_000,
                parts: &[part],
                origin: Origin::Admin,
                reason: "race",
                requested_by: None,
            };
            let planned = plan(&shop.core, &transaction, new).await.unwrap().is_some();
            if planned {
                transaction.commit().await.unwrap();
            }
            planned
        })
    };
    let planned = futures::future::join_all((0..20).map(one)).await.into_iter().filter(|planned| *planned.as_ref().unwrap()).count();
    assert_eq!(planned, 14);
    shop.core.wake_jobs.notify_one();
    is_refunded(&shop, 14_000).await;
    let truth = shop.sandbox.truth().await;
    assert_eq!(truth["totals"]["amount_refunded"], 14_000);
    assert_eq!(shop.count("SELECT refund_planned_minor FROM payments").await, 14_000);
});

on_both!(whatever_happens_to_the_call_a_refund_is_sent_once, |shop| async move {
    let admin = admin(&shop).await;
    for (number, fault) in
        ["timeout_before", "timeout_after", "drop_after", "error_500_before", "error_500_but_done", "error_429"].into_iter().enumerate()
    {
        let started = shop.buy(&shop.browser(), &format!("buyer{number}@example.com")).await;
        shop.reaches(&started.public_id, "paid").await;
        shop.sandbox.fault("create_refund", fault, 1).await;
        let item = admin.read("admin/order_money", &[("public_id", &started.public_id)]).await.ok()["items"][0]["id"].clone();
        let part = [("public_id", started.public_id.as_str()), ("items[0]", item.as_str().unwrap()), ("amount", "10"), ("reason", fault)];
        admin.call("admin/refund_order", &part).await.ok();
        is_refunded(&shop, 1_000 * (i64::try_from(number).unwrap() + 1)).await;
        shop.sandbox.heal().await;
    }
    assert_eq!(shop.sandbox.truth().await["totals"]["refunds"], 6);
});

on_both!(a_dashboard_refund_that_overtakes_ours_is_told_apart, Plan { webhooks: false, ..Plan::default() }, |shop| async move {
    let started = shop.buy(&shop.browser(), "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.sandbox.control("refunds", json!({ "payment_intent": started.intent, "amount": 500 })).await;
    let admin = admin(&shop).await;
    admin.call("admin/refund_order", &[("public_id", &started.public_id), ("reason", "all")]).await.ok();
    // All of it is more than is left at the provider, which refuses; then its own part is found.
    eventually("the part is found and ours has failed", || async {
        shop.count("SELECT COUNT(*) FROM refunds WHERE origin = 'provider' AND state = 'succeeded' AND amount_minor = 500").await == 1
            && shop.count("SELECT COUNT(*) FROM refunds WHERE origin = 'admin' AND state = 'failed'").await == 1
    })
    .await;
    admin.call("admin/refund_order", &[("public_id", &started.public_id), ("reason", "the rest")]).await.ok();
    shop.reaches(&started.public_id, "refunded").await;
    is_refunded(&shop, 14_900).await;
});

on_both!(what_was_bought_after_an_order_goes_back_with_it_by_one_flag, crate::funnel::plan(), |shop| async move {
    let browser = shop.browser();
    let main = crate::funnel::buy_with(&shop, &browser, "4242424242424242", true).await;
    crate::funnel::decide(&shop, &browser, &main.public_id, "accept").await.ok();
    shop.reaches(&main.public_id, "closed").await;
    let admin = admin(&shop).await;
    let left = || async { admin.read("admin/order_money", &[("public_id", &main.public_id)]).await.ok()["upsells_left"].clone() };
    assert_eq!(left().await["minor"], 24_900);
    let item = admin.read("admin/order_money", &[("public_id", &main.public_id)]).await.ok()["items"][0]["id"].clone();
    let form = [
        ("public_id", main.public_id.as_str()),
        ("items[0]", item.as_str().unwrap()),
        ("amount", "10"),
        ("reason", "a part, and the rest"),
        ("with_upsells", "on"),
    ];
    admin.call("admin/refund_order", &form).await.ok();
    is_refunded(&shop, 1_000 + 24_900).await;
    assert_eq!(left().await, json!(null));
    shop.reaches(&main.public_id, "partially_refunded").await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM orders WHERE kind = 'upsell' AND state = 'refunded'").await, 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await, 1, "the course stays open");
    let again = [("public_id", main.public_id.as_str()), ("reason", "the rest"), ("with_upsells", "on")];
    admin.call("admin/refund_order", &again).await.ok();
    is_refunded(&shop, 14_900 + 24_900).await;
    let nothing = admin.call("admin/refund_order", &again).await;
    assert_eq!((nothing.status.as_u16(), nothing.json()), (409, json!({ "Conflict": "NothingToRefund" })));
    assert_eq!(shop.count("SELECT COUNT(*) FROM audit_log WHERE action = 'order.refund'").await, 3);
});

on_both!(the_demo_has_a_refund_policy_that_a_creator_can_change, |shop| async move {
    let policy = server::services::refunds::policy::policy(shop.core.db.read()).await.unwrap();
    assert_eq!(policy, server::services::refunds::policy::DEFAULT);
    assert_eq!(shop.count("SELECT COUNT(*) FROM refund_policies").await, 1);
});
