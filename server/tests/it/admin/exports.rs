//! Tables to keep: whole, and no formula in them.

use super::DEMO_STUDENTS;
use super::{admin, given, paid_order};
use crate::on_both;
use sea_orm::ConnectionTrait;

on_both!(tables_are_whole_and_no_cell_is_a_formula, |shop| async move {
    let admin = admin(&shop).await;
    let (order, _) = paid_order(&shop, "ada@example.com").await;
    given(&shop, &admin, "grace@example.com").await;
    shop.execute("UPDATE orders SET buyer_name = '=HYPERLINK(\"http://evil.example\",\"Ada\")'").await;
    shop.execute("UPDATE users SET name = '@SUM(A1)' WHERE email = 'grace@example.com'").await;
    let orders = admin.get("/admin/orders.csv").await;
    assert_eq!(orders.headers["content-disposition"], "attachment; filename=\"orders.csv\"");
    let lines: Vec<_> = orders.text.lines().collect();
    assert_eq!(lines.len(), 2, "{}", orders.text);
    assert!(lines[1].starts_with(&format!("{order},")) && lines[1].contains(",149.00,0.00,stripe,pi_"), "{}", lines[1]);
    assert!(lines[1].contains("\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"Ada\"\")\""), "{}", lines[1]);
    assert_eq!(admin.get("/admin/orders.csv?state=refunded").await.text.lines().count(), 1);
    assert_eq!(admin.get("/admin/orders.csv?from=nonsense").await.status, 400);
    let people = admin.get("/admin/people.csv").await.text;
    assert!(
        people.lines().count() == 3 + DEMO_STUDENTS && people.contains("'@SUM(A1),grace@example.com,") && !people.contains("admin@"),
        "{people}"
    );
});

on_both!(a_table_longer_than_what_is_read_at_once_is_whole, |shop| async move {
    let admin = admin(&shop).await;
    let id = if shop.core.db.backend() == sea_orm::DbBackend::Postgres { "gen_random_uuid()" } else { "randomblob(16)" };
    let numbers = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1203)";
    let insert = format!(
        "INSERT INTO users (id, email, email_normalized, name, role, created_at) {numbers}
         SELECT {id}, 'p' || n || '@example.com', 'p' || n || '@example.com', 'P', 'STUDENT', (SELECT created_at FROM users LIMIT 1) FROM numbers"
    );
    shop.core.db.write().execute_unprepared(&insert).await.unwrap();
    let people = admin.get("/admin/people.csv").await.text;
    let mut lines: Vec<_> = people.lines().skip(1).collect();
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), 1_203 + DEMO_STUDENTS);
});
