//! One amount from the page to the provider, in every kind of currency and for buyers of every kind of country.

use crate::on_both;
use crate::support::shop::started;
use crate::support::{Browser, Plan, Shop, eventually};
use domain::country::Country;
use domain::money::{Currency, Money};
use domain::tax::TaxTable;
use serde_json::{Value, json};
use server::repo;
use server::services::seed::DEMO_ADMIN;

/// The course and its addition cost so many minor units, whatever the currency.
async fn priced_in(shop: &Shop, currency: &str, inclusive: bool) {
    shop.execute(&format!("UPDATE price_tiers SET currency = '{currency}'")).await;
    let table = serde_json::to_string(&TaxTable::standard(Country::parse("DE").unwrap(), inclusive)).unwrap();
    shop.execute(&format!("UPDATE site_texts SET body = '{table}' WHERE key = 'tax'")).await;
}

/// Chooses the addition and the coupon, from Germany.
async fn choose(browser: &Browser) -> Value {
    let plain = browser.call("checkout/quote", &[]).await.ok();
    let bump = plain["choices"]["bumps"][0]["offer"].as_str().unwrap().to_owned();
    let quote = browser.call("checkout/quote", &[("bumps[0]", &bump), ("coupon", "WELCOME10"), ("country", "DE")]).await.ok();
    assert_eq!(quote["choices"]["coupon"]["refusal"], Value::Null);
    quote
}

async fn start(browser: &Browser, quote: &Value, email: &str, pay_with: &str) -> Value {
    let id = quote["quote"]["id"].as_str().unwrap();
    browser.call("checkout/start", &[("quote", id), ("email", email), ("name", "Ada"), ("pay_with", pay_with)]).await.ok()
}

/// (14 900 + 2 900) less a tenth, and nineteen per cent on top of it where prices are without tax. Dinars end in zero.
fn expected(currency: &str, inclusive: bool) -> i64 {
    match (currency, inclusive) {
        (_, true) => 16_020,
        ("KWD", false) => 16_020 + 3_040,
        (_, false) => 16_020 + 3_044,
    }
}

on_both!(page_order_and_provider_agree_on_the_amount, Plan { paypal: true, ..Plan::default() }, |shop| async move {
    for (number, currency) in ["EUR", "USD", "JPY", "KWD"].into_iter().enumerate() {
        for inclusive in [true, false] {
            priced_in(&shop, currency, inclusive).await;
            let (browser, email) = (shop.browser(), format!("card{number}{inclusive}@example.com"));
            let quote = choose(&browser).await;
            let total = expected(currency, inclusive);
            assert_eq!(quote["quote"]["total"], json!({ "minor": total, "currency": currency }), "{currency} {inclusive}");
            let lines = quote["quote"]["lines"].as_array().unwrap();
            assert_eq!(lines.iter().map(|line| line["amount"]["minor"].as_i64().unwrap()).sum::<i64>(), total);
            let page = browser.get(&format!("/checkout?quote={}", quote["quote"]["id"].as_str().unwrap())).await.text;
            let shown = Money::new(total, Currency::from_code(currency).unwrap()).to_string();
            assert!(page.contains(&shown), "{shown} is not on the page");
            let order = started(&start(&browser, &quote, &email, "card").await);
            let at_provider = shop.sandbox.stripe_get(&format!("payment_intents/{}", order.intent)).await;
            assert_eq!((order.amount, &at_provider["amount"]), (total, &json!(total)));
            assert_eq!(at_provider["currency"], currency.to_lowercase());
            shop.sandbox.confirm(&order.intent, "4242424242424242").await;
            shop.reaches(&order.public_id, "paid").await;
            let of_order = format!("FROM orders WHERE public_id = '{}' AND currency = '{currency}'", order.public_id);
            assert_eq!(shop.count(&format!("SELECT amount_minor {of_order}")).await, total);
            let items = format!("SELECT SUM(amount_minor) FROM order_items WHERE order_id = (SELECT id {of_order})");
            assert_eq!(shop.count(&items).await, total);
            let paper = format!("SELECT total_minor FROM invoices WHERE order_id = (SELECT id {of_order})");
            assert_eq!(shop.count(&paper).await, total);
            if currency != "KWD" {
                at_paypal(&shop, currency, total, &format!("wallet{number}{inclusive}@example.com")).await;
            }
        }
    }
});

