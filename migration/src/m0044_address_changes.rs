//! Changes of an address that both of its mailboxes confirm.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // `session_id` is the browser that asked, which stays signed in; it may be forgotten earlier than this. Hashes are SHA-256 of what
    // the links carry. A change is done when both mailboxes have confirmed it, and only then can the old one object.
    "CREATE TABLE address_changes (
        id @uuid PRIMARY KEY,
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        session_id @uuid NOT NULL,
        from_email text NOT NULL,
        to_email text NOT NULL,
        old_hash @bytes NOT NULL UNIQUE CHECK (length(old_hash) = 32),
        new_hash @bytes NOT NULL UNIQUE CHECK (length(new_hash) = 32),
        objection_hash @bytes UNIQUE CHECK (length(objection_hash) = 32),
        asked_at @time NOT NULL,
        expires_at @time NOT NULL,
        old_confirmed_at @time,
        new_confirmed_at @time,
        given_up_at @time,
        done_at @time,
        objected_at @time,
        CHECK (expires_at > asked_at),
        CHECK (done_at IS NULL OR (old_confirmed_at IS NOT NULL AND new_confirmed_at IS NOT NULL AND given_up_at IS NULL)),
        CHECK ((done_at IS NULL) = (objection_hash IS NULL)),
        CHECK (objected_at IS NULL OR done_at IS NOT NULL)
    )",
    "CREATE UNIQUE INDEX address_changes_one_open ON address_changes (user_id) WHERE done_at IS NULL AND given_up_at IS NULL",
    "CREATE INDEX address_changes_by_user ON address_changes (user_id, asked_at)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["address_changes"]).await
    }
}
