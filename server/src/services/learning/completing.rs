//! The moment at which a student has completed the course.

use crate::core::Core;
use crate::error::Result;
use crate::mail::learning as letters;
use crate::repo::{identity, learning};
use crate::services::outbox::{self, Outgoing, Subscriber};
use app::paths;
use domain::mail_topic::MailTopic;
use uuid::Uuid;

/// Notes that a student has completed a course and writes the one mail about it. Again is the same.
pub async fn note(core: &Core, user: Uuid, course: Uuid, title: &str) -> Result<()> {
    let transaction = core.db.begin().await?;
    if learning::complete_course(&transaction, user, course, core.now()).await?
        && let Some(student) = identity::by_id(&transaction, user).await?
    {
        let subscriber = Subscriber { user, topic: MailTopic::Completed };
        let dedupe_key = format!("completed/{course}/{user}");
        let outgoing = Outgoing { dedupe_key, kind: "completed", to: &student.email, order: None, secret: false };
        let letter = letters::completed(title, &core.settings.absolute(&paths::own_certificate()));
        outbox::post_topic(core, &transaction, subscriber, outgoing, &letter).await?;
    }
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}
