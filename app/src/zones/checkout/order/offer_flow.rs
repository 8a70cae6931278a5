use super::super::notice::Notice;
use crate::api::dto::{Decided, Decision, OrderStep, OrderView};
use crate::api::{ApiError, funnel, orders};
use crate::interop;
use crate::paths;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the page of an offer knows while the buyer answers.
#[derive(Clone, Copy)]
pub struct OfferFlow {
    order: RwSignal<OrderView>,
    /// What the buyer has to know.
    pub notice: RwSignal<Option<Notice>>,
    /// An answer is on its way; the buttons wait.
    pub busy: RwSignal<bool>,
}

impl OfferFlow {
    /// For an order; begins with what a form without WASM was answered.
    pub fn new(order: RwSignal<OrderView>) -> Self {
        let refused = ServerAction::<funnel::Decide>::new().value().get_untracked().and_then(Result::err);
        Self { order, notice: RwSignal::new(refused.as_ref().map(Notice::of_error)), busy: RwSignal::new(false) }
    }

    /// Answers the offer. Again while it runs does nothing.
    pub fn answer(self, decision: Decision) {
        let found = self.order.with_untracked(|order| Some((order.public_id.clone(), order.offer.as_ref()?.offer)));
        let Some((id, offer)) = found.filter(|_| !self.busy.get_untracked()) else { return };
        self.busy.set(true);
        self.notice.set(None);
        spawn_local(async move {
            match funnel::decide(id.clone(), offer.to_string(), decision).await {
                Ok(decided) => self.go_on(&id, decided).await,
                Err(error) => {
                    self.notice.set(Some(Notice::of_error(&error)));
                    if matches!(error, ApiError::Conflict(_)) {
                        self.look_again(id).await;
                    }
                    self.busy.set(false);
                }
            }
        });
    }

    /// The bank's question comes here, in the page. However it ends, the order's page knows more than this one.
    async fn go_on(self, id: &str, decided: Decided) {
        match (decided.client_secret, decided.redirect_to) {
            (Some(secret), _) => {
                let client = self.order.with_untracked(|order| order.stripe.clone());
                if let Err(fault) = interop::authenticate(&client, &secret).await {
                    self.notice.set(Some(Notice::of_card(&fault)));
                }
                interop::go(paths::order_after_payment(id).as_str());
            }
            (None, Some(address)) => interop::go(&address),
            (None, None) if decided.public_id == id => interop::replace(paths::order(id).as_str()),
            (None, None) => interop::go(paths::order(&decided.public_id).as_str()),
        }
    }

    /// The world has changed: shows how the offer stands now.
    async fn look_again(self, id: String) {
        if let Ok(news) = orders::status(id).await {
            if matches!(news.step, OrderStep::Offer { charging: false }) {
                self.order.set(news);
            } else {
                interop::go(paths::order(&news.public_id).as_str());
            }
        }
    }
}
