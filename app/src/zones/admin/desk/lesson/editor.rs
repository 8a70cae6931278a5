use super::pictures::{PictureTool, Pictures};
use super::writing::{Stage, Writing};
use crate::api::curriculum::SaveWords;
use crate::api::dto::LessonDesk;
use crate::api::error::Field as FieldName;
use crate::components::{Alert, LocalTime, RichText, Tone, words_for};
use crate::forms::{Field, TextArea};
use crate::paths;
use leptos::ev::MouseEvent;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The form with the words of a lesson, and beside the text how students see it. Without scripts the browser sends it.
#[component]
pub fn Editor(
    /// The lesson as it was loaded.
    desk: LessonDesk,
    /// The words.
    writing: Writing,
) -> impl IntoView {
    let LessonDesk { id, slug, publication, .. } = desk;
    let words = writing.words.get_untracked();
    let area = NodeRef::<Textarea>::new();
    follow(area, writing);
    let pictures = Pictures::new(&slug, area, writing);
    view! {
        <section class="card grid gap-5" aria-labelledby="words">
            <h2 id="words" class="sr-only">"Words"</h2>
            <form method="post" action=SaveWords::url() class="grid gap-5">
                <input type="hidden" name="lesson" value=id.to_string() />
                <input type="hidden" name="version" value=move || writing.version.get().to_string() />
                <fieldset class="contents" disabled=move || writing.stage.get() == Stage::Conflict>
                    <Field
                        label="Title" name="title" autocomplete="off" maxlength="200" value=words.title
                        error=writing.problem(FieldName::LessonTitle)
                        on:input=move |event| writing.change(|words| words.title = event_target_value(&event))
                    />
                    <Field
                        label="In one or two sentences" name="summary" autocomplete="off" maxlength="500" required=false value=words.summary
                        error=writing.problem(FieldName::Summary)
                        on:input=move |event| writing.change(|words| words.summary = event_target_value(&event))
                    />
                    <div class="editor">
                        <div class="editor-text" on:paste=move |event| pictures.paste(&event) on:dragover=move |event| event.prevent_default() on:drop=move |event| pictures.drop_in(&event)>
                            <TextArea
                                label="Text" name="source" id="lesson-text" rows=20 required=false value=words.source node_ref=area
                                hint="Markdown: **bold**, *italic*, ## heading, - list, [link](https://…). A pasted picture is uploaded."
                                error=writing.problem(FieldName::LessonText)
                                on:input=move |event| writing.change(|words| words.source = event_target_value(&event))
                            />
                            <PictureTool pictures />
                        </div>
                        <div class="editor-view">
                            <p class="field-label">"As students see it"</p>
                            <div class="editor-page" tabindex="0" role="region" aria-label="As students see it">{move || view! { <RichText html=writing.html.get() /> }}</div>
                        </div>
                    </div>
                    <Buttons promised=publication.is_promised() writing />
                </fieldset>
                <Outcome slug writing />
            </form>
        </section>
    }
}

/// Keeps the field and the words together: what was typed before the page was alive counts.
fn follow(area: NodeRef<Textarea>, writing: Writing) {
    Effect::new(move |begun: Option<bool>| {
        let Some(area) = area.get() else { return begun.unwrap_or_default() };
        let source = writing.words.with(|words| words.source.clone());
        if area.value() != source {
            if begun == Some(true) {
                area.set_value(&source);
            } else {
                let typed = area.value();
                writing.change(|words| words.source = typed);
            }
        }
        true
    });
}

#[component]
fn Buttons(promised: bool, writing: Writing) -> impl IntoView {
    let saving = move || writing.stage.get() == Stage::Saving;
    let save = move |show: bool| {
        move |event: MouseEvent| {
            event.prevent_default();
            writing.save(show);
        }
    };
    let show = if promised { "Save and show to students" } else { "Save" };
    // It comes first: who presses Enter in a field presses the first button of the form, and shows nothing by it.
    let wait = promised.then(|| view! { <button type="submit" class="btn btn-plain" on:click=save(false)>"Save for later"</button> });
    view! {
        <div class="flex flex-wrap items-center gap-3">
            {wait}
            <button type="submit" class="btn btn-primary" name="show" value="on" aria-busy=move || saving().then_some("true") on:click=save(true)>{show}</button>
            <p class="text-sm text-muted" role="status">{move || stage_words(writing)}</p>
        </div>
    }
}

fn stage_words(writing: Writing) -> AnyView {
    let unshown = || writing.unshown.get().then_some(" Students do not see your latest changes yet.");
    match writing.stage.get() {
        Stage::Saved(Some(at)) => view! { "Saved on "<LocalTime at />"."{unshown()} }.into_any(),
        Stage::Saved(None) => view! { "Every word is saved."{unshown()} }.into_any(),
        Stage::Unsaved => "Not saved yet…".into_any(),
        Stage::Saving => "Saving…".into_any(),
        Stage::Failed => "Not saved.".into_any(),
        Stage::Conflict => "Not saved: please choose first.".into_any(),
    }
}

/// Why nothing was saved, and the way on.
#[component]
fn Outcome(slug: String, writing: Writing) -> impl IntoView {
    let conflict = move || {
        writing.conflict.get().map(|aside| {
            let both = paths::after_saving(&slug, Some(aside.revision), true).to_string();
            view! {
                <Alert tone=Tone::Warning>
                    <p class="font-semibold">{aside.by}" saved this lesson while you were writing"</p>
                    <p>"Nothing is lost: your words are kept beside theirs. Look at both and choose, or make one of the two."</p>
                    <p><a class="btn btn-plain btn-sm mt-1" data-stays="" href=both>"Look at both"</a></p>
                </Alert>
            }
        })
    };
    let trouble = move || {
        writing.trouble().map(|error| {
            let words = words_for(&error);
            view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p></Alert> }
        })
    };
    view! { <div class="contents" role="alert">{conflict}{trouble}</div> }
}
