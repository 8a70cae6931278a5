use super::card_box::CardSlot;
use super::notice::Notice;
use super::picked::Picked;
use crate::api::dto::{CheckoutView, Choices, PayWith, QuoteView};
use crate::api::error::Conflict;
use crate::api::{ApiError, checkout};
use crate::interop::{self, CardFault};
use crate::paths;
use chrono::{DateTime, Utc};
use domain::money::Money;
use domain::scarcity::Unavailable;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;

/// Choices within this time are looked up together.
const TOGETHER_MS: i32 = 120;

/// What the checkout page knows while the buyer pays. Typed input is not in it: it stays in the form.
#[derive(Clone, Copy)]
pub struct PayFlow {
    /// The price on the page.
    pub quote: RwSignal<QuoteView>,
    /// What can be chosen, and why something that was chosen does not count.
    pub choices: RwSignal<Choices>,
    /// What the buyer has chosen.
    pub picked: RwSignal<Picked>,
    /// A price is being looked up; the button waits.
    pub pricing: RwSignal<bool>,
    /// Counts the lookups: only the latest may be shown.
    pub turn: StoredValue<u32>,
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
            // Whichever it is, the order page asks what happened.
            Ok(()) | Err(CardFault::Moved | CardFault::Unknown) => interop::go(order.as_str()),
            Err(fault) => return Err(fault.into()),
        }
        Ok(())
    }

    async fn stopped(self, stop: Stop) {
        match stop {
            Stop::Card(fault) => self.notice.set(Some(Notice::of_card(&fault))),
            Stop::Ours(ApiError::Conflict(Conflict::PriceChanged | Conflict::QuoteExpired | Conflict::CouponEnded)) => {
                self.quote_again().await;
            }
            Stop::Ours(error @ ApiError::Conflict(Conflict::CouponUsed)) => {
                self.picked.update(|picked| picked.coupon.clear());
                self.quote_again().await;
                self.notice.set(Some(Notice::of_error(&error)));
            }
            Stop::Ours(error) => {
                if !matches!(error, ApiError::Invalid(_)) {
                    self.notice.set(Some(Notice::of_error(&error)));
                }
                self.refusal.set(Some(error));
            }
        }
    }

    /// Changes what is chosen and looks the price up. The answer to an earlier choice is not shown any more.
    pub fn choose(self, change: impl FnOnce(&mut Picked)) {
        self.picked.update(change);
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.pricing.set(true);
        spawn_local(async move {
            interop::sleep_ms(TOGETHER_MS).await;
            if self.turn.get_value() != turn {
                return;
            }
            let answer = self.picked.get_untracked().ask().await;
            if self.turn.get_value() != turn {
                return;
            }
            self.pricing.set(false);
            if let Err(error) = answer.and_then(|view| self.show(view)) {
                self.notice.set(Some(Notice::of_error(&error)));
            }
        });
    }

    /// Asks for the price of now and says what changed.
    async fn quote_again(self) {
        let old = self.quote.with_untracked(|quote| quote.total);
        match self.picked.get_untracked().ask().await.and_then(|view| self.show(view)) {
            Ok(new) => self.notice.set(Some(Notice::of_price(old, new))),
            Err(error) => self.notice.set(Some(Notice::of_error(&error))),
        }
    }

    /// Puts another price on the page, and into the card form. Gives the new total.
    fn show(self, view: CheckoutView) -> Result<Money, ApiError> {
        let why = view.unavailable.unwrap_or(Unavailable::Paused);
        let quote = view.quote.ok_or(ApiError::Conflict(Conflict::NotOnSale(why)))?;
        let total = quote.total;
        if let Ok(card) = self.card.form() {
            card.set_amount(total);
        }
        self.hold.set(view.resume.map(|order| (order.held_until, view.now)));
        self.choices.set(view.choices);
        self.quote.set(quote);
        Ok(total)
    }
}
