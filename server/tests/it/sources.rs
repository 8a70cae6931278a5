//! Where a buyer came from, kept without a cookie from the first link to the sale.

use crate::on_both;
use crate::support::Shop;
use crate::support::shop::started;
use serde_json::{Value, json};

async fn start(shop: &Shop, email: &str, source: &str) -> u16 {
    let browser = shop.browser();
    let quote = browser.call("checkout/quote", &[]).await.ok();
    let arguments = [("quote", quote["quote"]["id"].as_str().unwrap()), ("email", email), ("name", "Ada"), ("source", source)];
    browser.call("checkout/start", &arguments).await.status.as_u16()
}

on_both!(a_campaign_travels_from_the_landing_page_to_the_order, |shop| async move {
    let browser = shop.browser();
    let landing = browser.get("/?utm_source=news&utm_campaign=spring%20sale").await.text;
    let link = landing.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|href| href.starts_with("/checkout?")).unwrap();
    let link = link.replace("&amp;", "&");
    assert_eq!(link, "/checkout?utm_source=news&utm_campaign=spring%20sale&from=%2F");
    assert!(browser.cookie("session").is_none() && browser.cookie("order").is_none(), "no cookie before the checkout");
    let checkout = browser.get(&link).await.text;
    let field = checkout.split("name=\"source\"").nth(1).and_then(|rest| rest.split("value=\"").nth(1)).unwrap();
    let source = field.split('"').next().unwrap().replace("&amp;", "&");
    assert!(browser.cookie("session").is_none(), "nobody is signed in before the purchase");
    assert_eq!(start(&shop, "ada@example.com", &source).await, 200);
    let kept = "SELECT COUNT(*) FROM order_sources WHERE utm_source = 'news' AND utm_campaign = 'spring sale' AND landing_path = '/'";
    assert_eq!(shop.count(kept).await, 1);
    assert_eq!(order(&shop).await["source"], json!([["utm_source", "news"], ["utm_campaign", "spring sale"], ["from", "/"]]));
});

/// The one order, as the admin sees it.
async fn order(shop: &Shop) -> Value {
    let admin = crate::admin::admin(shop).await;
    let orders = admin.read("admin/orders", &[("page", "1")]).await.ok();
    let id = orders["rows"][0]["public_id"].as_str().unwrap().to_owned();
    let page = admin.get(&format!("/admin/orders/{id}")).await;
    assert!(!page.text.contains("<script>alert"), "{}", page.text);
    admin.read("admin/order", &[("public_id", &id)]).await.ok()
}

on_both!(the_site_that_led_here_is_kept_with_the_sale, |shop| async move {
    let browser = shop.browser();
    let page = browser.get("/checkout?utm_source=news&ref=Blog.Example.com&from=%2Fpreview%2Fa").await.text;
    let field = page.split("name=\"source\"").nth(1).and_then(|rest| rest.split("value=\"").nth(1)).unwrap();
    let source = field.split('"').next().unwrap().replace("&amp;", "&");
    let quote = browser.call("checkout/quote", &[]).await.ok()["quote"]["id"].as_str().unwrap().to_owned();
    let form = [("quote", quote.as_str()), ("email", "ada@example.com"), ("name", "Ada"), ("source", &source)];
    let sale = started(&browser.call("checkout/start", &form).await.ok());
    shop.sandbox.confirm(&sale.intent, "4242424242424242").await;
    shop.reaches(&sale.public_id, "paid").await;
    let kept = "SELECT COUNT(*) FROM order_sources s JOIN orders o ON o.id = s.order_id WHERE o.state = 'paid'
        AND s.referrer_host = 'blog.example.com' AND s.utm_source = 'news' AND s.landing_path = '/preview/a'";
    assert_eq!(shop.count(kept).await, 1);
    assert_eq!(order(&shop).await["source"], json!([["utm_source", "news"], ["ref", "blog.example.com"], ["from", "/preview/a"]]));
});

on_both!(hostile_sources_neither_fail_nor_get_in, |shop| async move {
    let long = format!("utm_source={}", "x".repeat(5_000));
    let hostile = [
        "",
        "&&&===",
        "%",
        "utm_source=%00",
        "utm_source=a%0D%0ASet-Cookie%3A+b",
        "utm_source=%F0%28%8C%28",
        long.as_str(),
        "utm_source='; DROP TABLE orders; --",
        "from=javascript%3Aalert(1)",
        "ref=%3Cb%3E",
        "utm_term=%E2%80%AEgnirps",
    ];
    for (index, source) in hostile.iter().enumerate() {
        assert_eq!(start(&shop, &format!("buyer{index}@example.com"), source).await, 200, "{source}");
    }
    let odd = "SELECT COUNT(*) FROM order_sources WHERE landing_path IS NOT NULL OR referrer_host IS NOT NULL OR utm_term IS NOT NULL";
    assert_eq!(shop.count(odd).await, 0);
    shop.execute("DELETE FROM order_sources").await;
    assert_eq!(start(&shop, "eve@example.com", "utm_source=%3Cscript%3Ealert(1)%3C%2Fscript%3E").await, 200);
    assert_eq!(order(&shop).await["source"][0][1], "<script>alert(1)</script>", "kept as text, shown as text");
});
