//! What students write, change and take back.

use super::check::{self, or_keep};
use super::{finding, letters, open_lesson, reading, seen_answer, seen_question};
use crate::core::Core;
use crate::error::Result;
use crate::repo::questions::drafts::{self, Form};
use crate::repo::questions::posts::{self, QuestionChange, Text};
use crate::repo::questions::{self as repo, votes};
use crate::services::audit;
use crate::services::limits::{self, Action, Subject};
use app::api::ApiError;
use app::api::dto::{Posted, Votes};
use app::api::error::Conflict;
use app::api::ports::{Actor, NewQuestion, NewText, StudentActor};
use chrono::{DateTime, Utc};
use domain::ids::{AnswerId, QuestionId};
use domain::question::{Post, ReportReason, is_editable};
use domain::search::indexed;
use entity::{lesson, question, question_answer};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde_json::json;
use uuid::Uuid;

/// Whose question it is, about what.
pub struct QuestionRow {
    /// Its id.
    pub id: Uuid,
    /// The lesson.
    pub lesson: Uuid,
    /// Who asks.
    pub author: Uuid,
}

/// A new question.
pub fn question_row(row: &QuestionRow, asked: QuestionChange, now: DateTime<Utc>) -> question::ActiveModel {
    question::ActiveModel {
        id: Set(row.id),
        lesson_id: Set(row.lesson),
        author_id: Set(row.author),
        at_s: Set(asked.at_s),
        title_words: Set(indexed(&asked.title)),
        source_words: Set(indexed(&asked.text.source)),
        title: Set(asked.title),
        source: Set(asked.text.source),
        html: Set(asked.text.html),
        state: Set("open".to_owned()),
        created_at: Set(now),
        ..Default::default()
    }
}

/// Whose answer it is, to what.
pub struct AnswerRow {
    /// Its id.
    pub id: Uuid,
    /// The question.
    pub question: Uuid,
    /// Who answers.
    pub author: Uuid,
    /// Whether the creator does.
    pub by_creator: bool,
}

/// A new answer.
pub fn answer_row(row: &AnswerRow, text: Text, now: DateTime<Utc>) -> question_answer::ActiveModel {
    question_answer::ActiveModel {
        id: Set(row.id),
        question_id: Set(row.question),
        author_id: Set(row.author),
        by_creator: Set(row.by_creator),
        source: Set(text.source),
        html: Set(text.html),
        state: Set("open".to_owned()),
        created_at: Set(now),
        ..Default::default()
    }
}

/// Asks.
pub async fn ask(core: &Core, student: &StudentActor, command: NewQuestion) -> Result<Posted> {
    let lesson = open_lesson(core, student, &command.lesson).await?;
    let form = Form::Ask(lesson.id);
    let post = async {
        let asked = check::question(&command.typed)?;
        if !command.anyway {
            let similar = reading::similar(core, lesson.id, &asked.title).await?;
            if !similar.is_empty() {
                return Ok(Posted::Similar(similar));
            }
        }
        let id = core.db.retrying(|| write_question(core, student, &lesson, asked.clone())).await?;
        core.wake_jobs.notify_one();
        Ok(Posted::Done(Post::Question(QuestionId(id))))
    };
    or_keep(core, student.user.into(), form, &command.typed, command.keep, post).await
}

