//! Whether the program can serve, and why not.

use crate::on_both;
use crate::support::storage::Trouble;
use crate::support::{Plan, Shop};
use serde_json::{Value, json};

async fn ready(shop: &Shop) -> (u16, Value) {
    let answer = shop.browser().get_with("/readyz", &[]).await;
    (answer.status.as_u16(), answer.json())
}

on_both!(a_shop_that_works_has_nothing_to_tell, |shop| async move {
    let all = json!({ "ready": true, "database": "ok", "migrations": "ok", "store": "ok", "stopping": false, "reasons": [] });
    assert_eq!(ready(&shop).await, (200, all));
});

on_both!(an_older_schema_is_not_served, |shop| async move {
    shop.execute("DELETE FROM seaql_migrations WHERE version = (SELECT MAX(version) FROM seaql_migrations)").await;
    let (status, said) = ready(&shop).await;
    assert_eq!((status, &said["ready"], &said["migrations"]), (503, &json!(false), &json!("pending")), "{said}");
    assert!(said["reasons"][0].as_str().unwrap().contains("lectern migrate"), "{said}");
});

on_both!(without_its_files_the_shop_sells_on_and_says_so, |shop| async move {
    shop.storage.fail(Some(Trouble::Down));
    let (status, said) = ready(&shop).await;
    assert_eq!((status, &said["ready"], &said["store"]), (200, &json!(true), &json!("unreachable")), "{said}");
    assert_eq!(said["reasons"].as_array().unwrap().len(), 1, "{said}");
    shop.storage.fail(None);
});

on_both!(a_process_that_was_told_to_stop_takes_nobody_new, |shop| async move {
    shop.core.stopping.cancel();
    let (status, said) = ready(&shop).await;
    assert_eq!((status, &said["ready"], &said["stopping"]), (503, &json!(false), &json!(true)), "{said}");
});

on_both!(
    without_its_database_it_is_not_ready_and_gives_no_secret_away,
    Plan { compare_ledgers: false, background: false, ..Plan::default() },
    |shop| async move {
        shop.core.db.clone().close().await.unwrap();
        let (status, said) = ready(&shop).await;
        assert_eq!((status, &said["database"], &said["migrations"]), (503, &json!("unreachable"), &json!("unknown")), "{said}");
        let text = said.to_string();
        assert!(!text.contains("postgres") && !text.contains("sqlite") && !text.contains('/'), "{text}");
        let metrics = crate::support::browser::client().get(format!("http://{}/metrics", shop.metrics)).send().await.unwrap();
        let metrics = metrics.text().await.unwrap();
        assert!(metrics.contains("\nlectern_database_up 0\n") && metrics.contains("lectern_build_info{"), "{metrics}");
    }
);
