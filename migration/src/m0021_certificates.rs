//! Certificates. One that is issued stays: the database refuses to alter or delete it.

use crate::dialect::{append_only, drop_tables, forget_append_only, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // What a student chose: the name that is on the certificate, and what of it anybody may see who has its code. Without a row in
    // `certificates` it is a draft. It may change at any time.
    "CREATE TABLE certificate_choices (
        user_id @uuid NOT NULL,
        course_id @uuid NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
        shows_name boolean NOT NULL,
        shows_date boolean NOT NULL,
        updated_at @time NOT NULL,
        PRIMARY KEY (user_id, course_id),
        FOREIGN KEY (user_id, course_id) REFERENCES course_completions (user_id, course_id)
    )",
    // `course_title` and `creator` are as they were when it was issued.
    "CREATE TABLE certificates (
        id @uuid PRIMARY KEY,
        user_id @uuid NOT NULL,
        course_id @uuid NOT NULL,
        code text NOT NULL UNIQUE CHECK (length(code) = 23),
        course_title text NOT NULL,
        creator text NOT NULL,
        completed_at @time NOT NULL,
        issued_at @time NOT NULL,
        UNIQUE (user_id, course_id),
        FOREIGN KEY (user_id, course_id) REFERENCES certificate_choices (user_id, course_id)
    )",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        append_only(manager, "certificates").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["certificates"]).await?;
        forget_append_only(manager, "certificates").await?;
        drop_tables(manager, &["certificate_choices"]).await
    }
}