async fn write_question(core: &Core, student: &StudentActor, lesson: &lesson::Model, asked: QuestionChange) -> Result<Uuid> {
    let (id, user) = (core.new_id(), student.user.0);
    let transaction = core.db.begin().await?;
    limits::take(core, &transaction, Action::Ask, Subject::Person(user)).await?;
    let row = question_row(&QuestionRow { id, lesson: lesson.id, author: user }, asked.clone(), core.now());
    posts::insert_question(&transaction, row).await?;
    finding::put(&transaction, id).await?;
    drafts::forget(&transaction, user, Form::Ask(lesson.id)).await?;
    letters::tell_of_question(core, &transaction, student, lesson, id, &asked).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Answers.
pub async fn answer(core: &Core, student: &StudentActor, command: NewText<QuestionId>) -> Result<Posted> {
    let asked = seen_question(core, student, command.about).await?;
    if asked.state != "open" {
        return Err(ApiError::NotFound.into());
    }
    answer_as(core, student, &asked, &command).await
}

/// Answers a question as a student or, where an admin does, as the creator.
pub async fn answer_as(core: &Core, actor: &Actor, asked: &question::Model, command: &NewText<QuestionId>) -> Result<Posted> {
    let post = async {
        let text = check::answer(&command.typed)?;
        let id = core.db.retrying(|| write_answer(core, actor, asked, text.clone())).await?;
        core.wake_jobs.notify_one();
        Ok(Posted::Done(Post::Answer(AnswerId(id))))
    };
    or_keep(core, actor.user.into(), Form::Answer(asked.id), &command.typed, command.keep, post).await
}

async fn write_answer(core: &Core, actor: &Actor, asked: &question::Model, text: Text) -> Result<Uuid> {
    let (id, user) = (core.new_id(), actor.user.0);
    let by_creator = actor.role == app::api::dto::Role::Admin;
    let transaction = core.db.begin().await?;
    if !by_creator {
        limits::take(core, &transaction, Action::Answer, Subject::Person(user)).await?;
    }
    let row = answer_row(&AnswerRow { id, question: asked.id, author: user, by_creator }, text.clone(), core.now());
    posts::insert_answer(&transaction, row).await?;
    posts::settle(&transaction, asked.id, core.now()).await?;
    finding::put(&transaction, asked.id).await?;
    drafts::forget(&transaction, user, Form::Answer(asked.id)).await?;
    if asked.author_id != user {
        letters::tell_of_answer(core, &transaction, asked, id, by_creator.then_some(text.source.as_str())).await?;
    }
    if by_creator {
        let post = Post::Answer(AnswerId(id)).to_string();
        audit::record(core, &transaction, Some(user), "question.answer", &post, audit::NOTHING, json!({ "text": text.source })).await?;
    }
    transaction.commit().await?;
    Ok(id)
}

/// Changes one's own post, within a day.
pub async fn edit(core: &Core, student: &StudentActor, command: NewText<Post>) -> Result<Posted> {
    let user = student.user.0;
    let (id, author, written_at) = match command.about {
        Post::Question(id) => {
            let asked = seen_question(core, student, id).await?;
            (asked.id, asked.author_id, asked.created_at)
        }
        Post::Answer(id) => {
            let (answer, _) = seen_answer(core, student, id).await?;
            (answer.id, answer.author_id, answer.created_at)
        }
    };
    if author != user {
        return Err(ApiError::NotFound.into());
    }
    if !is_editable(written_at, core.now()) {
        return Err(ApiError::Conflict(Conflict::PostSettled).into());
    }
    let post = change(core, user, id, &command);
    or_keep(core, user, Form::Edit(id), &command.typed, command.keep, post).await
}

/// Writes a changed post of a person.
pub async fn change(core: &Core, user: Uuid, id: Uuid, command: &NewText<Post>) -> Result<Posted> {
    let transaction = core.db.begin().await?;
    let posted = change_in(core, &transaction, user, id, command).await?;
    transaction.commit().await?;
    Ok(posted)
}

/// Changes the creator's own answer, and writes that down.
pub async fn change_as_creator(core: &Core, user: Uuid, id: Uuid, command: &NewText<Post>) -> Result<Posted> {
    let transaction = core.db.begin().await?;
    let before = repo::answer(&transaction, id).await?.ok_or(ApiError::NotFound)?;
    let posted = change_in(core, &transaction, user, id, command).await?;
    let (was, is) = (json!({ "text": before.source }), json!({ "text": command.typed.text }));
    audit::record(core, &transaction, Some(user), "question.edit_answer", &command.about.to_string(), was, is).await?;
    transaction.commit().await?;
    Ok(posted)
}

async fn change_in(core: &Core, transaction: &DatabaseTransaction, user: Uuid, id: Uuid, command: &NewText<Post>) -> Result<Posted> {
    let now = core.now();
    let question = repo::question_of(transaction, command.about).await?.ok_or(ApiError::NotFound)?;
    let changed = match command.about {
        Post::Question(_) => posts::edit_question(transaction, user, id, check::question(&command.typed)?, now).await?,
        Post::Answer(_) => posts::edit_answer(transaction, user, id, check::answer(&command.typed)?, now).await?,
    };
    if !changed {
        return Err(ApiError::NotFound.into());
    }
    finding::put(transaction, question).await?;
    drafts::forget(transaction, user, Form::Edit(id)).await?;
    Ok(Posted::Done(command.about))
}

/// Deletes one's own post, while nobody relies on it.
pub async fn delete(core: &Core, student: &StudentActor, post: Post) -> Result<()> {
    let user = student.user.0;
    let author = match post {
        Post::Question(id) => seen_question(core, student, id).await?.author_id,
        Post::Answer(id) => seen_answer(core, student, id).await?.0.author_id,
    };
    if author != user {
        return Err(ApiError::NotFound.into());
    }
    let transaction = core.db.begin().await?;
    let question = repo::question_of(&transaction, post).await?.ok_or(ApiError::NotFound)?;
    let deleted = match post {
        Post::Question(id) => posts::delete_question(&transaction, user, id.into()).await?,
        Post::Answer(id) => posts::delete_own_answer(&transaction, user, id.into()).await?,
    };
    if !deleted {
        return Err(ApiError::Conflict(Conflict::PostInUse).into());
    }
    posts::settle(&transaction, question, core.now()).await?;
    finding::put(&transaction, question).await?;
    transaction.commit().await?;
    Ok(())
}

/// Accepts an answer to one's own question, in the place of another, or accepts it no longer.
pub async fn accept(core: &Core, student: &StudentActor, id: AnswerId, accepted: bool) -> Result<()> {
    let (answer, asked) = seen_answer(core, student, id).await?;
    if asked.author_id != student.user.0 {
        return Err(ApiError::NotFound.into());
    }
    core.db.retrying(|| write_acceptance(core, &answer, accepted)).await
}

async fn write_acceptance(core: &Core, answer: &question_answer::Model, accepted: bool) -> Result<()> {
    let transaction = core.db.begin().await?;
    if accepted || answer.accepted_at.is_some() {
        posts::accept_none(&transaction, answer.question_id).await?;
    }
    if accepted && !posts::accept(&transaction, answer.id, core.now()).await? {
        return Err(ApiError::NotFound.into());
    }
    posts::settle(&transaction, answer.question_id, core.now()).await?;
    transaction.commit().await?;
    Ok(())
}

/// Votes for another's question, or takes the vote back.
pub async fn vote(core: &Core, student: &StudentActor, id: QuestionId, voted: bool) -> Result<Votes> {
    let (asked, user) = (seen_question(core, student, id).await?, student.user.0);
    if asked.author_id == user {
        return Err(ApiError::BadRequest.into());
    }
    if voted {
        votes::vote(core.db.write(), user, asked.id, core.now()).await?;
    } else {
        votes::take_back(core.db.write(), user, asked.id).await?;
    }
    let line = repo::reading::line(core.db.read(), user, asked.id).await?.ok_or(ApiError::NotFound)?;
    Ok(Votes { count: crate::repo::rows::count(line.votes), voted: line.voted })
}

/// Reports another's post, once.
pub async fn report(core: &Core, student: &StudentActor, post: Post, reason: ReportReason) -> Result<()> {
    let user = student.user.0;
    let author = match post {
        Post::Question(id) => seen_question(core, student, id).await?.author_id,
        Post::Answer(id) => seen_answer(core, student, id).await?.0.author_id,
    };
    if author == user {
        return Err(ApiError::BadRequest.into());
    }
    let transaction = core.db.begin().await?;
    limits::take(core, &transaction, Action::Report, Subject::Person(user)).await?;
    if !posts::report(&transaction, core.new_id(), user, post, reason, core.now()).await? {
        return Err(ApiError::Conflict(Conflict::AlreadyReported).into());
    }
    transaction.commit().await?;
    Ok(())
}
