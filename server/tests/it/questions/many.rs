//! Ten thousand questions on one lesson.

use super::{LESSON, ask, list};
use crate::learning::student;
use crate::on_both;
use crate::support::memory::peak;
use crate::support::{Browser, Shop};
use sea_orm::DbBackend;
use server::config::MEGABYTE;
use std::time::{Duration, Instant};

const MANY: i64 = 10_000;
/// What the program may take more while it shows them, once it has shown a page: ten thousand drawn rows would be several times that.
const FLAT: u64 = 24 * MEGABYTE;

async fn fill(shop: &Shop) {
    let (id, series) = if shop.core.db.backend() == DbBackend::Postgres {
        ("gen_random_uuid()", format!("SELECT n FROM generate_series(2, {MANY}) AS n"))
    } else {
        let series = format!("WITH RECURSIVE s (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM s WHERE n < {MANY}) SELECT n FROM s");
        ("randomblob(16)", series)
    };
    let columns = "lesson_id, author_id, source, html, state, created_at";
    shop.execute(&format!(
        "INSERT INTO questions (id, title, title_words, votes, {columns})
         SELECT {id}, 'How do I draw line number ' || s.n || ' of the outline?', 'how do i draw line number ' || s.n || ' of the outline',
             s.n % 97, {columns}
         FROM questions, ({series}) s WHERE title = 'The first of many'"
    ))
    .await;
}

async fn page(browser: &Browser, order: &str, number: &str) -> (usize, usize, Duration) {
    let begun = Instant::now();
    let path = format!("/learn/{LESSON}/questions?order={order}&page={number}");
    let page = browser.get(&path).await;
    assert_eq!(page.status, 200, "{path}");
    (page.text.matches("class=\"question-row\"").count(), page.text.len(), begun.elapsed())
}

on_both!(ten_thousand_questions_are_pages_of_twenty, |shop| async move {
    let ada = student(&shop, "ada@example.com").await;
    ask(&ada, "The first of many").await;
    fill(&shop).await;
    let first = list(&ada, "", "").await;
    page(&ada, "", "1").await;
    let before = peak();
    assert_eq!((first["page"]["total"].as_i64(), first["page"]["pages"].as_i64()), (Some(MANY), Some(500)));
    for order in ["", "votes", "unanswered"] {
        for number in ["1", "250", "500", "4294967295"] {
            let (rows, bytes, took) = page(&ada, order, number).await;
            assert_eq!(rows, 20, "{order} {number}");
            assert!(bytes < 150_000, "{order} {number}: {bytes} bytes");
            assert!(took < Duration::from_secs(3), "{order} {number}: {took:?}");
        }
    }
    let all = ada.read("questions/list", &[("lesson", LESSON), ("page", "1"), ("size", "4000000000")]).await.ok();
    assert_eq!(all["page"]["rows"].as_array().unwrap().len(), 20, "nobody gets more at once");
    assert_eq!(list(&ada, "", "number%209999%20").await["page"]["total"], 1);
    let similar = ada.read("questions/similar", &[("lesson", LESSON), ("title", "draw%20line%20of%20the%20outline")]).await.ok();
    assert_eq!(similar.as_array().unwrap().len(), 3);
    let grown = peak() - before;
    assert!(grown < FLAT, "{} kB", grown / 1024);
});
