use leptos::prelude::*;

/// The video. The provider is asked not to track.
#[component]
pub fn Player(
    /// The id at Vimeo.
    mut id: String,
    /// The lesson's title.
    mut title: String,
) -> impl IntoView {
    id.retain(|c| c.is_ascii_alphanumeric());
    let address = format!("https://player.vimeo.com/video/{id}?dnt=1");
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
