//! Where a student is in a video, and the tick that watching earns.

use crate::core::Core;
use crate::error::Result;
use crate::repo::positions;
use app::api::ApiError;
use app::api::dto::SavedPlace;
use app::api::ports::Watched;
use chrono::TimeDelta;
use domain::ids::LessonId;
use domain::playback::{Report, resume_at};
use uuid::Uuid;

/// A report that waited longer for the network than this counts as this old.
const OLDEST: TimeDelta = TimeDelta::days(30);

/// Saves a report; one statement, unless the lesson is complete by it.
pub async fn save(core: &Core, user: Uuid, lesson: LessonId, watched: Watched) -> Result<SavedPlace> {
    let now = core.now();
    let recorded_at = now - watched.age.clamp(TimeDelta::zero(), OLDEST);
    let report = Report { recorded_at, ..watched.report }.within_bounds().ok_or(ApiError::BadRequest)?;
    let Some(saved) = positions::save(core.db.write(), user, lesson.0, report, now).await? else {
        super::may_open(core, user, lesson).await?;
        return Err(ApiError::NotFound.into());
    };
    let resume_s = resume_at(saved.at_s, saved.duration_s);
    if saved.watched_at.is_some() || !saved.parts.is_watched() {
        return Ok(SavedPlace { resume_s, completion: None });
    }
    let completion = super::tick(core, user, lesson, true).await?;
    positions::mark_watched(core.db.write(), user, lesson.0, now).await?;
    Ok(SavedPlace { resume_s, completion: Some(completion) })
}
