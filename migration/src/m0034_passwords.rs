//! Passwords, and what a person may want to know of their own sessions.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // `phc` is the hash with its salt and its cost, in the format that is named after the competition. Who has no row has no password.
    "CREATE TABLE passwords (
        user_id @uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
        phc text NOT NULL CHECK (phc LIKE '$argon2id$%'),
        changed_at @time NOT NULL
    )",
    // SQLite cannot change a CHECK, so the table is made anew. `network` is a part of the network address that many share, or empty;
    // `seen_at` is written down every ten minutes at most.
    "CREATE TABLE newer_sessions (
        id @uuid PRIMARY KEY,
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        origin text NOT NULL CHECK (origin IN ('link', 'password', 'purchase')),
        user_agent text NOT NULL,
        network text NOT NULL,
        created_at @time NOT NULL,
        seen_at @time NOT NULL,
        expires_at @time NOT NULL,
        revoked_at @time
    )",
    "INSERT INTO newer_sessions (id, user_id, origin, user_agent, network, created_at, seen_at, expires_at, revoked_at)
        SELECT id, user_id, origin, user_agent, '', created_at, created_at, expires_at, revoked_at FROM sessions",
    "DROP TABLE sessions",
    "ALTER TABLE newer_sessions RENAME TO sessions",
    "CREATE INDEX sessions_by_user ON sessions (user_id)",
];

/// Whoever signed in by a password signs in anew.
const DOWN: &[&str] = &[
    "CREATE TABLE older_sessions (
        id @uuid PRIMARY KEY,
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        origin text NOT NULL CHECK (origin IN ('link', 'purchase')),
        user_agent text NOT NULL,
        created_at @time NOT NULL,
        expires_at @time NOT NULL,
        revoked_at @time
    )",
    "INSERT INTO older_sessions (id, user_id, origin, user_agent, created_at, expires_at, revoked_at)
        SELECT id, user_id, origin, user_agent, created_at, expires_at, revoked_at FROM sessions WHERE origin <> 'password'",
    "DROP TABLE sessions",
    "ALTER TABLE older_sessions RENAME TO sessions",
    "CREATE INDEX sessions_by_user ON sessions (user_id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await?;
        drop_tables(manager, &["passwords"]).await
    }
}
