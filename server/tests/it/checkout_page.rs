//! The checkout as it is rendered, before any script runs.

use crate::on_both;
use crate::support::shop::started;
use serde_json::json;

/// The words of a page, without its tags.
fn words(html: &str) -> String {
    html.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text)).collect()
}

on_both!(the_page_asks_for_exactly_what_is_charged, |shop| async move {
    let prices = [
        ("USD", 14_905, "$149.05"),
        ("USD", 1_490_000, "$14,900"),
        ("JPY", 14_905, "¥14,905"),
        ("KWD", 14_910, "KWD\u{a0}14.910"),
        ("KWD", 14_000, "KWD\u{a0}14"),
    ];
    for (number, (currency, minor, shown)) in prices.into_iter().enumerate() {
        shop.execute(&format!("UPDATE price_tiers SET currency = '{currency}', amount_minor = {minor}")).await;
        let browser = shop.browser();
        let quote = browser.call("checkout/quote", &[]).await.ok()["quote"]["id"].as_str().unwrap().to_owned();
        let page = words(&browser.get(&format!("/checkout?quote={quote}")).await.text);
        for place in [format!("Pay {shown}"), format!("Total today{shown}")] {
            let rest = page.split_once(&place).unwrap_or_else(|| panic!("no {place:?} in {page}")).1;
            let next = rest.chars().next().unwrap_or(' ');
            assert!(
                !next.is_ascii_digit() && !matches!(next, '.' | ','),
                "more than {place:?}: {}",
                rest.chars().take(9).collect::<String>()
            );
        }
        let email = format!("buyer{number}@example.com");
        let order = started(&browser.call("checkout/start", &[("quote", &quote), ("email", &email), ("name", "Ada")]).await.ok());
        let asked = shop.sandbox.stripe_get(&format!("payment_intents/{}", order.intent)).await;
        assert_eq!((&asked["amount"], &asked["currency"]), (&json!(minor), &json!(currency.to_lowercase())));
        assert_eq!(order.amount, minor);
    }
});
