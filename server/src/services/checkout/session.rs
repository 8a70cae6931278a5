//! What a browser needs to go on paying.

use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::payment::{Handoff, Method, ProviderId};
use crate::repo::{self, rows};
use crate::services::payments::{self, Way};
use crate::services::settlement::{self, Told};
use app::api::ApiError;
use app::api::dto::{PayWith, PaymentSession, StripeClient, Ways};
use app::api::error::Conflict;
use app::paths;
use domain::money::Currency;
use domain::payment::PaymentStatus;
use entity::order;

/// Which payment a wish asks for. A provider that is not configured, or does not take the currency, cannot be wished for.
pub fn way(core: &Core, wish: PayWith, currency: Currency) -> std::result::Result<Way, ApiError> {
    let way = match wish {
        PayWith::Card => Way { provider: ProviderId::Stripe, method: Method::Element },
        PayWith::Hosted => Way { provider: ProviderId::Stripe, method: Method::Hosted },
        PayWith::Paypal => Way { provider: ProviderId::Paypal, method: Method::Redirect },
    };
    if takes(core, way.provider, currency) { Ok(way) } else { Err(ApiError::BadRequest) }
}

/// The ways to pay in a currency, beside the card form.
pub fn ways(core: &Core, currency: Currency) -> Ways {
    Ways { hosted: takes(core, ProviderId::Stripe, currency), paypal: takes(core, ProviderId::Paypal, currency) }
}

fn takes(core: &Core, provider: ProviderId, currency: Currency) -> bool {
    core.gateways.find(provider).is_some_and(|gateway| gateway.capabilities().takes(currency))
}

/// The public half of the Stripe account.
pub fn stripe_client(core: &Core) -> StripeClient {
    let stripe = &core.settings.stripe;
    StripeClient { publishable_key: stripe.publishable_key.clone(), script_url: stripe.js_url.clone() }
}

/// Opens the order's payment and gives the browser what it needs to go on with it. While another payment of the order is under way
/// there is nothing to go on with.
pub async fn session(core: &Core, order: &order::Model, way: Way) -> Result<PaymentSession> {
    let leading = repo::payments::leading(core.db.read(), order.id).await?;
    if payments::is_under_way(&leading) && !way.is_of(&leading) {
        return Err(ApiError::Conflict(Conflict::PaymentUnderWay).into());
    }
    let (payment, opened) = payments::open(core, order, way).await?;
    if !is_open(opened.facts.status) {
        settlement::apply(core, Told { payment: &payment, facts: &opened.facts }).await?;
        return Err(ApiError::Conflict(Conflict::PaymentUnderWay).into());
    }
    let hold = repo::holds::by_id(core.db.read(), order.hold_id).await?.ok_or_else(|| Fault::stored("an order without a hold"))?;
    let (client_secret, redirect_to) = match opened.handoff {
        Handoff::Secret(secret) => (Some(secret), None),
        Handoff::Redirect(address) => (None, Some(address)),
        Handoff::Nothing => (None, None),
    };
    Ok(PaymentSession {
        public_id: order.public_id.clone(),
        client_secret,
        redirect_to,
        saves: opened.saves.unwrap_or(payment.saves),
        amount: rows::money(order.amount_minor, &order.currency)?,
        held_until: hold.expires_at,
        return_url: core.settings.absolute(&paths::order(&order.public_id)),
        now: core.now(),
    })
}

fn is_open(status: PaymentStatus) -> bool {
    matches!(status, PaymentStatus::RequiresPaymentMethod { .. } | PaymentStatus::RequiresAction)
}
