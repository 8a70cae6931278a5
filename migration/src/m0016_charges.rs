//! What a repeated charge needs to be the same charge, and seats where they count.

use crate::dialect::{allow, refuse, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // Whether a script lets the bank ask in the page. A charge of a stored method that is made again says it again.
    "ALTER TABLE payments ADD COLUMN in_page boolean NOT NULL DEFAULT FALSE",
    "UPDATE offers SET seats = NULL WHERE kind = 'bump'",
];

/// A bump is bought with the main offer and takes no seat of its own: a number of seats would be a promise that nobody keeps.
const BUMP_WITH_SEATS: &str = "offers_have_no_bump_with_seats";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        refuse(manager, "offers", BUMP_WITH_SEATS, "NEW.kind = 'bump' AND NEW.seats IS NOT NULL").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        allow(manager, "offers", BUMP_WITH_SEATS).await?;
        run(manager, &["ALTER TABLE payments DROP COLUMN in_page"]).await
    }
}
