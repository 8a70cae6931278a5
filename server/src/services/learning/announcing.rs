//! Tells students of new lessons: in rounds, one a day at most, each student once, with all lessons of the round in one mail.
//!
//! A round is a row that remembers how far it has come. It goes on in small steps, each a transaction with its mails and the job
//! of the next step, so that it survives a crash, and with pauses, so that a sign-in link never waits behind all of its mails.

use super::course::{Course, Entry};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::jobs::{Job, announce_lessons::AnnounceLessons};
use crate::mail::learning::{self as letters, NewLesson};
use crate::mail::topical::TopicLetter;
use crate::repo::announcements::{self, Student};
use crate::services::outbox::{self, Outgoing, Subscriber};
use app::paths;
use chrono::TimeDelta;
use domain::announcing::is_time;
use domain::mail_topic::MailTopic;
use entity::announcement;
use std::collections::HashSet;
use uuid::Uuid;

/// So many students are written to in one step.
const STEP: u32 = 50;
/// Between two steps that sent mail: five mails a second, which every mail service takes.
const PAUSE: TimeDelta = TimeDelta::seconds(10);

/// Begins a round when it is time for one. Lessons whose publication was set for later wait until then. Every replica may run it.
pub async fn sweep(core: &Core) -> Result<()> {
    let now = core.now();
    let Some(outlook) = announcements::outlook(core.db.read(), now).await? else { return Ok(()) };
    if is_time(outlook.waiting, outlook.before, now) {
        core.db.retrying(|| begin(core)).await?;
        core.wake_jobs.notify_one();
    }
    Ok(())
}

async fn begin(core: &Core) -> Result<()> {
    let round = core.new_id();
    let transaction = core.db.begin().await?;
    if announcements::begin(&transaction, round, core.now()).await? {
        AnnounceLessons { round }.enqueue(core, &transaction).await?;
        transaction.commit().await?;
    }
    Ok(())
}

/// Takes a round one step further. Again, or at the same time, is the same.
pub async fn go_on(core: &Core, round: Uuid) -> Result<()> {
    let Some(round) = announcements::under_way(core.db.read(), round).await? else { return Ok(()) };
    let students = announcements::students(core.db.read(), &round, core.now(), STEP).await?;
    let lessons = announcements::lessons(core.db.read(), round.id).await?;
    let mut written = Vec::with_capacity(students.len());
    for student in &students {
        if let Some(letter) = letter(core, student, &lessons).await? {
            written.push((student, letter));
        }
    }
    core.db.retrying(|| step(core, &round, students.last(), &written)).await?;
    core.wake_jobs.notify_one();
    Ok(())
}

async fn step(core: &Core, round: &announcement::Model, last: Option<&Student>, written: &[(&Student, TopicLetter)]) -> Result<()> {
    let transaction = core.db.begin().await?;
    if !announcements::advance(&transaction, round, last.map(|student| student.id), core.now()).await? {
        return Ok(());
    }
    for (student, letter) in written {
        let subscriber = Subscriber { user: student.id, topic: MailTopic::NewLessons };
        let dedupe_key = format!("new_lessons/{}/{}", round.id, student.id);
        let outgoing = Outgoing { dedupe_key, kind: "new_lessons", to: &student.email, order: None, secret: false };
        outbox::post_topic(core, &transaction, subscriber, outgoing, letter).await?;
    }
    if last.is_some() {
        let pause = if written.is_empty() { TimeDelta::zero() } else { PAUSE };
        AnnounceLessons { round: round.id }.enqueue_at(core, &transaction, core.now() + pause).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// What a student is told of the lessons of a round: of those that came after the student began, and were not looked at.
async fn letter(core: &Core, student: &Student, lessons: &HashSet<Uuid>) -> Result<Option<TopicLetter>> {
    let course = match Course::load(core, student.id).await {
        Ok(course) => course,
        Err(Fault::Api(_)) => return Ok(None),
        Err(fault) => return Err(fault),
    };
    let new = |entry: &&Entry| entry.fresh && lessons.contains(&entry.row.lesson.lesson_id);
    let named = |entry: &Entry| NewLesson {
        title: entry.row.lesson.title.clone(),
        url: core.settings.absolute(&paths::lesson(&entry.row.lesson.slug)),
        closed: entry.closed,
    };
    let lessons: Vec<_> = course.entries.iter().filter(new).map(named).collect();
    let learn_url = core.settings.absolute(&paths::learn());
    Ok((!lessons.is_empty()).then(|| letters::new_lessons(course.title(), &lessons, &learn_url)))
}
