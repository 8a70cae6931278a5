//! How far students come, lesson by lesson.

use super::whole;
use crate::error::Result;
use crate::repo::numbers as counted;
use app::api::dto::{LearningSums, LessonSums};
use domain::numbers::{Span, median};
use sea_orm::ConnectionTrait;
use std::collections::{BTreeMap, HashMap};

/// Of the students whose access began in the span.
pub async fn sums(db: &impl ConnectionTrait, span: Span) -> Result<LearningSums> {
    let lessons = counted::lessons(db, span).await?;
    let mut watched = HashMap::<_, BTreeMap<u32, u64>>::new();
    for row in counted::watched(db, span).await? {
        let percent = u32::try_from(row.percent).unwrap_or_default();
        watched.entry(row.lesson_id).or_default().insert(percent, whole(row.students));
    }
    let (students, finished) = lessons.first().map_or((0, 0), |first| (whole(first.students), whole(first.finished)));
    let lessons = lessons.into_iter().map(|row| LessonSums {
        median_percent: watched.get(&row.id).and_then(median),
        reached: whole(row.reached),
        completed: whole(row.completed),
        title: row.title,
        module: row.module,
    });
    Ok(LearningSums { students, finished, lessons: lessons.collect() })
}
