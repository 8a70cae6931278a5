//! The demo course a month after it began: what is shut, what opens next and what is new can be seen.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::identity::{self, NewUser};
use crate::repo::{content, seed as rows};
use app::api::dto::Role;
use chrono::TimeDelta;
use domain::email::EmailAddress;
use entity::{grant, lesson, lesson_rule};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

/// The address of the student who began a month ago.
pub const DEMO_STUDENT: &str = "student@lectern.test";

/// They came this week, and are new to who began before.
const NEW: [&str; 2] = ["write-to-be-followed", "a-quiet-room"];
/// It opens when the lesson before it is complete.
const AFTER: (&str, &str) = ("outline-backwards", "talk-to-five-people");
/// It opens so many days after a student has begun.
const DRIPPED: (&str, i32) = ("record-without-losing-the-day", 45);
/// It opens on one day for everybody, in so many days.
const DATED: (&str, i64) = ("open-quietly-and-listen", 60);

/// Lets a month pass over the demo that was just written.
pub async fn pass(core: &Core) -> Result<()> {
    let now = core.now();
    let transaction = core.db.begin().await?;
    rows::publish_all_at(&transaction, now - TimeDelta::days(40)).await?;
    for slug in NEW {
        rows::publish_at(&transaction, named(&transaction, slug).await?, now - TimeDelta::days(2)).await?;
    }
    let rule =
        |lesson| lesson_rule::ActiveModel { lesson_id: Set(lesson), opens_after_days: NotSet, opens_at: NotSet, after_lesson_id: NotSet };
    let (after, before) = (named(&transaction, AFTER.0).await?, named(&transaction, AFTER.1).await?);
    rows::insert_rule(&transaction, lesson_rule::ActiveModel { after_lesson_id: Set(Some(before)), ..rule(after) }).await?;
    let dripped = rule(named(&transaction, DRIPPED.0).await?);
    rows::insert_rule(&transaction, lesson_rule::ActiveModel { opens_after_days: Set(Some(DRIPPED.1)), ..dripped }).await?;
    let dated = rule(named(&transaction, DATED.0).await?);
    rows::insert_rule(&transaction, lesson_rule::ActiveModel { opens_at: Set(Some(now + TimeDelta::days(DATED.1))), ..dated }).await?;
    write_student(core, &transaction).await?;
    transaction.commit().await?;
    Ok(())
}

/// The id of a lesson of the demo.
pub(super) async fn named(db: &DatabaseTransaction, slug: &str) -> Result<Uuid> {
    let found: Option<lesson::Model> = content::lesson(db, slug).await?;
    found.map(|lesson| lesson.id).ok_or_else(|| Fault::stored(format!("the demo has no lesson {slug}")))
}

async fn write_student(core: &Core, db: &DatabaseTransaction) -> Result<()> {
    let course = content::course(db).await?.ok_or_else(|| Fault::stored("the demo has no course"))?;
    let email = EmailAddress::parse(DEMO_STUDENT).map_err(|error| Fault::stored(format!("{DEMO_STUDENT}: {error}")))?;
    let new = NewUser { id: core.new_id(), email: &email, name: "Noor Haddad", role: Role::Student, now: core.now() };
    let student = identity::find_or_insert(db, &new).await?;
    let row = grant::ActiveModel {
        id: Set(core.new_id()),
        user_id: Set(student.id),
        product_id: Set(course.product_id),
        source: Set("gift".to_owned()),
        starts_at: Set(core.now() - TimeDelta::days(30)),
        reason: Set("demo".to_owned()),
        created_at: Set(core.now()),
        ..Default::default()
    };
    rows::insert_grant(db, row).await
}
