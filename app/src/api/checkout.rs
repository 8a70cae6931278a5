//! From quote to payment.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{CheckoutView, PaymentSession};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{redirect_to, services, viewer, with_cookies},
    ports::StartCheckout,
};

/// Stores a quote and says what the checkout page shows.
#[server(endpoint = "checkout/quote")]
pub async fn quote() -> Result<CheckoutView> {
    services().checkout.view(&viewer()).await
}

/// Takes the seat and opens the payment. Without WASM it leads to the order's page.
#[server(endpoint = "checkout/start")]
pub async fn start(quote: String, email: String, name: String) -> Result<PaymentSession> {
    let quote = quote.parse().map_err(|_| ApiError::BadRequest)?;
    let command = StartCheckout { quote, email, name };
    let session = with_cookies(services().checkout.start(&viewer(), command).await?);
    if super::context::is_plain_form_post() {
        redirect_to(&crate::paths::order(&session.public_id));
    }
    Ok(session)
}
