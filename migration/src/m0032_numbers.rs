//! Numbers: visits counted by day, and indexes for what is counted over many orders, refunds and students.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // How many visitors took a step of the funnel on a day, by what had led them here. Nothing else about them is kept.
    "CREATE TABLE visits (
        day @bytewise NOT NULL CHECK (length(day) = 10),
        step text NOT NULL CHECK (step IN ('visit', 'checkout')),
        utm_source text NOT NULL CHECK (length(utm_source) <= 100),
        utm_medium text NOT NULL CHECK (length(utm_medium) <= 100),
        utm_campaign text NOT NULL CHECK (length(utm_campaign) <= 100),
        referrer_host text NOT NULL CHECK (length(referrer_host) <= 100),
        visitors bigint NOT NULL CHECK (visitors > 0),
        PRIMARY KEY (day, step, utm_source, utm_medium, utm_campaign, referrer_host)
    )",
    // What the marks of a day are made with. It is deleted when the day is over, and its marks with it.
    "CREATE TABLE visit_salts (
        day @bytewise PRIMARY KEY CHECK (length(day) = 10),
        salt @bytes NOT NULL CHECK (length(salt) = 32)
    )",
    // Who was counted today already: a keyed hash that nobody can turn back, and that is another one tomorrow.
    "CREATE TABLE visit_marks (
        day @bytewise NOT NULL REFERENCES visit_salts (day) ON DELETE CASCADE,
        step text NOT NULL CHECK (step IN ('visit', 'checkout')),
        visitor @bytes NOT NULL CHECK (length(visitor) = 16),
        PRIMARY KEY (day, step, visitor)
    )",
    "CREATE INDEX orders_paid ON orders (paid_at) WHERE paid_at IS NOT NULL",
    "CREATE INDEX refunds_sent ON refunds (finished_at) WHERE state = 'succeeded'",
    "CREATE INDEX disputes_lost ON disputes (closed_at) WHERE status = 'lost'",
    "CREATE INDEX grants_by_start ON grants (product_id, starts_at)",
];

const DOWN: &[&str] = &["DROP INDEX grants_by_start", "DROP INDEX disputes_lost", "DROP INDEX refunds_sent", "DROP INDEX orders_paid"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await?;
        drop_tables(manager, &["visit_marks", "visit_salts", "visits"]).await
    }
}
