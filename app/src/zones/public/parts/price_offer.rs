use super::checkout_link::CheckoutLink;
use super::offer_words;
use crate::api::dto::OfferView;
use crate::components::{Glyph, Icon, LocalTime, LowestPrice, PriceBefore, Ticking, live};
use crate::{paths, request};
use domain::scarcity::Unavailable;
use leptos::prelude::*;

/// No code of a coupon is longer.
const MAX_CODE: usize = 40;

/// What it costs now, how long that holds, and the way to the checkout.
#[component]
pub fn PriceOffer(
    /// The words on the button.
    cta: String,
    /// The offer.
    offer: OfferView,
    /// Whether there are lessons to look at.
    lessons: bool,
) -> impl IntoView {
    let shown = match offer.unavailable {
        Some(why) => view! { <Closed why lessons /> }.into_any(),
        None => view! { <Open cta offer coupon=coupon_of_address() /> }.into_any(),
    };
    view! {
        <div class="grid content-start md:border-l md:border-line md:pl-10" aria-live="polite">
            {live(view! { <div class="grid gap-5">{shown}</div> })}
        </div>
    }
}

/// The code that the page's address brings, if it can be one.
fn coupon_of_address() -> Option<String> {
    request::query_value("coupon").filter(|code| !code.is_empty() && code.len() <= MAX_CODE)
}

#[component]
fn Open(cta: String, offer: OfferView, coupon: Option<String>) -> impl IntoView {
    let seats = offer_words::seats(&offer);
    let next = offer_words::next_step(&offer);
    let tier = (!offer.tier.is_empty()).then(|| view! { <span class="badge badge-warning">{offer.tier.clone()}</span> });
    let ends = offer.price_ends_at.map(|at| ("This price ends", at)).or_else(|| offer.closes_at.map(|at| ("Enrolment closes", at)));
    let before = offer.compare_at.map(|price| view! { <span class="text-lg"><PriceBefore price /></span> });
    let lowest = offer.lowest_30d.map(|price| view! { <LowestPrice price /> });
    let extended = offer.extended_at.map(|at| {
        view! { <li class="flex gap-3"><Icon glyph=Glyph::Info /><span>"The deadline was extended on "<LocalTime at date_only=true /></span></li> }
    });
    let deadline = ends.map(|(words, at)| {
        view! {
            <li class="flex gap-3">
                <Icon glyph=Glyph::Calendar />
                <span>{words}" "<LocalTime at /><br /><strong class="font-semibold"><Ticking until=at after=" left" /></strong></span>
            </li>
        }
    });
    let coupon = coupon.map(|code| {
        view! { <li class="flex gap-3"><Icon glyph=Glyph::Check /><span>"Your code "<strong class="font-semibold text-ink">{code}</strong>" is looked up at the checkout"</span></li> }
    });
    view! {
        <div class="grid gap-3">
            <p class="flex flex-wrap items-center gap-x-4 gap-y-2"><span class="price">{offer.price.map(|price| price.to_string())}</span>{before}{tier}</p>
            {lowest}
            <p class="text-sm text-muted">{next}</p>
        </div>
        <CheckoutLink look="btn-lg w-full">{cta}</CheckoutLink>
        <ul class="grid gap-2.5 text-sm text-muted">
            {seats.map(|words| view! { <li class="flex gap-3"><Icon glyph=Glyph::Users />{words}</li> })}
            {deadline}
            {extended}
            {coupon}
            <li class="flex gap-3"><Icon glyph=Glyph::Lock />"A secure payment, with an invoice"</li>
        </ul>
    }
}

#[component]
fn Closed(why: Unavailable, lessons: bool) -> impl IntoView {
    let (title, text) = offer_words::closed(why);
    let opens = match why {
        Unavailable::OpensAt(at) => Some(view! { <p class="font-semibold"><Ticking until=at before="In " /></p> }),
        _ => None,
    };
    let wait = (!matches!(why, Unavailable::ClosedAt(_)))
        .then(|| view! { <a class="btn btn-primary w-full" href=paths::waitlist().to_string()>"Join the waitlist"</a> });
    let free = lessons.then(|| view! { <a class="btn btn-plain w-full" href="#curriculum">"Read the free lessons"</a> });
    view! {
        <div class="grid gap-3">
            <p class="display text-2xl">{title}</p>
            <p class="text-muted">{text}</p>
            {opens}
        </div>
        {wait}
        {free}
        <p class="text-sm text-muted">"Already a student? "<a class="link" href=paths::sign_in().to_string()>"Sign in"</a></p>
    }
}
