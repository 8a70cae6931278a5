//! What students read.

use super::check::{self, problems_of};
use super::{open_lesson, seen_question, view};
use crate::core::Core;
use crate::error::Result;
use crate::repo::questions::drafts::{self, Form};
use crate::repo::questions::reading::{self, AnswerLine, Listing, QuestionLine};
use crate::repo::questions::{self as repo, Slice};
use app::api::ApiError;
use app::api::dto::{AnswerState, AnswerView, AskView, Kept, OwnPost, Page, QuestionList, SimilarQuestion, ThreadView, Typed};
use app::api::ports::{QuestionQuery, StudentActor};
use app::components::text;
use domain::ids::{AnswerId, QuestionId};
use domain::question::{is_editable, words};
use entity::question;
use std::collections::HashMap;
use uuid::Uuid;

/// The most questions on one page of a list.
const MOST: u32 = 20;
/// Answers on one page.
pub const ANSWERS: u32 = 30;
/// So many similar questions are named.
const SIMILAR: u32 = 3;
/// The longest words that are searched for, in characters.
const LONGEST_SEARCH: usize = 100;

/// A page of the questions about a lesson.
pub async fn list(core: &Core, student: &StudentActor, query: &QuestionQuery) -> Result<QuestionList> {
    let lesson = open_lesson(core, student, &query.lesson).await?;
    let db = core.db.read();
    let search = searched(&query.search);
    let listing = Listing { student: student.user.into(), lesson: lesson.id, order: query.order, search: &search };
    let size = query.size.clamp(1, MOST);
    let total = reading::count(db, &listing).await?;
    let (number, pages) = place(query.page, total, size);
    let rows = reading::list(db, &listing, Slice::page(number, size)).await?;
    let rows = rows.into_iter().map(|line| view::row(line, student.user)).collect();
    Ok(QuestionList { lesson: view::place(&lesson), page: Page { rows, number, pages, total } })
}

/// Words to search for as typed, without what is too long or cannot be in a text.
pub fn searched(typed: &str) -> String {
    typed.trim().chars().filter(|c| !c.is_control()).take(LONGEST_SEARCH).collect()
}

/// A page that exists, and how many there are.
pub fn place(wanted: u32, total: u64, size: u32) -> (u32, u32) {
    let pages = u32::try_from(total.div_ceil(size.into()).max(1)).unwrap_or(u32::MAX);
    (wanted.clamp(1, pages), pages)
}

/// A question with a page of its answers.
pub async fn thread(core: &Core, student: &StudentActor, slug: &str, id: QuestionId, page: u32) -> Result<ThreadView> {
    let lesson = open_lesson(core, student, slug).await?;
    let (db, user) = (core.db.read(), student.user.0);
    let asked = repo::question(db, id.into()).await?.filter(|question| question.lesson_id == lesson.id).ok_or(ApiError::NotFound)?;
    let line = reading::line(db, user, asked.id).await?.ok_or(ApiError::NotFound)?;
    let total = reading::count_answers(db, user, asked.id, false).await?;
    let (number, pages) = place(page, total, ANSWERS);
    let lines = reading::answers(db, user, asked.id, false, Slice::page(number, ANSWERS)).await?;
    let own: Vec<_> = lines.iter().filter(|line| line.author_id == user).map(|line| line.id).chain([asked.id]).collect();
    let kept: HashMap<_, _> = drafts::kept_edits(db, user, &own).await?.into_iter().collect();
    let rows = lines.into_iter().map(|line| answer_view(core, line, user, &kept)).collect();
    Ok(ThreadView {
        own: (asked.author_id == user).then(|| own_question(core, &asked, &line, total, &kept)),
        reported: reading::has_reported(db, user, asked.id).await?,
        lesson: view::place(&lesson),
        question: view::row(line, student.user),
        html: asked.html,
        edited_at: asked.edited_at,
        answers: Page { rows, number, pages, total },
    })
}

fn own_question(core: &Core, asked: &question::Model, line: &QuestionLine, answers: u64, kept: &HashMap<Uuid, Typed>) -> OwnPost {
    let stored = || Typed {
        title: asked.title.clone(),
        text: asked.source.clone(),
        moment: line.at_s.map(|at| text::clock(crate::repo::rows::count(at))).unwrap_or_default(),
    };
    let problems = kept.get(&asked.id).map(|typed| problems_of(check::question(typed))).unwrap_or_default();
    OwnPost {
        kept: Kept { typed: kept.get(&asked.id).cloned().unwrap_or_else(stored), problems, wait_until: None },
        may_edit: is_editable(asked.created_at, core.now()),
        may_delete: answers == 0,
    }
}

/// An answer as a reader sees it.
pub fn answer_view(core: &Core, line: AnswerLine, reader: Uuid, kept: &HashMap<Uuid, Typed>) -> AnswerView {
    let own = (line.author_id == reader).then(|| {
        let typed = kept.get(&line.id);
        let stored = || Typed { text: line.source.clone(), ..Typed::default() };
        let problems = typed.map(|typed| problems_of(check::answer(typed))).unwrap_or_default();
        OwnPost {
            kept: Kept { typed: typed.cloned().unwrap_or_else(stored), problems, wait_until: None },
            may_edit: line.by_creator || is_editable(line.created_at, core.now()),
            may_delete: line.accepted_at.is_none(),
        }
    });
    AnswerView {
        id: AnswerId(line.id),
        author: domain::question::shown_name(&line.author_name),
        by_creator: line.by_creator,
        state: match line.accepted_at {
            _ if line.state != "open" => AnswerState::Hidden,
            Some(_) => AnswerState::Accepted,
            None => AnswerState::Given,
        },
        html: line.html,
        created_at: line.created_at,
        edited_at: line.edited_at,
        own,
        reported: line.reported,
    }
}

/// The form for a new question, with what was typed and could not be posted yet.
pub async fn form(core: &Core, student: &StudentActor, slug: &str) -> Result<AskView> {
    let lesson = open_lesson(core, student, slug).await?;
    let kept = check::kept(core, student.user.into(), Form::Ask(lesson.id)).await?;
    let similar = similar(core, lesson.id, &kept.typed.title).await?;
    Ok(AskView { lesson: view::place(&lesson), kept, similar })
}

/// What the form for an answer begins with.
pub async fn answer_form(core: &Core, student: &StudentActor, id: QuestionId) -> Result<Kept> {
    let question = seen_question(core, student, id).await?;
    if question.state != "open" {
        return Err(ApiError::NotFound.into());
    }
    check::kept(core, student.user.into(), Form::Answer(question.id)).await
}

/// What was asked about a lesson before and sounds like a title.
pub async fn similar(core: &Core, lesson: Uuid, title: &str) -> Result<Vec<SimilarQuestion>> {
    let found = reading::similar(core.db.read(), lesson, &words(title), SIMILAR).await?;
    Ok(found.into_iter().map(view::similar).collect())
}
