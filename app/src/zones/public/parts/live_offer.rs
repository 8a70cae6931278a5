use crate::api::{catalog, dto::OfferView};
use crate::{interop, paths};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;

thread_local! {
    /// The offer of the page, once a part of it has asked.
    static OFFER: Cell<Option<RwSignal<OfferView>>> = const { Cell::new(None) };
}

/// The offer as the page has it, then as it really is: the page may come from a cache, and seats go while it is read. One for all
/// parts of a page.
pub fn live_offer(from_page: OfferView) -> RwSignal<OfferView> {
    if cfg!(feature = "ssr") {
        return RwSignal::new(from_page);
    }
    OFFER.get().unwrap_or_else(|| {
        let offer = RwSignal::new(from_page);
        OFFER.set(Some(offer));
        listen(offer);
        offer
    })
}

fn listen(offer: RwSignal<OfferView>) {
    Effect::new(move |_| {
        spawn_local(async move {
            // Without an answer the page keeps what it knows.
            if let Ok(fresh) = catalog::current_offer().await {
                offer.set(fresh);
            }
        });
        interop::listen_to_offer(paths::offer_events().into(), move |news| offer.set(news));
    });
}
