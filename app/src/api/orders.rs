//! Orders after payment began.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{OrderView, PayWith, PaymentSession};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::context::{services, viewer, with_cookies};

/// The order as it is now. Signs the buyer's own browser in once it is paid.
#[server(endpoint = "orders/status", input = GetUrl)]
pub async fn status(public_id: String) -> Result<OrderView> {
    Ok(with_cookies(services().orders.view(&viewer(), &public_id).await?))
}

/// Asks the provider for news of the order. `returned` is set when the browser says that it has just confirmed the payment.
#[server(endpoint = "orders/check")]
pub async fn check(public_id: String, returned: Option<String>) -> Result<OrderView> {
    Ok(with_cookies(services().orders.check(&viewer(), &public_id, returned.is_some()).await?))
}

/// Puts a mistyped address right and leads to the order. For the browser that made it, for half an hour after the payment.
#[server(endpoint = "orders/correct_email")]
pub async fn correct_email(public_id: String, email: String) -> Result<()> {
    with_cookies(services().orders.correct_email(&viewer(), &public_id, &email).await?);
    super::context::redirect_to(&crate::paths::order(&public_id));
    Ok(())
}

/// The payment of an order that can still be paid. Without WASM it leads to the provider's page or the order's.
#[server(endpoint = "orders/payment")]
pub async fn payment(public_id: String, #[server(default)] pay_with: PayWith) -> Result<PaymentSession> {
    let session = services().orders.payment(&public_id, pay_with).await?;
    super::context::go_on_paying(&session);
    Ok(session)
}
