use super::{footer::SiteFooter, header::SiteHeader};
use crate::api::dto::{OfferView, PreviewView};
use crate::api::{Result, catalog};
use crate::components::{Glyph, Icon, RichText, loaded};
use crate::zones::public::parts::{CheckoutLink, PreviewVideo};
use crate::{paths, request};
use leptos::prelude::*;

/// A free preview lesson.
#[component]
pub fn Preview() -> impl IntoView {
    let slug = request::last_segment();
    Suspend::new(async move {
        let lesson: Result<PreviewView> = catalog::preview(slug).await;
        let offer = catalog::current_offer().await.ok();
        let title = offer.as_ref().map(|offer| offer.title.clone()).unwrap_or_default();
        view! {
            <SiteHeader title />
            <main id="main" tabindex="-1">{loaded(lesson, |lesson| view! { <Article lesson offer /> })}</main>
            <SiteFooter />
        }
    })
}

#[component]
fn Article(lesson: PreviewView, offer: Option<OfferView>) -> impl IntoView {
    let price = offer.filter(|offer| offer.unavailable.is_none()).and_then(|offer| offer.price);
    let invitation = match price {
        Some(price) => view! { <CheckoutLink look="">"Join the course · "{price.to_string()}</CheckoutLink> }.into_any(),
        None => view! { <a class="btn btn-primary" href=paths::home().to_string()>"See the whole course"</a> }.into_any(),
    };
    let video = lesson.player.map(|address| {
        let title = format!("Video: {}", lesson.title);
        view! { <PreviewVideo address title /> }
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
