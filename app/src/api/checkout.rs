//! From quote to payment.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{CheckoutView, PayWith, PaymentSession};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{services, viewer, with_cookies},
    ports::StartCheckout,
};
#[cfg(feature = "ssr")]
use domain::source::Source;

/// Stores a quote and says what the checkout page shows. `seat` is the token of a personal link to a kept seat.
#[server(endpoint = "checkout/quote")]
pub async fn quote(#[server(default)] seat: Option<String>) -> Result<CheckoutView> {
    services().checkout.view(&viewer(), seat.as_deref()).await
}

/// Takes the seat and opens the payment. Without WASM it leads to the provider's page or the order's.
#[server(endpoint = "checkout/start")]
pub async fn start(
    quote: String,
    email: String,
    name: String,
    #[server(default)] pay_with: PayWith,
    consent: Option<String>,
    #[server(default)] seat: Option<String>,
    #[server(default)] remind: Option<String>,
    #[server(default)] source: Option<String>,
) -> Result<PaymentSession> {
    let quote = quote.parse().map_err(|_| ApiError::BadRequest)?;
    let command = StartCheckout {
        quote,
        email,
        name,
        pay_with,
        consent: consent.is_some(),
        seat,
        remind: remind.is_some(),
        source: Source::read(&source.unwrap_or_default()),
    };
    let session = with_cookies(services().checkout.start(&viewer(), command).await?);
    super::context::go_on_paying(&session);
    Ok(session)
}
