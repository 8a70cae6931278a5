use leptos::prelude::document;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, MessageEvent};

/// Listens for the offer's news, as they come, while the page is seen: a page in the background holds no line. The browser itself opens a broken
/// line again.
pub fn listen_to_offer(path: String, on_news: impl Fn(String) + 'static) {
    let news = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(offer) = event.data().as_string() {
            on_news(offer);
        }
    });
    let line = RefCell::new(None::<EventSource>);
    let look = Closure::<dyn Fn()>::new(move || {
        if document().hidden() {
            if let Some(source) = line.take() {
                source.close();
            }
        } else if line.borrow().is_none()
            && let Ok(source) = EventSource::new(&path)
        {
            let _ = source.add_event_listener_with_callback("offer", news.as_ref().unchecked_ref());
            line.replace(Some(source));
        }
    });
    let look_now: &js_sys::Function = look.as_ref().unchecked_ref();
    let _ = look_now.call0(&wasm_bindgen::JsValue::NULL);
    let _ = document().add_event_listener_with_callback("visibilitychange", look_now);
    // The page lives as long as the line.
    look.forget();
}
