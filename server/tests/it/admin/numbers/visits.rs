//! Visits: who is counted, how often, and what is kept of it.

use super::super::admin;
use crate::on_both;
use crate::support::{Browser, Plan, Shop, eventually};
use chrono::TimeDelta;
use domain::audience::{Origin, VisitStep};
use server::services::visits::{Visit, Visits};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

async fn visit(browser: &Browser, path: &str, agent: &str, more: &[(&str, &str)]) {
    let headers: Vec<_> = [("accept", "text/html"), ("user-agent", agent)].iter().chain(more).copied().collect();
    let answer = browser.get_with(path, &headers).await;
    assert_eq!(answer.status, 200, "{path}");
    let cookies = answer.headers.get_all("set-cookie").iter().filter(|line| !line.as_bytes().starts_with(b"order="));
    assert_eq!(cookies.count(), 0, "no cookie is set for being counted; the checkout sets that of its order");
}

async fn counted(shop: &Shop, step: &str) -> i64 {
    shop.count(&format!("SELECT COALESCE(SUM(visitors), 0) FROM visits WHERE step = '{step}'")).await
}

async fn counts(shop: &Shop, visits: i64, checkouts: i64) {
    eventually(&format!("{visits} visitors, {checkouts} at the checkout"), || async {
        (counted(shop, "visit").await, counted(shop, "checkout").await) == (visits, checkouts)
    })
    .await;
}

on_both!(a_visitor_counts_once_a_day_and_step, Plan { background: false, ..Plan::default() }, |shop| async move {
    let browser = shop.browser();
    visit(&browser, "/?utm_source=news", FIREFOX, &[]).await;
    visit(&browser, "/", FIREFOX, &[]).await;
    visit(&browser, "/preview/choose-one-promise", FIREFOX, &[]).await;
    counts(&shop, 1, 0).await;
    visit(&browser, "/checkout", FIREFOX, &[]).await;
    visit(&browser, "/checkout", SAFARI, &[("referer", "https://blog.example/post")]).await;
    counts(&shop, 2, 2).await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM visits WHERE step = 'visit' AND utm_source = 'news'").await, 1, "the first page counts");
    assert_eq!(shop.count("SELECT COUNT(*) FROM visits WHERE referrer_host = 'blog.example'").await, 2);
});

on_both!(who_is_no_visitor_is_not_counted, Plan { background: false, ..Plan::default() }, |shop| async move {
    let (browser, creator) = (shop.browser(), admin(&shop).await);
    for agent in ["", "curl/8.5.0", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"] {
        visit(&browser, "/", agent, &[]).await;
    }
    for wish in [("dnt", "1"), ("sec-gpc", "1"), ("sec-purpose", "prefetch;prerender")] {
        visit(&browser, "/", FIREFOX, &[wish]).await;
    }
    visit(&creator, "/", FIREFOX, &[]).await;
    visit(&browser, "/legal/terms", FIREFOX, &[]).await;
    assert_eq!(browser.get_with("/preview/nothing", &[("accept", "text/html"), ("user-agent", FIREFOX)]).await.status, 404);
    visit(&browser, "/", SAFARI, &[]).await;
    counts(&shop, 1, 0).await;
});

on_both!(what_tells_visitors_apart_is_forgotten_with_its_day, Plan { background: false, ..Plan::default() }, |shop| async move {
    let browser = shop.browser();
    visit(&browser, "/", FIREFOX, &[]).await;
    counts(&shop, 1, 0).await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM visit_marks").await, 1);
    shop.clock.run_ahead(TimeDelta::days(1));
    eventually("yesterday's salt and marks are gone", || async {
        shop.count("SELECT COUNT(*) FROM visit_marks").await + shop.count("SELECT COUNT(*) FROM visit_salts").await == 0
    })
    .await;
    visit(&browser, "/", FIREFOX, &[]).await;
    counts(&shop, 2, 0).await;
    assert_eq!(shop.count("SELECT COUNT(*) FROM visit_salts").await, 1);
    assert_eq!(shop.count("SELECT COUNT(*) FROM visits").await, 2, "the counts of yesterday stay");
});

on_both!(replicas_count_a_visitor_once, Plan { background: false, ..Plan::default() }, |shop| async move {
    let seen = Visit { step: VisitStep::Checkout, address: None, user_agent: FIREFOX.into(), origin: Origin::default() };
    let (stop, mut replicas) = (CancellationToken::new(), tokio::task::JoinSet::new());
    stop.cancel();
    for _ in 0..4 {
        let visits = Arc::new(Visits::default());
        visits.note(seen.clone());
        replicas.spawn(visits.write(shop.core.clone(), stop.clone()));
    }
    replicas.join_all().await;
    assert_eq!((counted(&shop, "visit").await, counted(&shop, "checkout").await), (1, 1));
});
