use crate::components::{NOT_LOADED, Silence, SilenceUnheard};
use crate::interop::{self, PlayerFault, VideoPlayer};
use crate::live::LivePart;
use leptos::html::Iframe;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

/// A video of which nothing is kept.
#[derive(Serialize, Deserialize)]
pub struct PreviewVideo {
    /// The address of its frame.
    pub address: String,
    /// What it is called.
    pub title: String,
}

impl LivePart for PreviewVideo {
    const NAME: &'static str = "preview-video";

    fn view(self) -> AnyView {
        let Self { address, title } = self;
        let (frame, attempt, silent) = (NodeRef::<Iframe>::new(), RwSignal::new(0_u32), RwSignal::new(false));
        Effect::new(move |_| {
            let Some(frame) = frame.get() else { return };
            silent.set(false);
            let script = interop::body_attribute("data-player").unwrap_or_default();
            spawn_local(async move {
                let is_silent = VideoPlayer::comes(&frame, &script).await == Err(PlayerFault::Silent);
                silent.try_set(is_silent);
            });
        });
        view! {
            <div class="mb-10">
                <div class="player">
                    <For each=move || [(address.clone(), title.clone(), attempt.get())] key=Clone::clone let:video>
                        <iframe node_ref=frame src=video.0 title=video.1 allow="fullscreen; picture-in-picture"></iframe>
                    </For>
                    <Show when=move || silent.get()>
                        <Silence title=NOT_LOADED on_retry=move || attempt.update(|attempt| *attempt += 1) />
                    </Show>
                </div>
                <SilenceUnheard />
            </div>
        }
        .into_any()
    }
}
