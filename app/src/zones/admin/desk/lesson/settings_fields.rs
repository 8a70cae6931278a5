use super::settings_card::{Filled, visibility_words};
use crate::api::ApiError;
use crate::api::dto::LessonChoice;
use crate::api::error::Field as FieldName;
use crate::components::problem_words;
use crate::forms::Field;
use domain::publication::Visibility;
use leptos::prelude::*;

fn problem(error: Signal<Option<ApiError>>, field: FieldName) -> Signal<Option<&'static str>> {
    Signal::derive(move || error.with(|error| error.as_ref()?.problem_with(field)).map(|problem| problem_words(field, problem)))
}

/// Address, video and how the sales page shows the lesson.
#[component]
pub fn SettingsFields(
    /// What stands in the fields.
    filled: Filled,
    /// What is wrong.
    error: Signal<Option<ApiError>>,
    /// Whether students see the lesson.
    shown: bool,
) -> impl IntoView {
    let hint = if shown {
        "The last part of /learn/…. If you change it, links to the old address lead to the new one."
    } else {
        "The last part of /learn/…: small letters, digits and dashes."
    };
    let options = Visibility::ALL.into_iter().map(|visibility| {
        let selected = filled.visibility == visibility.name();
        view! { <option value=visibility.name() selected=selected>{visibility_words(visibility)}</option> }
    });
    view! {
        <Field label="Address" name="slug" autocomplete="off" maxlength="80" value=filled.slug hint error=problem(error, FieldName::Slug) />
        <Field label="Video at Vimeo" name="video" autocomplete="off" maxlength="200" required=false value=filled.video hint="Its number, or number/hash of an unlisted one, or its address. Empty for a lesson without a video." error=problem(error, FieldName::Video) />
        <Field label="Minutes" name="minutes" kind="number" autocomplete="off" maxlength="4" required=false value=filled.minutes error=problem(error, FieldName::Minutes) />
        <div class="field">
            <label class="field-label" for="field-visibility">"On the sales page"</label>
            <select class="input" id="field-visibility" name="visibility">{options.collect_view()}</select>
        </div>
    }
}

/// What the lesson asks for before it opens.
#[component]
pub fn Rules(
    /// What stands in the fields.
    filled: Filled,
    /// The lessons before it.
    earlier: Vec<LessonChoice>,
    /// What is wrong.
    error: Signal<Option<ApiError>>,
) -> impl IntoView {
    let chosen = filled.after;
    let known = chosen.is_empty() || earlier.iter().any(|lesson| lesson.id.to_string() == chosen);
    let later = (!known)
        .then(|| view! { <option value=chosen.clone() selected=true>"A lesson that comes later now: it is not waited for"</option> });
    let options = earlier.into_iter().map(|lesson| {
        let id = lesson.id.to_string();
        let selected = id == chosen;
        view! { <option value=id selected=selected>{lesson.title}</option> }
    });
    view! {
        <fieldset class="grid gap-5 border-t border-line pt-5">
            <legend class="field-label float-left">"When it opens"</legend>
            <p class="text-sm text-muted">"Without any of these it opens with the course. What a student has completed never shuts again."</p>
            <Field label="Days after the student’s access began" name="opens_after_days" kind="number" autocomplete="off" maxlength="4" required=false value=filled.days error=problem(error, FieldName::Days) />
            <Field label="Not before, in UTC" name="opens_at" kind="datetime-local" autocomplete="off" maxlength="19" required=false value=filled.opens_at error=problem(error, FieldName::From) />
            <div class="field">
                <label class="field-label" for="field-after">"After this lesson is completed"</label>
                <select class="input" id="field-after" name="after" aria-describedby="field-after-error">
                    <option value="">"No lesson"</option>
                    {options.collect_view()}
                    {later}
                </select>
                <p class="field-error" id="field-after-error" role="alert" hidden=move || problem(error, FieldName::After).get().is_none()>
                    <span>{move || problem(error, FieldName::After).get()}</span>
                </p>
            </div>
        </fieldset>
    }
}
