use super::Refused;
use crate::api::dto::OfferDetail;
use crate::api::offers::SwitchOffer;
use crate::components::{LocalTime, LowestPrice, PriceBefore};
use crate::forms::Submit;
use domain::scarcity::Unavailable;
use leptos::prelude::*;

/// Whether the offer can be bought, what a buyer sees of its price, and the button that pauses or resumes it.
#[component]
pub fn StatusCard(
    /// The offer.
    offer: OfferDetail,
    /// What switches it.
    action: ServerAction<SwitchOffer>,
) -> impl IntoView {
    let OfferDetail { row, version, enabled, compared, .. } = offer;
    let why = match (row.standing, enabled) {
        (Ok(()), _) => "It can be bought.".into_any(),
        (Err(Unavailable::Paused), true) => "Its last price has ended, so nobody can buy it.".into_any(),
        (Err(Unavailable::Paused), false) => "You have paused it.".into_any(),
        (Err(Unavailable::OpensAt(at)), _) => view! { "Its sale begins on "<LocalTime at />"." }.into_any(),
        (Err(Unavailable::ClosedAt(at)), _) => view! { "Its sale ended on "<LocalTime at />"." }.into_any(),
        (Err(Unavailable::SoldOut), _) => "Every seat is sold or held.".into_any(),
    };
    let price = row.price.map(|price| {
        let before = compared.map(|shown| view! { " "<PriceBefore price=shown.compare_at /> });
        let lowest = compared.map(|shown| view! { <LowestPrice price=shown.lowest_30d /> });
        view! { <div><p class="font-display text-3xl font-semibold">{price.to_string()}{before}</p>{lowest}</div> }
    });
    let (on, words) = if enabled { ("false", "Pause it") } else { ("true", "Resume it") };
    let look = if enabled { "btn-plain" } else { "btn-primary" };
    view! {
        <section class="card grid gap-4" aria-labelledby="status">
            <h2 id="status" class="text-xl">"Now"</h2>
            {price}
            <p class="text-sm">{why}</p>
            <ActionForm action attr:class="grid gap-3">
                <input type="hidden" name="offer" value=row.id.to_string() />
                <input type="hidden" name="version" value=version />
                <input type="hidden" name="on" value=on />
                <Refused action />
                <Submit pending=action.pending() look>{words}</Submit>
            </ActionForm>
        </section>
    }
}
