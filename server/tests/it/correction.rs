//! A mistyped address is put right by the browser that made the purchase, for half an hour.

use crate::funnel::plan;
use crate::on_both;
use crate::support::browser::Answer;
use crate::support::shop::{Started, started};
use crate::support::{Browser, Shop, eventually};
use chrono::TimeDelta;
use futures::future::join_all;
use serde_json::json;

async fn bought(shop: &Shop, browser: &Browser, email: &str) -> Started {
    let started = shop.buy(browser, email).await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(browser, &started.public_id).await;
    started
}

async fn correct(browser: &Browser, order: &Started, email: &str) -> Answer {
    browser.call("orders/correct_email", &[("public_id", &order.public_id), ("email", email)]).await
}

async fn mails_to(shop: &Shop, email: &str) -> usize {
    shop.settles().await;
    shop.mails().await.iter().filter(|mail| mail.to == email).count()
}

/// Asks for a sign-in link, opens it, and says what `/learn` answers.
async fn signs_in(shop: &Shop, email: &str) -> bool {
    let before = mails_to(shop, email).await;
    shop.browser().call("identity/request_link", &[("email", email)]).await.ok();
    if mails_to(shop, email).await == before {
        return false;
    }
    let find = || async { shop.mails().await.into_iter().find(|mail| mail.to == email && mail.text.contains("/sign-in/")) };
    eventually("the link arrives", || async { find().await.is_some() }).await;
    let text = find().await.unwrap().text;
    let token: String =
        text.split("/sign-in/").nth(1).unwrap().chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    let browser = shop.browser();
    browser.call("identity/redeem_link", &[("token", &token)]).await.ok();
    browser.read("learning/outline", &[]).await.status == 200
}

on_both!(a_corrected_address_gets_the_access_and_the_mails_and_the_old_one_has_no_way_in, |shop| async move {
    let browser = shop.browser();
    let order = bought(&shop, &browser, "ada@gmial.com").await;
    let view = shop.status(&browser, &order.public_id).await;
    assert!(view["correctable_until"].is_string() && view["signed_in"] == true, "{view}");
    assert!(browser.get(&format!("/orders/{}", order.public_id)).await.text.contains("Is this address wrong?"));
    correct(&browser, &order, "ada@gmail.com").await.ok();
    assert_eq!(shop.status(&browser, &order.public_id).await["email"], "ada@gmail.com");
    assert_eq!(browser.get("/learn").await.status, 200, "this browser stays signed in");
    assert_eq!(mails_to(&shop, "ada@gmail.com").await, 2);
    assert!(!signs_in(&shop, "ada@gmial.com").await);
    assert!(signs_in(&shop, "ada@gmail.com").await);
    assert_eq!(shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await, 1);
});

on_both!(a_purchase_moves_to_who_has_the_right_address_already, |shop| async move {
    shop.start(&shop.browser(), "ada@gmail.com").await;
    let browser = shop.browser();
    let order = bought(&shop, &browser, "ada@gmial.com").await;
    shop.execute("UPDATE orders SET state = 'expired' WHERE state = 'awaiting_payment'").await;
    shop.execute("UPDATE holds SET state = 'released' WHERE state = 'held'").await;
    shop.execute("UPDATE offers SET taken = 1 WHERE kind = 'main'").await;
    shop.execute("DELETE FROM hold_counts").await;
    shop.execute("UPDATE hold_limits SET live = 0").await;
    correct(&browser, &order, "Ada@Gmail.com").await.ok();
    let view = shop.status(&browser, &order.public_id).await;
    assert_eq!((&view["email"], &view["own"], &view["signed_in"]), (&json!("Ada@Gmail.com"), &json!(true), &json!(true)));
    assert_eq!(browser.get("/learn").await.status, 200, "signed in as the right person");
    assert!(!signs_in(&shop, "ada@gmial.com").await);
    assert!(signs_in(&shop, "ada@gmail.com").await);
});

on_both!(a_purchase_given_to_a_proven_person_signs_nobody_in, |shop| async move {
    shop.execute("UPDATE users SET email_verified_at = created_at").await;
    let browser = shop.browser();
    let order = bought(&shop, &browser, "admin@lectren.test").await;
    correct(&browser, &order, server::services::seed::DEMO_ADMIN).await.ok();
    assert!(browser.cookie("session").is_none());
    let view = shop.status(&browser, &order.public_id).await;
    assert_eq!((&view["signed_in"], &view["correctable_until"]), (&json!(false), &json!(null)));
    assert_eq!(browser.get("/learn").await.status, 303);
});

