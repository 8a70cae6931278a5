//! Offers and their prices: what is refused, what stays, and what buyers see of a change.

use super::super::{admin, audit::latest};
use super::{WORDS, about, offer, prices, problem, send};
use crate::on_both;
use crate::support::{Browser, Plan, Shop};
use chrono::{DateTime, TimeDelta, Utc};
use futures::future::join_all;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

async fn current(shop: &Shop) -> Value {
    shop.browser().read("catalog/current_offer", &[]).await.ok()
}

fn typed(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S").to_string()
}

async fn quote(browser: &Browser) -> Value {
    browser.call("checkout/quote", &[]).await.ok()["quote"].clone()
}

async fn pay(browser: &Browser, quote: &Value, email: &str) -> crate::support::browser::Answer {
    browser.call("checkout/start", &[("quote", quote["id"].as_str().unwrap()), ("email", email), ("name", "Ada")]).await
}

on_both!(other_prices_are_seen_at_once_and_written_into_the_history, |shop| async move {
    let admin = admin(&shop).await;
    send(&admin, "admin/set_prices", &about(&shop, "main").await, &prices("20")).await.ok();
    let view = current(&shop).await;
    assert_eq!((&view["price"]["minor"], &view["tier"], &view["seats_at_this_price"]), (&json!(9_900), &json!("First seats"), &json!(20)));
    assert_eq!(view["next_price"]["minor"], 19_950);
    let page = shop.browser().get("/").await.text;
    assert!(page.contains("20 more seats at this price, then €199.50"), "the sales page says so at once");
    assert_eq!(shop.count("SELECT COUNT(*) FROM price_history WHERE amount_minor = 9900 AND until_at IS NULL").await, 1);
    let main = "offer_id = (SELECT id FROM offers WHERE kind = 'main')";
    assert_eq!(shop.count(&format!("SELECT COUNT(*) FROM price_tiers WHERE {main} AND retired_at IS NOT NULL")).await, 2);
    let entry = latest(&shop, "offer.price").await;
    assert_eq!(entry.before.unwrap()["prices"][1]["price"], "€199.00");
    assert_eq!(entry.after.unwrap()["prices"][1]["price"], "€199.50");
    let detail = admin.read("admin/offer", &[("id", &offer(&shop, "main").await.id.to_string())]).await.ok();
    let periods: Vec<_> = detail["history"].as_array().unwrap().iter().map(|period| period["price"]["minor"].as_i64().unwrap()).collect();
    assert_eq!(periods.first(), Some(&9_900));
});

