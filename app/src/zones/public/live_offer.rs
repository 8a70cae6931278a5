use crate::api::{catalog, dto::OfferView};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How often an open page asks again for price and seats.
const EVERY: Duration = Duration::from_mins(1);

/// The offer as the page has it, then as it really is: the page may come from a cache.
pub fn live_offer(from_page: OfferView) -> RwSignal<OfferView> {
    let offer = RwSignal::new(from_page);
    Effect::new(move |_| {
        let refresh = move || {
            spawn_local(async move {
                // Without an answer the page keeps what it knows.
                if let Ok(fresh) = catalog::current_offer().await {
                    offer.set(fresh);
                }
            });
        };
        refresh();
        if let Ok(timer) = set_interval_with_handle(refresh, EVERY) {
            on_cleanup(move || timer.clear());
        }
    });
    offer
}
