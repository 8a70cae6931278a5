use super::super::player::Watch;
use super::similar::Similar;
use crate::api::ApiError;
use crate::api::dto::{Kept, LessonPlace, Posted, SimilarQuestion};
use crate::api::error::Field as FieldName;
use crate::api::questions::{self, Ask};
use crate::components::{Alert, Glyph, Icon, LocalTime, Tone, problem_words, text, words_for};
use crate::forms::{Field, Submit, TextArea};
use crate::interop;
use domain::ids::QuestionId;
use domain::question::{MAX_TEXT, Post};
use leptos::ev::Event;
use leptos::html::Form;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;

/// So long after the last letter of a title similar ones are looked for, in milliseconds.
const PAUSE_MS: i32 = 400;

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
    /// The video, where it is on the page.
    #[prop(optional_no_strip)]
    watch: Option<Watch>,
    /// The question stands there.
    on_posted: Callback<QuestionId>,
) -> impl IntoView {
    let action = ServerAction::<Ask>::new();
    let form = NodeRef::<Form>::new();
    let found = RwSignal::new(similar);
    follow(action, form, found, on_posted);
    let Kept { typed, problems, wait_until } = kept;
    let first = StoredValue::new((!problems.is_empty()).then_some(ApiError::Invalid(problems)));
    let error = Signal::derive(move || match action.value().get() {
        Some(answer) => answer.err(),
        None => first.get_value(),
    });
    let problem = move |field| Signal::derive(move || Some(problem_words(field, error.get()?.problem_with(field)?)));
    let slug = lesson.slug.clone();
    let typing = look_for_similar(lesson.slug.clone(), found);
    let anyway = move || (!found.get().is_empty()).then(|| view! { <input type="hidden" name="anyway" value="yes" /> });
    let words = move || if found.get().is_empty() { "Ask" } else { "Ask anyway" };
    let moment = lesson.has_video.then(|| view! { <MomentField value=typed.moment.clone() watch error=problem(FieldName::Moment) /> });
    view! {
        <ActionForm action node_ref=form attr:class="grid gap-4" on:input=typing>
            <input type="hidden" name="lesson" value=lesson.slug />
            <Field label="Your question, in one line" name="title" autocomplete="off" maxlength="140" value=typed.title error=problem(FieldName::Title) />
            <Similar lesson=slug found />
            <TextArea
                label="Details (if you like)"
                name="text"
                id="ask-text"
                maxlength=MAX_TEXT
                required=false
                value=typed.text
                hint="*emphasis*, `code`, lists and links work."
                error=problem(FieldName::Text)
            />
            {moment}
            {anyway}
            <Refusal error wait_until />
            <p><Submit pending=action.pending()>{words}</Submit></p>
        </ActionForm>
    }
}

/// What is said of a form that was refused as a whole.
#[component]
pub fn Refusal(
    /// Why.
    #[prop(into)]
    error: Signal<Option<ApiError>>,
    /// So much was posted that the next is possible at this moment only.
    #[prop(optional_no_strip)]
    wait_until: Option<chrono::DateTime<chrono::Utc>>,
) -> impl IntoView {
    let waits = wait_until.map(|at| {
        view! { <Alert tone=Tone::Warning><p class="font-semibold">"That was a lot for one hour"</p><p>"Your text is kept. You can post it from "<LocalTime at />" on."</p></Alert> }
    });
    let refused = move || {
        error.get().filter(|error| !matches!(error, ApiError::Invalid(_))).map(|error| {
            let words = words_for(&error);
            view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> }
        })
    };
    view! { <div class="contents" role="alert">{waits} {refused}</div> }
}

#[component]
fn MomentField(value: String, watch: Option<Watch>, #[prop(into)] error: Signal<Option<&'static str>>) -> impl IntoView {
    let now = watch.map(|watch| {
        let fill = move |_| interop::fill_in("field-moment", &text::clock(watch.at_s()));
        view! {
            <div class="with-script pb-7">
                <button type="button" class="btn btn-plain" on:click=fill><Icon glyph=Glyph::Clock />"The video’s moment now"</button>
            </div>
        }
    });
    view! {
        <div class="flex flex-wrap items-end gap-3">
            <div class="min-w-44">
                <Field label="Moment in the video" name="moment" autocomplete="off" maxlength="9" required=false value hint="As the video shows it: 3:12" error />
            </div>
            {now}
        </div>
    }
}

/// Empties the form once the question stands there, and shows what sounds like it where it does not.
fn follow(action: ServerAction<Ask>, form: NodeRef<Form>, found: RwSignal<Vec<SimilarQuestion>>, on_posted: Callback<QuestionId>) {
    Effect::new(move |_| match action.value().get() {
        Some(Ok(Posted::Done(Post::Question(id)))) => {
            if let Some(form) = form.get_untracked() {
                form.reset();
            }
            found.set(Vec::new());
            on_posted.run(id);
        }
        Some(Ok(Posted::Similar(similar))) => found.set(similar),
        _ => {}
    });
}

/// Looks for similar questions a moment after the last letter of the title.
fn look_for_similar(lesson: String, found: RwSignal<Vec<SimilarQuestion>>) -> impl Fn(Event) {
    let typed = StoredValue::new(0_u32);
    move |event| {
        let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(title) = field.filter(|field| field.name() == "title").map(|field| field.value()) else { return };
        typed.update_value(|count| *count += 1);
        let (lesson, mine) = (lesson.clone(), typed.get_value());
        spawn_local(async move {
            interop::sleep_ms(PAUSE_MS).await;
            if typed.try_get_value() != Some(mine) {
                return;
            }
            let similar = questions::similar(lesson, title).await.unwrap_or_default();
            if typed.try_get_value() == Some(mine) {
                found.try_set(similar);
            }
        });
    }
}
