use leptos::prelude::*;

/// A state of the machine room, in its own word and a colour.
#[component]
pub fn WordBadge(
    /// The word.
    #[prop(into)]
    word: String,
) -> impl IntoView {
    let class = match word.as_str() {
        "processed" | "sent" | "done" | "ok" => "badge badge-positive",
        "parked" | "bad" => "badge badge-danger",
        "warn" | "stored" => "badge badge-warning",
        "pending" => "badge badge-accent",
        _ => "badge",
    };
    view! { <span class=class>{word}</span> }
}
