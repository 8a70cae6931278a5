//! The video of a lesson, and what is kept of watching it.

mod end_card;
mod notice;
mod report;
mod switch;
mod waiting;
mod watch;

pub use switch::GoOnSwitch;
pub use waiting::send_what_waits;
pub use watch::{Stage, Watch};

use crate::api::dto::LessonLink;
use crate::components::{Silence, SilenceUnheard};
use end_card::EndCard;
use leptos::html::Iframe;
use leptos::prelude::*;
use notice::Unkept;

/// The video, and over it what there is to say.
#[component]
pub fn Player(
    /// The address of the player.
    address: String,
    /// The lesson's title.
    mut title: String,
    /// What is kept of watching.
    watch: Watch,
    /// The lesson after this one.
    next: Option<LessonLink>,
) -> impl IntoView {
    title.insert_str(0, "Video: ");
    let frame = NodeRef::<Iframe>::new();
    let attempt = RwSignal::new(0_u32);
    watch.follow(frame);
    let next = StoredValue::new(next);
    // A frame of its own for each lesson: another address in the same frame would be a step in the browser's history.
    view! {
        <div class="player" aria-busy=move || (watch.stage() == Stage::Loading).to_string()>
            <For each=move || [(address.clone(), title.clone(), attempt.get())] key=Clone::clone let:video>
                <iframe node_ref=frame src=video.0 title=video.1 allow="autoplay; fullscreen; picture-in-picture"></iframe>
            </For>
            <Show when=move || watch.stage() == Stage::Over>
                <EndCard next=next.get_value() watch />
            </Show>
            {move || watch.trouble().map(|title| view! { <Silence title on_retry=move || attempt.update(|attempt| *attempt += 1) /> })}
        </div>
        <Show when=move || watch.stage() == Stage::Unkept><Unkept /></Show>
        <SilenceUnheard />
    }
}
