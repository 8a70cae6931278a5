//! Work to do: jobs, the mail outbox, and leases for what only one process may do.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // Committed with the business write. Claimed by a lease; after too many failures parked for a person, never deleted.
    "CREATE TABLE jobs (
        id @uuid PRIMARY KEY,
        kind text NOT NULL,
        payload @json NOT NULL,
        state text NOT NULL CHECK (state IN ('pending', 'done', 'parked')),
        attempts integer NOT NULL,
        run_at @time NOT NULL,
        leased_until @time,
        last_error text,
        created_at @time NOT NULL,
        finished_at @time
    )",
    "CREATE INDEX jobs_to_run ON jobs (run_at) WHERE state = 'pending'",
    // `dedupe_key` makes each mail one: `receipt/{order}`. `secret` mails lose their body once sent.
    "CREATE TABLE mails (
        id @uuid PRIMARY KEY,
        dedupe_key text NOT NULL UNIQUE,
        kind text NOT NULL,
        recipient text NOT NULL,
        subject text NOT NULL,
        body_text text NOT NULL,
        body_html text NOT NULL,
        secret boolean NOT NULL,
        order_id @uuid REFERENCES orders (id),
        state text NOT NULL CHECK (state IN ('pending', 'sent')),
        created_at @time NOT NULL,
        sent_at @time
    )",
    "CREATE INDEX mails_by_order ON mails (order_id)",
    "CREATE TABLE leases (
        name text PRIMARY KEY,
        holder @uuid NOT NULL,
        until @time NOT NULL,
        fencing bigint NOT NULL
    )",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["leases", "mails", "jobs"]).await
    }
}
