use super::super::closed::StatePage;
use super::super::notice::NoticeBox;
use super::offer_forms::Answers;
use crate::api::dto::{FunnelOffer, OfferPay, OfferStage, OrderView};
use crate::api::funnel;
use crate::components::{Glyph, Icon, LocalTime, LowestPrice, Notice, PriceBefore, Ticking, tax_words};
use crate::paths;
use leptos::prelude::*;

/// Reloads the page every three seconds where no script can.
const RELOAD: &str = r#"<meta http-equiv="refresh" content="3">"#;

/// A paid order with an offer that waits for an answer.
#[component]
pub fn OfferPage(
    /// The order.
    order: OrderView,
) -> impl IntoView {
    order.offer.clone().map(|offer| match offer.stage {
        OfferStage::Charging { slow } => view! { <Charging offer slow /> }.into_any(),
        _ => view! { <Offered order offer /> }.into_any(),
    })
}

#[component]
fn Offered(order: OrderView, offer: FunnelOffer) -> impl IntoView {
    let refused = ServerAction::<funnel::Decide>::new().value().get_untracked().and_then(Result::err);
    let notice = refused.as_ref().map(Notice::of_error);
    let key = order.stripe.publishable_key.clone();
    let asks_bank = matches!(offer.pay, OfferPay::OneClick { .. }) || matches!(offer.stage, OfferStage::Authenticate);
    let script = (order.own && asks_bank).then(|| view! { <script src=order.stripe.script_url.clone() async=true></script> });
    let open = matches!(offer.stage, OfferStage::Open);
    let clock = offer.until.filter(|_| open).map(|until| view! { <OfferClock until now=order.now /> });
    let (title, description, price) = (offer.title.clone(), offer.description.clone(), offer.price.to_string());
    let before = offer.compared.map(|compared| view! { <PriceBefore price=compared.compare_at /> });
    let lowest = offer.compared.map(|compared| view! { <LowestPrice price=compared.lowest_30d /> });
    let tax = offer.tax.as_ref().map(|tax| view! { <p class="text-sm text-muted">{tax_words(tax)}</p> });
    let answers = if order.own {
        view! { <div class="grid gap-3"><Answers order=order.public_id offer /></div> }.into_any()
    } else {
        view! { <SignInHint /> }.into_any()
    };
    view! {
        {script}
        <section class="shell shell-narrow grid gap-6 py-10 md:py-14">
            <div class="grid gap-2">
                <p class="flex items-center gap-2 text-sm font-semibold text-positive"><Icon glyph=Glyph::CircleCheck />"Your payment has arrived and the course is open."</p>
                <h1>"Would you like to add this?"</h1>
                <p class="text-muted">"One question before your receipt. Whatever you answer, what you bought is yours."</p>
            </div>
            <article class="card grid gap-5" aria-labelledby="offer" data-key=key>
                <div class="grid gap-2">
                    <h2 id="offer">{title}</h2>
                    <p class="text-muted">{description}</p>
                </div>
                <div class="grid gap-1">
                    <p class="flex flex-wrap items-baseline gap-x-4"><span class="price">{price}</span>{before}</p>
                    {lowest}
                    {tax}
                </div>
                {clock}
                <NoticeBox notice />
                {answers}
            </article>
        </section>
    }
}

#[component]
fn OfferClock(until: chrono::DateTime<chrono::Utc>, now: chrono::DateTime<chrono::Utc>) -> impl IntoView {
    view! {
        <p class="alert"><Icon glyph=Glyph::Clock /><span>"This price holds until "<LocalTime at=until />"."<Ticking until now before=" " after=" left." /></span></p>
    }
}

#[component]
fn SignInHint() -> impl IntoView {
    view! {
        <p class="text-sm text-muted">"Only the buyer can answer. If that is you, sign in with the address you bought with."</p>
        <a class="btn btn-primary" href=paths::sign_in().to_string()>"Sign in to answer"</a>
    }
}

#[component]
fn Charging(offer: FunnelOffer, slow: bool) -> impl IntoView {
    let text = if slow {
        "The bank has not given its answer yet. There is nothing for you to do, and you can close this page: we will mail you as soon as it arrives. Please do not pay again."
    } else {
        "Your bank and our payment provider are exchanging the last messages. This page goes on by itself, usually within seconds."
    };
    view! {
        <noscript inner_html=RELOAD></noscript>
        <StatePage glyph=Glyph::Clock title="Confirming your payment">
            <div class="pulse my-2 max-w-56" aria-hidden="true"></div>
            <p class="text-muted" role="status">{text}</p>
            <p class="text-sm text-muted">{offer.title}" · "{offer.price.to_string()}</p>
        </StatePage>
    }
}
