//! Questions below lessons: answers, votes, reports, what was typed but not posted, and how much one person may post.

use crate::dialect::{count_rows, drop_tables, forget_count, run};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // `source` is Markdown as typed, `html` what it was sanitised to. `answered_at` says since when an answer of the creator, or
    // one that the asker accepted, stands there. `votes` is kept by the database itself.
    "CREATE TABLE questions (
        id @uuid PRIMARY KEY,
        lesson_id @uuid NOT NULL REFERENCES lessons (id) ON DELETE CASCADE,
        author_id @uuid NOT NULL REFERENCES users (id),
        at_s integer CHECK (at_s BETWEEN 0 AND 86400),
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 140),
        source text NOT NULL CHECK (length(source) <= 5000),
        html text NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'hidden')),
        votes integer NOT NULL DEFAULT 0 CHECK (votes >= 0),
        answered_at @time,
        created_at @time NOT NULL,
        edited_at @time
    )",
    "CREATE INDEX questions_by_time ON questions (lesson_id, created_at, id)",
    "CREATE INDEX questions_by_votes ON questions (lesson_id, votes, created_at, id)",
    "CREATE INDEX questions_unanswered ON questions (lesson_id, created_at, id) WHERE answered_at IS NULL",
    "CREATE INDEX questions_by_author ON questions (author_id)",
    "CREATE INDEX questions_of_all_lessons ON questions (created_at, id)",
    // `by_creator` is what the author was when it was written. A hidden answer is no accepted one.
    "CREATE TABLE question_answers (
        id @uuid PRIMARY KEY,
        question_id @uuid NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
        author_id @uuid NOT NULL REFERENCES users (id),
        by_creator boolean NOT NULL,
        source text NOT NULL CHECK (length(source) BETWEEN 1 AND 5000),
        html text NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'hidden')),
        accepted_at @time,
        created_at @time NOT NULL,
        edited_at @time,
        CHECK (accepted_at IS NULL OR state = 'open')
    )",
    "CREATE UNIQUE INDEX one_accepted_answer ON question_answers (question_id) WHERE accepted_at IS NOT NULL",
    "CREATE INDEX question_answers_in_order ON question_answers (question_id, created_at, id)",
    "CREATE INDEX question_answers_by_author ON question_answers (author_id)",
    // A person votes for a question once.
    "CREATE TABLE question_votes (
        question_id @uuid NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        created_at @time NOT NULL,
        PRIMARY KEY (question_id, user_id)
    )",
    // A person reports a post once, whatever became of it.
    "CREATE TABLE question_reports (
        id @uuid PRIMARY KEY,
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        question_id @uuid REFERENCES questions (id) ON DELETE CASCADE,
        answer_id @uuid REFERENCES question_answers (id) ON DELETE CASCADE,
        reason text NOT NULL CHECK (reason IN ('spam', 'unkind', 'private', 'off_topic')),
        created_at @time NOT NULL,
        dismissed_at @time,
        CHECK ((question_id IS NULL) <> (answer_id IS NULL))
    )",
    "CREATE UNIQUE INDEX one_report_of_a_question ON question_reports (question_id, user_id) WHERE question_id IS NOT NULL",
    "CREATE UNIQUE INDEX one_report_of_an_answer ON question_reports (answer_id, user_id) WHERE answer_id IS NOT NULL",
    // What was typed into a form that could not be taken, until it can: of a new question (`about` is the lesson), of an answer
    // (the question), or of a change (the post).
    "CREATE TABLE question_drafts (
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('ask', 'answer', 'edit')),
        about @uuid NOT NULL,
        title text NOT NULL CHECK (length(title) <= 65536),
        source text NOT NULL CHECK (length(source) <= 65536),
        moment text NOT NULL CHECK (length(moment) <= 65536),
        kept_at @time NOT NULL,
        PRIMARY KEY (user_id, kind, about)
    )",
    "CREATE INDEX question_drafts_by_age ON question_drafts (kept_at)",
    // How much a person has posted within the hour that began at `hour`.
    "CREATE TABLE question_limits (
        user_id @uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('ask', 'answer', 'report')),
        hour @time NOT NULL,
        used integer NOT NULL CHECK (used >= 1),
        PRIMARY KEY (user_id, kind, hour)
    )",
    "CREATE INDEX question_limits_by_hour ON question_limits (hour)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        count_rows(manager, "question_votes", "question_id", "questions", "votes").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["question_limits", "question_drafts", "question_reports", "question_votes", "question_answers", "questions"];
        drop_tables(manager, &tables).await?;
        forget_count(manager, "question_votes").await
    }
}
