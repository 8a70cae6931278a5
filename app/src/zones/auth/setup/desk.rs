use super::checks::Checks;
use super::course_fields::CourseFields;
use crate::api::ApiError;
use crate::api::dto::SetupDesk;
use crate::api::error::Field as FieldName;
use crate::api::setup::Finish;
use crate::components::{Alert, Tone, problem_words, words_for};
use crate::forms::{Field, RefusedForm, Submit};
use leptos::prelude::*;

/// Everything that the place begins with, on one page.
#[component]
pub fn Desk(
    /// What the first run needs.
    desk: SetupDesk,
) -> impl IntoView {
    let action = ServerAction::<Finish>::new();
    let refused = StoredValue::new(RefusedForm::of::<Finish>());
    let error = move || action.value().get().map_or_else(|| refused.get_value().map(|form| form.error), Result::err);
    let problem = move |field| Signal::derive(move || Some(problem_words(field, error()?.problem_with(field)?)));
    let typed = Callback::new(move |name: &'static str| refused.get_value().map(|form| form.value(name)).unwrap_or_default());
    let course = match desk.course {
        None => view! { <CourseFields typed course_problem=problem(FieldName::CourseTitle) price_problem=problem(FieldName::Price(0)) /> }
            .into_any(),
        Some(title) => view! { <p class="text-muted">"There is a course already: “"{title}"”. It stays as it is."</p> }.into_any(),
    };
    view! {
        <div class="grid gap-6">
            <div>
                <h1>"Set up your course"</h1>
                <p class="mt-2 text-muted">"Three things, once. Then this page is gone."</p>
            </div>
            <Checks findings=desk.findings />
            <ActionForm action>
                <div class="grid gap-6">
                    <section class="card grid gap-5" aria-labelledby="admin">
                        <div>
                            <h2 id="admin" class="text-xl">"2. You"</h2>
                            <p class="mt-1 text-sm text-muted">"You run this place. You sign in with a link that is mailed to your address, and a code of an app on your telephone: that is set up next."</p>
                        </div>
                        <Field label="Name" name="name" autocomplete="name" maxlength="120" value=typed.run("name") error=problem(FieldName::Name) />
                        <Field label="E-mail" name="email" kind="email" autocomplete="email" maxlength="254" value=typed.run("email") error=problem(FieldName::Email) />
                    </section>
                    <section class="card grid gap-5" aria-labelledby="course">
                        <h2 id="course" class="text-xl">"3. The course"</h2>
                        {course}
                    </section>
                    <div class="contents" role="alert">{move || other(error())}</div>
                    <Submit pending=action.pending() look="btn-primary btn-lg w-full">"Begin"</Submit>
                </div>
            </ActionForm>
        </div>
    }
}

/// What went wrong that no field is about.
fn other(error: Option<ApiError>) -> Option<AnyView> {
    let (title, text) = match error? {
        ApiError::Invalid(_) => ("Please look at the form again", "The fields that need it are marked.".to_owned()),
        ApiError::Forbidden => {
            ("The code is asked for again", "It was too long ago, or the program was started again. Please reload the page.".to_owned())
        }
        ApiError::NotFound => ("This place is set up already", "Somebody was faster. Please sign in.".to_owned()),
        error => {
            let words = words_for(&error);
            (words.title, words.text)
        }
    };
    Some(view! { <Alert tone=Tone::Danger><p class="font-semibold">{title}</p><p>{text}</p></Alert> }.into_any())
}
