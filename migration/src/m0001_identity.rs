//! People, their sessions and their sign-in links.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // `email` is as typed, `email_normalized` is what makes a person one. `email_verified_at` is set by the first
    // spent sign-in link: until then nobody has proved to own the address.
    "CREATE TABLE users (
        id @uuid PRIMARY KEY,
        email text NOT NULL,
        email_normalized text NOT NULL UNIQUE,
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('ADMIN', 'STUDENT')),
        email_verified_at @time,
        banned_at @time,
        created_at @time NOT NULL
    )",
    // A signed-in browser. `origin` says what proved the person: a mailed link, or the purchase made in this browser.
    "CREATE TABLE sessions (
        id @uuid PRIMARY KEY,
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        origin text NOT NULL CHECK (origin IN ('link', 'purchase')),
        user_agent text NOT NULL,
        created_at @time NOT NULL,
        expires_at @time NOT NULL,
        revoked_at @time
    )",
    "CREATE INDEX sessions_by_user ON sessions (user_id)",
    // `token_hash` is the SHA-256 of the token; the token itself is only in the mail.
    "CREATE TABLE sign_in_links (
        id @uuid PRIMARY KEY,
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        token_hash @bytes NOT NULL UNIQUE,
        created_at @time NOT NULL,
        expires_at @time NOT NULL,
        used_at @time
    )",
    "CREATE INDEX sign_in_links_by_user ON sign_in_links (user_id, created_at)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["sign_in_links", "sessions", "users"]).await
    }
}
