use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What the address chooses under a name; empty where it chooses nothing.
pub fn chosen(name: &'static str) -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get(name).unwrap_or_default()))
}
