use crate::api::{catalog, dto::OfferView};
use crate::{interop, paths};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The offer as the page has it, then as it really is: the page may come from a cache, and seats go while it is read.
pub fn live_offer(from_page: OfferView) -> RwSignal<OfferView> {
    let offer = RwSignal::new(from_page);
    Effect::new(move |_| {
        spawn_local(async move {
            // Without an answer the page keeps what it knows.
            if let Ok(fresh) = catalog::current_offer().await {
                offer.set(fresh);
            }
        });
        interop::listen_to_offer(paths::offer_events().into(), move |news| offer.set(news));
    });
    offer
}
