use super::{footer::SiteFooter, header::SiteHeader};
use crate::api::catalog;
use crate::api::dto::OfferView;
use crate::components::{Glyph, Icon, loaded};
use crate::zones::public::parts::{JoinForm, LeaveForm};
use crate::{paths, request};
use domain::scarcity::Unavailable;
use leptos::prelude::*;

/// The waitlist: joining it, leaving it, and what happens then.
#[component]
pub fn WaitlistPage() -> impl IntoView {
    Suspend::new(async move {
        let answer = catalog::current_offer().await;
        let title = answer.as_ref().map(|offer| offer.title.clone()).unwrap_or_default();
        let content = loaded(answer, |offer| view! { <section class="shell shell-narrow py-12 md:py-16">{choose(&offer)}</section> });
        view! {
            <SiteHeader title />
            <main id="main" tabindex="-1">{content}</main>
            <SiteFooter />
        }
    })
}

fn choose(offer: &OfferView) -> AnyView {
    if let Some(token) = request::query_value("leave") {
        return view! { <LeaveForm token /> }.into_any();
    }
    if request::has_flag("left") {
        return said(Glyph::CircleCheck, "You are off the list", "We will not write to you about seats any more.").into_any();
    }
    if request::has_flag("joined") {
        let next = if offer.unavailable == Some(Unavailable::SoldOut) {
            "When a seat comes back and it is your turn, we keep it for you and mail you a personal link. It holds for 24 hours, then the next in line is asked."
        } else {
            "We mail you once, when enrolment opens."
        };
        return said(Glyph::Mail, "You are on the list", next).into_any();
    }
    match offer.unavailable {
        Some(why) => view! { <JoinForm why /> }.into_any(),
        None => view! { <SeatsToBeHad /> }.into_any(),
    }
}

fn said(glyph: Glyph, title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <div class="card grid justify-items-center gap-4 text-center">
            <div class="disc"><Icon glyph /></div>
            <h1>{title}</h1>
            <p class="text-muted">{text}</p>
            <a class="btn btn-plain mt-2" href=paths::home().to_string()>"To the course page"</a>
        </div>
    }
}

#[component]
fn SeatsToBeHad() -> impl IntoView {
    view! {
        <div class="card grid justify-items-center gap-4 text-center">
            <div class="disc"><Icon glyph=Glyph::CircleCheck /></div>
            <h1>"There are seats to be had"</h1>
            <p class="text-muted">"Nobody has to wait just now: you can join right away."</p>
            <a class="btn btn-primary mt-2" href=paths::checkout().to_string()>"To the checkout"<Icon glyph=Glyph::ArrowRight /></a>
        </div>
    }
}
