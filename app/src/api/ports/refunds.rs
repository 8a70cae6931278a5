//! Money that goes back, and who may enter.

use super::{AdminActor, Viewer};
use crate::api::Result;
use crate::api::dto::{AccessView, OrderMoney, RefundAnswer, RefundOffer, RefundPreview};
use async_trait::async_trait;

/// What an admin wants to send back, as typed.
#[derive(Clone, Debug)]
pub struct RefundOrder {
    /// The order's public id.
    pub public_id: String,
    /// The ids of the items; none means all.
    pub items: Vec<String>,
    /// A decimal amount of the one chosen item; all that is left of it where it is absent.
    pub amount: Option<String>,
    /// Why.
    pub reason: String,
    /// Whether all that was bought after the order, by the offers that followed it, goes back too.
    pub with_upsells: bool,
}

/// Money that goes back, and who may enter.
#[async_trait]
pub trait Refunds: Send + Sync {
    /// What the buyer may do about an order. To anybody else than the buyer, or the browser that bought, the order does not exist.
    async fn offer(&self, viewer: &Viewer, public_id: &str) -> Result<RefundOffer>;
    /// Sends the money back where the promise holds, else asks a person.
    async fn request(&self, viewer: &Viewer, public_id: &str) -> Result<RefundAnswer>;
    /// Sends back what an admin chose.
    async fn refund_order(&self, admin: &AdminActor, command: RefundOrder) -> Result<()>;
    /// What the same command would do. Nothing is sent.
    async fn refund_preview(&self, admin: &AdminActor, command: RefundOrder) -> Result<RefundPreview>;
    /// What can be refunded of an order, its refunds and its disputes.
    async fn order_money(&self, admin: &AdminActor, public_id: &str) -> Result<OrderMoney>;
    /// Why a person can or cannot enter, by an address or an order's public id.
    async fn access(&self, admin: &AdminActor, query: &str) -> Result<AccessView>;
}
