use super::{footer::SiteFooter, header::SiteHeader, offer_words};
use crate::api::dto::OfferView;
use crate::api::error::{Conflict, Field as FieldName};
use crate::api::waitlist::{Join, Leave};
use crate::api::{ApiError, catalog};
use crate::components::{Alert, Glyph, Icon, PageSkeleton, Tone, loaded, problem_words, words_for};
use crate::forms::{Field, Submit};
use crate::{paths, request};
use domain::scarcity::Unavailable;
use leptos::prelude::*;

/// The waitlist: joining it, leaving it, and what happens then.
#[component]
pub fn WaitlistPage() -> impl IntoView {
    let page = OnceResource::new_blocking(catalog::current_offer());
    view! {
        <Suspense fallback=PageSkeleton>
            {move || Suspend::new(async move {
                let answer = page.await;
                let title = answer.as_ref().map(|offer| offer.title.clone()).unwrap_or_default();
                view! {
                    <SiteHeader title />
                    <main id="main" tabindex="-1">{loaded(answer, |offer| view! { <section class="shell shell-narrow py-12 md:py-16">{choose(&offer)}</section> })}</main>
                    <SiteFooter />
                }
            })}
        </Suspense>
    }
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

#[component]
fn JoinForm(why: Unavailable) -> impl IntoView {
    let action = ServerAction::<Join>::new();
    let error = move || action.value().get().and_then(Result::err);
    let problem = Signal::derive(move || Some(problem_words(FieldName::Email, error()?.problem_with(FieldName::Email)?)));
    let (title, text) = offer_words::closed(why);
    let what = if why == Unavailable::SoldOut {
        "Leave your address, and when a seat comes back it is kept for those who wait, in the order in which they joined."
    } else {
        "Leave your address, and we tell you once when you can join."
    };
    view! {
        <div class="card grid gap-6">
            <div>
                <p class="eyebrow">{title}</p>
                <h1 class="mt-2">"Join the waitlist"</h1>
                <p class="mt-3 text-muted">{text}" "{what}</p>
            </div>
            <ActionForm action>
                <div class="grid gap-5">
                    <Field label="E-mail" name="email" kind="email" autocomplete="email" maxlength="254"
                        hint="Only for this. Every mail has a link that takes you off the list." error=problem />
                    <div class="contents" role="alert">{move || error().and_then(|error| refused(&error))}</div>
                    <Submit pending=action.pending() look="btn-primary w-full">"Put me on the list"</Submit>
                </div>
            </ActionForm>
        </div>
    }
}

fn refused(error: &ApiError) -> Option<impl IntoView + use<>> {
    if matches!(error, ApiError::Invalid(_)) {
        return None;
    }
    let words = words_for(error);
    let next = matches!(error, ApiError::Conflict(Conflict::SeatsToBeHad))
        .then(|| view! { <p><a class="link font-semibold" href=words.next.0.to_string()>{words.next.1}</a></p> });
    Some(view! { <Alert tone=Tone::Danger><p class="font-semibold">{words.title}</p><p>{words.text}</p>{next}</Alert> })
}

#[component]
fn LeaveForm(token: String) -> impl IntoView {
    let action = ServerAction::<Leave>::new();
    let failed = move || {
        action.value().get().and_then(Result::err).map(|error| {
            let dead = matches!(error, ApiError::DeadLink);
            let text = if dead { "Please use the link from our latest mail to you.".to_owned() } else { words_for(&error).text };
            view! { <Alert tone=Tone::Danger><p class="font-semibold">"This did not work"</p><p>{text}</p></Alert> }
        })
    };
    view! {
        <div class="card grid gap-6">
            <div>
                <h1>"Leave the waitlist?"</h1>
                <p class="mt-3 text-muted">"We will not write to you about seats any more. If a seat is kept for you now, it goes to the next in line."</p>
            </div>
            <ActionForm action>
                <div class="grid gap-4">
                    <input type="hidden" name="token" value=token />
                    <div class="contents" role="alert">{failed}</div>
                    <Submit pending=action.pending() look="btn-primary w-full">"Leave the waitlist"</Submit>
                    <a class="btn btn-plain w-full" href=paths::home().to_string()>"Stay on it"</a>
                </div>
            </ActionForm>
        </div>
    }
}
