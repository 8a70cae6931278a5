use super::{Refused, Typed, currencies, problem};
use crate::api::dto::{OfferDetail, TierView};
use crate::api::error::Field as FieldName;
use crate::api::offers::SetPrices;
use crate::components::text;
use crate::forms::{Field, Select, Submit};
use domain::offer_prices::MOST_TIERS;
use leptos::prelude::*;

/// The prices of an offer, as a list to fill in. There is always a row to spare.
#[component]
pub fn PricesCard(
    /// The offer.
    offer: OfferDetail,
    /// What sets them.
    action: ServerAction<SetPrices>,
) -> impl IntoView {
    let typed = Typed::of::<SetPrices>();
    let rows = (offer.tiers.len() + 1).clamp(2, MOST_TIERS);
    let has_seats = offer.row.kind.has_seats();
    let tiers = offer.tiers.into_iter().map(Some).chain(std::iter::repeat(None)).take(rows);
    let begin = typed.clone();
    let row = move |(place, tier): (u8, Option<TierView>)| view! { <TierRow place tier has_seats typed=begin.clone() action /> };
    view! {
        <section class="card grid gap-5" aria-labelledby="prices">
            <div>
                <h2 id="prices" class="text-xl">"Prices"</h2>
                <p class="mt-1 text-sm text-muted">"The first that still holds is the price. Leave a row empty to take it away. Moments are in UTC."</p>
            </div>
            <ActionForm action attr:class="grid gap-5">
                <input type="hidden" name="offer" value=offer.row.id.to_string() />
                <input type="hidden" name="version" value=offer.version />
                <div class="max-w-[10rem]">
                    <Select label="Currency" name="currency" options=currencies() value=typed.or("currency", offer.currency.code()) error=problem(action, FieldName::Currency) />
                </div>
                <ol class="tiers">{(0_u8..).zip(tiers).map(row).collect_view()}</ol>
                <Refused action />
                <p><Submit pending=action.pending()>"Set the prices"</Submit></p>
            </ActionForm>
        </section>
    }
}

#[component]
fn TierRow(place: u8, tier: Option<TierView>, has_seats: bool, typed: Typed, action: ServerAction<SetPrices>) -> impl IntoView {
    let name = move |field: &str| format!("tiers[{place}][{field}]");
    let [label, amount, until_at, until_taken] = ["label", "amount", "until_at", "until_taken"].map(name);
    let now = tier.as_ref().is_some_and(|tier| tier.now).then(|| view! { <span class="badge badge-accent">"The price now"</span> });
    let stored = tier.map(|tier| {
        let ends = tier.until_at.map(text::form_moment).unwrap_or_default();
        (tier.label, tier.price.decimal(), ends, tier.until_taken.map(|seats| seats.to_string()).unwrap_or_default())
    });
    let (own_label, own_amount, own_until_at, own_until_taken) = stored.unwrap_or_default();
    let seats = has_seats.then(|| {
        view! { <Field label="Up to so many seats" name=until_taken.clone() keys="numeric" autocomplete="off" maxlength="9" required=false value=typed.or(&until_taken, own_until_taken) error=problem(action, FieldName::TierSeats(place)) /> }
    });
    view! {
        <li>
            <fieldset class="tier">
                <legend class="tier-name"><span>"Price "{place + 1}</span>{now}</legend>
                <Field label="Name" name=label.clone() autocomplete="off" maxlength="60" required=false value=typed.or(&label, own_label) error=problem(action, FieldName::TierName(place)) />
                <Field label="Amount" name=amount.clone() keys="decimal" autocomplete="off" maxlength="20" required=false value=typed.or(&amount, own_amount) error=problem(action, FieldName::Price(place)) />
                <Field label="Until" name=until_at.clone() kind="datetime-local" step="1" autocomplete="off" maxlength="19" required=false value=typed.or(&until_at, own_until_at) error=problem(action, FieldName::TierUntil(place)) />
                {seats}
            </fieldset>
        </li>
    }
}
