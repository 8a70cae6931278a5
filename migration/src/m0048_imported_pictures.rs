//! Pictures of the sales page that a course brought with it: nobody uploaded them.

use crate::dialect::run;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// SQLite changes no column: the rows move into a table that has it otherwise.
fn moved(uploaded_by: &str) -> Vec<String> {
    vec![
        format!(
            "CREATE TABLE landing_pictures_new (
        id @uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('png', 'jpeg', 'webp')),
        size bigint NOT NULL CHECK (size BETWEEN 1 AND 5242880),
        sha256 @bytes NOT NULL CHECK (length(sha256) = 32),
        storage_key text NOT NULL UNIQUE REFERENCES stored_objects (key),
        uploaded_at @time NOT NULL,
        uploaded_by @uuid {uploaded_by}REFERENCES users (id)
    )"
        ),
        "INSERT INTO landing_pictures_new SELECT id, kind, size, sha256, storage_key, uploaded_at, uploaded_by FROM landing_pictures
            WHERE uploaded_by IS NOT NULL"
            .to_owned(),
        "DROP TABLE landing_pictures".to_owned(),
        "ALTER TABLE landing_pictures_new RENAME TO landing_pictures".to_owned(),
    ]
}

async fn change(manager: &SchemaManager<'_>, postgres: &[&str], uploaded_by: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        return run(manager, postgres).await;
    }
    let statements = moved(uploaded_by);
    run(manager, &statements.iter().map(String::as_str).collect::<Vec<_>>()).await
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        change(manager, &["ALTER TABLE landing_pictures ALTER COLUMN uploaded_by DROP NOT NULL"], "").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let gone = "DELETE FROM landing_pictures WHERE uploaded_by IS NULL";
        change(manager, &[gone, "ALTER TABLE landing_pictures ALTER COLUMN uploaded_by SET NOT NULL"], "NOT NULL ").await
    }
}
