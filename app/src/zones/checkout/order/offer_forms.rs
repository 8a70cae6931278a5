use crate::api::dto::{Decision, FunnelOffer, OfferPay, OfferStage};
use crate::api::funnel;
use crate::components::{Alert, LocalTime, Tone};
use crate::forms::Submit;
use crate::paths;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// One answer: a form that works by itself, and a button.
#[component]
fn Answer(
    /// The order.
    order: String,
    /// The offer.
    offer: String,
    /// What the button answers.
    decision: Decision,
    /// How it looks.
    look: &'static str,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let name = match decision {
        Decision::Accept => "accept",
        Decision::Retry => "retry",
        Decision::AnotherCard => "another_card",
        Decision::Decline => "decline",
    };
    view! {
        <form method="post" action=funnel::Decide::url() data-answer="">
            <input type="hidden" name="public_id" value=order />
            <input type="hidden" name="offer" value=offer />
            <input type="hidden" name="decision" value=name />
            <Submit pending=false look>{children()}</Submit>
        </form>
    }
}

const YES: &str = "btn-primary btn-lg w-full";
const OTHER: &str = "btn-plain w-full";
const NO: &str = "btn-ghost w-full";

/// What the buyer can answer to an offer, as it stands.
#[component]
pub fn Answers(
    /// The order.
    order: String,
    /// The offer.
    offer: FunnelOffer,
) -> impl IntoView {
    let FunnelOffer { offer: id, price, pay, stage, until, extended, .. } = offer;
    let id = id.to_string();
    let answer = move |decision, look, words: String, small: Option<String>| {
        let small = small.map(|words| view! { <span class="block text-sm font-normal">" "{words}</span> });
        view! { <Answer order=order.clone() offer=id.clone() decision look><span>{words}{small}</span></Answer> }.into_any()
    };
    let one_click = match &pay {
        OfferPay::OneClick { label } => Some(label.clone()),
        OfferPay::Card | OfferPay::Paypal => None,
    };
    let yes = format!("Yes, add it for {price}");
    let charged = one_click.as_ref().map(|label| format!("charged to {label}"));
    // Whoever is told that a card is entered next must never be charged on one that is stored.
    let accepts = if one_click.is_some() { Decision::Accept } else { Decision::AnotherCard };
    let no = answer(Decision::Decline, NO, "No thanks".to_owned(), None);
    match stage {
        OfferStage::Open => {
            let next = match pay {
                OfferPay::OneClick { .. } => "One click, one charge. Nothing else follows from it.",
                OfferPay::Card => "You enter a card on the next page. Nothing is charged before that.",
                OfferPay::Paypal => "You approve it at PayPal. Nothing is charged before that.",
            };
            view! { {answer(accepts, YES, yes, charged)} {no} <p class="text-sm text-muted">{next}</p> }.into_any()
        }
        OfferStage::Failed => {
            let holds = extended.then_some(until).flatten().map(|until| view! { " The price holds until "<LocalTime at=until />"." });
            let again = one_click.map(|label| answer(Decision::Retry, YES, format!("Try {label} again"), None));
            let other = if again.is_some() { OTHER } else { YES };
            view! {
                <Alert tone=Tone::Warning>
                    <p class="font-semibold">"The payment for this did not go through"</p>
                    <p>"You were not charged for it, and what you bought before is not affected."{holds}</p>
                </Alert>
                {again}
                {answer(Decision::AnotherCard, other, "Use another card".to_owned(), None)}
                {no}
            }
            .into_any()
        }
        OfferStage::Authenticate => view! {
            <Alert tone=Tone::Info>
                <p class="font-semibold">"Your bank wants to confirm that it is you"</p>
                <p>"Nothing is charged before you did."</p>
            </Alert>
            {answer(Decision::Accept, YES, "Confirm with your bank".to_owned(), None)}
            {no}
        }
        .into_any(),
        OfferStage::Unpaid { order } => view! {
            <Alert tone=Tone::Info><p>"You added this to your order. It is not paid yet."</p></Alert>
            <a class="btn btn-primary btn-lg w-full" href=paths::order(&order).to_string()>"Go on to the payment"</a>
            {no}
        }
        .into_any(),
        OfferStage::Charging { .. } => ().into_any(),
    }
}
