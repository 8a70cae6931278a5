use super::complete_toggle::Ticks;
use super::help::Help;
use super::player::Watch;
use crate::paths;
use leptos::ev::{KeyboardEvent, keydown};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;
use leptos_router::hooks::use_navigate;

/// Arrows lead to the lessons beside, `m` ticks, `?` explains, and others move the video.
pub fn listen_to_keys(beside: (Option<String>, Option<String>), ticks: Ticks, watch: Option<Watch>, help: Help) {
    let navigate = use_navigate();
    let (previous, next) = (StoredValue::new(beside.0), StoredValue::new(beside.1));
    Effect::new(move |_| {
        let navigate = navigate.clone();
        let open = move |slug: StoredValue<Option<String>>| {
            if let Some(slug) = slug.get_value() {
                navigate(paths::lesson(&slug).as_str(), leptos_router::NavigateOptions::default());
            }
        };
        let listener = window_event_listener(keydown, move |event| {
            if is_for_something_else(&event) {
                return;
            }
            match event.key().as_str() {
                "ArrowLeft" => open(previous),
                "ArrowRight" => open(next),
                "m" => ticks.toggle(),
                "?" => help.open(),
                // The space bar would move the page too.
                key if watch.is_some_and(|watch| watch.press(key)) => event.prevent_default(),
                _ => {}
            }
        });
        on_cleanup(move || listener.remove());
    });
}
/// A key that is held with another, or that goes into a field or a dialog.
fn is_for_something_else(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let in_field = target
        .as_ref()
        .is_some_and(|element| element.closest("input, textarea, select, summary, dialog, [contenteditable]").ok().flatten().is_some());
    let on_control = event.key() == " " && target.is_some_and(|element| element.closest("a, button").ok().flatten().is_some());
    event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat() || in_field || on_control
}
