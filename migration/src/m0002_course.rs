//! What is taught: products, the course, its modules and lessons, each student's progress, and the words of the site.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // What a grant opens.
    "CREATE TABLE products (
        id @uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('course', 'bonus')),
        title text NOT NULL,
        created_at @time NOT NULL
    )",
    "CREATE TABLE courses (
        id @uuid PRIMARY KEY,
        product_id @uuid NOT NULL UNIQUE REFERENCES products (id),
        title text NOT NULL,
        subtitle text NOT NULL,
        created_at @time NOT NULL
    )",
    "CREATE TABLE modules (
        id @uuid PRIMARY KEY,
        course_id @uuid NOT NULL REFERENCES courses (id),
        slug text NOT NULL UNIQUE,
        title text NOT NULL,
        summary text NOT NULL,
        position integer NOT NULL,
        created_at @time NOT NULL
    )",
    // `source` is Markdown, `html` is what was made of it and sanitised when it was written.
    // `visibility` is how the sales page shows it: not at all, by title, or whole.
    "CREATE TABLE lessons (
        id @uuid PRIMARY KEY,
        module_id @uuid NOT NULL REFERENCES modules (id),
        slug text NOT NULL UNIQUE,
        title text NOT NULL,
        summary text NOT NULL,
        position integer NOT NULL,
        source text NOT NULL,
        html text NOT NULL,
        vimeo_id text,
        duration_s integer NOT NULL CHECK (duration_s >= 0),
        visibility text NOT NULL CHECK (visibility IN ('hidden', 'titled', 'preview')),
        state text NOT NULL CHECK (state IN ('draft', 'published')),
        created_at @time NOT NULL,
        updated_at @time NOT NULL
    )",
    "CREATE INDEX lessons_by_module ON lessons (module_id, position)",
    // `touched_at` moves with each visit, so that a student continues where they left off.
    "CREATE TABLE lesson_progress (
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        lesson_id @uuid NOT NULL REFERENCES lessons (id) ON DELETE CASCADE,
        touched_at @time NOT NULL,
        completed_at @time,
        PRIMARY KEY (user_id, lesson_id)
    )",
    // The words of the sales page (`landing`) and the legal pages (`legal/terms` …), as JSON.
    "CREATE TABLE site_texts (
        key text PRIMARY KEY,
        body @json NOT NULL,
        updated_at @time NOT NULL
    )",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["site_texts", "lesson_progress", "lessons", "modules", "courses", "products"]).await
    }
}
