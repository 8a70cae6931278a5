//! From quote to payment.

use super::{Viewer, WithCookies};
use crate::api::Result;
use crate::api::dto::{CheckoutView, PayWith, PaymentSession};
use async_trait::async_trait;
use domain::ids::{OfferId, QuoteId};
use domain::source::Source;

/// What a buyer chose, as typed. Never an amount.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The bumps that are ticked.
    pub bumps: Vec<OfferId>,
    /// A coupon's code.
    pub coupon: Option<String>,
    /// The code of the buyer's country.
    pub country: Option<String>,
    /// The buyer's VAT id.
    pub vat_id: Option<String>,
}

/// What the checkout page is asked to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskQuote {
    /// The token of a personal link to a kept seat.
    pub seat: Option<String>,
    /// A quote whose selection counts where none is given.
    pub quote: Option<QuoteId>,
    /// A code to try with that selection.
    pub coupon: Option<String>,
    /// A VAT id to try with that selection.
    pub vat_id: Option<String>,
    /// The selection, whole.
    pub selection: Option<Selection>,
}

impl AskQuote {
    /// Whether a selection is asked for, and not just the page.
    pub fn names_something(&self) -> bool {
        self.quote.is_some() || self.coupon.is_some() || self.vat_id.is_some() || self.selection.is_some()
    }

    /// Whether a coupon's code is tried, and not just one that an order or a quote has.
    pub fn types_code(&self) -> bool {
        let chosen = self.selection.as_ref().and_then(|selection| selection.coupon.as_ref());
        self.coupon.as_ref().or(chosen).is_some_and(|code| !code.trim().is_empty())
    }
}

/// What a buyer sends to begin to pay. Never an amount.
#[derive(Clone, Debug)]
pub struct StartCheckout {
    /// The quote that the buyer saw.
    pub quote: QuoteId,
    /// The address, as typed.
    pub email: String,
    /// The name, as typed.
    pub name: String,
    /// How to pay.
    pub pay_with: PayWith,
    /// The token of a personal link to a kept seat.
    pub seat: Option<String>,
    /// The buyer may be reminded once.
    pub remind: bool,
    /// Where the buyer came from.
    pub source: Source,
    /// Whether the box of the consent was ticked.
    pub consent: bool,
}

/// From quote to payment.
#[async_trait]
pub trait Checkout: Send + Sync {
    /// Stores a quote for the page and finds what this browser began earlier. Gives the browser a key if it has none.
    async fn view(&self, viewer: &Viewer, ask: &AskQuote) -> Result<WithCookies<CheckoutView>>;
    /// Takes the seat, writes the order and opens the payment. Called again it answers with the same order.
    async fn start(&self, viewer: &Viewer, command: StartCheckout) -> Result<WithCookies<PaymentSession>>;
}
