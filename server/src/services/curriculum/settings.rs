//! What is set for a lesson beside its words.

use super::{lesson_subject, log};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::{curriculum, lesson_changes};
use app::api::ApiError;
use app::api::error::{Conflict, Field, FieldError, Problem};
use app::api::ports::SaveSettings;
use chrono::{DateTime, NaiveDateTime, Utc};
use domain::ids::{LessonId, UserId};
use domain::publication::Visibility;
use domain::slug::{BadSlug, Slug};
use domain::video::VimeoVideo;
use entity::{lesson, lesson_rule};
use sea_orm::DatabaseTransaction;
use serde_json::{Value, json};

/// The longest lesson in minutes: a day.
const LONGEST: u32 = 1440;
/// The most days that a lesson waits.
const MOST_DAYS: u32 = 3650;

/// What was typed, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Typed {
    slug: String,
    video: Option<String>,
    minutes: u32,
    visibility: Visibility,
    days: Option<u32>,
    opens_at: Option<DateTime<Utc>>,
    after: Option<LessonId>,
}

/// Saves settings. Gives the lesson's slug.
pub async fn save(core: &Core, admin: UserId, id: LessonId, typed: &SaveSettings) -> Result<String> {
    let read = read(typed)?;
    let transaction = core.db.begin().await?;
    let before = curriculum::lesson_for_change(&transaction, id.into()).await?.ok_or(ApiError::NotFound)?;
    let rule = curriculum::rule(&transaction, before.id).await?;
    check(&transaction, &before, &read).await?;
    let settings = settings(&before, &read);
    let version = i32::try_from(typed.version).unwrap_or_default();
    let saved = lesson_changes::save_settings(&transaction, before.id, version, &settings).await;
    if !saved.map_err(taken_meanwhile)? {
        return Err(ApiError::Conflict(Conflict::SettingsChanged).into());
    }
    if before.slug != settings.slug {
        lesson_changes::remember_slug(&transaction, before.id, &before.slug, &settings.slug, core.now()).await?;
    }
    let was = (from_row(&before, rule.as_ref()), shown(&settings));
    log(core, &transaction, admin, "lesson.settings", &lesson_subject(before.id), was.0, was.1).await?;
    transaction.commit().await?;
    Ok(settings.slug)
}

/// Two lessons may want one address at the same moment.
fn taken_meanwhile(fault: Fault) -> Fault {
    if fault.is_unique_violation() { ApiError::invalid(Field::Slug, Problem::Taken).into() } else { fault }
}

/// Understands what was typed, and names every field that makes no sense.
fn read(typed: &SaveSettings) -> std::result::Result<Typed, ApiError> {
    let mut errors = Vec::new();
    let mut wrong = |field, problem| errors.push(FieldError { field, problem });
    let slug = Slug::parse(&typed.slug).map_err(|bad| wrong(Field::Slug, slug_problem(bad))).ok();
    let video = Some(typed.video.trim().to_owned()).filter(|video| !video.is_empty());
    if video.as_deref().is_some_and(|video| VimeoVideo::parse(video).is_none()) {
        wrong(Field::Video, Problem::Malformed);
    }
    let minutes = number(&typed.minutes, 0, LONGEST).map_err(|()| wrong(Field::Minutes, Problem::Malformed)).ok().flatten();
    let days = number(&typed.opens_after_days, 1, MOST_DAYS).map_err(|()| wrong(Field::Days, Problem::Malformed)).ok().flatten();
    let opens_at = moment(&typed.opens_at).map_err(|()| wrong(Field::From, Problem::Malformed)).ok().flatten();
    let after = (!typed.after.is_empty())
        .then(|| typed.after.parse::<LessonId>().map_err(|_| wrong(Field::After, Problem::Malformed)).ok())
        .flatten();
    let visibility = Visibility::from_name(&typed.visibility).ok_or(ApiError::BadRequest)?;
    match slug {
        Some(slug) if errors.is_empty() => {
            let slug = slug.as_str().to_owned();
            Ok(Typed { slug, video, minutes: minutes.unwrap_or_default(), visibility, days, opens_at, after })
        }
        _ => Err(ApiError::Invalid(errors)),
    }
}

fn slug_problem(bad: BadSlug) -> Problem {
    match bad {
        BadSlug::Missing => Problem::Missing,
        BadSlug::Malformed => Problem::Malformed,
        BadSlug::TooLong => Problem::TooLong,
        BadSlug::Reserved => Problem::Reserved,
    }
}

/// A number within bounds; nothing is none.
fn number(typed: &str, least: u32, most: u32) -> std::result::Result<Option<u32>, ()> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse().ok().filter(|number| (least..=most).contains(number)).map(Some).ok_or(()),
    }
}

/// A moment in UTC as forms hold it; nothing is none.
fn moment(typed: &str) -> std::result::Result<Option<DateTime<Utc>>, ()> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let read = |format| NaiveDateTime::parse_from_str(typed, format).ok();
    let moment = read("%Y-%m-%dT%H:%M").or_else(|| read("%Y-%m-%dT%H:%M:%S")).ok_or(())?;
    Ok(Some(moment.and_utc()))
}

/// What only the database knows: whether the address is free, and the lesson that comes before is one.
async fn check(transaction: &DatabaseTransaction, lesson: &lesson::Model, typed: &Typed) -> Result<()> {
    if curriculum::owner_of_slug(transaction, &typed.slug).await?.is_some_and(|owner| owner != lesson.id) {
        return Err(ApiError::invalid(Field::Slug, Problem::Taken).into());
    }
    let Some(after) = typed.after else { return Ok(()) };
    let known = after.0 != lesson.id && crate::repo::learning::lesson(transaction, after.into()).await?.is_some();
    if known { Ok(()) } else { Err(ApiError::invalid(Field::After, Problem::Malformed).into()) }
}

/// Minutes that are those of the present length leave its seconds alone.
fn settings(before: &lesson::Model, typed: &Typed) -> lesson_changes::Settings {
    let signed = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let as_before = (before.duration_s + 30) / 60 == signed(typed.minutes);
    lesson_changes::Settings {
        slug: typed.slug.clone(),
        vimeo_id: typed.video.clone(),
        duration_s: if as_before { before.duration_s } else { signed(typed.minutes * 60) },
        visibility: typed.visibility.name(),
        opens_after_days: typed.days.map(signed),
        opens_at: typed.opens_at,
        after_lesson_id: typed.after.map(Into::into),
    }
}

/// What the log says of settings.
fn shown(settings: &lesson_changes::Settings) -> Value {
    json!({
        "slug": settings.slug,
        "video": settings.vimeo_id,
        "seconds": settings.duration_s,
        "visibility": settings.visibility,
        "opens_after_days": settings.opens_after_days,
        "opens_at": settings.opens_at,
        "after_lesson": settings.after_lesson_id,
    })
}

fn from_row(lesson: &lesson::Model, rule: Option<&lesson_rule::Model>) -> Value {
    json!({
        "slug": lesson.slug,
        "video": lesson.vimeo_id,
        "seconds": lesson.duration_s,
        "visibility": lesson.visibility,
        "opens_after_days": rule.and_then(|rule| rule.opens_after_days),
        "opens_at": rule.and_then(|rule| rule.opens_at),
        "after_lesson": rule.and_then(|rule| rule.after_lesson_id),
    })
}
