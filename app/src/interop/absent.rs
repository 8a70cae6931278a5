//! Stand-ins for the server, where no script runs.

use super::{CardFault, CardFormMode};
use crate::api::dto::{OfferView, OrderView, PaymentSession, StripeClient};
use domain::money::Money;

/// The browser's clock in seconds.
pub fn clock_s() -> i64 {
    0
}

/// A moment in the reader's time and language.
pub fn local_time(_machine_time: &str, _date_only: bool) -> Option<String> {
    None
}

/// Whether a form is sent by a button that leads to another site: then the browser sends it by itself.
pub fn leaves(_event: &leptos::ev::SubmitEvent) -> bool {
    false
}

/// Opens a page.
pub fn go(_path: &str) {}

/// Opens a page in the place of this one.
pub fn replace(_path: &str) {}

/// Makes the redirects of actions full page loads.
pub fn load_redirects() {}

/// The value of an attribute of `<body>`.
pub fn body_attribute(_name: &str) -> Option<String> {
    None
}

/// Lets time pass.
#[expect(clippy::unused_async, reason = "the same signature as in the browser")]
pub async fn sleep_ms(_ms: i32) {}

/// The address of the page before.
pub fn referrer() -> String {
    String::new()
}

/// The host of this site.
pub fn host() -> String {
    String::new()
}

/// Tells what was typed into a field once it is left.
pub fn on_change(_field: &str, _tell: impl Fn(String) + 'static) {}

/// Types into a field.
pub fn fill_in(_field: &str, _text: &str) {}

/// Listens for the offer's news.
pub fn listen_to_offer(_path: String, _on_news: impl Fn(OfferView) + 'static) {}

/// Listens for an order's news.
pub fn listen_to_order(_path: &str, _on_news: impl Fn(OrderView) + 'static, _on_silence: impl Fn() + 'static) {}

/// Lets the buyer's bank ask its question in the page.
#[expect(clippy::unused_async, reason = "the same signature as in the browser")]
pub async fn authenticate(_client: &StripeClient, _client_secret: &str) -> Result<(), CardFault> {
    Err(CardFault::NoScript)
}

/// The provider's card form.
#[derive(Clone, Debug)]
pub struct CardForm;

#[expect(clippy::unused_async, reason = "the same signatures as in the browser")]
impl CardForm {
    /// Puts the form into an element.
    pub async fn mount(
        _client: &StripeClient,
        _mode: CardFormMode,
        _into: &str,
        _on_ready: impl FnMut() + 'static,
    ) -> Result<Self, CardFault> {
        Err(CardFault::NoScript)
    }

    /// Shows another amount.
    pub fn set_amount(&self, _amount: Money) {}

    /// Says whether the method will be kept.
    pub fn set_saves(&self, _saves: bool) {}

    /// Checks what was typed.
    pub async fn validate(&self) -> Result<(), CardFault> {
        Ok(())
    }

    /// Pays.
    pub async fn confirm(&self, _session: &PaymentSession) -> Result<(), CardFault> {
        Ok(())
    }
}
