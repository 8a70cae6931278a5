use leptos::prelude::*;

/// The video. The provider is asked not to track.
#[component]
pub fn Player(
    /// The id at Vimeo.
    id: String,
    /// The lesson's title.
    title: String,
) -> impl IntoView {
    let digits: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
    view! {
        <div class="player">
            <iframe src=format!("https://player.vimeo.com/video/{digits}?dnt=1") title=format!("Video: {title}") allow="fullscreen; picture-in-picture" allowfullscreen=true></iframe>
        </div>
    }
}
