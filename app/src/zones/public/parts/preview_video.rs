use crate::components::{NOT_LOADED, Silence, SilenceUnheard};
use leptos::prelude::*;

/// A video of which nothing is kept.
#[component]
pub fn PreviewVideo(
    /// The address of its frame.
    address: String,
    /// What it is called.
    title: String,
) -> impl IntoView {
    let frame = view! { <iframe src=address title=title allow="fullscreen; picture-in-picture"></iframe> }.attr("loading", "lazy");
    view! {
        <div class="mb-10" data-video="">
            <div class="player">
                {frame}
                <div class="contents" hidden data-silence=""><Silence title=NOT_LOADED /></div>
            </div>
            <SilenceUnheard />
        </div>
    }
}
