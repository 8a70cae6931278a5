//! The video of the lesson on the page.

mod over;
mod stage;
mod waiting;
mod watch;

use crate::enhance::{dom, parts};
use crate::interop::{self, VideoPlayer};
use leptos::prelude::{document, window_event_listener_untyped};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use watch::Watch;
use web_sys::{Element, Event, HtmlInputElement};

/// Where this browser keeps whether lessons follow by themselves.
const GOES_ON: &str = "lectern.goes_on";

/// So long another page waits for the place in this one to be saved, in milliseconds.
const LEAVE_MS: i32 = 2_000;

thread_local! {
    /// Who watches the video on the page, if there is one.
    static WATCH: RefCell<Option<Rc<Watch>>> = const { RefCell::new(None) };
    /// The video of the lesson that is opened next is to play by itself.
    static TO_PLAY: Cell<bool> = const { Cell::new(false) };
}

fn watch() -> Option<Rc<Watch>> {
    WATCH.with_borrow(Clone::clone).filter(|watch| watch.place.is_connected())
}

/// Listens to what concerns the video, and sends what waits of earlier ones whenever the browser is online again.
pub fn begin() {
    dom::on("click", again);
    dom::on("change", |event| {
        let switch: HtmlInputElement = dom::nearest(event, "[data-goes-on]")?;
        interop::store(GOES_ON, Some(if switch.checked() { "yes" } else { "no" }));
        Some(())
    });
    over::begin();
    let _ = window_event_listener_untyped("online", |_| send_what_waits());
    let _ = window_event_listener_untyped("pagehide", |_| save_and_go());
    let _ = window_event_listener_untyped("visibilitychange", |_| {
        if interop::is_hidden() {
            save_and_go();
        }
    });
}

/// Watches the video of a part, and no longer one that is gone.
pub fn touch(part: &Element) {
    if let Some(gone) = WATCH.with_borrow_mut(|watch| watch.take_if(|watch| !watch.place.is_connected())) {
        gone.close();
    }
    if !dom::all::<Element>(part, "[data-tick]").is_empty() {
        reconsider();
    }
    let goes_on = interop::stored(GOES_ON).as_deref() != Some("no");
    for switch in dom::all::<HtmlInputElement>(part, "[data-goes-on]") {
        switch.set_checked(goes_on);
    }
    if let Some(watch) = dom::all::<Element>(part, "[data-watch]").into_iter().next().and_then(Watch::of) {
        let watch = Rc::new(watch);
        WATCH.set(Some(watch.clone()));
        watch.attach(TO_PLAY.take());
    }
}

/// Another try, with another frame in the place of the one that did not answer.
fn again(event: &Event) -> Option<()> {
    dom::nearest::<Element>(event, "[data-watch] [data-again]")?;
    watch()?.attach_anew();
    Some(())
}

/// Where the video is, in seconds.
pub fn at_s() -> u32 {
    watch().map(|watch| watch.at_s()).unwrap_or_default()
}

/// Moves the video to a second and the page to the video.
pub fn show_at(second: u32) {
    if let Some(watch) = watch() {
        watch.with_player(|player| player.show_at(second));
    }
}

/// Moves the video by a key. `false` says that the key is none of its, or that there is no player to move.
pub fn press(key: &str) -> bool {
    let Some(watch) = watch() else { return false };
    let say = crate::enhance::toasts::say;
    match key {
        " " | "k" => watch.with_player(VideoPlayer::toggle),
        "j" => watch.with_player(|player| player.skip(-10.0)),
        "l" => watch.with_player(|player| player.skip(10.0)),
        "f" => watch.with_player(VideoPlayer::fullscreen),
        "c" => watch.with_player(|player| player.toggle_captions(move |shown| say(captions_words(shown)))),
        "<" | ">" => watch.with_player(|player| player.change_rate(key == ">", move |rate| say(speed_words(rate)))),
        _ => false,
    }
}

fn captions_words(shown: bool) -> &'static str {
    if shown { "Captions on" } else { "Captions off" }
}

fn speed_words(rate: f64) -> &'static str {
    match rate {
        0.5 => "Half speed",
        0.75 => "Three quarters of the speed",
        1.25 => "1¼ times as fast",
        1.5 => "1½ times as fast",
        2.0 => "Twice as fast",
        _ => "Normal speed",
    }
}

/// What shut the next lesson may have passed.
pub fn reconsider() {
    if let Some(watch) = watch() {
        over::reconsider(&watch);
    }
}

/// Goes on to another page of the course, which is to know where the student stopped.
pub async fn leave() {
    if let Some(watch) = watch() {
        let _ = interop::within(LEAVE_MS, watch.leave()).await;
    }
}

/// The page may be gone before there is an answer.
fn save_and_go() {
    if let Some(watch) = watch() {
        watch.save_and_go();
    }
}

/// Sends what waits of earlier videos. Not before the player of this one has asked where its student stopped, which may wait too.
pub fn send_what_waits() {
    let student = document().query_selector("[data-student]").ok().flatten();
    let Some(student) = student.and_then(|place| place.unchecked_into::<Element>().get_attribute("data-student")) else { return };
    spawn_local(async move {
        if waiting::flush(&student, None).await {
            parts::renew();
        }
    });
}
