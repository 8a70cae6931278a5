use super::item_fields::ItemFields;
use super::theirs::Theirs;
use super::typed::{Typed, name, refused_form};
use super::word_field::WordField;
use super::writing::{FORM, SAVE, Writing, is_conflict};
use crate::api::ApiError;
use crate::api::dto::SectionDesk;
use crate::api::error::Field;
use crate::components::{Alert, Glyph, Icon, Tone, problem_words, words_for};
use crate::forms::Submit;
use crate::interop;
use domain::landing::{Items, Spot, WordSpec, Words};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// The form of a section. Every button of it saves all of it.
#[component]
pub fn SectionForm(
    /// The section.
    desk: SectionDesk,
    /// Who saves it.
    writing: Writing,
) -> impl IntoView {
    let SectionDesk { section, mark, gaps, .. } = desk.clone();
    let spec = section.kind.spec();
    // Without scripts the page is shown again with what was typed, and the section is what the other has made of it.
    let first = refused_form(&section).is_some_and(|form| is_conflict(&form.error)).then_some(desk);
    let shown = move || writing.theirs.get().or_else(|| first.clone());
    let current = {
        let shown = shown.clone();
        move || shown().map_or_else(|| mark.clone(), |desk| desk.mark)
    };
    let refused = move || writing.save.value().get().and_then(Result::err);
    let typed = Typed::of(&section);
    let field = |spec: &'static WordSpec| {
        let (value, gap) = (typed.word(spec), gaps.contains(&Spot { item: None, word: Some(spec.word) }));
        view! { <WordField spec item=None value gap writing /> }
    };
    let fields = spec.words.iter().map(field).collect_view();
    let items = spec.items.as_ref().map(|items| list(items, &typed, &gaps, writing));
    let pending = writing.save.pending();
    let other = move || refused().filter(|error| !is_conflict(error)).map(|error| view! { <Refusal error /> });
    Effect::new(move |_| interop::focus_on(&writing.take_focus()));
    view! {
        <div class="contents" role="alert">{move || shown().map(|desk| view! { <Theirs desk /> })}</div>
        <ActionForm action=writing.save attr:id=FORM attr:class="card grid gap-5" on:input=move |_| writing.take_typing()>
            <input type="hidden" name="section" value=section.id.clone() />
            <input type="hidden" name="mark" value=current />
            // The button that the Enter key presses: the first of the form.
            <button type="submit" class="sr-only" name="deed" value="save" tabindex="-1" aria-hidden="true">"Save"</button>
            {fields}
            {items}
            <div class="contents" role="alert">{other}</div>
            <div class="flex flex-wrap items-center gap-4">
                <Submit pending id=SAVE name="deed" value="save">"Save"</Submit>
                <span class="text-sm text-muted" hidden=move || !writing.unsaved.get()>"Not saved yet"</span>
            </div>
        </ActionForm>
    }
}

#[component]
fn Refusal(error: ApiError) -> impl IntoView {
    let count = Field::Landing(Spot { item: None, word: None });
    let words = words_for(&error);
    let text = match error.problem_with(count) {
        Some(problem) => problem_words(count, problem).to_owned(),
        None if matches!(error, ApiError::Invalid(_)) => "Please look at what is marked above. Nothing you typed is lost.".to_owned(),
        None => words.text,
    };
    view! { <Alert tone=Tone::Danger><p class="font-semibold">"This was not saved"</p><p>{text}</p></Alert> }
}

fn list(items: &'static Items, typed: &Typed, gaps: &[Spot], writing: Writing) -> impl IntoView + use<> {
    let count = typed.items.len();
    let item = |(index, words): (usize, &Words)| {
        view! { <ItemFields items index count words=words.clone() gaps=gaps.to_vec() writing /> }
    };
    let first = items.words.first().map(|spec| format!("field-{}", name(Some(count), spec.word)));
    let full = count >= items.most;
    let add = move |_: MouseEvent| writing.focus_next(first.iter().cloned().collect());
    view! {
        <ol class="grid gap-4">{typed.items.iter().enumerate().map(item).collect_view()}</ol>
        <div>
            <button type="submit" class="btn btn-plain btn-sm" name="deed" value="add" id="add-item" disabled=full on:click=add>
                <Icon glyph=Glyph::Plus />"Add: "{items.one}
            </button>
        </div>
    }
}
