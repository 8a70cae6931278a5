//! The order's page: a function of the order alone.

use super::checkout::{session, stripe_client, way, ways};
use super::identity::{enter_by_purchase, is_nobody_yet};
use super::payments::is_under_way;
use super::{correction, funnel, on_its_way, settlement};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::{self, rows};
use crate::security::hash::{same, sha256};
use app::api::dto::{LineView, OfferStage, OrderStep, OrderView, PayWith, PaymentSession};
use app::api::error::Conflict;
use app::api::ports::{BrowserCookie, Orders, Viewer, WithCookies};
use app::api::{self, ApiError};
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::email::EmailAddress;
use domain::order::OrderState;
use entity::{hold, order, payment, user};
use std::sync::Arc;

/// Orders over the database and the provider.
pub struct OrdersService(pub Arc<Core>);

/// A payment that is under way for longer is slow: the page says that we will mail.
const SLOW: TimeDelta = TimeDelta::minutes(2);

#[async_trait]
impl Orders for OrdersService {
    async fn view(&self, viewer: &Viewer, public_id: &str) -> api::Result<WithCookies<OrderView>> {
        Ok(self.page(viewer, public_id).await?)
    }

    async fn check(&self, viewer: &Viewer, public_id: &str, returned: bool) -> api::Result<WithCookies<OrderView>> {
        let order = self.find(public_id).await?;
        if let Err(error) = self.ask_provider(&order, returned).await {
            tracing::warn!(order.id = %order.id, error = %error, "the provider could not be asked about an order");
        }
        Ok(self.page(viewer, public_id).await?)
    }

    async fn correct_email(&self, viewer: &Viewer, public_id: &str, email: &str) -> api::Result<WithCookies<()>> {
        let cookies = correction::correct(&self.0, viewer, public_id, email).await?;
        Ok(WithCookies { value: (), cookies })
    }

    async fn payment(&self, public_id: &str, pay_with: PayWith) -> api::Result<PaymentSession> {
        let order = self.find(public_id).await?;
        Ok(self.payable_session(&order, pay_with).await?)
    }
}

impl OrdersService {
    async fn find(&self, public_id: &str) -> Result<order::Model> {
        Ok(repo::orders::by_public_id(self.0.db.read(), public_id).await?.ok_or(ApiError::NotFound)?)
    }

    async fn payable_session(&self, order: &order::Model, pay_with: PayWith) -> Result<PaymentSession> {
        match rows::order_state(&order.state)? {
            OrderState::Expired => return Err(ApiError::Conflict(Conflict::OrderEnded).into()),
            state if !state.is_payable() => return Err(ApiError::Conflict(Conflict::PaymentUnderWay).into()),
            _ => {}
        }
        let currency = rows::money(0, &order.currency)?.currency;
        session(&self.0, order, way(&self.0, pay_with, currency)?).await
    }

    async fn ask_provider(&self, order: &order::Model, returned: bool) -> Result<()> {
        let core = &self.0;
        let Some(order) = funnel::view::to_ask_about(core, order).await? else { return Ok(()) };
        if let Err(error) = settlement::settle(core, order.id).await {
            if returned {
                let payment = repo::payments::leading(core.db.read(), order.id).await?;
                repo::payments::presume_processing(core.db.write(), payment.id, core.now()).await?;
            }
            return Err(error);
        }
        Ok(())
    }

