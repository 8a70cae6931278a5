//! The dashboard and a lesson cost three statements, the session's among them, however long the course is.

use super::student;
use crate::on_both;
use crate::support::{Plan, Shop};
use sea_orm::DbBackend;

/// Adds lessons until there are a thousand.
async fn lengthen(shop: &Shop) {
    let (id, series) = match shop.core.db.backend() {
        DbBackend::Postgres => ("gen_random_uuid()", "SELECT n FROM generate_series(11, 1000) AS n"),
        _ => ("randomblob(16)", "WITH RECURSIVE s (n) AS (SELECT 11 UNION ALL SELECT n + 1 FROM s WHERE n < 1000) SELECT n FROM s"),
    };
    let columns = "module_id, summary, source, html, vimeo_id, duration_s, visibility, state, created_at, updated_at, published_at";
    shop.execute(&format!(
        "INSERT INTO lessons (id, slug, title, position, {columns})
         SELECT {id}, 'more-' || s.n, 'Lesson ' || s.n, s.n, {columns} FROM lessons, ({series}) s WHERE slug = 'talk-to-five-people'"
    ))
    .await;
}

on_both!(a_page_of_the_course_costs_three_statements, Plan::quiet(), |shop| async move {
    let browser = student(&shop, "ada@example.com").await;
    shop.settles().await;
    for lessons in [10, 1000] {
        if lessons == 1000 {
            lengthen(&shop).await;
        }
        assert_eq!(shop.count("SELECT COUNT(*) FROM lessons").await, lessons);
        for path in ["/learn", "/learn/talk-to-five-people", "/learn/search?q=room"] {
            let statements = shop.fewest_statements(|| async { assert_eq!(browser.get(path).await.status, 200, "{path}") }).await;
            assert!((2..=3).contains(&statements), "{path} with {lessons} lessons: {statements} statements");
        }
    }
});
