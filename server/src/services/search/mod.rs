//! Search over lessons, questions and one's own notes.

pub mod lessons;

use crate::core::Core;
use crate::repo::search::{self, Found, Kind};
use app::api;
use app::api::dto::{LessonItem, OutlineView, SearchHit, SearchView};
use app::api::ports::{Search, StudentActor};
use async_trait::async_trait;
use domain::search::Query;
use std::sync::Arc;

/// So many of each kind are shown at most.
const SHOWN: u32 = 20;

/// Search over the database.
pub struct SearchService(pub Arc<Core>);

#[async_trait]
impl Search for SearchService {
    async fn find(&self, student: &StudentActor, course: &OutlineView, typed: &str) -> api::Result<SearchView> {
        let Some(query) = Query::parse(typed) else { return Ok(SearchView::default()) };
        let found = search::find(self.0.db.read(), student.user.into(), &query, SHOWN, self.0.now()).await?;
        Ok(view(course, &query, &found))
    }
}

fn view(course: &OutlineView, query: &Query, found: &[Found]) -> SearchView {
    let hits = |kind: Kind| found.iter().filter(move |document| document.kind == kind).filter_map(|document| hit(course, query, document));
    SearchView {
        looked: true,
        lessons: hits(Kind::Lesson).collect(),
        questions: hits(Kind::Question).collect(),
        notes: hits(Kind::Note).collect(),
    }
}

/// Of a lesson that is shut nothing is told but its title, not even whether its text has a word. One's own notes are one's own.
fn hit(course: &OutlineView, query: &Query, document: &Found) -> Option<SearchHit> {
    let lesson = lesson_of(course, document)?;
    let shut = lesson.closed.is_some();
    let tells = match document.kind {
        Kind::Note => true,
        Kind::Lesson => !shut || query.rank(&document.title, "").in_title,
        Kind::Question => !shut,
    };
    let excerpt = if shut && document.kind != Kind::Note { Vec::new() } else { query.excerpt(&document.body) };
    tells.then(|| SearchHit {
        of: document.of,
        lesson_slug: lesson.slug.clone(),
        lesson_title: lesson.title.clone(),
        title: query.mark(&document.title),
        excerpt,
        shut,
    })
}

fn lesson_of<'a>(course: &'a OutlineView, document: &Found) -> Option<&'a LessonItem> {
    course.modules.iter().flat_map(|module| &module.lessons).find(|lesson| lesson.id.0 == document.lesson)
}
