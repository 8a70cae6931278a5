//! Over a video that has ended: what comes next, which follows by itself where the student lets it.

use super::stage::Stage;
use super::watch::Watch;
use super::{TO_PLAY, watch};
use crate::enhance::{dom, in_place};
use crate::interop;
use chrono::{DateTime, Utc};
use domain::lesson_access::Closed;
use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::set_interval_with_handle;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlAnchorElement};

/// So long, in seconds, before the next lesson follows by itself.
const COUNT: u32 = 8;

thread_local! {
    /// The seconds that are left, and what counts them.
    static LEFT: Cell<u32> = const { Cell::new(COUNT) };
    static COUNTING: RefCell<Option<IntervalHandle>> = const { RefCell::new(None) };
}

/// Listens to the card.
pub fn begin() {
    dom::on("click", |event| {
        dom::nearest::<Element>(event, "button[data-counting]")?;
        stop(&*watch()?);
        Some(())
    });
    dom::on("click", |event| {
        dom::nearest::<Element>(event, "[data-replay]")?;
        watch()?.replay();
        Some(())
    });
    dom::on("click", |event| {
        dom::nearest::<Element>(event, "a[data-next]")?;
        TO_PLAY.set(true);
        Some(())
    });
}

/// The card comes, or goes.
pub fn turn(watch: &Watch) {
    stop(watch);
    consider(watch);
    if watch.stage() == Stage::Over && is_open(&watch.place) {
        count_down(&watch.place);
    }
}

/// What shut the next lesson may have passed while this one was watched: then it follows.
pub fn reconsider(watch: &Watch) {
    let was_open = is_open(&watch.place);
    consider(watch);
    if is_open(&watch.place) != was_open {
        turn(watch);
    }
}

/// Shows the way that holds.
fn consider(watch: &Watch) {
    let Some(shut) = watch.place.query_selector("[data-shut]").ok().flatten() else { return };
    let opens = has_passed(&shut);
    dom::hide(&watch.place, "[data-shut]", opens);
    dom::hide(&watch.place, "[data-following]", !opens);
}

/// Whether the next lesson can follow.
fn is_open(place: &Element) -> bool {
    place.query_selector("[data-following]:not([hidden])").is_ok_and(|following| following.is_some())
}

fn has_passed(shut: &Element) -> bool {
    let ticked = dom::first("[data-ticked]:not([hidden])").and_then(|tick| tick.get_attribute("data-ticked")?.parse().ok());
    let now = DateTime::from_timestamp_millis(interop::clock_ms()).unwrap_or_default();
    closed(shut).is_some_and(|closed| closed.has_passed(now, ticked))
}

fn closed(shut: &Element) -> Option<Closed> {
    let opens_at = || DateTime::parse_from_rfc3339(&shut.get_attribute("data-opens-at")?).ok();
    let after = || shut.get_attribute("data-after")?.parse().ok();
    opens_at().map(|at| Closed::OpensAt(at.with_timezone(&Utc))).or_else(|| after().map(Closed::After))
}

fn count_down(place: &Element) {
    if dom::first("[data-goes-on]:checked").is_none() {
        return;
    }
    LEFT.set(COUNT);
    show(place, true);
    let counted = place.clone();
    COUNTING.set(set_interval_with_handle(move || tick(&counted), Duration::from_secs(1)).ok());
}

fn tick(place: &Element) {
    LEFT.set(LEFT.get().saturating_sub(1));
    show(place, true);
    if LEFT.get() > 0 {
        return;
    }
    clear();
    let next = place.query_selector("a[data-next]").ok().flatten().filter(|_| place.is_connected());
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlAnchorElement>().ok()) {
        TO_PLAY.set(true);
        let address = next.href();
        spawn_local(async move { in_place::open(&address, false).await });
    }
}

/// Nothing follows by itself.
pub fn stop(watch: &Watch) {
    clear();
    show(&watch.place, false);
}

fn clear() {
    if let Some(timer) = COUNTING.take() {
        timer.clear();
    }
}

fn show(place: &Element, counts: bool) {
    dom::hide(place, "[data-counting]", !counts);
    dom::hide(place, "[data-resting]", counts);
    if let Ok(Some(left)) = place.query_selector("[data-left]") {
        left.set_text_content(Some(&LEFT.get().to_string()));
    }
}
