//! What a refund would do, told before anybody confirms it.

use super::admin::{AdminRefund, parts_of, refuse_while_disputed, upsells};
use super::plan::shares;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::{self, rows};
use app::api::ApiError;
use app::api::dto::RefundPreview;
use app::api::error::Conflict;
use domain::money::Money;
use entity::order;

/// Tells what [`super::admin::refund_order`] would promise now, and what ends when it has gone back. Nothing is written.
pub async fn preview(core: &Core, order: &order::Model, wanted: &AdminRefund, with_upsells: bool) -> Result<RefundPreview> {
    refuse_while_disputed(order)?;
    let db = core.db.read();
    let upsells = if with_upsells { left_of_upsells(core, order).await? } else { None };
    let currency = rows::money(0, &order.currency)?.currency;
    let payment = repo::payments::leading(db, order.id).await?;
    let items = repo::orders::items(db, order.id).await?;
    let parts = match parts_of(&payment, &items, wanted) {
        Err(Fault::Api(ApiError::Conflict(Conflict::NothingToRefund))) if upsells.is_some() => Vec::new(),
        parts => parts?,
    };
    let shares = shares(&items, currency)?;
    let of_share = parts.iter().filter_map(|part| Some((part, shares.iter().find(|share| share.item.id == part.item)?)));
    let of_share: Vec<_> = of_share.collect();
    let ended = || of_share.iter().filter(|(part, share)| part.amount_minor == share.left_minor()).map(|(_, share)| &share.item);
    Ok(RefundPreview {
        amount: Money::new(parts.iter().map(|part| part.amount_minor).sum(), currency),
        parts: of_share.iter().map(|(part, share)| (share.item.label.clone(), Money::new(part.amount_minor, currency))).collect(),
        ends: ended().map(|item| item.label.clone()).collect(),
        frees_seat: ended().any(|item| item.kind == "main"),
        credit_note: repo::invoices::of_order(db, order.id).await?.is_some(),
        upsells,
    })
}

/// What is left of all that was bought after an order; `None` where nothing is.
pub async fn left_of_upsells(core: &Core, order: &order::Model) -> Result<Option<Money>> {
    let mut left_minor = 0;
    for upsell in upsells(core, order).await? {
        let payment = repo::payments::leading(core.db.read(), upsell.id).await?;
        left_minor += if payment.state == "succeeded" { payment.amount_minor - payment.refund_planned_minor } else { 0 };
    }
    Ok((left_minor > 0).then_some(rows::money(left_minor, &order.currency)?))
}
