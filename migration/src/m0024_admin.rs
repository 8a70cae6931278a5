//! What the panel looks for: people by the beginnings of words, lists by age; and tables of people that wait to be imported.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};
use std::collections::BTreeSet;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // The words of a person's name and address, in lower case. A search is a range of them.
    "CREATE TABLE user_words (
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        word @bytewise NOT NULL CHECK (word <> ''),
        PRIMARY KEY (user_id, word)
    )",
    "CREATE INDEX user_words_by_word ON user_words (word, user_id)",
    "CREATE INDEX users_by_age ON users (created_at, id)",
    "DROP INDEX orders_by_age",
    "CREATE INDEX orders_by_age ON orders (created_at, id)",
    "CREATE INDEX orders_by_person ON orders (user_id, created_at)",
    "CREATE INDEX webhooks_by_age ON webhook_inbox (received_at, event_id)",
    "CREATE INDEX webhooks_open ON webhook_inbox (state, received_at) WHERE state IN ('stored', 'parked')",
    "CREATE INDEX jobs_by_age ON jobs (created_at, id)",
    "CREATE INDEX jobs_parked ON jobs (created_at, id) WHERE state = 'parked'",
    "CREATE INDEX mails_by_age ON mails (created_at, id)",
    "CREATE INDEX mails_pending ON mails (created_at, id) WHERE state = 'pending'",
    "CREATE INDEX mails_by_recipient ON mails (recipient, created_at)",
    "CREATE INDEX audit_log_by_age ON audit_log (at, id)",
    "CREATE INDEX audit_log_by_subject ON audit_log (subject, at)",
    "CREATE INDEX audit_log_by_actor ON audit_log (actor_id, at)",
    // A table of people that was read and not imported yet. Once it is imported its people are forgotten here.
    "CREATE TABLE people_imports (
        id @uuid PRIMARY KEY,
        by_user @uuid NOT NULL REFERENCES users (id),
        people @json,
        created_at @time NOT NULL,
        applied_at @time,
        result @json,
        CHECK ((applied_at IS NULL) = (people IS NOT NULL)),
        CHECK ((applied_at IS NULL) = (result IS NULL))
    )",
];

const DOWN: &[&str] = &[
    "DROP INDEX audit_log_by_actor",
    "DROP INDEX audit_log_by_subject",
    "DROP INDEX audit_log_by_age",
    "DROP INDEX mails_by_recipient",
    "DROP INDEX mails_pending",
    "DROP INDEX mails_by_age",
    "DROP INDEX jobs_parked",
    "DROP INDEX jobs_by_age",
    "DROP INDEX webhooks_open",
    "DROP INDEX webhooks_by_age",
    "DROP INDEX orders_by_person",
    "DROP INDEX orders_by_age",
    "CREATE INDEX orders_by_age ON orders (created_at)",
    "DROP INDEX users_by_age",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        write_words(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["people_imports", "user_words"]).await?;
        run(manager, DOWN).await
    }
}

/// Writes down the words of everybody who is there already.
async fn write_words(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let backend = manager.get_database_backend();
    let insert = match backend {
        DbBackend::Postgres => "INSERT INTO user_words (user_id, word) SELECT id, $1 FROM users WHERE email_normalized = $2",
        _ => "INSERT INTO user_words (user_id, word) SELECT id, ?1 FROM users WHERE email_normalized = ?2",
    };
    let people = Statement::from_string(backend, "SELECT name, email_normalized FROM users");
    for row in db.query_all_raw(people).await? {
        let (name, email): (String, String) = (row.try_get("", "name")?, row.try_get("", "email_normalized")?);
        for word in words(&name, &email) {
            db.execute_raw(Statement::from_sql_and_values(backend, insert, [word.into(), email.as_str().into()])).await?;
        }
    }
    Ok(())
}

fn words(name: &str, email: &str) -> BTreeSet<String> {
    let text = format!("{name} {email}");
    let parts = text.split(|c: char| !c.is_alphanumeric());
    let cut = |word: &str| word.chars().flat_map(char::to_lowercase).take(64).collect::<String>();
    parts.map(cut).chain([email.to_lowercase()]).filter(|word| !word.is_empty()).collect()
}
