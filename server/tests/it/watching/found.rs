//! What search engines and messengers are told.

use crate::on_both;
use crate::support::{Plan, Shop};
use serde_json::{Value, json};

async fn sitemap(shop: &Shop) -> String {
    let answer = shop.browser().get("/sitemap.xml").await;
    assert_eq!((answer.status.as_u16(), answer.headers["content-type"].to_str().unwrap()), (200, "application/xml; charset=utf-8"));
    answer.text
}

/// What the sales page says of the course and its offer.
async fn described(shop: &Shop) -> Value {
    let page = shop.browser().get("/").await.text;
    let text = page.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

on_both!(crawlers_are_led_to_public_pages_and_to_no_others, |shop| async move {
    let robots = shop.browser().get("/robots.txt").await.text;
    for closed in ["/admin", "/learn", "/checkout", "/orders/", "/account", "/sign-in", "/api/"] {
        assert!(robots.contains(&format!("Disallow: {closed}\n")), "{robots}");
    }
    assert!(robots.contains(&format!("\nSitemap: {}/sitemap.xml\n", shop.base)), "{robots}");
    let map = sitemap(&shop).await;
    let addresses: Vec<_> = map.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap()).collect();
    for path in ["/", "/preview/choose-one-promise", "/legal/terms", "/legal/privacy"] {
        assert!(addresses.contains(&format!("{}{path}", shop.base).as_str()), "{path} in {map}");
    }
    assert_eq!(map.matches("<lastmod>20").count(), addresses.len(), "{map}");
    for address in addresses {
        let answer = shop.browser().get(address.strip_prefix(&shop.base).unwrap()).await;
        assert_eq!(answer.status, 200, "{address}");
        assert!(!answer.headers.contains_key("x-robots-tag") && !answer.text.contains("noindex"), "{address}");
        assert!(answer.text.contains(&format!("<link rel=\"canonical\" href=\"{address}\">")), "{address}: {}", answer.text);
        for word in ["<title>", "name=\"description\"", "og:title", "og:description", "og:image\"", "twitter:card"] {
            assert!(answer.text.contains(word), "{word} of {address}");
        }
    }
});

on_both!(the_map_is_what_the_database_says, |shop| async move {
    shop.execute("UPDATE lessons SET visibility = 'titled' WHERE slug = 'choose-one-promise'").await;
    assert!(!sitemap(&shop).await.contains("choose-one-promise"), "it is no free preview any more");
    shop.execute("UPDATE lessons SET visibility = 'preview', state = 'draft' WHERE slug = 'choose-one-promise'").await;
    assert!(!sitemap(&shop).await.contains("choose-one-promise"), "it is not published any more");
    shop.execute("UPDATE lessons SET state = 'published' WHERE slug = 'choose-one-promise'").await;
    assert!(sitemap(&shop).await.contains("choose-one-promise"));
    shop.clock.run_ahead(chrono::TimeDelta::days(-3_650));
    assert!(!sitemap(&shop).await.contains("choose-one-promise"), "its moment has not come");
});

on_both!(pages_of_somebodys_own_are_shown_to_nobody, |shop| async move {
    let browser = shop.browser();
    let sale = shop.start(&browser, "ada@example.com").await;
    let order = format!("/orders/{}", sale.public_id);
    for path in ["/checkout", "/sign-in", "/sign-in/dead", "/waitlist", "/nowhere", &order] {
        let answer = browser.get(path).await;
        assert_eq!(answer.headers["x-robots-tag"], "noindex, nofollow", "{path}");
        assert!(answer.text.contains("<meta name=\"robots\" content=\"noindex\">"), "{path}");
    }
});

on_both!(a_site_that_is_not_to_be_found_says_so_everywhere, Plan { indexed: false, ..Plan::default() }, |shop| async move {
    let browser = shop.browser();
    assert_eq!(browser.get("/robots.txt").await.text, "User-agent: *\nDisallow: /\n");
    assert_eq!(browser.get("/sitemap.xml").await.status, 404);
    for path in ["/", "/legal/terms", "/preview/choose-one-promise", "/api", "/healthz"] {
        assert_eq!(browser.get(path).await.headers["x-robots-tag"], "noindex, nofollow", "{path}");
    }
});

on_both!(the_offer_that_search_engines_read_is_the_offer, |shop| async move {
    let offer = described(&shop).await["offers"].clone();
    let current = shop.browser().read("catalog/current_offer", &[]).await.ok();
    let minor = current["price"]["minor"].as_i64().unwrap();
    assert_eq!(offer["price"], format!("{}.{:02}", minor / 100, minor % 100), "{offer}");
    assert_eq!(offer["priceCurrency"], current["price"]["currency"], "{offer}");
    assert_eq!(offer["availability"], "https://schema.org/InStock");
    let until = current["price_ends_at"].as_str().or(current["closes_at"].as_str());
    assert_eq!(offer["validThrough"], until.map_or(Value::Null, |until| json!(until)), "{offer}");
    let taken = shop.count("SELECT CAST(taken AS bigint) FROM offers WHERE kind = 'main'").await;
    shop.execute("UPDATE offers SET taken = seats WHERE kind = 'main'").await;
    assert_eq!(described(&shop).await["offers"]["availability"], "https://schema.org/SoldOut");
    shop.execute(&format!("UPDATE offers SET taken = {taken} WHERE kind = 'main'")).await;
});

on_both!(words_of_the_creator_stay_words, |shop| async move {
    let title = "A </script><script>alert(1)</script> & \u{2028} \"course\"";
    shop.execute(&format!("UPDATE courses SET title = '{title}'")).await;
    assert_eq!(described(&shop).await["name"], title);
    let page = shop.browser().get("/").await;
    assert!(!page.text.contains("<script>alert(1)"), "{}", page.text);
    let hash = |script: &str| {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD.encode(server::security::hash::sha256(script))
    };
    let text = page.text.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains(&format!("'sha256-{}'", hash(text))), "the policy knows what stands in the page: {policy}");
});
