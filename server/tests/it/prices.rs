//! What was really charged, what a page may say of it, and how an open page learns of changes.

use crate::admin::admin;
use crate::on_both;
use crate::support::{Plan, Shop, browser::client, eventually};
use chrono::TimeDelta;
use futures::future::join_all;
use serde_json::{Value, json};
use std::time::Duration;

async fn offer(shop: &Shop) -> Value {
    shop.browser().read("catalog/current_offer", &[]).await.ok()
}

/// Takes everything but the course from sale, and forgets what was charged.
async fn course_alone(shop: &Shop) {
    shop.execute("DELETE FROM price_tiers WHERE offer_id IN (SELECT id FROM offers WHERE kind <> 'main')").await;
    shop.execute("DELETE FROM price_history").await;
}

on_both!(a_price_that_was_never_charged_is_not_crossed_out, |shop| async move {
    let view = offer(&shop).await;
    assert_eq!((&view["compare_at"], &view["lowest_30d"]), (&json!(null), &json!(null)));
    assert_eq!(view["next_price"]["minor"], 19_900, "the regular price still waits");
});

on_both!(a_real_reduction_shows_the_old_price_and_the_lowest_of_thirty_days, |shop| async move {
    shop.execute("UPDATE price_tiers SET until_at = NULL, amount_minor = 19900").await;
    course_alone(&shop).await;
    let charged = |minor: i64| format!("SELECT COUNT(*) FROM price_history WHERE amount_minor = {minor} AND until_at IS NULL");
    let is_charged = |minor| {
        let (shop, sql) = (shop.clone(), charged(minor));
        async move { eventually("the history knows the price of now", || async { shop.count(&sql).await == 1 }).await }
    };
    is_charged(19_900).await;
    shop.clock.run_ahead(TimeDelta::days(3));
    shop.execute("UPDATE price_tiers SET amount_minor = 14900 WHERE label = 'Early bird'").await;
    is_charged(14_900).await;
    let view = offer(&shop).await;
    assert_eq!((&view["compare_at"]["minor"], &view["lowest_30d"]["minor"]), (&json!(19_900), &json!(19_900)));
    let page = shop.browser().get("/").await.text;
    assert!(page.contains("Lowest price of the last 30 days"), "the page says so");
    shop.execute("UPDATE offers SET show_compare_at = FALSE").await;
    assert_eq!(offer(&shop).await["compare_at"], json!(null), "the creator may leave it out");
});

on_both!(additions_and_upsells_are_compared_by_their_own_history, crate::funnel::plan(), |shop| async move {
    let (before, now) = ([("bump", 2_900), ("upsell", 24_900)], [("bump", 1_900), ("upsell", 19_900)]);
    let charged = |(kind, minor): (&str, i64)| {
        let of_kind = format!("offer_id = (SELECT id FROM offers WHERE kind = '{kind}')");
        let (shop, sql) = (shop.clone(), format!("SELECT COUNT(*) FROM price_history WHERE {of_kind} AND amount_minor = {minor}"));
        async move { eventually("the history knows the price", || async { shop.count(&sql).await == 1 }).await }
    };
    join_all(before.map(charged)).await;
    shop.clock.run_ahead(TimeDelta::days(3));
    let id = if shop.core.db.backend() == sea_orm::DbBackend::Postgres { "gen_random_uuid()" } else { "randomblob(16)" };
    for (kind, minor) in now {
        let offer = format!("(SELECT id FROM offers WHERE kind = '{kind}')");
        shop.execute(&format!("UPDATE offers SET show_compare_at = TRUE WHERE kind = '{kind}'")).await;
        shop.execute(&format!(
            "INSERT INTO price_tiers (id, offer_id, position, label, amount_minor, currency)
             SELECT {id}, offer_id, 1, label, amount_minor, currency FROM price_tiers WHERE offer_id = {offer}"
        ))
        .await;
        shop.execute(&format!("UPDATE price_tiers SET amount_minor = {minor} WHERE position = 0 AND offer_id = {offer}")).await;
    }
    join_all(now.map(charged)).await;
    let browser = shop.browser();
    let bump = browser.call("checkout/quote", &[]).await.ok()["choices"]["bumps"][0].clone();
    let compared = |view: &Value| {
        (view["price"]["minor"].clone(), view["compared"]["compare_at"]["minor"].clone(), view["compared"]["lowest_30d"]["minor"].clone())
    };
    assert_eq!(compared(&bump), (json!(1_900), json!(2_900), json!(2_900)));
    let page = browser.get("/checkout").await.text;
    assert!(page.contains("Lowest price of the last 30 days: ") && page.contains("€29"), "the checkout says so");
    let main = crate::funnel::buy_with(&shop, &browser, "4242424242424242", true).await;
    let offer = crate::funnel::offer(&shop, &browser, &main.public_id).await;
    assert_eq!(compared(&offer), (json!(19_900), json!(24_900), json!(24_900)));
});

