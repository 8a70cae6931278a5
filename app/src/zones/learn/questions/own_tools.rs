use super::{is_refused, problem};
use crate::api::dto::{Kept, OwnPost, ThreadView};
use crate::api::error::Field as FieldName;
use crate::api::questions::{Delete, Edit};
use crate::forms::{Field, Submit, TextArea};
use domain::ids::QuestionId;
use domain::question::{MAX_TEXT, Post};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

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
) -> impl IntoView {
    let OwnPost { kept, may_edit, may_delete } = own;
    let open = !kept.problems.is_empty();
    let edit = may_edit.then(|| {
        view! { <details class="tool" open=open><summary>"Edit"</summary><EditForm post kept place=place.clone() /></details> }
    });
    let delete = may_delete.then(|| {
        view! {
            <details class="tool">
                <summary>"Delete"</summary>
                <form method="post" action=Delete::url() class="tool-body" data-done="It is deleted.">
                    <About post place />
                    <p>"It cannot be brought back."</p>
                    <p><Submit pending=false look="btn-plain btn-sm">"Delete it for good"</Submit></p>
                </form>
            </details>
        }
    });
    view! { {edit} {delete} }
}

/// Tells a form's function what it is about.
#[component]
fn About(post: Post, place: Place) -> impl IntoView {
    view! {
        <input type="hidden" name="lesson" value=place.lesson />
        <input type="hidden" name="question" value=place.question.to_string() />
        <input type="hidden" name="post" value=post.to_string() />
    }
}

#[component]
fn EditForm(post: Post, kept: Kept, place: Place) -> impl IntoView {
    let of = |field| problem(&kept, field);
    let (title_error, text_error, moment_error) = (of(FieldName::Title), of(FieldName::Text), of(FieldName::Moment));
    let mark = is_refused(&kept);
    let typed = kept.typed;
    let is_question = matches!(post, Post::Question(_));
    let scope = post.to_string().replace('/', "-");
    let title = is_question.then(|| {
        view! { <Field label="Your question, in one line" name="title" scope=scope.clone() autocomplete="off" maxlength="140" value=typed.title error=title_error /> }
    });
    let moment = (is_question && place.has_video).then(|| {
        view! { <Field label="Moment in the video" name="moment" scope=scope.clone() autocomplete="off" maxlength="9" required=false value=typed.moment hint="As the video shows it: 3:12" error=moment_error /> }
    });
    let label = if is_question { "Details" } else { "Your answer" };
    view! {
        <form method="post" action=Edit::url() id=format!("form-{scope}") class="tool-body" data-refused=mark data-done="Your change is saved.">
            <About post place />
            {title}
            <TextArea label name="text" id=format!("edit-{scope}") rows=6 maxlength=MAX_TEXT required=!is_question value=typed.text error=text_error />
            {moment}
            <p><Submit pending=false look="btn-primary btn-sm">"Save"</Submit></p>
        </form>
    }
}
