use super::settings_fields::{Rules, SettingsFields};
use crate::api::ApiError;
use crate::api::curriculum::SaveSettings;
use crate::api::dto::{LessonDesk, LessonSettings};
use crate::api::error::Conflict;
use crate::components::{Alert, Tone, text, words_for};
use crate::forms::{RefusedForm, Submit};
use domain::publication::Visibility;
use leptos::prelude::*;

/// Everything that is set for a lesson beside its words.
#[component]
pub fn SettingsCard(
    /// The lesson as it was loaded: it fills the fields once.
    desk: LessonDesk,
    /// The settings as they are now.
    present: Signal<LessonSettings>,
    /// What saves them.
    action: ServerAction<SaveSettings>,
) -> impl IntoView {
    let typed = RefusedForm::of::<SaveSettings>();
    let refused_by = typed.as_ref().map(|form| form.error.clone());
    let error = Signal::derive(move || action.value().get().and_then(Result::err).or_else(|| refused_by.clone()));
    let trouble = move || error.get().filter(|error| !matches!(error, ApiError::Invalid(_)));
    let changed = move || error.get() == Some(ApiError::Conflict(Conflict::SettingsChanged));
    let LessonDesk { id, earlier, publication, .. } = desk;
    let filled = typed.map_or_else(|| Filled::from(&desk.settings), |form| Filled::typed(&form));
    view! {
        <section class="card grid gap-5" aria-labelledby="settings">
            <h2 id="settings" class="text-xl">"Settings"</h2>
            <div class="contents" role="alert">
                {move || {
                    trouble().map(|error| {
                        let words = words_for(&error);
                        let present = changed().then(|| present_words(&present.get()));
                        view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p>{present}</Alert> }
                    })
                }}
            </div>
            <ActionForm action attr:class="grid gap-5">
                <input type="hidden" name="lesson" value=id.to_string() />
                <input type="hidden" name="version" value=move || present.get().version.to_string() />
                <SettingsFields filled=filled.clone() error shown=publication.is_visible() />
                <Rules filled earlier error />
                <div><Submit pending=action.pending() look="btn-plain">"Save the settings"</Submit></div>
            </ActionForm>
        </section>
    }
}

/// What stands in the fields.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The last part of the address.
    pub slug: String,
    /// The video.
    pub video: String,
    /// The length in minutes.
    pub minutes: String,
    /// The name of how the sales page shows it.
    pub visibility: String,
    /// Days after the access began.
    pub days: String,
    /// A moment.
    pub opens_at: String,
    /// The lesson that comes before.
    pub after: String,
}

impl Filled {
    fn from(settings: &LessonSettings) -> Self {
        Self {
            slug: settings.slug.clone(),
            video: settings.video.clone(),
            minutes: settings.minutes.to_string(),
            visibility: settings.visibility.name().to_owned(),
            days: settings.opens_after_days.map(|days| days.to_string()).unwrap_or_default(),
            opens_at: settings.opens_at.map(text::form_moment).unwrap_or_default(),
            after: settings.after.map(|lesson| lesson.to_string()).unwrap_or_default(),
        }
    }

    fn typed(form: &RefusedForm) -> Self {
        Self {
            slug: form.value("slug"),
            video: form.value("video"),
            minutes: form.value("minutes"),
            visibility: form.value("visibility"),
            days: form.value("opens_after_days"),
            opens_at: form.value("opens_at"),
            after: form.value("after"),
        }
    }
}

/// What somebody else saved, in a line.
fn present_words(present: &LessonSettings) -> String {
    let LessonSettings { slug, video, minutes, visibility, opens_after_days, opens_at, .. } = present;
    let video = if video.is_empty() { "no video".to_owned() } else { format!("video {video}") };
    let days = opens_after_days.map(|days| format!(", after {days} days")).unwrap_or_default();
    let from = opens_at.map(|at| format!(", from {}", text::date_time(at))).unwrap_or_default();
    format!("Now: address {slug}, {video}, {minutes} minutes, {}{days}{from}.", visibility_words(*visibility).to_lowercase())
}

/// How the sales page shows a lesson.
pub fn visibility_words(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Hidden => "Not by name",
        Visibility::Titled => "By its title",
        Visibility::Preview => "Whole, as a free preview",
    }
}
