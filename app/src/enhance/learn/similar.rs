//! What was asked before and sounds like a title: looked for a moment after its last letter.

use crate::enhance::dom;
use crate::interop;
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlInputElement, UrlSearchParams};

/// So long after the last letter, in milliseconds.
const PAUSE_MS: i32 = 400;

thread_local! {
    /// Counts the letters: only the answer to the last is shown.
    static TYPED: Cell<u32> = const { Cell::new(0) };
}

/// Listens to titles.
pub fn begin() {
    dom::on("input", look);
    // What is found while a form is sent is of no use.
    dom::on("submit", |event| {
        dom::nearest::<Element>(event, "form[data-ask]")?;
        TYPED.set(TYPED.get() + 1);
        Some(())
    });
}

fn look(event: &Event) -> Option<()> {
    let field: HtmlInputElement = dom::nearest(event, "form[data-ask] input[name=title]")?;
    let form = field.closest("form").ok()??;
    let query = UrlSearchParams::new().ok()?;
    query.append("title", &field.value());
    let address = format!("{}?{}", form.get_attribute("data-ask")?, query.to_string().as_string()?);
    let mine = TYPED.get() + 1;
    TYPED.set(mine);
    spawn_local(async move {
        interop::sleep_ms(PAUSE_MS).await;
        if TYPED.get() != mine {
            return;
        }
        if let Ok(answer) = dom::ask(&address).await
            && TYPED.get() == mine
        {
            show(&form, &answer);
        }
    });
    Some(())
}

fn show(form: &Element, answer: &dom::Answer) -> Option<()> {
    for old in dom::all::<Element>(form, "[data-similar]") {
        let same = format!("form[data-ask] [data-similar={}]", old.get_attribute("data-similar")?);
        let new = answer.page.query_selector(&same).ok()??;
        if old.inner_html() != new.inner_html() {
            old.set_inner_html(&new.inner_html());
        }
    }
    Some(())
}
