use crate::api::dto::OfferView;
use leptos::prelude::*;

/// What a page says of the offer, for scripts to compare with what it has become. The time of the look is none of it.
#[component]
pub fn LiveOffer(
    /// The offer.
    offer: OfferView,
) -> impl IntoView {
    let offer = leptos::serde_json::to_string(&OfferView { now: None, ..offer }).unwrap_or_default();
    view! { <div hidden data-offer=offer></div> }
}
