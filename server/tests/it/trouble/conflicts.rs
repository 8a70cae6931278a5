//! PostgreSQL chooses a transaction as the loser of a conflict (40001), again and again: it is tried once more, and nobody hears of it.
//! A trigger says it in PostgreSQL's place, for real conflicts come when they like. SQLite has one writer and no such losers.

use crate::support::shop::{Plan, run};
use crate::support::{Kind, eventually};

/// Written to in transactions of several statements.
const TABLES: [&str; 8] = ["holds", "orders", "order_items", "order_events", "grants", "webhook_inbox", "mails", "coupon_uses"];
/// Every so many statements on them one loses: more than one transaction has, so that its next try comes through.
const EVERY: u32 = 45;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transaction_that_loses_a_conflict_is_tried_again() {
    run(Kind::Postgres, Plan::default(), async |shop| {
        shop.execute("CREATE SEQUENCE statements_seen").await;
        shop.execute("CREATE SEQUENCE statements_lost").await;
        shop.execute(&format!(
            "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('statements_seen') % {EVERY} = 0 THEN
                    PERFORM nextval('statements_lost');
                    RAISE EXCEPTION 'could not serialize access due to concurrent update' USING ERRCODE = '40001';
                END IF;
                RETURN NULL;
            END $$"
        ))
        .await;
        for table in TABLES {
            shop.execute(&format!("CREATE TRIGGER lose BEFORE INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION lose()")).await;
        }
        for buyer in 0..40 {
            let started = shop.buy(&shop.browser(), &format!("buyer{buyer}@example.com")).await;
            shop.reaches(&started.public_id, "paid").await;
        }
        shop.settles().await;
        let lost = || async { shop.count("SELECT last_value FROM statements_lost").await };
        eventually("transactions lost", || async { lost().await >= 10 }).await;
        assert_eq!(shop.count("SELECT COUNT(*) FROM grants WHERE revoked_at IS NULL").await, 40);
        assert_eq!(
            shop.count("SELECT COUNT(*) FROM jobs WHERE kind = 'process_webhook' AND attempts > 1").await,
            0,
            "no job had to begin anew"
        );
    })
    .await;
}
