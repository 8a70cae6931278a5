//! Who lets their visits be measured.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // How often a choice was made on a day, by the version of the words. Whose it was is not written down.
    "CREATE TABLE measurement_choices (
        day @bytewise NOT NULL CHECK (length(day) = 10),
        words integer NOT NULL CHECK (words >= 1),
        allowed boolean NOT NULL,
        made bigint NOT NULL CHECK (made >= 1),
        PRIMARY KEY (day, words, allowed)
    )",
    // An order whose buyer allowed it. `client` is what the measuring service calls the browser. It is told of the order once.
    "CREATE TABLE measured_orders (
        order_id @uuid PRIMARY KEY REFERENCES orders (id),
        client text NOT NULL CHECK (length(client) BETWEEN 3 AND 64),
        allowed_at @time NOT NULL,
        told_at @time
    )",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["measured_orders", "measurement_choices"]).await
    }
}
