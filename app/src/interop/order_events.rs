use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventSource, MessageEvent};

/// Listens for an order's news, as they come. When the line breaks it is closed and `on_silence` is told.
pub fn listen_to_order(path: &str, on_news: impl Fn(String) + 'static, on_silence: impl Fn() + 'static) {
    let Ok(source) = EventSource::new(path) else {
        return on_silence();
    };
    let news = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(order) = event.data().as_string() {
            on_news(order);
        }
    });
    let silence = Closure::<dyn Fn(Event)>::new({
        let source = source.clone();
        move |_| {
            source.close();
            on_silence();
        }
    });
    let _ = source.add_event_listener_with_callback("status", news.as_ref().unchecked_ref());
    source.set_onerror(Some(silence.as_ref().unchecked_ref()));
    // The page lives as long as the line.
    news.forget();
    silence.forget();
}
