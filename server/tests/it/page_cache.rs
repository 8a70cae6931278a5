//! Public pages are kept, and never behind the database.

use crate::learning::student;
use crate::on_both;
use crate::support::{Plan, Shop, browser::client};
use chrono::TimeDelta;
use futures::future::join_all;
use reqwest::StatusCode;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, COOKIE, ETAG, IF_NONE_MATCH, VARY};
use std::io::Read;

async fn page(shop: &Shop) -> String {
    shop.browser().get("/").await.text
}

on_both!(a_page_that_is_kept_costs_one_statement, Plan::quiet(), |shop| async move {
    shop.clock.stand_at(shop.core.now());
    page(&shop).await;
    let fewest = shop.fewest_statements(|| page(&shop)).await;
    assert_eq!(fewest, 1, "only the question whether anything has changed");
});

on_both!(a_crowd_before_a_page_that_has_changed_draws_it_once, Plan::quiet(), |shop| async move {
    shop.clock.stand_at(shop.core.now());
    page(&shop).await;
    let drawn = async |many: u64| {
        shop.execute("UPDATE courses SET title = title || '!'").await;
        let before = shop.core.db.statements();
        join_all((0..many).map(|_| page(&shop))).await;
        shop.core.db.statements() - before
    };
    let (alone, together) = (drawn(1).await, drawn(30).await);
    assert!(
        (6..=21).contains(&alone) && together <= alone + 30,
        "{alone} by one, {together} by thirty, each of whom may look whether it has changed"
    );
});

on_both!(what_a_page_shows_is_what_the_database_says, Plan::quiet(), |shop| async move {
    shop.clock.stand_at(shop.core.now());
    for (change, shown) in [
        ("UPDATE courses SET title = 'Another title'", "Another title"),
        ("UPDATE modules SET title = 'Another module' WHERE position = 1", "Another module"),
        ("UPDATE lessons SET title = 'Another lesson' WHERE visibility = 'preview'", "Another lesson"),
        ("UPDATE price_tiers SET amount_minor = 12345", "123.45"),
        ("UPDATE offers SET enabled = FALSE WHERE kind = 'main'", "Enrolment is paused"),
    ] {
        assert!(!page(&shop).await.contains(shown), "before {change}");
        shop.execute(change).await;
        assert!(page(&shop).await.contains(shown), "after {change}");
    }
});

on_both!(a_seat_that_is_taken_is_gone_from_the_page_at_once, |shop| async move {
    shop.execute("UPDATE offers SET seats = taken + 2 WHERE kind = 'main'").await;
    assert!(page(&shop).await.contains("2 of "));
    shop.start(&shop.browser(), "ada@example.com").await;
    let after = page(&shop).await;
    assert!(after.contains("1 of ") && !after.contains("2 of "));
});

on_both!(the_clock_changes_pages_too, Plan::quiet(), |shop| async move {
    let before = page(&shop).await;
    shop.clock.run_ahead(TimeDelta::days(365));
    assert_ne!(before, page(&shop).await, "the price of then has ended");
});

on_both!(a_page_comes_small_and_only_once, Plan::quiet(), |shop| async move {
    shop.clock.stand_at(shop.core.now());
    let ask = |coding: &'static str| client().get(format!("{}/", shop.base)).header(ACCEPT, "text/html").header(ACCEPT_ENCODING, coding);
    let plain = ask("identity").send().await.unwrap();
    let etag = plain.headers()[ETAG].clone();
    assert_eq!(plain.headers()[VARY], "Accept-Encoding, Cookie");
    let plain = plain.bytes().await.unwrap();
    let small = ask("gzip, br").send().await.unwrap();
    assert_eq!((&small.headers()[CONTENT_ENCODING], &small.headers()[ETAG]), (&"br".parse().unwrap(), &etag));
    let mut unpacked = Vec::new();
    brotli::Decompressor::new(&small.bytes().await.unwrap()[..], 4096).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain);
    shop.clock.stand_at(shop.core.now() + TimeDelta::seconds(30));
    let again = ask("br").header(IF_NONE_MATCH, etag).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(again.bytes().await.unwrap().len(), 0);
});

on_both!(who_is_signed_in_and_who_asks_for_more_goes_around, |shop| async move {
    let session = student(&shop, "ada@example.com").await.cookie("session").unwrap();
    let signed_in = client().get(format!("{}/", shop.base)).header(ACCEPT, "text/html").header(COOKIE, format!("session={session}"));
    for request in [signed_in, client().get(format!("{}/?utm_source=x", shop.base)).header(ACCEPT, "text/html")] {
        let answer = request.send().await.unwrap();
        assert_eq!((answer.status(), &answer.headers()[CACHE_CONTROL]), (StatusCode::OK, &"private, no-store".parse().unwrap()));
    }
    let shared = shop.browser().get("/").await;
    assert_eq!(shared.headers[CACHE_CONTROL], "public, no-cache");
    let policy = shared.headers["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("'sha256-") && !policy.contains("nonce-"), "{policy}");
});