on_both!(a_price_that_changes_between_quote_and_payment_is_never_charged_unseen, |shop| async move {
    let admin = admin(&shop).await;
    let (early, late) = (shop.browser(), shop.browser());
    let (paid, shown) = (quote(&early).await, quote(&late).await);
    let order = crate::support::shop::started(&pay(&early, &paid, "ada@example.com").await.ok());
    send(&admin, "admin/set_prices", &about(&shop, "main").await, &prices("20")).await.ok();
    let refused = pay(&late, &shown, "ben@example.com").await;
    assert_eq!((refused.status.as_u16(), refused.json()), (409, json!({ "Conflict": "PriceChanged" })));
    assert_eq!(quote(&late).await["total"]["minor"], 9_900);
    assert_eq!(order.amount, 14_900, "who began to pay pays what was shown");
    shop.sandbox.confirm(&order.intent, "4242424242424242").await;
    shop.reaches(&order.public_id, "paid").await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM orders WHERE amount_minor = 14900").await, 1);
    let (_, lines) =
        server::repo::catalog::quote(shop.core.db.read(), paid["id"].as_str().unwrap().parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(lines[0].amount_minor, 14_900);
});

on_both!(seats_never_fall_below_what_is_sold_or_held, |shop| async move {
    let admin = admin(&shop).await;
    for buyer in 0..3 {
        shop.start(&shop.browser(), &format!("buyer{buyer}@example.com")).await;
    }
    let with = |seats: &'static str| [WORDS[0], ("form[seats]", seats)];
    let low = send(&admin, "admin/change_offer", &about(&shop, "main").await, &with("2")).await;
    assert_eq!(problem(&low), "422 Seats: BelowUsed");
    send(&admin, "admin/change_offer", &about(&shop, "main").await, &with("3")).await.ok();
    assert_eq!(current(&shop).await["unavailable"], "SoldOut");
    send(&admin, "admin/change_offer", &about(&shop, "main").await, &with("20")).await.ok();
    assert_eq!(current(&shop).await["seats_left"], 17);
    assert_eq!(problem(&send(&admin, "admin/change_offer", &about(&shop, "main").await, &with("many")).await), "422 Seats: Malformed");
});

on_both!(of_many_who_buy_while_seats_are_taken_away_nobody_is_oversold, Plan { background: false, ..Plan::default() }, |shop| async move {
    let admin = admin(&shop).await;
    let buyers = (0..8).map(|buyer| {
        let shop = shop.clone();
        tokio::spawn(async move { shop.try_start(&shop.browser(), &format!("buyer{buyer}@example.com")).await.status.as_u16() })
    });
    let (answers, ()) = tokio::join!(join_all(buyers), async {
        for seats in ["6", "5", "4"] {
            send(&admin, "admin/change_offer", &about(&shop, "main").await, &[WORDS[0], ("form[seats]", seats)]).await;
        }
    });
    let sold = answers.into_iter().filter(|answer| matches!(answer, Ok(200))).count();
    let main = offer(&shop, "main").await;
    assert_eq!(usize::try_from(main.taken).unwrap(), sold);
    assert!(main.seats.is_some_and(|seats| seats >= main.taken), "{main:?}");
});

on_both!(of_two_admins_the_later_overwrites_nothing, |shop| async move {
    let (one, other) = (admin(&shop).await, admin(&shop).await);
    let seen = about(&shop, "main").await;
    send(&one, "admin/change_offer", &seen, &[("form[title]", "The course"), ("form[seats]", "40")]).await.ok();
    for (function, more) in
        [("admin/change_offer", &WORDS[..]), ("admin/set_prices", &prices("5")[..]), ("admin/switch_offer", &[("on", "false")][..])]
    {
        let late = send(&other, function, &seen, more).await;
        assert_eq!((late.status.as_u16(), late.json()), (409, json!({ "Conflict": "NoLongerSo" })), "{function}");
    }
    let main = offer(&shop, "main").await;
    assert_eq!((main.title.as_str(), main.seats, main.enabled), ("The course", Some(40), true));
    assert_eq!(shop.count("SELECT COUNT(*) FROM audit_log WHERE action LIKE 'offer.%'").await, 1);
});

on_both!(a_list_of_prices_that_makes_no_sense_says_which_row_is_wrong, |shop| async move {
    let admin = admin(&shop).await;
    let seen = about(&shop, "main").await;
    let row = |place: usize, amount: &str, until: &str| {
        [("label", "Price"), ("amount", amount), ("until_taken", until)]
            .map(|(name, value)| (format!("tiers[{place}][{name}]"), value.to_owned()))
    };
    let cases = [
        ("EUR", vec![row(0, "49", ""), row(1, "99", "")], "422 {\"Price\":1}: NeverComes"),
        ("EUR", vec![row(0, "49", ""), row(1, "", ""), row(2, "99", "")], "422 {\"Price\":1}: Missing"),
        ("EUR", vec![row(0, "4,9,9", "")], "422 {\"Price\":0}: Malformed"),
        ("EUR", vec![row(0, "0.49", "")], "422 {\"Price\":0}: TooSmall"),
        ("KWD", vec![row(0, "5.124", "")], "422 {\"Price\":0}: BetweenSteps"),
        ("JPY", vec![row(0, "120.5", "")], "422 {\"Price\":0}: Malformed"),
        ("EUR", vec![row(0, "49", "0")], "422 {\"TierSeats\":0}: Malformed"),
        ("XXX", vec![row(0, "49", "")], "422 Currency: Malformed"),
        ("EUR", vec![], "422 {\"Price\":0}: Missing"),
    ];
    for (currency, rows, expected) in cases {
        let fields: Vec<_> =
            rows.iter().flatten().map(|(name, value)| (name.as_str(), value.as_str())).chain([("currency", currency)]).collect();
        let found = problem(&send(&admin, "admin/set_prices", &seen, &fields).await);
        assert_eq!(found, expected, "{currency} {rows:?}");
    }
    assert_eq!(current(&shop).await["price"]["minor"], 14_900);
    let dinars = [("currency", "KWD"), ("tiers[0][label]", "Regular"), ("tiers[0][amount]", "45.120")];
    send(&admin, "admin/set_prices", &seen, &dinars).await.ok();
    assert_eq!(current(&shop).await["price"], json!({ "minor": 45_120, "currency": "KWD" }));
});

on_both!(a_pause_shuts_the_door_and_a_paused_addition_is_not_offered, |shop| async move {
    let admin = admin(&shop).await;
    let shown = quote(&shop.browser()).await;
    send(&admin, "admin/switch_offer", &about(&shop, "main").await, &[("on", "false")]).await.ok();
    assert_eq!(current(&shop).await["unavailable"], "Paused");
    assert_eq!(pay(&shop.browser(), &shown, "ada@example.com").await.json(), json!({ "Conflict": { "NotOnSale": "Paused" } }));
    assert_eq!(
        shop.count("SELECT COUNT(*) FROM price_history h JOIN offers o ON o.id = h.offer_id WHERE kind = 'main' AND until_at IS NULL")
            .await,
        0
    );
    send(&admin, "admin/switch_offer", &about(&shop, "main").await, &[("on", "true")]).await.ok();
    assert_eq!(current(&shop).await["unavailable"], json!(null));
    send(&admin, "admin/switch_offer", &about(&shop, "bump").await, &[("on", "false")]).await.ok();
    assert_eq!(shop.browser().call("checkout/quote", &[]).await.ok()["choices"]["bumps"], json!([]));
    assert_eq!(latest(&shop, "offer.resume").await.after, Some(json!({ "enabled": true })));
});

on_both!(an_end_that_moves_to_later_is_shown_as_such, |shop| async move {
    let admin = admin(&shop).await;
    let extended = || async { !current(&shop).await["extended_at"].is_null() };
    let main = offer(&shop, "main").await;
    let closes = main.closes_at.unwrap();
    let (end, sooner_end) = (typed(closes), typed(closes - TimeDelta::days(1)));
    let same = [WORDS[0], ("form[closes_at]", end.as_str()), ("form[seats]", "50")];
    send(&admin, "admin/change_offer", &about(&shop, "main").await, &same).await.ok();
    assert_eq!(offer(&shop, "main").await.closes_at, Some(closes), "what a form sends back is no change");
    let sooner = [WORDS[0], ("form[closes_at]", sooner_end.as_str())];
    send(&admin, "admin/change_offer", &about(&shop, "main").await, &sooner).await.ok();
    assert!(!extended().await, "nobody is told of less time");
    send(&admin, "admin/change_offer", &about(&shop, "main").await, &[WORDS[0]]).await.ok();
    send(&admin, "admin/change_offer", &about(&shop, "main").await, &same).await.ok();
    assert!(extended().await, "the way round about is one too");
    let backwards = [WORDS[0], ("form[opens_at]", "2099-01-01T00:00"), ("form[closes_at]", "2098-01-01T00:00")];
    assert_eq!(problem(&send(&admin, "admin/change_offer", &about(&shop, "main").await, &backwards).await), "422 Ends: Backwards");
});

on_both!(a_price_that_is_charged_for_longer_than_it_said_is_shown_as_such, |shop| async move {
    let admin = admin(&shop).await;
    shop.execute("UPDATE offers SET closes_at = NULL WHERE kind = 'main'").await;
    let until = |days| typed(shop.core.now() + TimeDelta::days(days));
    for (ends, extended) in [(until(3), false), (until(5), true), (until(4), false)] {
        let tiers = [
            ("currency", "EUR"),
            ("tiers[0][label]", "Early bird"),
            ("tiers[0][amount]", "119"),
            ("tiers[0][until_at]", ends.as_str()),
            ("tiers[1][label]", "Regular"),
            ("tiers[1][amount]", "199"),
        ];
        send(&admin, "admin/set_prices", &about(&shop, "main").await, &tiers).await.ok();
        assert_eq!(!current(&shop).await["extended_at"].is_null(), extended, "{ends}");
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM offer_extensions WHERE what = 'price'").await, 1);
});

on_both!(a_new_offer_begins_paused_and_there_is_one_for_the_course, |shop| async move {
    let admin = admin(&shop).await;
    let new = |kind: &'static str| [("kind", kind), ("title", "Slides"), ("amount", "19"), ("currency", "EUR")];
    admin.call("admin/add_offer", &new("bump")).await.ok();
    let bumps = || async { shop.browser().call("checkout/quote", &[]).await.ok()["choices"]["bumps"].as_array().unwrap().len() };
    assert_eq!(bumps().await, 1);
    let slides = shop.count("SELECT COUNT(*) FROM offers WHERE title = 'Slides' AND NOT enabled").await;
    assert_eq!(slides, 1);
    shop.execute("UPDATE offers SET enabled = TRUE WHERE title = 'Slides'").await;
    assert_eq!(bumps().await, 2);
    assert_eq!(admin.call("admin/add_offer", &new("main")).await.json(), json!({ "Conflict": "NoLongerSo" }));
    assert_eq!(admin.call("admin/add_offer", &new("gift")).await.status, 400);
    assert_eq!(
        problem(&admin.call("admin/add_offer", &[("kind", "bump"), ("currency", "EUR"), ("amount", "9")]).await),
        "422 OfferTitle: Missing"
    );
    let with = |product: &'static str| [("kind", "bump"), ("title", "X"), ("amount", "9"), ("currency", "EUR"), ("product", product)];
    assert_eq!(problem(&admin.call("admin/add_offer", &with("x")).await), "422 Product: Malformed");
});

on_both!(what_was_quoted_stays_whatever_the_code_does, |shop| async move {
    let admin = admin(&shop).await;
    quote(&shop.browser()).await;
    send(&admin, "admin/set_prices", &about(&shop, "main").await, &prices("20")).await.ok();
    for sql in [
        "UPDATE quotes SET amount_minor = amount_minor + 1",
        "UPDATE quote_lines SET label = 'other'",
        "UPDATE price_tiers SET amount_minor = 1 WHERE retired_at IS NOT NULL",
        "UPDATE coupons SET code = 'OTHER'",
        "UPDATE offers SET opens_at = closes_at WHERE kind = 'main'",
        "UPDATE offers SET downsell_of = id WHERE kind = 'main'",
        "UPDATE tax_rates SET basis_points = 1",
        "DELETE FROM consent_texts",
        "UPDATE refund_policies SET days = 1",
    ] {
        assert!(shop.core.db.write().execute_unprepared(sql).await.is_err(), "{sql}");
    }
});
