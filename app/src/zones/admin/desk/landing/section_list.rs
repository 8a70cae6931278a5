use crate::api::dto::SectionRow;
use crate::api::landing::ArrangeSection;
use crate::components::{Glyph, Icon, text};
use crate::{interop, paths};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_router::components::A;

/// The section that was just moved. It outlives the list, which is drawn anew after each change.
#[derive(Clone, Copy)]
pub struct Moved {
    id: StoredValue<Option<String>>,
    /// What is said of it to those who do not see the list.
    pub said: RwSignal<String>,
}

impl Moved {
    /// Nothing is moved yet.
    pub fn new() -> Self {
        Self { id: StoredValue::new(None), said: RwSignal::new(String::new()) }
    }
}

/// The sections in their order, with what can be done to each.
#[component]
pub fn SectionList(
    /// The sections.
    sections: Vec<SectionRow>,
    /// What moves, hides and shows them.
    action: ServerAction<ArrangeSection>,
    /// What was just moved.
    moved: Moved,
) -> impl IntoView {
    let last = moved.id.try_update_value(Option::take).flatten();
    let place = sections.iter().position(|section| Some(&section.id) == last.as_ref());
    let now = place.map(|place| (place + 1, sections[place].id.clone(), sections[place].name.clone()));
    let count = sections.len();
    Effect::new(move |_| {
        if let Some((place, id, name)) = &now {
            let link = [format!("section-{id}")];
            // The list is in the page a moment later.
            request_animation_frame(move || interop::focus_on(&link));
            moved.said.set(format!("{name} is now number {place} of {count}."));
        }
    });
    let rows = move || sections.iter().cloned().map(|section| view! { <Row section action moved /> }).collect_view();
    view! {
        <ol class="section-list mt-3">{rows}</ol>
    }
}

#[component]
fn Row(section: SectionRow, action: ServerAction<ArrangeSection>, moved: Moved) -> impl IntoView {
    let SectionRow { id, name, excerpt, hidden, changed, gaps, may_rise, may_sink, may_hide, .. } = section;
    let (by_key, row, link, to) = (id.clone(), id.clone(), format!("section-{id}"), paths::admin_landing_section(&id).to_string());
    let (up, down) = (format!("Move up: {name}"), format!("Move down: {name}"));
    let key = move |event: KeyboardEvent| {
        let deed = match event.key().as_str() {
            "ArrowUp" if may_rise => "up",
            "ArrowDown" if may_sink => "down",
            _ => return,
        };
        if event.alt_key() {
            event.prevent_default();
            moved.id.set_value(Some(by_key.clone()));
            action.dispatch(ArrangeSection { section: by_key.clone(), deed: deed.to_owned() });
        }
    };
    let badge =
        |shown: bool, look: &'static str, words: String| shown.then(|| view! { " "<span class=format!("badge {look}")>{words}</span> });
    let (way, hide, eye) = if hidden { ("show", "Show: ", Glyph::Eye) } else { ("hide", "Hide: ", Glyph::EyeOff) };
    let (first, second) = (id.clone(), id.clone());
    let hide = format!("{hide}{name}");
    view! {
        <li id=row on:keydown=key>
            <div class="min-w-0">
                <A href=to attr:id=link attr:class="link font-semibold">{name}</A>
                {badge(hidden, "", "Hidden".to_owned())}
                {badge(changed, "badge-accent", "Changed".to_owned())}
                {badge(gaps > 0, "badge-warning", format!("{} to write", text::count(gaps as usize, "text", "texts")))}
                <p class="truncate text-sm text-muted">{excerpt}</p>
            </div>
            <div class="section-tools">
                <Tool section=first deed="up" label=up glyph=Glyph::ArrowUp disabled=!may_rise action moved />
                <Tool section=second deed="down" label=down glyph=Glyph::ArrowDown disabled=!may_sink action moved />
                <Tool section=id deed=way label=hide glyph=eye disabled=!may_hide action moved />
            </div>
        </li>
    }
}

#[component]
fn Tool(
    section: String,
    deed: &'static str,
    label: String,
    glyph: Glyph,
    disabled: bool,
    action: ServerAction<ArrangeSection>,
    moved: Moved,
) -> impl IntoView {
    let name = section.clone();
    let remember = move |_| moved.id.set_value(Some(name.clone()));
    view! {
        <ActionForm action on:submit:capture=remember>
            <input type="hidden" name="section" value=section />
            <input type="hidden" name="deed" value=deed />
            <button type="submit" class="btn btn-ghost file-shift" disabled=disabled aria-label=label><Icon glyph /></button>
        </ActionForm>
    }
}
