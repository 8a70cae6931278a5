//! Writes the order of an accepted offer: the decision, the seat, the order and its payment in one transaction.

use super::moving;
use super::pricing::{Priced, priced};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::catalog::{NewQuote, SeatTerms};
use crate::repo::funnel::Change;
use crate::repo::{self, rows};
use crate::services::order_rows;
use crate::services::payments::{self, Way};
use app::api::ApiError;
use app::api::error::Conflict;
use domain::funnel::OfferEvent;
use domain::money::Money;
use entity::{consent, funnel_step, offer, order, payment};
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

/// An offer that its buyer accepts.
pub struct Accepted<'a> {
    /// The order that the funnel belongs to.
    pub main: &'a order::Model,
    /// The step, as it was read.
    pub step: &'a funnel_step::Model,
    /// What it offers.
    pub offer: &'a offer::Model,
    /// How it is paid.
    pub way: Way,
    /// The consent that a charge in one click rests on.
    pub consent: Option<&'a consent::Model>,
    /// Whether a script of ours lets the bank ask in the page.
    pub in_page: bool,
}

/// Writes everything down. `None` says that somebody else decided first.
pub async fn write(core: &Core, accepted: &Accepted<'_>) -> Result<Option<(order::Model, payment::Model)>> {
    let transaction = core.db.begin().await?;
    let now = core.now();
    if let Some(consent) = accepted.consent
        && !repo::consents::use_live(&transaction, consent.id, now).await?
    {
        return Err(ApiError::Conflict(Conflict::ConsentRevoked).into());
    }
    let terms = SeatTerms { offer: accepted.offer.id, tier_until_taken: None, version: None, now };
    if !repo::catalog::take_seat(&transaction, &terms).await? {
        return Err(ApiError::Conflict(Conflict::SoldOut).into());
    }
    let (child, payment) = insert_rows(core, &transaction, accepted).await?;
    let change = Change { child: Some(child.id), ..Change::default() };
    if !moving::make(core, &transaction, accepted.step, OfferEvent::Accept, change).await? {
        return Ok(None);
    }
    transaction.commit().await?;
    Ok(Some((child, payment)))
}

async fn insert_rows(core: &Core, transaction: &DatabaseTransaction, accepted: &Accepted<'_>) -> Result<(order::Model, payment::Model)> {
    let (Some(tier), Some(minor), Some(currency)) = (accepted.step.tier_id, accepted.step.amount_minor, &accepted.step.currency) else {
        return Err(Fault::stored("an offer without a price"));
    };
    let priced = priced(transaction, accepted.main, accepted.offer, rows::money(minor, currency)?).await?;
    let quote = insert_quote(core, transaction, accepted.offer, tier, &priced).await?;
    let hold = core.new_id();
    let row = order_rows::hold(core, hold, accepted.offer.id, accepted.main.user_id, priced.total);
    repo::holds::insert(transaction, row).await?;
    let child = new_order(core, accepted, quote, hold, priced.total);
    let items = order_rows::items(core, child.id, &priced.lines, |_| Some(child.product_id));
    repo::orders::insert(transaction, child.clone().into(), items).await?;
    let row = payment::ActiveModel {
        customer_ref: Set(accepted.consent.and_then(|consent| consent.customer_ref.clone())),
        in_page: Set(accepted.in_page),
        method_ref: Set(accepted.consent.and_then(|consent| consent.method_ref.clone())),
        method_label: Set(accepted.consent.and_then(|consent| consent.method_label.clone())),
        ..payments::planned(core, &child, accepted.way, false)
    };
    let payment = row.id.clone().unwrap();
    repo::payments::insert(transaction, row).await?;
    repo::orders::note(transaction, core.new_id(), child.id, "hold", "seat held", core.now()).await?;
    Ok((child, repo::payments::by_id(transaction, payment).await?))
}

async fn insert_quote(core: &Core, transaction: &DatabaseTransaction, offer: &offer::Model, tier: Uuid, priced: &Priced) -> Result<Uuid> {
    let now = core.now();
    let new = NewQuote {
        id: core.new_id(),
        offer: offer.id,
        tier,
        lines: &priced.lines,
        total: priced.total,
        valid_until: now + core.settings.pace.hold,
        now,
    };
    repo::catalog::insert_quote(transaction, &new).await?;
    if let Some(tax) = &priced.tax {
        repo::taxes::insert(transaction, new.id, tax).await?;
    }
    Ok(new.id)
}

/// The order of an offer belongs to the same person and the same browser as the main order.
fn new_order(core: &Core, accepted: &Accepted<'_>, quote: Uuid, hold: Uuid, total: Money) -> order::Model {
    let now = core.now();
    order::Model {
        id: core.new_id(),
        public_id: core.entropy.public_id(),
        product_id: accepted.offer.product_id,
        quote_id: quote,
        hold_id: hold,
        amount_minor: total.minor,
        currency: total.currency.code().to_owned(),
        state: "draft".to_owned(),
        version: 0,
        created_at: now,
        updated_at: now,
        paid_at: None,
        kind: accepted.offer.kind.clone(),
        ..accepted.main.clone()
    }
}
