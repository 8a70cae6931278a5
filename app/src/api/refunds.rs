//! Money that goes back, and who may enter.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{self, AccessView, OrderMoney, RefundAnswer, RefundOffer};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    context::{redirect_to, require_admin, services, viewer},
    ports::RefundOrder as Command,
};
#[cfg(feature = "ssr")]
use crate::paths;

/// What the buyer may do about an order. To anybody else there is nothing.
#[server(endpoint = "orders/refund_offer", input = GetUrl)]
pub async fn offer(public_id: String) -> Result<RefundOffer> {
    services().refunds.offer(&viewer(), &public_id).await
}

/// Sends the money back at once where the refund policy promises it, else asks a person. Leads back to the order.
#[server(endpoint = "orders/refund")]
pub async fn refund(public_id: String) -> Result<RefundAnswer> {
    let answer = services().refunds.request(&viewer(), &public_id).await?;
    redirect_to(&match answer {
        RefundAnswer::OnItsWay => paths::order(&public_id),
        RefundAnswer::Asked => paths::refund_asked(&public_id),
    });
    Ok(answer)
}

/// Refunds the chosen items, or everything without a choice; `amount` is typed and makes the refund of a single item a part of it.
/// `with_upsells` sends back all that was bought after the order too.
#[server(endpoint = "admin/refund_order")]
pub async fn refund_order(
    public_id: String,
    #[server(default)] items: Vec<String>,
    amount: Option<String>,
    #[server(default)] reason: String,
    #[server(default)] with_upsells: Option<String>,
) -> Result<()> {
    let admin = require_admin()?;
    let order = paths::admin_with(&paths::admin_order(&public_id), &[("done", "refunded")]);
    let amount = amount.filter(|amount| !amount.trim().is_empty());
    let command = Command { public_id, items, amount, reason, with_upsells: with_upsells.is_some() };
    services().refunds.refund_order(&admin, command).await?;
    redirect_to(&order);
    Ok(())
}

/// What the same refund would do. Nothing is sent.
#[server(endpoint = "admin/refund_preview", input = GetUrl)]
pub async fn refund_preview(
    public_id: String,
    #[server(default)] items: Vec<String>,
    #[server(default)] amount: String,
    #[server(default)] with_upsells: bool,
) -> Result<dto::RefundPreview> {
    let admin = require_admin()?;
    let amount = Some(amount).filter(|amount| !amount.trim().is_empty());
    services().refunds.refund_preview(&admin, Command { public_id, items, amount, reason: String::new(), with_upsells }).await
}

/// What can be refunded of an order, its refunds and its disputes.
#[server(endpoint = "admin/order_money", input = GetUrl)]
pub async fn money(public_id: String) -> Result<OrderMoney> {
    let admin = require_admin()?;
    services().refunds.order_money(&admin, &public_id).await
}

/// Why a person can or cannot enter, by their address or an order's public id.
#[server(endpoint = "admin/access", input = GetUrl)]
pub async fn access(query: String) -> Result<AccessView> {
    let admin = require_admin()?;
    services().refunds.access(&admin, &query).await
}