on_both!(only_the_buyers_browser_in_time_and_three_times, |shop| async move {
    let browser = shop.browser();
    let order = bought(&shop, &browser, "ada@exmaple.com").await;
    assert_eq!(correct(&shop.browser(), &order, "eve@example.com").await.status, 404, "a stranger with the link");
    for (email, status) in [
        ("", 422),
        ("ada@", 422),
        ("ada1@example.com", 200),
        ("ada2@example.com", 200),
        ("ada3@example.com", 200),
        ("ada4@example.com", 409),
    ] {
        assert_eq!(correct(&browser, &order, email).await.status.as_u16(), status, "{email}");
    }
    assert_eq!(shop.status(&browser, &order.public_id).await["correctable_until"], json!(null));
    let late = shop.browser();
    let second = bought(&shop, &late, "ben@exmaple.com").await;
    shop.clock.run_ahead(TimeDelta::minutes(31));
    let answer = correct(&late, &second, "ben@example.com").await;
    assert_eq!((answer.status.as_u16(), answer.json()), (409, json!({ "Conflict": "CorrectionOver" })));
});

on_both!(an_address_that_somebody_proved_to_own_stays, |shop| async move {
    let browser = shop.browser();
    let order = bought(&shop, &browser, "ada@example.com").await;
    assert!(signs_in(&shop, "ada@example.com").await);
    assert_eq!(correct(&browser, &order, "eve@example.com").await.status, 409);
    assert_eq!(mails_to(&shop, "eve@example.com").await, 0);
});

on_both!(nobody_gets_the_course_twice, |shop| async move {
    bought(&shop, &shop.browser(), "ada@gmail.com").await;
    let browser = shop.browser();
    let order = bought(&shop, &browser, "ada@gmial.com").await;
    let answer = correct(&browser, &order, "ada@gmail.com").await;
    assert_eq!((answer.status.as_u16(), answer.json()), (409, json!({ "Conflict": "AlreadyOwned" })));
    assert_eq!(shop.status(&browser, &order.public_id).await["email"], "ada@gmial.com", "nothing moved");
});

on_both!(many_corrections_at_once_end_with_one_address_that_has_everything, |shop| async move {
    let browser = shop.browser();
    let order = bought(&shop, &browser, "ada@exmaple.com").await;
    let emails: Vec<_> = (0..8).map(|index| format!("ada{index}@example.com")).collect();
    let answers = join_all(emails.iter().map(|email| correct(&browser, &order, email))).await;
    assert!(answers.iter().all(|answer| [200, 409].contains(&answer.status.as_u16())), "{answers:?}");
    let done = answers.iter().filter(|answer| answer.status == 200).count();
    assert!((1..=3).contains(&done), "{done}");
    assert_eq!(shop.count("SELECT COUNT(*) FROM address_corrections").await, i64::try_from(done).unwrap());
    let agree = "SELECT COUNT(*) FROM orders o JOIN users u ON u.id = o.user_id WHERE u.email = o.buyer_email";
    assert_eq!(shop.count(agree).await, 1);
    let granted = "SELECT COUNT(*) FROM grants g JOIN orders o ON o.user_id = g.user_id WHERE g.revoked_at IS NULL";
    assert_eq!(shop.count(granted).await, 1);
});

on_both!(the_form_works_without_scripts, |shop| async move {
    let browser = shop.browser();
    let order = bought(&shop, &browser, "ada@gmial.com").await;
    let path = format!("/orders/{}", order.public_id);
    let refused = browser.post_form("orders/correct_email", &path, &[("public_id", &order.public_id), ("email", "ada@")]).await;
    let back = refused.headers["location"].to_str().unwrap().to_owned();
    let page = browser.get(back.strip_prefix(&shop.base).unwrap_or(&back)).await;
    assert!(page.text.contains("This does not look like an e-mail address"), "{}", page.text);
    let done = browser.post_form("orders/correct_email", &path, &[("public_id", &order.public_id), ("email", "ada@gmail.com")]).await;
    assert_eq!((done.status.as_u16(), done.headers["location"].to_str().unwrap()), (302, path.as_str()));
    assert!(browser.get(&path).await.text.contains("ada@gmail.com"));
});

