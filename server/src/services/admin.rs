//! The admin's view of orders.

use super::prices;
use crate::core::Core;
use crate::error::Result;
use crate::repo::{self, rows};
use app::api::dto::{LineView, OrderDetail, OrderRow, OverviewView, Page, PaymentRow, TimelineEntry};
use app::api::ports::{Admin, AdminActor};
use app::api::{self, ApiError};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use entity::order;
use std::sync::Arc;

/// The admin panel over the database.
pub struct AdminService(pub Arc<Core>);

/// Orders on one page of the list.
const PAGE_SIZE: u64 = 25;
/// The states of an order that brought money and kept it.
const PAID: [&str; 4] = ["paid", "closed", "partially_refunded", "won"];

#[async_trait]
impl Admin for AdminService {
    async fn overview(&self, _admin: &AdminActor) -> api::Result<OverviewView> {
        Ok(self.numbers().await?)
    }

    async fn orders(&self, _admin: &AdminActor, page: u32) -> api::Result<Page<OrderRow>> {
        Ok(self.list(page.max(1)).await?)
    }

    async fn extend_sale(&self, admin: &AdminActor, until: DateTime<Utc>) -> api::Result<()> {
        Ok(prices::extend(&self.0, until, admin.user.into()).await?)
    }

    async fn order(&self, _admin: &AdminActor, public_id: &str) -> api::Result<OrderDetail> {
        Ok(self.detail(public_id).await?)
    }
}

impl AdminService {
    async fn numbers(&self) -> Result<OverviewView> {
        let db = self.0.db.read();
        let offer = repo::catalog::main_offer(db).await?;
        let revenue = repo::orders::revenue(db).await?;
        Ok(OverviewView {
            paid_orders: repo::orders::count_in(db, &PAID).await?,
            revenue: revenue.iter().map(|(minor, currency)| rows::money(*minor, currency)).collect::<Result<_>>()?,
            needs_review: repo::orders::count_in(db, &["needs_review"]).await?,
            seats_left: offer.and_then(|found| rows::seats(&found.offer).left()),
            parked_jobs: repo::jobs::count_in(db, "parked").await?,
        })
    }

    async fn list(&self, number: u32) -> Result<Page<OrderRow>> {
        let (orders, total) = repo::orders::page(self.0.db.read(), u64::from(number - 1), PAGE_SIZE).await?;
        let pages = u32::try_from(total.div_ceil(PAGE_SIZE).max(1)).unwrap_or(u32::MAX);
        let rows = orders.iter().map(order_row).collect::<Result<_>>()?;
        Ok(Page { rows, number, pages, total })
    }

    async fn detail(&self, public_id: &str) -> Result<OrderDetail> {
        let db = self.0.db.read();
        let order = repo::orders::by_public_id(db, public_id).await?.ok_or(ApiError::NotFound)?;
        let items = repo::orders::items(db, order.id).await?;
        let payment = repo::payments::leading(db, order.id).await?;
        let lines = items.into_iter().map(|item| {
            Ok(LineView { kind: rows::line_kind(&item.kind)?, amount: rows::money(item.amount_minor, &order.currency)?, label: item.label })
        });
        let timeline = repo::orders::timeline(db, order.id).await?;
        let source = repo::care::source(db, order.id).await?;
        Ok(OrderDetail {
            source: source.parts().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            order: order_row(&order)?,
            lines: lines.collect::<Result<_>>()?,
            payment: Some(PaymentRow { provider: payment.provider, reference: payment.provider_ref, state: payment.state }),
            timeline: timeline.into_iter().map(|event| TimelineEntry { at: event.at, kind: event.kind, what: event.what }).collect(),
        })
    }
}

fn order_row(order: &order::Model) -> Result<OrderRow> {
    Ok(OrderRow {
        public_id: order.public_id.clone(),
        email: order.buyer_email.clone(),
        name: order.buyer_name.clone(),
        total: rows::money(order.amount_minor, &order.currency)?,
        state: rows::order_state(&order.state)?,
        created_at: order.created_at,
    })
}
