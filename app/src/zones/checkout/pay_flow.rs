use super::card_box::CardSlot;
use super::notice::Notice;
use crate::api::dto::{PayWith, QuoteView};
use crate::api::error::Conflict;
use crate::api::{ApiError, checkout};
use crate::interop::{self, CardFault};
use crate::{paths, request};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;

/// What the checkout page knows while the buyer pays. Typed input is not in it: it stays in the form.
#[derive(Clone, Copy)]
pub struct PayFlow {
    /// The price on the page.
    pub quote: RwSignal<QuoteView>,
    /// Until when the seat is held, and the server's time then.
    pub hold: RwSignal<Option<(DateTime<Utc>, DateTime<Utc>)>>,
    /// What the buyer has to know.
    pub notice: RwSignal<Option<Notice>>,
    /// The last answer that was about a field.
    pub refusal: RwSignal<Option<ApiError>>,
    /// A payment is being made; the button waits.
    pub busy: RwSignal<bool>,
    /// The card form.
    pub card: CardSlot,
}

/// Why paying stopped.
enum Stop {
    Ours(ApiError),
    Card(CardFault),
}

impl From<ApiError> for Stop {
    fn from(error: ApiError) -> Self {
        Self::Ours(error)
    }
}

impl From<CardFault> for Stop {
    fn from(fault: CardFault) -> Self {
        Self::Card(fault)
    }
}

impl PayFlow {
    /// Pays with what was typed. Again while it runs does nothing; again after a refusal goes on with the same order.
    pub fn pay(self, typed: checkout::Start) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.notice.set(None);
        self.refusal.set(None);
        spawn_local(async move {
            if let Err(stop) = self.run(typed).await {
                self.stopped(stop).await;
                self.busy.set(false);
            }
        });
    }

    async fn run(self, typed: checkout::Start) -> Result<(), Stop> {
        let card = self.card.form()?;
        card.validate().await?;
        let session = checkout::Start { pay_with: PayWith::Card, ..typed }.run_on_client().await?;
        self.hold.set(Some((session.held_until, session.now)));
        if session.amount != self.quote.with_untracked(|quote| quote.total) {
            return Err(ApiError::Conflict(Conflict::PriceChanged).into());
        }
        card.set_saves(session.saves);
        card.validate().await?;
        let order = paths::order_after_payment(&session.public_id);
        match card.confirm(&session).await {
            // Either way the order page knows what happened.
            Ok(()) | Err(CardFault::Moved) => interop::go(order.as_str()),
            Err(fault) => return Err(fault.into()),
        }
        Ok(())
    }

    async fn stopped(self, stop: Stop) {
        match stop {
            Stop::Card(fault) => self.notice.set(Some(Notice::of_card(&fault))),
            Stop::Ours(ApiError::Conflict(Conflict::PriceChanged | Conflict::QuoteExpired)) => self.quote_again().await,
            Stop::Ours(error) => {
                if !matches!(error, ApiError::Invalid(_)) {
                    self.notice.set(Some(Notice::of_error(&error)));
                }
                self.refusal.set(Some(error));
            }
        }
    }

    /// Asks for the price of now and says what changed.
    async fn quote_again(self) {
        let shown = self.quote.with_untracked(|quote| quote.id.to_string());
        match checkout::quote(request::query_value("seat"), Some(shown), Vec::new(), None, None, None).await {
            Ok(view) => {
                let Some(quote) = view.quote else {
                    return self.notice.set(Some(Notice::of_error(&ApiError::Conflict(Conflict::Closed))));
                };
                let old = self.quote.with_untracked(|quote| quote.total);
                if let Ok(card) = self.card.form() {
                    card.set_amount(quote.total);
                }
                self.notice.set(Some(Notice::of_price(old, quote.total)));
                self.hold.set(view.resume.map(|order| (order.held_until, view.now)));
                self.quote.set(quote);
            }
            Err(error) => self.notice.set(Some(Notice::of_error(&error))),
        }
    }
}
