//! What can be searched: lessons, questions and notes as plain text, with an index over their words.

use crate::dialect::{drop_tables, run};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // `title_words` and `body_words` are the words that count, folded and with a space between them: so both databases cut texts into
    // the same words. A note belongs to its owner; everything else to whoever may see its lesson.
    "CREATE TABLE search_documents (
        number @number,
        kind text NOT NULL CHECK (kind IN ('lesson', 'question', 'note')),
        ref_id @uuid NOT NULL,
        lesson_id @uuid NOT NULL REFERENCES lessons (id) ON DELETE CASCADE,
        owner_id @uuid REFERENCES users (id) ON DELETE CASCADE,
        title text NOT NULL,
        body text NOT NULL,
        title_words text NOT NULL,
        body_words text NOT NULL,
        updated_at @time NOT NULL,
        UNIQUE (kind, ref_id),
        CHECK ((kind = 'note') = (owner_id IS NOT NULL))
    )",
    "CREATE INDEX search_documents_by_lesson ON search_documents (lesson_id)",
    "CREATE INDEX search_documents_by_owner ON search_documents (owner_id) WHERE owner_id IS NOT NULL",
];

const POSTGRES: &[&str] = &[
    "ALTER TABLE search_documents ADD COLUMN words tsvector GENERATED ALWAYS AS
        (setweight(to_tsvector('simple', title_words), 'A') || setweight(to_tsvector('simple', body_words), 'D')) STORED",
    "CREATE INDEX search_documents_by_words ON search_documents USING gin (words)",
];

const SQLITE: &[&str] = &[
    "CREATE VIRTUAL TABLE search_index USING fts5(
        title_words, body_words, content='search_documents', content_rowid='number',
        tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
    "CREATE TRIGGER search_documents_inserted AFTER INSERT ON search_documents BEGIN
        INSERT INTO search_index (rowid, title_words, body_words) VALUES (NEW.number, NEW.title_words, NEW.body_words);
    END",
    "CREATE TRIGGER search_documents_deleted AFTER DELETE ON search_documents BEGIN
        INSERT INTO search_index (search_index, rowid, title_words, body_words)
            VALUES ('delete', OLD.number, OLD.title_words, OLD.body_words);
    END",
    "CREATE TRIGGER search_documents_updated AFTER UPDATE ON search_documents BEGIN
        INSERT INTO search_index (search_index, rowid, title_words, body_words)
            VALUES ('delete', OLD.number, OLD.title_words, OLD.body_words);
        INSERT INTO search_index (rowid, title_words, body_words) VALUES (NEW.number, NEW.title_words, NEW.body_words);
    END",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        run(manager, if manager.get_database_backend() == DbBackend::Postgres { POSTGRES } else { SQLITE }).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["search_documents"]).await?;
        if manager.get_database_backend() == DbBackend::Postgres { Ok(()) } else { drop_tables(manager, &["search_index"]).await }
    }
}