/// Buys with the coupon and the box ticked, and completes a lesson.
async fn bought_and_learned(shop: &Shop, browser: &Browser, email: &str, lesson: &str) -> Started {
    let quote = browser.call("checkout/quote", &[("coupon", "WELCOME10")]).await.ok();
    let form = [("quote", quote["quote"]["id"].as_str().unwrap()), ("email", email), ("name", "Ada Lovelace"), ("consent", "on")];
    let order = started(&browser.call("checkout/start", &form).await.ok());
    assert!(order.amount < 14_900, "{order:?}");
    shop.sandbox.confirm(&order.intent, "4242424242424242").await;
    shop.reaches(&order.public_id, "paid").await;
    shop.status(browser, &order.public_id).await;
    let id = browser.read("learning/lesson", &[("slug", lesson)]).await.ok()["id"].as_str().unwrap().to_owned();
    browser.call("learning/mark_complete", &[("lesson", &id)]).await.ok();
    order
}

on_both!(what_came_with_a_purchase_moves_along_and_nothing_counts_twice, plan(), |shop| async move {
    let before = bought_and_learned(&shop, &shop.browser(), "ada@gmail.com", "choose-one-promise").await;
    shop.sandbox.control("refunds", json!({ "payment_intent": before.intent })).await;
    shop.reaches(&before.public_id, "refunded").await;
    let browser = shop.browser();
    let order = bought_and_learned(&shop, &browser, "ada@gmial.com", "talk-to-five-people").await;
    let lesson = browser.read("learning/lesson", &[("slug", "choose-one-promise")]).await.ok();
    let session = "0190b5a8-0000-7000-8000-00000000000a";
    let watched = [
        ("at", "40"),
        ("furthest", "40"),
        ("duration", "100"),
        ("parts", "1"),
        ("rewound", "0"),
        ("number", "1"),
        ("age", "0"),
        ("video", "76979871"),
    ];
    let watched = [&watched[..], &[("session", session), ("lesson", lesson["id"].as_str().unwrap())]].concat();
    browser.call("learning/position", &watched).await.ok();
    let right = "user_id = (SELECT id FROM users WHERE email = 'ada@gmail.com')";
    let first_tick = format!(
        "SELECT COUNT(*) FROM lesson_progress WHERE {right} AND completed_at < (SELECT paid_at FROM orders WHERE public_id = '{}')",
        order.public_id
    );
    assert_eq!(shop.count(&first_tick).await, 1);
    correct(&browser, &order, "ada@gmail.com").await.ok();
    let of = |table: &str, condition: &str| format!("SELECT COUNT(*) FROM {table} WHERE {right} AND {condition}");
    assert_eq!(shop.count(&of("consents", "revoked_at IS NULL")).await, 2);
    assert_eq!(shop.count(&of("coupon_uses", "state = 'spent'")).await, 2);
    assert_eq!(shop.count(&of("coupon_uses", "once")).await, 1, "the once is kept by the use that had it");
    assert_eq!(shop.count(&of("lesson_progress", "completed_at IS NOT NULL")).await, 2);
    assert_eq!(shop.count(&first_tick).await, 1, "completed stays completed, since the first time");
    let seen_last = "touched_at = (SELECT MAX(touched_at) FROM lesson_progress) AND lesson_id = (SELECT id FROM lessons WHERE slug = 'choose-one-promise')";
    assert_eq!(shop.count(&of("lesson_progress", seen_last)).await, 1, "what was seen last was seen then");
    for table in ["consents", "coupon_uses", "lesson_progress", "lesson_positions", "grants", "orders"] {
        assert_eq!(shop.count(&format!("SELECT COUNT(*) FROM {table} WHERE NOT {right}")).await, 0, "{table}");
    }
    shop.status(&browser, &order.public_id).await;
    assert_eq!(browser.read("learning/outline", &[]).await.ok()["progress"]["done"], 2);
    let methods = browser.read("account/view", &[]).await.ok()["methods"].as_array().unwrap().len();
    assert_eq!(methods, 2, "what was kept can be removed by the right person");
    assert_eq!(shop.count("SELECT SUM(uses) FROM coupons").await, 2);
});
