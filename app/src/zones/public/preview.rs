use super::{checkout_link::checkout_link, footer::SiteFooter, header::SiteHeader};
use crate::api::dto::{OfferView, PreviewView};
use crate::api::{ApiError, Result, catalog};
use crate::components::{Glyph, Icon, NOT_LOADED, PageSkeleton, RichText, Silence, SilenceUnheard, loaded};
use crate::interop::{self, PlayerFault, VideoPlayer};
use crate::{paths, request};
use leptos::html::Iframe;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A free preview lesson.
#[component]
pub fn Preview() -> impl IntoView {
    let slug = request::last_segment();
    let page = OnceResource::new_blocking(async move {
        let lesson = catalog::preview(slug).await;
        (lesson, catalog::current_offer().await.ok()) as (Result<PreviewView>, Option<OfferView>)
    });
    view! {
        <Suspense fallback=PageSkeleton>
            {move || Suspend::new(async move {
                let (lesson, offer): (std::result::Result<PreviewView, ApiError>, _) = page.await;
                let title = offer.as_ref().map(|offer| offer.title.clone()).unwrap_or_default();
                view! {
                    <SiteHeader title />
                    <main id="main" tabindex="-1">{loaded(lesson, |lesson| view! { <Article lesson offer /> })}</main>
                    <SiteFooter />
                }
            })}
        </Suspense>
    }
}

#[component]
fn Article(lesson: PreviewView, offer: Option<OfferView>) -> impl IntoView {
    let price = offer.filter(|offer| offer.unavailable.is_none()).and_then(|offer| offer.price);
    let invitation = match price {
        Some(price) => view! { <a class="btn btn-primary" href=checkout_link()>"Join the course · "{price.to_string()}</a> }.into_any(),
        None => view! { <a class="btn btn-primary" href=paths::home().to_string()>"See the whole course"</a> }.into_any(),
    };
    let video = lesson.player.map(|address| {
        let title = format!("Video: {}", lesson.title);
        view! { <Video address title /> }
    });
    view! {
        <article class="shell shell-text py-10 md:py-16">
            <a class="quiet-link" href=format!("{}#curriculum", paths::home())><Icon glyph=Glyph::ArrowLeft />"All lessons"</a>
            <p class="mt-6"><span class="badge badge-accent">"Free preview"</span></p>
            <h1 class="mt-3">{lesson.title}</h1>
            <p class="mt-3 mb-10 text-lg text-muted">{lesson.summary}</p>
            {video}
            <RichText html=lesson.html />
            <aside class="card mt-14 grid gap-4" aria-label="The whole course">
                <p class="display text-xl">"This was one lesson of the course"</p>
                <p class="text-muted">"The others work the same way: one step, one exercise, and something finished at the end."</p>
                <p>{invitation}</p>
            </aside>
        </article>
    }
}

/// A video of which nothing is kept.
#[component]
fn Video(address: String, title: String) -> impl IntoView {
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
}
