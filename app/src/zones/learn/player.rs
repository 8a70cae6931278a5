use leptos::prelude::*;

/// The video. The provider is asked not to track.
#[component]
pub fn Player(
    /// The address of the player.
    address: String,
    /// The lesson's title.
    mut title: String,
) -> impl IntoView {
    title.insert_str(0, "Video: ");
    // A frame of its own for each lesson: another address in the same frame would be a step in the browser's history.
    view! {
        <div class="player">
            <For each=move || [(address.clone(), title.clone())] key=Clone::clone let:video>
                <iframe src=video.0 title=video.1 allow="fullscreen; picture-in-picture"></iframe>
            </For>
        </div>
    }
}