fn everything() -> Plan {
    Plan { paypal: true, ..crate::funnel::plan() }
}

on_both!(hosted_page_upsell_and_refunds_agree_in_every_currency, everything(), |shop| async move {
    let admin = shop.browser();
    crate::sign_in::sign_in(&shop, &admin, DEMO_ADMIN).await;
    for (currency, upsell, addition) in [("USD", 24_900 + 4_731, 3_106), ("JPY", 24_900 + 4_731, 3_106), ("KWD", 24_900 + 4_730, 3_110)] {
        priced_in(&shop, currency, false).await;
        let (browser, email) = (shop.browser(), format!("{currency}@example.com"));
        let quote = choose(&browser).await;
        let total = expected(currency, false);
        assert_eq!(quote["ways"], json!({ "hosted": true, "paypal": currency != "KWD" }));
        let id = quote["quote"]["id"].as_str().unwrap();
        let form = |way| [("quote", id), ("email", email.as_str()), ("name", "Ada"), ("consent", "on"), ("pay_with", way)];
        if currency == "KWD" {
            assert_eq!(browser.call("checkout/start", &form("paypal")).await.status, 400, "PayPal takes no dinars");
        }
        let begun = browser.call("checkout/start", &form("hosted")).await.ok();
        crate::hosted::pay(&shop, &crate::hosted::session_of(begun["redirect_to"].as_str().unwrap()), "4242424242424242").await;
        let main = begun["public_id"].as_str().unwrap();
        shop.reaches(main, "paid").await;
        assert_eq!(crate::funnel::offer(&shop, &browser, main).await["price"]["minor"], upsell, "{currency}");
        crate::funnel::decide(&shop, &browser, main, "accept").await.ok();
        shop.reaches(main, "closed").await;
        let also = shop.status(&browser, main).await["also"][0].clone();
        is_taxed(&shop, main, "DE", (total, total - 16_020)).await;
        is_taxed(&shop, also["public_id"].as_str().unwrap(), "DE", (upsell, upsell - 24_900)).await;
        let items = admin.read("admin/order_money", &[("public_id", main)]).await.ok()["items"].clone();
        assert_eq!((&items[1]["share"]["minor"], items[0]["share"]["minor"].as_i64()), (&json!(addition), Some(total - addition)));
        let item = items[1]["id"].as_str().unwrap();
        if currency == "KWD" {
            let part = [("public_id", main), ("items[0]", item), ("amount", "1.234"), ("reason", "a part")];
            let refused = admin.call("admin/refund_order", &part).await;
            let problem = json!({ "Invalid": [{ "field": "Amount", "problem": "BetweenSteps" }] });
            assert_eq!((refused.status.as_u16(), refused.json()), (422, problem));
        }
        admin.call("admin/refund_order", &[("public_id", main), ("items[0]", item), ("reason", "the addition")]).await.ok();
        shop.reaches(main, "partially_refunded").await;
        admin.call("admin/refund_order", &[("public_id", main), ("reason", "the rest"), ("with_upsells", "on")]).await.ok();
        shop.reaches(main, "refunded").await;
        let back = format!("SELECT SUM(amount_minor) FROM refunds WHERE currency = '{currency}' AND state = 'succeeded'");
        eventually("all of it went back", || async { shop.count(&back).await == total + upsell }).await;
        let credited = format!("SELECT SUM(total_minor) FROM invoices WHERE currency = '{currency}' AND kind = 'credit_note'");
        assert_eq!(shop.count(&credited).await, total + upsell);
    }
});

on_both!(course_and_upsell_are_taxed_by_the_country_of_the_buyer, crate::funnel::plan(), |shop| async move {
    for (inclusive, country, vat_id, course, upsell) in [
        (false, "FI", "", (18_700, 3_800), (31_250, 6_350)),
        (true, "FR", "", (14_900, 2_483), (24_900, 4_150)),
        (true, "AT", "ATU13585627", (12_521, 0), (20_924, 0)),
        (false, "AT", "ATU13585627", (14_900, 0), (24_900, 0)),
    ] {
        priced_in(&shop, "EUR", inclusive).await;
        let (browser, email) = (shop.browser(), format!("{country}{inclusive}@example.com"));
        let quote = browser.call("checkout/quote", &[("country", country), ("vat_id", vat_id)]).await.ok();
        let form = [("quote", quote["quote"]["id"].as_str().unwrap()), ("email", &email), ("name", "Ada"), ("consent", "on")];
        let main = started(&browser.call("checkout/start", &form).await.ok());
        shop.sandbox.confirm(&main.intent, "4242424242424242").await;
        shop.reaches(&main.public_id, "paid").await;
        assert_eq!(crate::funnel::offer(&shop, &browser, &main.public_id).await["price"]["minor"], upsell.0, "{country} {inclusive}");
        crate::funnel::decide(&shop, &browser, &main.public_id, "accept").await.ok();
        shop.reaches(&main.public_id, "closed").await;
        let also = shop.status(&browser, &main.public_id).await["also"][0].clone();
        is_taxed(&shop, &main.public_id, country, course).await;
        is_taxed(&shop, also["public_id"].as_str().unwrap(), country, upsell).await;
    }
});

