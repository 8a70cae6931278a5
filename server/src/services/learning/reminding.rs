//! Reminds students whose course rests, if they asked for it.

use super::course::Course;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::mail::learning as letters;
use crate::mail::topical::TopicLetter;
use crate::repo::announcements::Student;
use crate::repo::stalls;
use crate::services::outbox::{self, Outgoing, Subscriber};
use app::paths;
use domain::mail_topic::MailTopic;

/// How many one sweep looks at.
const BATCH: u32 = 50;

/// Sends the reminders that are due. Every replica may run it.
pub async fn sweep(core: &Core) -> Result<()> {
    for student in stalls::resting(core.db.read(), core.now(), BATCH).await? {
        let letter = letter(core, &student).await?;
        core.db.retrying(|| decide(core, &student, letter.as_ref())).await?;
    }
    Ok(())
}

async fn decide(core: &Core, student: &Student, letter: Option<&TopicLetter>) -> Result<()> {
    let now = core.now();
    let transaction = core.db.begin().await?;
    if !stalls::decide(&transaction, student.id, letter.is_some(), now).await? {
        return Ok(());
    }
    if let Some(letter) = letter {
        let subscriber = Subscriber { user: student.id, topic: MailTopic::Stalled };
        let dedupe_key = format!("stalled/{}/{}", student.id, now.timestamp());
        let outgoing = Outgoing { dedupe_key, kind: "stalled", to: &student.email, order: None, secret: false };
        outbox::post_topic(core, &transaction, subscriber, outgoing, letter).await?;
    }
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}

/// Where a student would go on. `None` while nothing is open that is not complete: nobody is called to a closed door.
async fn letter(core: &Core, student: &Student) -> Result<Option<TopicLetter>> {
    let course = match Course::load(core, student.id).await {
        Ok(course) => course,
        Err(Fault::Api(_)) => return Ok(None),
        Err(fault) => return Err(fault),
    };
    let next = course.next().filter(|entry| !entry.completed());
    Ok(next.map(|entry| {
        let url = core.settings.absolute(&paths::lesson(&entry.row.lesson.slug));
        letters::stalled(course.title(), &entry.row.lesson.title, &url)
    }))
}
