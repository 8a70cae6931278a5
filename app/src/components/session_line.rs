use super::LocalTime;
use crate::api::dto::SessionRow;
use leptos::prelude::*;

/// A signed-in browser: what it is, where it is roughly, since when, and when it was here last.
#[component]
pub fn SessionLine(
    /// The browser.
    session: SessionRow,
) -> impl IntoView {
    let SessionRow { device, network, origin, created_at, seen_at, live, here, by_two, .. } = session;
    let badge = here.then(|| view! { " "<span class="badge badge-positive">"This browser"</span> });
    let ended = (!live).then_some("Ended · ");
    let by = match origin.as_str() {
        "password" => " with the password",
        "purchase" => " by buying",
        _ => " with a link",
    };
    let besides = by_two.then_some(" and a code");
    let place = (!network.is_empty()).then(|| format!(" · network {network}"));
    view! {
        <div class="min-w-0">
            <p class="font-semibold break-words">{device}{badge}</p>
            <p class="text-sm text-muted">{ended}"Signed in "<LocalTime at=created_at />{by}{besides}</p>
            <p class="text-sm text-muted">"Last seen "<LocalTime at=seen_at />{place}</p>
        </div>
    }
}
