//! Promising money back: reserved on the payment and on the items, written down with its key, and a job that sends it.

use super::Origin;
use crate::core::Core;
use crate::error::Result;
use crate::jobs::{Job, refund_payment::RefundPayment};
use crate::repo::{self, rows};
use domain::ids::OfferId;
use domain::money::{Currency, Money};
use domain::pricing::Line;
use domain::tax::item_shares;
use entity::{order_item, payment, refund, refund_item};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use uuid::Uuid;

/// An item of an order with what it is worth of the money that was paid.
#[derive(Clone, Debug)]
pub struct Share {
    /// The item.
    pub item: order_item::Model,
    /// Its part of the total: its price with its part of discounts and tax, in minor units.
    pub share_minor: i64,
}

impl Share {
    /// What of it is not promised back yet, in minor units.
    pub fn left_minor(&self) -> i64 {
        (self.share_minor - self.item.refunded_minor).max(0)
    }
}

/// The items of an order with their shares, which sum to its total. Discounts and tax are no items; they are in the shares.
pub fn shares(items: &[order_item::Model], currency: Currency) -> Result<Vec<Share>> {
    let line = |item: &order_item::Model| {
        let amount = Money::new(item.amount_minor, currency);
        Ok(Line { kind: rows::line_kind(&item.kind)?, offer: item.offer_id.map(OfferId), label: item.label.clone(), amount })
    };
    let lines = items.iter().map(line).collect::<Result<Vec<_>>>()?;
    let of = |(index, share): (usize, Money)| items.get(index).map(|item| Share { item: item.clone(), share_minor: share.minor });
    Ok(item_shares(&lines).into_iter().filter_map(of).collect())
}

/// A part of a refund: how much of which item.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The item.
    pub item: Uuid,
    /// Its share, in minor units.
    pub share_minor: i64,
    /// What of it goes back, in minor units.
    pub amount_minor: i64,
}

impl Part {
    /// All that is left of an item.
    pub fn rest_of(share: &Share) -> Self {
        Self { item: share.item.id, share_minor: share.share_minor, amount_minor: share.left_minor() }
    }
}

/// Cuts parts down so that they sum to no more than `left_minor`, the first one first. Empty parts are left out.
pub fn within(parts: Vec<Part>, mut left_minor: i64) -> Vec<Part> {
    let cut = parts.into_iter().map(|part| {
        let amount_minor = part.amount_minor.min(left_minor);
        left_minor -= amount_minor;
        Part { amount_minor, ..part }
    });
    cut.filter(|part| part.amount_minor > 0).collect()
}

/// A refund to promise.
#[derive(Clone, Copy, Debug)]
pub struct NewRefund<'a> {
    /// Of which payment.
    pub payment: &'a payment::Model,
    /// How much, in minor units.
    pub amount_minor: i64,
    /// What it pays back. Empty where it is about no item: a payment that was too many.
    pub parts: &'a [Part],
    /// Who made it.
    pub origin: Origin,
    /// Why, for the admin.
    pub reason: &'a str,
    /// The person who asked for it.
    pub requested_by: Option<Uuid>,
}

/// Promises a refund in the caller's transaction. `None` says that so much is not left; then nothing of the transaction may stay.
pub async fn plan(core: &Core, transaction: &DatabaseTransaction, new: NewRefund<'_>) -> Result<Option<Uuid>> {
    let payment = new.payment;
    if new.amount_minor <= 0 || !repo::refunds::reserve(transaction, payment.id, new.amount_minor).await? {
        return Ok(None);
    }
    for part in new.parts {
        if !repo::refunds::reserve_item(transaction, part.item, part.share_minor, part.amount_minor).await? {
            return Ok(None);
        }
    }
    let id = core.new_id();
    let items = new.parts.iter().map(|part| refund_item::ActiveModel {
        refund_id: Set(id),
        order_item_id: Set(part.item),
        amount_minor: Set(part.amount_minor),
    });
    repo::refunds::insert(transaction, row(core, id, &new), items.collect()).await?;
    let note = format!("{} promised back ({})", rows::money(new.amount_minor, &payment.currency)?, new.origin.name());
    repo::orders::note(transaction, core.new_id(), payment.order_id, "refund", note, core.now()).await?;
    RefundPayment { refund: id }.enqueue(core, transaction).await?;
    Ok(Some(id))
}

fn row(core: &Core, id: Uuid, new: &NewRefund<'_>) -> refund::ActiveModel {
    refund::ActiveModel {
        id: Set(id),
        payment_id: Set(new.payment.id),
        order_id: Set(new.payment.order_id),
        provider: Set(new.payment.provider.clone()),
        idempotency_key: Set(format!("{id}:refund:1")),
        amount_minor: Set(new.amount_minor),
        currency: Set(new.payment.currency.clone()),
        state: Set(if new.origin == Origin::Provider { "pending" } else { "planned" }.to_owned()),
        origin: Set(new.origin.name().to_owned()),
        reason: Set(new.reason.to_owned()),
        requested_by: Set(new.requested_by),
        created_at: Set(core.now()),
        ..Default::default()
    }
}

/// Writes down what the provider sent back without us; the amount is reserved already.
pub async fn insert_found(core: &Core, transaction: &DatabaseTransaction, payment: &payment::Model, amount_minor: i64) -> Result<()> {
    let new = NewRefund { payment, amount_minor, parts: &[], origin: Origin::Provider, reason: "made at the provider", requested_by: None };
    repo::refunds::insert(transaction, row(core, core.new_id(), &new), Vec::new()).await
}

/// Promises all back that is left of a payment that bought nothing: one that was too many, or whose seat was gone.
pub async fn rest_of_payment(
    core: &Core,
    transaction: &DatabaseTransaction,
    payment: Uuid,
    origin: Origin,
    reason: &str,
) -> Result<Option<Uuid>> {
    let payment = repo::payments::by_id(transaction, payment).await?;
    let amount_minor = payment.amount_minor - payment.refund_planned_minor;
    if amount_minor == 0 {
        return Ok(None);
    }
    plan(core, transaction, NewRefund { payment: &payment, amount_minor, parts: &[], origin, reason, requested_by: None }).await
}
