//! Lists: filtered, turned page by page without gaps and repetitions, and answered by an index.

use super::DEMO_STUDENTS;
use super::{admin, paid_order};
use crate::on_both;
use crate::support::{Browser, Plan, Shop};
use sea_orm::{ConnectionTrait, Statement};
use std::collections::HashSet;
use std::sync::Arc;

async fn ids(admin: &Browser, arguments: &[(&str, &str)]) -> (Vec<String>, Option<String>, Option<String>) {
    let list = admin.read("admin/people", arguments).await.ok();
    let ids = list["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    let way = |name: &str| list[name].as_str().map(str::to_owned);
    (ids, way("newer"), way("older"))
}

on_both!(the_pages_of_a_list_have_no_gaps_and_no_repetitions, |shop| async move {
    let admin = admin(&shop).await;
    let table = (0..60).map(|n| format!("p{n}@example.com\n")).collect::<Vec<_>>().concat();
    let import = super::imports::read(&admin, &format!("e-mail\n{table}")).await;
    admin.call("admin/apply_import", &[("id", &import)]).await.ok();
    let (first, newer, older) = ids(&admin, &[]).await;
    assert_eq!((first.len(), newer), (25, None));
    let (second, newer, older) = ids(&admin, &[("page", &older.unwrap())]).await;
    let (third, _, last) = ids(&admin, &[("page", &older.unwrap())]).await;
    assert_eq!((second.len(), third.len(), last), (25, 11 + DEMO_STUDENTS, None));
    let all: HashSet<_> = [&first, &second, &third].into_iter().flatten().collect();
    assert_eq!(all.len(), 61 + DEMO_STUDENTS);
    assert_eq!(ids(&admin, &[("page", &newer.unwrap())]).await.0, first, "and the way back");
});

on_both!(orders_are_found_by_state_day_buyer_and_id, |shop| async move {
    let admin = admin(&shop).await;
    let (ada, _) = paid_order(&shop, "ada@example.com").await;
    let open = shop.start(&shop.browser(), "bob@example.com").await;
    let find = |arguments: &'static [(&'static str, &'static str)]| {
        let admin = &admin;
        async move {
            let list = admin.read("admin/orders", arguments).await.ok();
            let ids = list["rows"].as_array().unwrap().iter().map(|row| row["public_id"].as_str().unwrap().to_owned());
            ids.collect::<Vec<_>>().join(" ")
        }
    };
    assert_eq!(find(&[]).await, format!("{} {ada}", open.public_id));
    assert_eq!(find(&[("state", "paid")]).await, ada);
    assert_eq!(find(&[("search", "bob")]).await, open.public_id);
    assert_eq!(find(&[("search", "bob"), ("state", "paid")]).await, "");
    assert_eq!(find(&[("from", "2999-01-01")]).await, "");
    assert_eq!(find(&[("from", "1999-01-01"), ("to", "2999-01-01"), ("state", "paid")]).await, ada);
    let by_id = admin.read("admin/orders", &[("search", &ada)]).await.ok();
    assert_eq!((by_id["count"]["number"].as_u64(), by_id["rows"][0]["public_id"].as_str()), (Some(1), Some(ada.as_str())));
    assert_eq!(admin.read("admin/orders", &[("state", "shipped")]).await.status, 400);
    let page = admin.get("/admin/orders?state=paid").await.text;
    assert!(page.contains("1 order<") && page.contains("/admin/orders.csv?state=paid"), "the page shows the choice and its table");
});

on_both!(orders_of_one_among_many_are_found, |shop| async move {
    let admin = admin(&shop).await;
    let crowd = (0..600).map(|n| format!("crowd.p{n}@example.com\n")).collect::<Vec<_>>().concat();
    let import = super::imports::read(&admin, &format!("e-mail\n{crowd}")).await;
    admin.call("admin/apply_import", &[("id", &import)]).await.ok();
    let (order, _) = paid_order(&shop, "crowd.last@example.com").await;
    for (search, finds) in
        [("crowd", true), ("crowd exam", true), ("crowd last", true), ("last crowd", true), ("crowd p7", false), ("crowd nobody", false)]
    {
        let list = admin.read("admin/orders", &[("search", search)]).await.ok();
        let found = list["rows"].as_array().unwrap().iter().map(|row| row["public_id"].as_str().unwrap()).collect::<Vec<_>>();
        assert_eq!(found, if finds { vec![order.as_str()] } else { vec![] }, "{search}");
    }
});

