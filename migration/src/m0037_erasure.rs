//! People who asked to be forgotten.

use crate::dialect::{allow, refuse, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

// When a person was forgotten. The row stays, because orders and invoices hang on it, and says nothing about anybody.
const UP: &[&str] = &["ALTER TABLE users ADD COLUMN erased_at @time"];

const NAMELESS: (&str, &str) = (
    "erased_people_have_no_name",
    "NEW.erased_at IS NOT NULL AND (NEW.name <> 'A former student' OR NEW.email NOT LIKE '%@erased.invalid'
        OR NEW.email_normalized NOT LIKE '%@erased.invalid' OR NEW.email_verified_at IS NOT NULL OR NEW.role <> 'STUDENT')",
);

/// What an entry of the log says was can be taken from it, and nothing else: never who did what to what, or when.
const ONLY_EMPTIED: &str = "NEW.before IS NULL AND NEW.after IS NULL AND NEW.id = OLD.id AND NEW.at = OLD.at
    AND NEW.actor_id @same OLD.actor_id AND NEW.action = OLD.action AND NEW.subject = OLD.subject";

fn log_triggers(backend: DbBackend, exception: Option<&str>) -> Vec<String> {
    if backend == DbBackend::Postgres {
        let exception = exception.map(|condition| {
            let condition = condition.replace("@same", "IS NOT DISTINCT FROM");
            format!("IF TG_OP = 'UPDATE' THEN IF {condition} THEN RETURN NEW; END IF; END IF;")
        });
        return vec![format!(
            "CREATE OR REPLACE FUNCTION audit_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN {} RAISE EXCEPTION 'audit_log is append-only'; END $$",
            exception.unwrap_or_default()
        )];
    }
    let when = exception.map(|condition| format!("WHEN NOT ({})", condition.replace("@same", "IS"))).unwrap_or_default();
    vec![
        "DROP TRIGGER audit_log_refuses_UPDATE".to_owned(),
        format!(
            "CREATE TRIGGER audit_log_refuses_UPDATE BEFORE UPDATE ON audit_log {when} \
             BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END"
        ),
    ]
}

async fn guard_log(manager: &SchemaManager<'_>, exception: Option<&str>) -> Result<(), DbErr> {
    for statement in log_triggers(manager.get_database_backend(), exception) {
        manager.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// The words of a document that is deleted leave SQLite's index at once, and not when it is next tidied up.
async fn let_index_forget(manager: &SchemaManager<'_>, at_once: u8) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        return Ok(());
    }
    let statement = format!("INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', {at_once})");
    manager.get_connection().execute_unprepared(&statement).await?;
    Ok(())
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        refuse(manager, "users", NAMELESS.0, NAMELESS.1).await?;
        guard_log(manager, Some(ONLY_EMPTIED)).await?;
        let_index_forget(manager, 1).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let_index_forget(manager, 0).await?;
        guard_log(manager, None).await?;
        allow(manager, "users", NAMELESS.0).await?;
        run(manager, &["ALTER TABLE users DROP COLUMN erased_at"]).await
    }
}
