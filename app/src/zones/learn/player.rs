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
    view! {
        <div class="player">
            <iframe src=address title=title allow="fullscreen; picture-in-picture"></iframe>
        </div>
    }
}
