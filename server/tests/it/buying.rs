//! The sale, as it usually goes and as it goes with bad input.

use crate::on_both;
use crate::support::{Plan, eventually};
use serde_json::json;

on_both!(a_buyer_pays_and_is_let_in, |shop| async move {
    let browser = shop.browser();
    let started = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    let view = shop.status(&browser, &started.public_id).await;
    assert_eq!((&view["step"], &view["own"], &view["signed_in"]), (&json!("ThankYou"), &json!(true), &json!(true)));
    assert_eq!(browser.get("/learn").await.status, 200);
    shop.settles().await;
    let subjects: Vec<_> = shop.mails().await.into_iter().map(|mail| mail.subject).collect();
    assert_eq!(subjects.len(), 2, "{subjects:?}");
});

on_both!(a_stranger_with_the_link_sees_no_address_and_is_not_let_in, |shop| async move {
    let started = shop.buy(&shop.browser(), "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    let stranger = shop.browser();
    let view = shop.status(&stranger, &started.public_id).await;
    assert_eq!((&view["email"], &view["own"], &view["signed_in"]), (&json!("a•••@example.com"), &json!(false), &json!(false)));
    assert!(stranger.cookie("session").is_none());
    let student = shop.browser();
    let other = shop.buy(&student, "bea@example.com").await;
    shop.reaches(&other.public_id, "paid").await;
    shop.status(&student, &other.public_id).await;
    let view = shop.status(&student, &started.public_id).await;
    assert_eq!((&view["email"], &view["own"]), (&json!("a•••@example.com"), &json!(false)), "another student is a stranger too");
});

on_both!(buying_with_somebody_elses_proven_address_does_not_sign_in, |shop| async move {
    shop.execute("UPDATE users SET email_verified_at = created_at").await;
    let browser = shop.browser();
    let started = shop.buy(&browser, server::services::seed::DEMO_ADMIN).await;
    shop.reaches(&started.public_id, "paid").await;
    let view = shop.status(&browser, &started.public_id).await;
    assert_eq!((&view["own"], &view["signed_in"]), (&json!(true), &json!(false)));
    assert!(browser.cookie("session").is_none());
});

on_both!(who_owns_it_is_told_before_any_charge, |shop| async move {
    let started = shop.buy(&shop.browser(), "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    let answer = shop.try_start(&shop.browser(), "ADA@example.com").await;
    assert_eq!((answer.status.as_u16(), answer.json()), (409, json!({ "Conflict": "AlreadyOwned" })));
});

on_both!(a_declined_card_and_then_a_good_one_are_one_order, |shop| async move {
    let browser = shop.browser();
    let first = shop.start(&browser, "ada@example.com").await;
    shop.sandbox.confirm(&first.intent, "4000000000000002").await;
    shop.reaches(&first.public_id, "failed").await;
    let second = shop.start(&browser, "ada@example.com").await;
    assert_eq!((&first.public_id, &first.intent), (&second.public_id, &second.intent));
    shop.sandbox.confirm(&second.intent, "4242424242424242").await;
    shop.reaches(&first.public_id, "paid").await;
});

on_both!(authentication_gives_the_hold_more_time, |shop| async move {
    let browser = shop.browser();
    let started = shop.start(&browser, "ada@example.com").await;
    shop.sandbox.confirm(&started.intent, "4000000000003220").await;
    shop.reaches(&started.public_id, "requires_action").await;
    let path = format!("payment_intents/{}/authenticate", started.intent);
    shop.sandbox.control(&path, json!({ "outcome": "success" })).await;
    shop.reaches(&started.public_id, "paid").await;
});

on_both!(a_browser_finds_what_it_began, |shop| async move {
    let browser = shop.browser();
    let started = shop.start(&browser, "ada@example.com").await;
    let view = browser.call("checkout/quote", &[]).await.ok();
    assert_eq!(view["resume"]["public_id"], json!(started.public_id));
    assert_eq!(view["resume"]["email"], "ada@example.com");
    assert_eq!(shop.browser().call("checkout/quote", &[]).await.ok()["resume"], json!(null));
});

on_both!(who_reloads_after_a_lost_answer_finds_the_seat_and_its_price, Plan { seats: 1, ..Plan::default() }, |shop| async move {
    let browser = shop.browser();
    let page = browser.get("/checkout").await;
    let line = page.headers.get_all("set-cookie").iter().find(|line| line.as_bytes().starts_with(b"order=")).unwrap().to_str().unwrap();
    assert!(line.contains("HttpOnly") && line.contains("SameSite=Lax"), "{line}");
    // The start arrives with what the page gave; its answer, with all its cookies, does not.
    let lost = shop.browser();
    lost.set_cookie("order", &browser.cookie("order").unwrap());
    let begun = shop.start(&lost, "ada@example.com").await;
    shop.execute("UPDATE price_tiers SET amount_minor = amount_minor + 1000").await;
    let view = browser.call("checkout/quote", &[]).await.ok();
    assert_eq!((&view["resume"]["public_id"], &view["unavailable"]), (&json!(begun.public_id), &json!(null)));
    assert_eq!(view["quote"]["total"]["minor"], 14_900, "the held price");
    let text = browser.get("/checkout").await.text;
    assert!(!text.contains("sold out") && text.contains("ada@example.com"), "{text}");
    let form = [("quote", view["quote"]["id"].as_str().unwrap()), ("email", "ada@example.com"), ("name", "Ada Lovelace")];
    let again = crate::support::shop::started(&browser.call("checkout/start", &form).await.ok());
    assert_eq!((&again.public_id, &again.intent, again.amount), (&begun.public_id, &begun.intent, 14_900));
    assert_eq!(shop.browser().call("checkout/quote", &[]).await.ok()["unavailable"], "SoldOut", "to anybody else it is");
    shop.sandbox.confirm(&again.intent, "4242424242424242").await;
    shop.reaches(&again.public_id, "paid").await;
    assert_eq!(shop.status(&browser, &again.public_id).await["signed_in"], true);
});

on_both!(a_browser_keeps_its_key, |shop| async move {
    let browser = shop.browser();
    browser.call("checkout/quote", &[]).await.ok();
    let key = browser.cookie("order").unwrap();
    browser.get("/checkout").await;
    shop.start(&browser, "ada@example.com").await;
    assert_eq!(browser.cookie("order").unwrap(), key);
    browser.set_cookie("order", "nonsense");
    browser.get("/checkout").await;
    assert_ne!(browser.cookie("order").unwrap(), "nonsense");
});

on_both!(bad_fields_are_named, |shop| async move {
    let browser = shop.browser();
    let quote = browser.call("checkout/quote", &[]).await.ok();
    let id = quote["quote"]["id"].as_str().unwrap().to_owned();
    let long = "x".repeat(200);
    let cases = [
        ("", "Ada", json!([{ "field": "Email", "problem": "Missing" }])),
        ("ada", "Ada", json!([{ "field": "Email", "problem": "Malformed" }])),
        ("ada@example.com", " ", json!([{ "field": "Name", "problem": "Missing" }])),
        ("ada@example.com", long.as_str(), json!([{ "field": "Name", "problem": "TooLong" }])),
        ("x", "", json!([{ "field": "Email", "problem": "Malformed" }, { "field": "Name", "problem": "Missing" }])),
    ];
    for (email, name, errors) in cases {
        let answer = browser.call("checkout/start", &[("quote", &id), ("email", email), ("name", name)]).await;
        assert_eq!((answer.status.as_u16(), answer.json()), (422, json!({ "Invalid": errors })));
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM orders").await, 0);
});

on_both!(the_client_cannot_name_a_price, |shop| async move {
    let browser = shop.browser();
    let quote = browser.call("checkout/quote", &[]).await.ok();
    let id = quote["quote"]["id"].as_str().unwrap().to_owned();
    let extra = [("amount", "1"), ("amount_minor", "1"), ("currency", "JPY"), ("total", "-5"), ("product_id", "x"), ("quantity", "-1")];
    let arguments: Vec<_> = [("quote", id.as_str()), ("email", "eve@example.com"), ("name", "Eve")].into_iter().chain(extra).collect();
    let started = crate::support::shop::started(&browser.call("checkout/start", &arguments).await.ok());
    assert_eq!(started.amount, 14_900);
    let truth = shop.sandbox.truth().await;
    assert_eq!((&truth["payment_intents"][0]["amount"], &truth["payment_intents"][0]["currency"]), (&json!(14_900), &json!("eur")));
    for (name, value) in [("quote", "1"), ("quote", "00000000-0000-0000-0000-000000000000")] {
        let answer = browser.call("checkout/start", &[(name, value), ("email", "eve@example.com"), ("name", "Eve")]).await;
        assert!(answer.status.is_client_error(), "{} {}", answer.status, answer.text);
    }
    for (path, arguments) in [("orders/payment", [("public_id", "nobody")]), ("orders/check", [("public_id", "' OR 1=1 --")])] {
        assert_eq!(browser.call(path, &arguments).await.status.as_u16(), 404);
    }
});

on_both!(a_price_that_changed_is_told_before_any_charge, |shop| async move {
    let browser = shop.browser();
    let quote = browser.call("checkout/quote", &[]).await.ok();
    let id = quote["quote"]["id"].as_str().unwrap().to_owned();
    shop.execute("UPDATE price_tiers SET amount_minor = amount_minor + 1000").await;
    let answer = browser.call("checkout/start", &[("quote", &id), ("email", "ada@example.com"), ("name", "Ada")]).await;
    assert_eq!((answer.status.as_u16(), answer.json()), (409, json!({ "Conflict": "PriceChanged" })));
    assert_eq!(browser.call("checkout/quote", &[]).await.ok()["quote"]["total"]["minor"], 15_900);
});

on_both!(a_closed_or_sold_out_offer_says_so, |shop| async move {
    let browser = shop.browser();
    let id = browser.call("checkout/quote", &[]).await.ok()["quote"]["id"].as_str().unwrap().to_owned();
    let arguments = [("quote", id.as_str()), ("email", "ada@example.com"), ("name", "Ada")];
    shop.execute("UPDATE offers SET seats = 0 WHERE kind = 'main'").await;
    assert_eq!(browser.call("checkout/start", &arguments).await.json(), json!({ "Conflict": "SoldOut" }));
    assert_eq!(browser.call("checkout/quote", &[]).await.ok()["unavailable"], "SoldOut");
    shop.execute("UPDATE offers SET seats = 5, enabled = false WHERE kind = 'main'").await;
    assert_eq!(browser.call("checkout/start", &arguments).await.json(), json!({ "Conflict": { "NotOnSale": "Paused" } }));
    assert_eq!(browser.get("/").await.status, 200);
});

on_both!(a_refund_from_the_dashboard_ends_access_and_frees_the_seat, |shop| async move {
    let browser = shop.browser();
    let started = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    shop.status(&browser, &started.public_id).await;
    shop.sandbox.control("refunds", json!({ "payment_intent": started.intent, "amount": 500 })).await;
    shop.reaches(&started.public_id, "partially_refunded").await;
    assert_eq!(browser.get("/learn").await.status, 200);
    shop.sandbox.control("refunds", json!({ "payment_intent": started.intent })).await;
    shop.reaches(&started.public_id, "refunded").await;
    assert_eq!(browser.get("/learn").await.status, 403);
    assert_eq!(shop.count("SELECT SUM(taken) FROM offers").await, 0);
    let again = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&again.public_id, "paid").await;
});

on_both!(the_page_learns_by_events_what_happened, |shop| async move {
    let browser = shop.browser();
    let started = shop.buy(&browser, "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    let events = browser.get(&format!("/orders/{}/events", started.public_id)).await;
    assert!(events.text.contains("event: status") && events.text.contains("ThankYou"), "{}", events.text);
    assert_eq!(browser.get("/orders/nobody/events").await.status, 404);
});

on_both!(an_admin_reads_the_timeline, |shop| async move {
    let started = shop.buy(&shop.browser(), "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    let admin = shop.browser();
    crate::sign_in::sign_in(&shop, &admin, server::services::seed::DEMO_ADMIN).await;
    let list = admin.read("admin/orders", &[("page", "1")]).await.ok();
    assert_eq!((&list["count"]["number"], &list["rows"][0]["state"]), (&json!(1), &json!("paid")));
    let detail = admin.read("admin/order", &[("public_id", &started.public_id)]).await.ok();
    let kinds: Vec<_> = detail["timeline"].as_array().unwrap().iter().map(|entry| entry["kind"].as_str().unwrap().to_owned()).collect();
    for kind in ["hold", "webhook", "payment", "order", "grant", "mail"] {
        assert!(kinds.iter().any(|other| other == kind), "{kind} in {kinds:?}");
    }
    assert_eq!(admin.read("admin/overview", &[]).await.ok()["revenue"][0]["minor"], 14_900);
    eventually("the page shows it", || async {
        admin.get(&format!("/admin/orders/{}", started.public_id)).await.text.contains("ada@example.com")
    })
    .await;
});
