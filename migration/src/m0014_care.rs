//! Care for buyers: permission for one reminder, where a buyer came from, corrections of a mistyped address.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // A buyer ticked "remind me once". One mail at most: it is `sent`, or `dropped` because it was no longer needed.
    "CREATE TABLE reminders (
        order_id @uuid PRIMARY KEY REFERENCES orders (id),
        permitted_at @time NOT NULL,
        sent_at @time,
        dropped_at @time,
        CHECK (sent_at IS NULL OR dropped_at IS NULL)
    )",
    "CREATE INDEX reminders_to_send ON reminders (permitted_at) WHERE sent_at IS NULL AND dropped_at IS NULL",
    // The campaign and the site that led to an order, as the links said.
    "CREATE TABLE order_sources (
        order_id @uuid PRIMARY KEY REFERENCES orders (id),
        utm_source text CHECK (length(utm_source) <= 100),
        utm_medium text CHECK (length(utm_medium) <= 100),
        utm_campaign text CHECK (length(utm_campaign) <= 100),
        utm_term text CHECK (length(utm_term) <= 100),
        utm_content text CHECK (length(utm_content) <= 100),
        referrer_host text CHECK (length(referrer_host) <= 100),
        landing_path text CHECK (length(landing_path) <= 100)
    )",
    // A buyer put a mistyped address right. The key allows three for an order.
    "CREATE TABLE address_corrections (
        order_id @uuid NOT NULL REFERENCES orders (id),
        number integer NOT NULL CHECK (number BETWEEN 1 AND 3),
        from_email text NOT NULL,
        to_email text NOT NULL,
        at @time NOT NULL,
        PRIMARY KEY (order_id, number)
    )",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["address_corrections", "order_sources", "reminders"]).await
    }
}
