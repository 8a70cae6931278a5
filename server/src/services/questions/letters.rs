//! Mails to both sides: to the admins about a question, to its asker about an answer.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::mail::questions as mail;
use crate::repo;
use crate::repo::questions::posts::QuestionChange;
use crate::services::outbox::{self, Outgoing, Subscriber};
use app::api::ports::StudentActor;
use app::paths;
use domain::mail_topic::MailTopic;
use domain::question::shown_name;
use entity::{lesson, question};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

/// Tells the admins of a new question.
pub async fn tell_of_question(
    core: &Core,
    transaction: &DatabaseTransaction,
    student: &StudentActor,
    lesson: &lesson::Model,
    id: Uuid,
    asked: &QuestionChange,
) -> Result<()> {
    let url = core.settings.absolute(&paths::admin_question(&id.to_string()));
    let letter = mail::asked(&mail::QuestionLetter {
        title: asked.title.clone(),
        text: asked.text.source.clone(),
        lesson: lesson.title.clone(),
        asker: shown_name(&student.name),
        url,
    });
    for admin in repo::identity::admins(transaction).await? {
        let outgoing =
            Outgoing { dedupe_key: format!("question/{id}/{}", admin.id), kind: "question", to: &admin.email, order: None, secret: false };
        outbox::post_topic(core, transaction, Subscriber { user: admin.id, topic: MailTopic::Questions }, outgoing, &letter).await?;
    }
    Ok(())
}

/// Tells the asker of an answer. Only the creator's `text` is in the mail: what others write is read on the site, where it can be
/// taken out of sight.
pub async fn tell_of_answer(
    core: &Core,
    transaction: &DatabaseTransaction,
    asked: &question::Model,
    id: Uuid,
    text: Option<&str>,
) -> Result<()> {
    let gone = |what: &str| Fault::stored(format!("a question whose {what} is gone"));
    let person = repo::identity::by_id(transaction, asked.author_id).await?.ok_or_else(|| gone("asker"))?;
    let lesson = repo::questions::lesson_by_id(transaction, asked.lesson_id).await?.ok_or_else(|| gone("lesson"))?;
    let url = core.settings.absolute(&paths::question(&lesson.slug, &asked.id.to_string()));
    let letter = mail::answered(&asked.title, &lesson.title, text, &url);
    let outgoing = Outgoing { dedupe_key: format!("answer/{id}"), kind: "answer", to: &person.email, order: None, secret: false };
    outbox::post_topic(core, transaction, Subscriber { user: person.id, topic: MailTopic::Questions }, outgoing, &letter).await
}
