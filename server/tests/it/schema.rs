//! What the database itself refuses, whatever the code does.

use crate::on_both;
use crate::support::{Plan, Shop};
use sea_orm::ConnectionTrait;

async fn refused(shop: &Shop, sql: &str) -> bool {
    shop.core.db.write().execute_unprepared(sql).await.is_err()
}

/// Copies of a row with some columns changed; a column is `name = value`.
fn copy(table: &str, columns: &str, changes: &[(&str, &str)]) -> String {
    let value = |column: &str| changes.iter().find(|(name, _)| *name == column).map_or(column.to_owned(), |(_, value)| (*value).to_owned());
    let values: Vec<_> = columns.split(", ").map(value).collect();
    format!("INSERT INTO {table} ({columns}) SELECT {} FROM {table} LIMIT 1", values.join(", "))
}

const ORDER: &str = "id, public_id, user_id, product_id, quote_id, hold_id, buyer_email, buyer_name, browser_key_hash, amount_minor, currency, \
                     state, version, created_at, updated_at";
const OFFER: &str = "id, product_id, kind, title, enabled, seats, created_at";
const HOLD: &str = "id, offer_id, user_id, amount_minor, currency, state, expires_at, created_at";
const PAYMENT: &str = "id, order_id, provider, provider_ref, amount_minor, currency, state, refunded_minor, created_at, updated_at";
const GRANT: &str = "id, user_id, product_id, source, order_item_id, starts_at, reason, created_at";

fn new_id(shop: &Shop) -> &'static str {
    if shop.core.db.backend() == sea_orm::DbBackend::Postgres { "gen_random_uuid()" } else { "randomblob(16)" }
}

on_both!(bad_states_cannot_be_written, Plan { background: false, ..Plan::default() }, |shop| async move {
    let started = shop.buy(&shop.browser(), "ada@example.com").await;
    shop.reaches(&started.public_id, "paid").await;
    let id = new_id(&shop);
    for sql in [
        "UPDATE offers SET seats = 1, taken = 2".to_owned(),
        "UPDATE offers SET taken = -1".to_owned(),
        "UPDATE offers SET seats = 5 WHERE kind = 'bump'".to_owned(),
        "UPDATE offers SET kind = 'bump' WHERE kind = 'main'".to_owned(),
        copy("offers", OFFER, &[("id", id), ("kind", "'bump'"), ("seats", "5")]),
        "UPDATE orders SET amount_minor = 0".to_owned(),
        "UPDATE orders SET currency = 'eur'".to_owned(),
        "UPDATE orders SET state = 'shipped'".to_owned(),
        "UPDATE payments SET refunded_minor = amount_minor + 1".to_owned(),
        "UPDATE price_tiers SET amount_minor = -1".to_owned(),
        "UPDATE quote_lines SET kind = 'discount'".to_owned(),
        "UPDATE users SET role = 'OWNER'".to_owned(),
        "UPDATE users SET email_normalized = 'same@example.com'".to_owned(),
        copy("holds", HOLD, &[("id", id)]),
        copy("payments", PAYMENT, &[("id", id), ("provider_ref", "'pi_second'")]),
        copy("payments", PAYMENT, &[("id", id), ("state", "'open'")]),
        copy("grants", GRANT, &[("id", id)]),
        copy("grants", GRANT, &[("id", id), ("order_item_id", "NULL")]),
        copy("orders", ORDER, &[("id", id), ("public_id", "'x'")]),
        "INSERT INTO webhook_inbox (provider, event_id, event_type, body, state, received_at)
            SELECT provider, event_id, event_type, body, state, received_at FROM webhook_inbox LIMIT 1"
            .to_owned(),
    ] {
        assert!(refused(&shop, &sql).await, "{sql}");
    }
});

on_both!(a_person_has_one_open_order_for_a_product, Plan { background: false, ..Plan::default() }, |shop| async move {
    shop.start(&shop.browser(), "ada@example.com").await;
    let id = new_id(&shop);
    let released = copy("holds", HOLD, &[("id", id), ("state", "'released'")]);
    shop.execute(&released).await;
    let other_hold = "(SELECT id FROM holds WHERE state = 'released' LIMIT 1)";
    let second = |state| copy("orders", ORDER, &[("id", id), ("public_id", "'x'"), ("hold_id", other_hold), ("state", state)]);
    assert!(refused(&shop, &second("'failed'")).await);
    shop.execute(&second("'expired'")).await;
    shop.execute("DELETE FROM orders WHERE public_id = 'x'").await;
    shop.execute("DELETE FROM holds WHERE state = 'released'").await;
});

on_both!(the_audit_log_only_grows, |shop| async move {
    let id = new_id(&shop);
    let now = "(SELECT MAX(created_at) FROM users)";
    shop.execute(&format!("INSERT INTO audit_log (id, at, action, subject) VALUES ({id}, {now}, 'test', 'test')")).await;
    assert!(refused(&shop, "UPDATE audit_log SET action = 'other'").await);
    assert!(refused(&shop, "DELETE FROM audit_log").await);
});
