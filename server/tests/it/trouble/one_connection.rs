//! One connection to PostgreSQL for everything: whoever holds it must never wait for another, so nothing stands still and nothing fails.
//! SQLite's writer is one always.

use crate::files::{form, post};
use crate::sign_in::sign_in;
use crate::support::shop::{Plan, run};
use crate::support::{Browser, Kind, Shop};
use futures::future::join_all;
use server::services::seed::DEMO_ADMIN;

const BUYERS: usize = 25;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_with_one_connection_serves_everybody() {
    let plan = Plan { connections: 1, funnel: true, ..Plan::default() };
    run(Kind::Postgres, plan, async |shop| {
        join_all((0..BUYERS).map(|buyer| buy_and_learn(&shop, buyer))).await;
        let creator = shop.browser();
        sign_in(&shop, &creator, DEMO_ADMIN).await;
        let answer = post(&creator, "/admin/lessons/talk-to-five-people/uploads", form("a.pdf", b"%PDF-1.7\n%%EOF\n")).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        for page in ["/admin", "/admin/orders", "/admin/people", "/admin/numbers", "/admin/lessons", "/admin/offers", "/admin/landing"] {
            is_answered(&creator, page).await;
        }
    })
    .await;
}

async fn buy_and_learn(shop: &Shop, buyer: usize) {
    let browser = shop.browser();
    is_answered(&browser, "/").await;
    is_answered(&browser, "/checkout").await;
    let email = format!("buyer{buyer}@example.com");
    let order = crate::funnel::start(&browser, &email, true).await;
    shop.sandbox.confirm(&order.intent, "4242424242424242").await;
    shop.reaches(&order.public_id, "paid").await;
    let decision = if buyer.is_multiple_of(2) { "accept" } else { "decline" };
    crate::funnel::decide(shop, &browser, &order.public_id, decision).await.ok();
    is_answered(&browser, "/learn").await;
    let lesson = browser.read("learning/lesson", &[("slug", "choose-one-promise")]).await.ok()["id"].as_str().unwrap().to_owned();
    browser.call("learning/mark_complete", &[("lesson", &lesson)]).await.ok();
    is_answered(&browser, "/learn/choose-one-promise").await;
}

async fn is_answered(browser: &Browser, page: &str) {
    let answer = browser.get(page).await;
    assert!(answer.status == 200 || answer.status.is_redirection(), "{page} {}: {}", answer.status, answer.text);
}