/// What the planner does when reading all rows is the last resort.
async fn plan(shop: &Shop, sql: &str) -> String {
    let db = shop.core.db.begin().await.unwrap();
    let postgres = shop.core.db.backend() == sea_orm::DbBackend::Postgres;
    if postgres {
        db.execute_unprepared("SET LOCAL enable_seqscan = off").await.unwrap();
        db.execute_unprepared("SET LOCAL enable_sort = off").await.unwrap();
    }
    let explain = if postgres { format!("EXPLAIN {sql}") } else { format!("EXPLAIN QUERY PLAN {sql}") };
    let rows = db.query_all_raw(Statement::from_string(shop.core.db.backend(), explain)).await.unwrap();
    let column = if postgres { "QUERY PLAN" } else { "detail" };
    rows.iter().map(|row| row.try_get::<String>("", column).unwrap()).collect::<Vec<_>>().join("\n")
}

on_both!(every_list_is_answered_by_an_index, Plan { background: false, ..Plan::default() }, |shop: Arc<Shop>| async move {
    let words = "EXISTS (SELECT 1 FROM user_words WHERE user_id = users.id AND word >= 'ada' AND word < 'adb')";
    let of_orders = words.replace("users.id", "orders.user_id");
    let at = "'2026-11-25 12:00:00+00:00'";
    let queries = [
        ("SELECT * FROM users ORDER BY created_at DESC, id DESC LIMIT 26".to_owned(), "users_by_age"),
        (format!("SELECT * FROM users WHERE {words}"), "user_words"),
        (format!("SELECT * FROM orders WHERE {of_orders}"), "user_words"),
        ("SELECT * FROM orders ORDER BY created_at DESC, id DESC LIMIT 26".to_owned(), "orders_by_age"),
        (format!("SELECT * FROM orders WHERE created_at <= {at} ORDER BY created_at DESC, id DESC LIMIT 26"), "orders_by_age"),
        ("SELECT * FROM orders WHERE state = 'needs_review'".to_owned(), "orders_by_state"),
        ("SELECT * FROM webhook_inbox ORDER BY received_at DESC, event_id DESC LIMIT 26".to_owned(), "webhooks_by_age"),
        ("SELECT * FROM jobs ORDER BY created_at DESC, id DESC LIMIT 26".to_owned(), "jobs_by_age"),
        ("SELECT * FROM mails ORDER BY created_at DESC, id DESC LIMIT 26".to_owned(), "mails_by_age"),
        ("SELECT * FROM mails WHERE recipient = 'x' ORDER BY created_at DESC".to_owned(), "mails_by_recipient"),
        ("SELECT * FROM audit_log ORDER BY at DESC, id DESC LIMIT 26".to_owned(), "audit_log_by_age"),
        (format!("SELECT kind FROM orders WHERE paid_at >= {at} AND paid_at < {at}"), "orders_paid"),
        (format!("SELECT amount_minor FROM refunds WHERE state = 'succeeded' AND finished_at >= {at}"), "refunds_sent"),
        (format!("SELECT amount_minor FROM disputes WHERE status = 'lost' AND closed_at >= {at}"), "disputes_lost"),
        (
            format!("SELECT user_id FROM grants WHERE product_id = (SELECT product_id FROM courses) AND starts_at >= {at}"),
            "grants_by_start",
        ),
        ("SELECT * FROM audit_log WHERE subject = 'x' ORDER BY at DESC".to_owned(), "audit_log_by_subject"),
    ];
    for (sql, index) in queries {
        let plan = plan(&shop, &sql).await;
        assert!(plan.contains(index), "{sql} does without {index}:\n{plan}");
    }
});
