use super::similar::{AskButton, Similar};
use super::{is_refused, problem, wait};
use crate::api::dto::{Kept, LessonPlace, SimilarQuestion};
use crate::api::error::Field as FieldName;
use crate::api::questions::Ask;
use crate::components::{Glyph, Icon};
use crate::forms::{Field, Refusal, TextArea, why_refused};
use crate::paths;
use domain::question::MAX_TEXT;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The form for a new question.
#[component]
pub fn AskForm(
    /// The lesson.
    lesson: LessonPlace,
    /// What it begins with.
    #[prop(optional)]
    kept: Kept,
    /// What sounds like that.
    #[prop(optional)]
    similar: Vec<SimilarQuestion>,
    /// Whether it stands below the lesson, whose page then stays.
    #[prop(optional)]
    below: bool,
) -> impl IntoView {
    let anyway = !similar.is_empty();
    let (title, text) = (problem(&kept, FieldName::Title), problem(&kept, FieldName::Text));
    let moment = lesson.has_video.then(|| moment_field(&kept, below));
    let mark = is_refused(&kept);
    let Kept { typed, wait_until, .. } = kept;
    let address = paths::ask(&lesson.slug).to_string();
    let refused = why_refused::<Ask>();
    let done = below.then_some("Your question is posted. We will write to you when it is answered.");
    view! {
        <form method="post" action=Ask::url() id="ask-form" class="grid gap-4" data-refused=mark data-stays=below.then_some("") data-done=done data-ask=address>
            <input type="hidden" name="lesson" value=lesson.slug.clone() />
            <Field label="Your question, in one line" name="title" autocomplete="off" maxlength="140" value=typed.title error=title />
            <Similar lesson=lesson.slug found=similar />
            <TextArea
                label="Details (if you like)"
                name="text"
                id="ask-text"
                maxlength=MAX_TEXT
                required=false
                value=typed.text
                hint="*emphasis*, `code`, lists and links work."
                error=text
            />
            {moment}
            {wait(wait_until)}
            <Refusal error=refused />
            <AskButton anyway />
        </form>
    }
}

fn moment_field(kept: &Kept, below: bool) -> impl IntoView + use<> {
    let (value, error) = (kept.typed.moment.clone(), problem(kept, FieldName::Moment));
    view! {
        <div class="flex flex-wrap items-end gap-3">
            <div class="min-w-44">
                <Field label="Moment in the video" name="moment" autocomplete="off" maxlength="9" required=false value hint="As the video shows it: 3:12" error />
            </div>
            <div class="with-script pb-7">
                <button type="button" class="btn btn-plain" data-moment-now="" hidden=!below><Icon glyph=Glyph::Clock />"The video’s moment now"</button>
            </div>
        </div>
    }
}