    async fn page(&self, viewer: &Viewer, public_id: &str) -> Result<WithCookies<OrderView>> {
        let core = &self.0;
        let db = core.db.read();
        let order = self.find(public_id).await?;
        let state = rows::order_state(&order.state)?;
        let hold = repo::holds::by_id(db, order.hold_id).await?.ok_or_else(|| Fault::stored("an order without a hold"))?;
        let payment = repo::payments::leading(db, order.id).await?;
        let items = repo::orders::items(db, order.id).await?;
        let total = rows::money(order.amount_minor, &order.currency)?;
        let (made_here, is_buyer) = (made_here(viewer, &order), is_buyer(viewer, &order));
        let cookies = if made_here && !is_buyer && state.is_fulfilled() { self.sign_in(viewer, &order).await? } else { Vec::new() };
        let lines = items.into_iter().map(|item| {
            Ok(LineView { kind: rows::line_kind(&item.kind)?, amount: rows::money(item.amount_minor, &order.currency)?, label: item.label })
        });
        let lines = lines.collect::<Result<Vec<_>>>()?;
        let own = made_here || is_buyer;
        let offer = funnel::view::offer(core, &order, own).await?;
        let step = match &offer {
            Some(offer) => OrderStep::Offer { charging: matches!(offer.stage, OfferStage::Charging { .. }) },
            None => step(state, &order, &hold, &payment, core.now()),
        };
        let view = OrderView {
            public_id: order.public_id.clone(),
            title: lines.first().map(|line| line.label.clone()).unwrap_or_default(),
            step,
            state,
            lines,
            total,
            email: shown_email(&order.buyer_email, own),
            correctable_until: correction::until(core, &order, made_here).await?,
            own,
            signed_in: is_buyer || !cookies.is_empty(),
            offer,
            also: funnel::view::bought_after(core, &order).await?,
            main: funnel::view::main_of(core, &order).await?,
            created_at: order.created_at,
            ways: ways(core, total.currency),
            stripe: stripe_client(core),
            now: core.now(),
        };
        Ok(WithCookies { value: view, cookies })
    }

    /// Signs the buyer's own browser in, where a purchase does.
    async fn sign_in(&self, viewer: &Viewer, order: &order::Model) -> Result<Vec<BrowserCookie>> {
        let core = &self.0;
        let user = repo::identity::by_id(core.db.read(), order.user_id).await?.ok_or_else(|| Fault::stored("an order without a buyer"))?;
        // Most who look at an order of theirs later have proved their address: that costs no write.
        let token = if is_nobody_yet(&user) { core.db.retrying(|| begin(core, viewer, &user)).await? } else { None };
        Ok(token.map(BrowserCookie::Session).into_iter().collect())
    }
}

async fn begin(core: &Core, viewer: &Viewer, user: &user::Model) -> Result<Option<String>> {
    let transaction = core.db.begin().await?;
    let token = enter_by_purchase(core, &transaction, viewer, user).await?;
    transaction.commit().await?;
    Ok(token)
}

/// Whether the viewer's browser made the order.
pub fn made_here(viewer: &Viewer, order: &order::Model) -> bool {
    viewer.order_key.as_deref().is_some_and(|key| same(&sha256(key), &order.browser_key_hash))
}

/// Whether the viewer is signed in as the one who bought.
pub fn is_buyer(viewer: &Viewer, order: &order::Model) -> bool {
    viewer.actor.as_ref().is_some_and(|actor| actor.user.0 == order.user_id)
}

fn shown_email(email: &str, own: bool) -> String {
    match EmailAddress::parse(email) {
        Ok(address) if !own => address.masked(),
        _ => email.to_owned(),
    }
}

fn step(state: OrderState, order: &order::Model, hold: &hold::Model, payment: &payment::Model, now: DateTime<Utc>) -> OrderStep {
    let since = payment.updated_at.max(order.created_at);
    let slow = now - since > SLOW;
    match state {
        _ if state.is_open() && payment.state == "processing" && now - since > on_its_way::AFTER => OrderStep::OnItsWay,
        _ if state.is_payable() && is_under_way(payment) => OrderStep::Processing { slow },
        OrderState::Draft | OrderState::AwaitingPayment | OrderState::RequiresAction | OrderState::Failed => {
            OrderStep::Pay { held_until: hold.expires_at, declined: state == OrderState::Failed }
        }
        OrderState::Expiring => OrderStep::Processing { slow },
        OrderState::Expired => OrderStep::Expired,
        OrderState::Paid | OrderState::Closed | OrderState::PartiallyRefunded | OrderState::Won => OrderStep::ThankYou,
        OrderState::Refunded | OrderState::Lost => OrderStep::Refunded,
        OrderState::Disputed => OrderStep::Disputed,
        OrderState::NeedsReview => OrderStep::InReview,
    }
}
