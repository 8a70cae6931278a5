//! What was typed, read; and what is kept of it where it cannot be taken.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::questions::drafts::{self, Form};
use crate::repo::questions::posts::{QuestionChange, Text};
use crate::security::html::from_post;
use crate::services::limits::{self, Action, Subject};
use app::api::ApiError;
use app::api::dto::{Kept, Posted, Typed};
use app::api::error::{Field, FieldError, Problem};
use chrono::TimeDelta;
use domain::question::{self, Flaw};
use std::future::Future;
use uuid::Uuid;

/// What is kept of forms is forgotten after this.
const KEEP_TYPED: TimeDelta = TimeDelta::days(1);

/// A question as typed: all that is wrong with it at once.
pub fn question(typed: &Typed) -> std::result::Result<QuestionChange, ApiError> {
    let title = question::title(&typed.title);
    let text = question::details_text(&typed.text);
    let moment = question::moment(&typed.moment);
    match (title, text, moment) {
        (Ok(title), Ok(source), Ok(moment)) => {
            let at_s = moment.and_then(|second| i32::try_from(second).ok());
            Ok(QuestionChange { title, text: sanitised(source), at_s })
        }
        (title, text, moment) => {
            let wrong = [(Field::Title, title.err()), (Field::Text, text.err()), (Field::Moment, moment.err())];
            Err(ApiError::Invalid(wrong.into_iter().filter_map(|(field, flaw)| Some(problem(field, flaw?))).collect()))
        }
    }
}

/// An answer as typed.
pub fn answer(typed: &Typed) -> std::result::Result<Text, ApiError> {
    question::answer_text(&typed.text).map(sanitised).map_err(|flaw| ApiError::Invalid(vec![problem(Field::Text, flaw)]))
}

fn sanitised(source: String) -> Text {
    let html = from_post(&source);
    Text { source, html }
}

fn problem(field: Field, flaw: Flaw) -> FieldError {
    let problem = match flaw {
        Flaw::Missing => Problem::Missing,
        Flaw::Malformed => Problem::Malformed,
        Flaw::TooLong => Problem::TooLong,
    };
    FieldError { field, problem }
}

/// What is wrong with something typed.
pub fn problems_of<T>(read: std::result::Result<T, ApiError>) -> Vec<FieldError> {
    match read {
        Err(ApiError::Invalid(problems)) => problems,
        _ => Vec::new(),
    }
}

/// Runs `post`. What it refuses is kept for the form where a page is wanted as the answer.
pub async fn or_keep(
    core: &Core,
    user: Uuid,
    form: Form,
    typed: &Typed,
    keep: bool,
    post: impl Future<Output = Result<Posted>>,
) -> Result<Posted> {
    let posted = post.await;
    let refused = matches!(&posted, Err(Fault::Api(ApiError::Invalid(_) | ApiError::TooMany { .. })) | Ok(Posted::Similar(_)));
    if !keep || !refused {
        return posted;
    }
    drafts::keep(core.db.write(), user, form, typed, core.now()).await?;
    Ok(Posted::Kept)
}

/// What the form for a question or an answer begins with, and until when it must wait.
pub async fn kept(core: &Core, user: Uuid, form: Form) -> Result<Kept> {
    let db = core.db.read();
    let Some(typed) = drafts::kept(db, user, form).await? else { return Ok(Kept::default()) };
    let (action, problems) = match form {
        Form::Ask(_) => (Action::Ask, problems_of(question(&typed))),
        Form::Answer(_) | Form::Edit(_) => (Action::Answer, problems_of(answer(&typed))),
    };
    let wait_until = limits::full_until(core, db, action, Subject::Person(user)).await?;
    Ok(Kept { typed, problems, wait_until })
}

/// Forgets what nobody came back to.
pub async fn forget_old(core: &Core) -> Result<()> {
    drafts::forget_before(core.db.write(), core.now() - KEEP_TYPED).await
}
