#![expect(clippy::needless_pass_by_value, reason = "components own what they are given")]

use super::typed::name;
use super::word_field::WordField;
use super::writing::Writing;
use crate::components::{Glyph, Icon};
use domain::landing::{Items, Spot, Words, said};
use leptos::prelude::*;

/// The fields of one of several: an outcome, a voice, a question. Its buttons save the whole form too.
#[component]
pub fn ItemFields(
    /// What it is one of.
    items: &'static Items,
    /// Which, from 0.
    index: usize,
    /// How many there are.
    count: usize,
    /// What the fields begin with.
    words: Words,
    /// What is still to be written in the section.
    gaps: Vec<Spot>,
    /// Who saves it.
    writing: Writing,
) -> impl IntoView {
    let what = format!("{} {}", items.one, index + 1);
    let title = format!("item-{index}");
    let named_by = title.clone();
    let is_gap = |word| gaps.iter().any(|gap| gap.item.map(usize::from) == Some(index) && gap.word == Some(word));
    let fields = items.words.iter().map(|spec| {
        let value = said(&words, spec.word).to_owned();
        view! { <WordField spec item=Some(index) value gap=is_gap(spec.word) writing /> }
    });
    let first = move |index: usize| items.words.first().map(|spec| format!("field-{}", name(Some(index), spec.word)));
    let go_to = move |button: String, index: usize| writing.focus_next([Some(button), first(index)].into_iter().flatten().collect());
    view! {
        <li class="item-card" aria-labelledby=named_by>
            <div class="item-head">
                <h2 id=title class="text-base">{what.clone()}</h2>
                <div class="flex flex-none">
                    <Tool deed=format!("up-{index}") label=format!("Move up: {what}") glyph=Glyph::ArrowUp disabled=index == 0 on_press=move || go_to(format!("up-{}", index.saturating_sub(1)), index.saturating_sub(1)) />
                    <Tool deed=format!("down-{index}") label=format!("Move down: {what}") glyph=Glyph::ArrowDown disabled=index + 1 == count on_press=move || go_to(format!("down-{}", index + 1), index + 1) />
                    <Tool deed=format!("remove-{index}") label=format!("Remove: {what}") glyph=Glyph::Cross disabled=false on_press=move || writing.focus_next([first(index), first(index.saturating_sub(1)), Some("add-item".to_owned())].into_iter().flatten().collect()) />
                </div>
            </div>
            {fields.collect_view()}
        </li>
    }
}

#[component]
fn Tool(deed: String, label: String, glyph: Glyph, disabled: bool, on_press: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="submit" name="deed" id=deed.clone() value=deed class="btn btn-ghost file-shift" disabled=disabled aria-label=label on:click=move |_| on_press()>
            <Icon glyph />
        </button>
    }
}