on_both!(a_tier_that_ends_by_date_is_written_down, |shop| async move {
    course_alone(&shop).await;
    shop.clock.run_ahead(TimeDelta::days(14) + TimeDelta::minutes(1));
    let now = "SELECT COUNT(*) FROM price_history WHERE amount_minor = 19900 AND until_at IS NULL";
    eventually("the regular price began", || async { shop.count(now).await == 1 }).await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM price_history WHERE until_at IS NULL").await, 1);
    shop.clock.run_ahead(TimeDelta::days(31));
    eventually("closed, nothing is charged", || async {
        shop.count("SELECT COUNT(*) FROM price_history WHERE until_at IS NULL").await == 0
    })
    .await;
});

on_both!(two_who_look_at_once_write_one_change, Plan { background: false, ..Plan::default() }, |shop| async move {
    course_alone(&shop).await;
    for price in [15_000, 16_000, 17_000] {
        shop.execute(&format!("UPDATE price_tiers SET amount_minor = {price}")).await;
        let looks = (0..6).map(|_| {
            let core = shop.core.clone();
            tokio::spawn(async move { server::services::prices::note_all(&core).await })
        });
        for look in join_all(looks).await {
            look.unwrap().unwrap();
        }
        assert_eq!(shop.count(&format!("SELECT COUNT(*) FROM price_history WHERE amount_minor = {price}")).await, 1);
    }
    assert_eq!(shop.count("SELECT COUNT(*) FROM price_history WHERE until_at IS NULL").await, 1);
});

on_both!(an_extended_deadline_is_written_down_and_shown, |shop| async move {
    let admin = admin(&shop).await;
    let day = |days| (shop.core.now() + TimeDelta::days(days)).format("%Y-%m-%dT%H:%M").to_string();
    assert_eq!(offer(&shop).await["extended_at"], json!(null));
    for (until, status) in [(day(10), 409), ("tomorrow".to_owned(), 400), (day(40), 200)] {
        assert_eq!(admin.call("admin/extend_sale", &[("until", &until)]).await.status.as_u16(), status, "{until}");
    }
    assert!(offer(&shop).await["extended_at"].is_string());
    assert!(shop.browser().get("/").await.text.contains("The deadline was extended on"));
    assert_eq!(shop.count("SELECT COUNT(*) FROM offer_extensions WHERE by_user IS NOT NULL AND after_at > before_at").await, 1);
    assert_eq!(shop.browser().call("admin/extend_sale", &[("until", &day(50))]).await.status, 404, "for admins alone");
});

/// The events of an open page, as they come.
struct Page {
    answer: reqwest::Response,
    text: String,
}

impl Page {
    async fn open(shop: &Shop) -> Self {
        let answer = client().get(format!("{}/offer/events", shop.base)).send().await.unwrap();
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Self { answer, text: String::new() }
    }

    /// The next event.
    async fn next(&mut self) -> Value {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let data = event.lines().find_map(|line| line.strip_prefix("data: ")).map(|data| serde_json::from_str(data).unwrap());
                let rest = rest.to_owned();
                self.text = rest;
                match data {
                    Some(data) => return data,
                    None => continue,
                }
            }
            let chunk = tokio::time::timeout(Duration::from_secs(20), self.answer.chunk())
                .await
                .expect("an event")
                .unwrap()
                .expect("the line is open");
            self.text.push_str(&String::from_utf8_lossy(&chunk));
        }
    }
}

on_both!(an_open_page_learns_of_each_seat_and_of_the_end, Plan { seats: 2, ..Plan::default() }, |shop| async move {
    let mut pages = join_all((0..20).map(|_| Page::open(&shop))).await;
    for page in &mut pages {
        assert_eq!(page.next().await["seats_left"], 2);
    }
    shop.start(&shop.browser(), "ada@example.com").await;
    for page in &mut pages {
        assert_eq!(page.next().await["seats_left"], 1);
    }
    shop.start(&shop.browser(), "ben@example.com").await;
    for page in &mut pages {
        let news = page.next().await;
        assert_eq!((&news["seats_left"], &news["unavailable"]), (&json!(0), &json!("SoldOut")));
    }
});
