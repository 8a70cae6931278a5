use super::deeds::Deeds;
use crate::api::dto::{Kept, OwnPost, ThreadView};
use crate::api::error::Field as FieldName;
use crate::components::problem_words;
use crate::forms::{Field, Submit, TextArea};
use domain::ids::QuestionId;
use domain::question::{MAX_TEXT, Post};
use leptos::prelude::*;

/// Where a post stands.
#[derive(Clone, Debug)]
pub struct Place {
    /// The lesson's slug.
    pub lesson: String,
    /// The question.
    pub question: QuestionId,
    /// Whether questions can be about moments of a video.
    pub has_video: bool,
}

impl Place {
    /// That of a question's page.
    pub fn of(thread: &ThreadView) -> Self {
        Self { lesson: thread.lesson.slug.clone(), question: thread.question.id, has_video: thread.lesson.has_video }
    }
}

/// Changes and deletes one's own post, while it can be.
#[component]
pub fn OwnTools(
    /// The post.
    post: Post,
    /// What its writer may do.
    own: OwnPost,
    /// Where it stands.
    place: Place,
    /// What can be done.
    deeds: Deeds,
) -> impl IntoView {
    let OwnPost { kept, may_edit, may_delete } = own;
    let open = !kept.problems.is_empty();
    let edit = may_edit.then(|| {
        view! { <details class="tool" open=open><summary>"Edit"</summary><EditForm post kept place=place.clone() deeds /></details> }
    });
    let delete = may_delete.then(|| {
        view! {
            <details class="tool">
                <summary>"Delete"</summary>
                <ActionForm action=deeds.delete attr:class="tool-body">
                    <Where post place />
                    <p>"It cannot be brought back."</p>
                    <p><Submit pending=deeds.delete.pending() look="btn-plain btn-sm">"Delete it for good"</Submit></p>
                </ActionForm>
            </details>
        }
    });
    view! { {edit} {delete} }
}

/// Tells a form's function what it is about.
#[component]
fn Where(post: Post, place: Place) -> impl IntoView {
    view! {
        <input type="hidden" name="lesson" value=place.lesson />
        <input type="hidden" name="question" value=place.question.to_string() />
        <input type="hidden" name="post" value=post.to_string() />
    }
}

#[component]
fn EditForm(post: Post, kept: Kept, place: Place, deeds: Deeds) -> impl IntoView {
    let Kept { typed, problems, .. } = kept;
    let problem = move |field: FieldName| {
        let first = problems.iter().find(|problem| problem.field == field).map(|problem| problem_words(field, problem.problem));
        Signal::derive(move || deeds.problem(post, field).or(first))
    };
    let is_question = matches!(post, Post::Question(_));
    let title = is_question.then(|| {
        view! { <Field label="Your question, in one line" name="title" autocomplete="off" maxlength="140" value=typed.title error=problem(FieldName::Title) /> }
    });
    let moment = (is_question && place.has_video).then(|| {
        view! { <Field label="Moment in the video" name="moment" autocomplete="off" maxlength="9" required=false value=typed.moment hint="As the video shows it: 3:12" error=problem(FieldName::Moment) /> }
    });
    let label = if is_question { "Details" } else { "Your answer" };
    view! {
        <ActionForm action=deeds.edit attr:class="tool-body">
            <Where post place />
            {title}
            <TextArea label name="text" id=format!("edit-{post}").replace('/', "-") rows=6 maxlength=MAX_TEXT required=!is_question value=typed.text error=problem(FieldName::Text) />
            {moment}
            <p><Submit pending=deeds.edit.pending() look="btn-primary btn-sm">"Save"</Submit></p>
        </ActionForm>
    }
}
