//! What students of the demo ask, and what they were answered.

use super::parse;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::identity::NewUser;
use crate::repo::questions::posts::{self, QuestionChange, Text};
use crate::repo::questions::{self as repo, votes};
use crate::security::html::from_post;
use crate::services::questions::{AnswerRow, QuestionRow, answer_row, let_be_found, question_row};
use app::api::dto::Role;
use chrono::{DateTime, TimeDelta, Utc};
use domain::email::EmailAddress;
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

/// What stands for the creator.
const CREATOR: &str = "creator";

#[derive(Deserialize)]
struct File {
    people: Vec<Person>,
    questions: Vec<Question>,
}

#[derive(Deserialize)]
struct Person {
    name: String,
    email: String,
}

#[derive(Deserialize)]
struct Question {
    lesson: String,
    from: String,
    hours_ago: i64,
    at_s: Option<i32>,
    title: String,
    text: String,
    #[serde(default)]
    votes: Vec<String>,
    #[serde(default)]
    answers: Vec<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    from: String,
    hours_ago: i64,
    text: String,
    #[serde(default)]
    accepted: bool,
}

/// Writes the questions; `creator` answers some.
pub async fn write(core: &Core, creator: Uuid) -> Result<()> {
    let file: File = parse("questions.toml", include_str!("../../../seed/questions.toml"))?;
    let transaction = core.db.begin().await?;
    let mut people = HashMap::from([(CREATOR.to_owned(), creator)]);
    for person in &file.people {
        let email = EmailAddress::parse(&person.email).map_err(|error| Fault::stored(format!("{}: {error}", person.email)))?;
        let new = NewUser { id: core.new_id(), email: &email, name: &person.name, role: Role::Student, now: core.now() };
        let user = crate::repo::identity::find_or_insert(&transaction, &new).await?;
        people.insert(person.email.clone(), user.id);
    }
    for question in file.questions {
        write_question(core, &transaction, &people, question).await?;
    }
    transaction.commit().await?;
    Ok(())
}

async fn write_question(core: &Core, db: &DatabaseTransaction, people: &HashMap<String, Uuid>, file: Question) -> Result<()> {
    let lesson =
        repo::lesson(db, &file.lesson, core.now()).await?.ok_or_else(|| Fault::stored(format!("the demo asks about {}", file.lesson)))?;
    let row = QuestionRow { id: core.new_id(), lesson: lesson.id, author: one_of(people, &file.from)? };
    let asked = QuestionChange { title: file.title, text: text(&file.text), at_s: file.at_s };
    posts::insert_question(db, question_row(&row, asked, ago(core, file.hours_ago))).await?;
    for voter in &file.votes {
        votes::vote(db, one_of(people, voter)?, row.id, core.now()).await?;
    }
    for answer in file.answers {
        write_answer(core, db, people, row.id, answer).await?;
    }
    posts::settle(db, row.id, core.now()).await?;
    let_be_found(db, row.id).await
}

async fn write_answer(core: &Core, db: &DatabaseTransaction, people: &HashMap<String, Uuid>, question: Uuid, file: Answer) -> Result<()> {
    let by_creator = file.from == CREATOR;
    let row = AnswerRow { id: core.new_id(), question, author: one_of(people, &file.from)?, by_creator };
    let at = ago(core, file.hours_ago);
    let mut answer = answer_row(&row, text(&file.text), at);
    answer.accepted_at = Set(file.accepted.then_some(at));
    posts::insert_answer(db, answer).await
}

fn one_of(people: &HashMap<String, Uuid>, name: &str) -> Result<Uuid> {
    people.get(name).copied().ok_or_else(|| Fault::stored(format!("the demo names {name}, who is nobody")))
}

fn text(source: &str) -> Text {
    let source = source.trim().to_owned();
    let html = from_post(&source);
    Text { source, html }
}

fn ago(core: &Core, hours: i64) -> DateTime<Utc> {
    core.now() - TimeDelta::hours(hours)
}
