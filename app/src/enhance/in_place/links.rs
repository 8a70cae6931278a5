use super::COURSE;
use super::show::turn_to;
use crate::enhance::dom;
use crate::interop;
use leptos::prelude::{window, window_event_listener};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event};

/// Links that change the page: those that are marked, and in the course and the panel all within it.
const LINKS: &str = "a[data-in-place], \
    body[data-bundle=learn] a[href^='/learn']:not([rel~=external], [download], [target]), \
    body[data-bundle=admin] a[href^='/admin']:not([rel~=external], [download], [target])";

/// Where the reader goes back and forth in place.
const TURNS: &str = "body[data-bundle=learn], body[data-bundle=admin]";

thread_local! {
    /// Counts the pages that were asked for: only the last is shown.
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// The address of the page that is shown.
    static SHOWN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Listens to links, and to the ways back and forth.
pub fn begin() {
    note_shown();
    dom::on("click", follow);
    window_event_listener(leptos::ev::popstate, |_| go_back());
}

/// The address of this page.
pub fn here() -> String {
    window().location().href().unwrap_or_default()
}

fn without_end(address: &str) -> &str {
    address.split('#').next().unwrap_or_default()
}

/// The page of the address line is shown.
pub fn note_shown() {
    SHOWN.set(here());
}

/// The reader went back or forth.
fn go_back() {
    let address = here();
    if SHOWN.with_borrow(|shown| without_end(shown) == without_end(&address)) {
        return;
    }
    if dom::first(TURNS).is_some() {
        spawn_local(async move { open(&address, false).await });
    } else {
        let _ = window().location().reload();
    }
}

fn follow(event: &Event) -> Option<()> {
    let link: Element = dom::nearest(event, LINKS)?;
    let click = event.dyn_ref::<leptos::ev::MouseEvent>()?;
    let modified = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    if event.default_prevented() || modified || click.button() != 0 {
        return None;
    }
    let address = link.unchecked_ref::<web_sys::HtmlAnchorElement>().href();
    let leads_on_this_page = address.contains('#') && without_end(&address) == without_end(&here());
    if leads_on_this_page {
        return None;
    }
    event.prevent_default();
    let keeps = link.has_attribute("data-in-place");
    if !keeps && address == here() {
        return None;
    }
    spawn_local(async move { open(&address, keeps).await });
    Some(())
}

/// Shows another page in the place of this one, and `keeps` what was typed.
pub async fn open(address: &str, keeps: bool) {
    let (main, mine) = (dom::first("main"), TURN.get() + 1);
    TURN.set(mine);
    wait(main.as_ref(), true);
    (COURSE.get().leave)().await;
    let answer = dom::ask(address).await;
    if TURN.get() != mine {
        return;
    }
    wait(main.as_ref(), false);
    if !answer.is_ok_and(|answer| turn_to(&dom::Answer { moved: true, ..answer }, keeps)) {
        load(address);
    }
}

/// Loads a page. To one whose address differs from this page's in its end alone, a browser would only scroll.
pub fn load(address: &str) {
    if without_end(address) == without_end(&here()) {
        let _ = window().history().and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(address)));
        let _ = window().location().reload();
    } else {
        interop::go(address);
    }
}

fn wait(main: Option<&Element>, waits: bool) {
    if let Some(main) = main {
        let _ = if waits { main.set_attribute("aria-busy", "true") } else { main.remove_attribute("aria-busy") };
    }
}
