//! From quote to payment.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]
#![expect(clippy::too_many_arguments, reason = "each argument is a field of a form")]

use super::Result;
use super::dto::{CheckoutView, PayWith, PaymentSession};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{services, viewer, with_cookies},
    ports::{AskQuote, Selection, StartCheckout},
};
#[cfg(feature = "ssr")]
use domain::source::Source;

/// Stores a quote and says what the checkout page shows. `seat` is the token of a personal link to a kept seat.
///
/// Bumps, coupon, country and VAT id are the whole selection where a country or a bump is given; else it is that of `quote`, else
/// that of the order which this browser began, with `coupon` and `vat_id` where they are given. Posted as a form it leads back to
/// the page, which then shows the new quote.
#[server(endpoint = "checkout/quote")]
pub async fn quote(
    #[server(default)] seat: Option<String>,
    #[server(default)] quote: Option<String>,
    #[server(default)] bumps: Vec<String>,
    #[server(default)] coupon: Option<String>,
    #[server(default)] country: Option<String>,
    #[server(default)] vat_id: Option<String>,
) -> Result<CheckoutView> {
    let bumps = bumps.iter().map(|id| id.parse()).collect::<std::result::Result<Vec<_>, _>>().map_err(|_| ApiError::BadRequest)?;
    let whole = !bumps.is_empty() || country.is_some();
    let ask = AskQuote {
        seat: seat.filter(|token| !token.is_empty()),
        quote: quote.and_then(|id| id.parse().ok()),
        coupon: coupon.clone().filter(|_| !whole),
        vat_id: vat_id.clone().filter(|_| !whole),
        selection: whole.then_some(Selection { bumps, coupon, country, vat_id }),
    };
    let view = with_cookies(services().checkout.view(&viewer(), &ask).await?);
    super::context::show_quote(&view, ask.seat.as_deref());
    Ok(view)
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