/// Order, items, invoice and provider agree on a total, and the tax in it is that of a country.
async fn is_taxed(shop: &Shop, public_id: &str, country: &str, (total, tax): (i64, i64)) {
    let db = shop.core.db.read();
    let order = repo::orders::by_public_id(db, public_id).await.unwrap().unwrap();
    let quoted = repo::taxes::of_quote(db, order.quote_id).await.unwrap().expect("a country");
    assert_eq!(quoted.country.code(), country);
    let items = repo::orders::items(db, order.id).await.unwrap();
    assert_eq!((order.amount_minor, items.iter().map(|item| item.amount_minor).sum::<i64>()), (total, total), "{country} {}", order.kind);
    let paper = repo::invoices::of_order(db, order.id).await.unwrap().unwrap();
    assert_eq!((paper.total_minor, paper.tax_minor), (total, tax), "{country} {}", order.kind);
    let payment = repo::payments::leading(db, order.id).await.unwrap();
    let taken_by = payment.capture_ref.or(payment.provider_ref).unwrap();
    assert_eq!(shop.truth_of(&taken_by).await["amount_received"], total);
}

async fn at_paypal(shop: &Shop, currency: &str, total: i64, email: &str) {
    let browser = shop.browser();
    let quote = choose(&browser).await;
    let answer = start(&browser, &quote, email, "paypal").await;
    let reference = answer["redirect_to"].as_str().unwrap().split("token=").nth(1).unwrap().to_owned();
    shop.sandbox.control(&format!("paypal/orders/{reference}/approve"), Value::Null).await;
    shop.reaches(answer["public_id"].as_str().unwrap(), "paid").await;
    let truth = shop.truth_of(&reference).await;
    assert_eq!((&truth["amount_received"], &truth["currency"]), (&json!(total), &json!(currency.to_lowercase())));
    let written = shop.sandbox.paypal_get(&format!("v2/checkout/orders/{reference}")).await["purchase_units"][0]["amount"]["value"].clone();
    let cents = format!("{}.{:02}", total / 100, total % 100);
    assert_eq!(written, if currency == "JPY" { json!(total.to_string()) } else { json!(cents) });
}

on_both!(what_is_too_little_to_charge_is_told_before_the_provider_hears_of_it, |shop| async move {
    let browser = shop.browser();
    shop.execute("UPDATE coupons SET basis_points = 9990").await;
    let quote = browser.call("checkout/quote", &[("coupon", "WELCOME10")]).await.ok();
    assert_eq!(quote["quote"]["total"]["minor"], 14_900, "the coupon takes nothing off");
    let smallest = json!({ "TooLittleLeft": { "minor": 50, "currency": "EUR" } });
    assert_eq!(quote["choices"]["coupon"], json!({ "code": "WELCOME10", "refusal": smallest }));
    let page = browser.get("/checkout?coupon=WELCOME10").await.text;
    assert!(page.contains("the smallest amount that can be charged"), "{page}");
    shop.execute("UPDATE coupons SET basis_points = 9966").await;
    let quote = browser.call("checkout/quote", &[("coupon", "WELCOME10")]).await.ok();
    assert_eq!((&quote["quote"]["total"]["minor"], &quote["choices"]["coupon"]["refusal"]), (&json!(51), &json!(null)));
    shop.execute("UPDATE price_tiers SET amount_minor = 49").await;
    let refused = browser.call("checkout/quote", &[]).await.ok();
    assert_eq!((&refused["quote"], &refused["unavailable"]), (&json!(null), &json!("Paused")));
    assert_eq!(shop.sandbox.truth().await["payment_intents"], json!([]));
});
