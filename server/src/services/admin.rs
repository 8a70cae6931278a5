//! The admin's view of orders.

use super::machine::mails::mail_row;
use super::people::listed;
use super::prices;
use crate::core::Core;
use crate::error::Result;
use crate::repo::{self, keyset::Turn, order_list::Wanted, rows};
use app::api::dto::{FeeRow, LineView, Listed, Missing, OrderDetail, OrderRow, OverviewView, PaymentRow, TimelineEntry};
use app::api::ports::{Admin, AdminActor, OrderFilter};
use app::api::{self, ApiError};
use app::components::text;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::ids::UserId;
use domain::money::{Currency, Money};
use domain::order::OrderState;
use entity::{order, payment, payment_fee};
use std::sync::Arc;

/// The admin panel over the database.
pub struct AdminService(pub Arc<Core>);

/// Changes by admins that an order's timeline shows.
const CHANGES: u64 = 50;
/// The states of an order that brought money and kept it.
const PAID: [&str; 4] = ["paid", "closed", "partially_refunded", "won"];

#[async_trait]
impl Admin for AdminService {
    async fn overview(&self, _admin: &AdminActor) -> api::Result<OverviewView> {
        Ok(self.numbers().await?)
    }

    async fn orders(&self, _admin: &AdminActor, filter: OrderFilter, page: &str) -> api::Result<Listed<OrderRow>> {
        Ok(self.list(&filter, page).await?)
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
            disputed: repo::orders::count_in(db, &["disputed"]).await?,
            seats_left: offer.as_ref().and_then(|found| rows::seats(&found.offer).left()),
            parked_jobs: repo::jobs::count_in(db, "parked").await?,
            missing: Missing {
                course: repo::content::course(db).await?.is_none(),
                lessons: repo::content::lesson_heads(db, self.0.now()).await?.is_empty(),
                sale: offer.is_none_or(|found| !found.offer.enabled),
            },
        })
    }

    async fn list(&self, filter: &OrderFilter, page: &str) -> Result<Listed<OrderRow>> {
        let (turned, count) = repo::order_list::page(self.0.db.read(), &wanted(filter)?, Turn::by_id(page)).await?;
        listed(turned, count, |order| order_row(&order))
    }

    async fn detail(&self, public_id: &str) -> Result<OrderDetail> {
        let db = self.0.db.read();
        let order = repo::orders::by_public_id(db, public_id).await?.ok_or(ApiError::NotFound)?;
        let items = repo::orders::items(db, order.id).await?;
        let payment = repo::payments::leading(db, order.id).await?;
        let lines = items.into_iter().map(|item| {
            Ok(LineView { kind: rows::line_kind(&item.kind)?, amount: rows::money(item.amount_minor, &order.currency)?, label: item.label })
        });
        let source = repo::care::source(db, order.id).await?;
        Ok(OrderDetail {
            buyer: UserId(order.user_id),
            invoiced: repo::invoices::of_order(db, order.id).await?.is_some(),
            credit_notes: u32::try_from(repo::invoices::credit_notes(db, order.id).await?.len()).unwrap_or_default(),
            mails: repo::mails::of_order(db, order.id).await?.into_iter().map(mail_row).collect(),
            timeline: self.timeline(&order).await?,
            source: source.parts().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            order: order_row(&order)?,
            lines: lines.collect::<Result<_>>()?,
            payment: Some(self.payment(&order, payment).await?),
        })
    }

    /// The payment that counts, with what providers keep of all payments of the order.
    async fn payment(&self, order: &order::Model, leading: payment::Model) -> Result<PaymentRow> {
        let db = self.0.db.read();
        let payments = repo::payments::of_order(db, order.id).await?;
        let ids: Vec<_> = payments.iter().map(|payment| payment.id).collect();
        let fees = repo::fees::of_payments(db, &ids).await?.into_iter().map(fee_row).collect::<Result<_>>()?;
        let fees_known = payments.iter().all(|payment| payment.fees_due_at.is_none());
        Ok(PaymentRow { provider: leading.provider, reference: leading.provider_ref, state: leading.state, fees, fees_known })
    }

    /// The price and the seat that it began with, what was noted, the calls to providers, and what admins changed, oldest first.
    async fn timeline(&self, order: &order::Model) -> Result<Vec<TimelineEntry>> {
        let db = self.0.db.read();
        let noted = repo::orders::timeline(db, order.id).await?.into_iter();
        let mut lines: Vec<_> = noted.map(|event| TimelineEntry { at: event.at, kind: event.kind, what: event.what }).collect();
        if let Some((quote, _)) = repo::catalog::quote(db, order.quote_id).await? {
            let what = format!(
                "{} was shown, and held until {}",
                rows::money(quote.amount_minor, &quote.currency)?,
                text::date_time(quote.valid_until)
            );
            lines.push(TimelineEntry { at: quote.created_at, kind: "quote".to_owned(), what });
        }
        if let Some(hold) = repo::holds::by_id(db, order.hold_id).await? {
            let what = format!("a seat was held until {}", text::date_time(hold.expires_at));
            lines.push(TimelineEntry { at: hold.created_at, kind: "hold".to_owned(), what });
        }
        for call in repo::order_list::attempts(db, order.id).await? {
            let what = format!("{}: {}", call.operation, call.state);
            lines.push(TimelineEntry { at: call.created_at, kind: "call".to_owned(), what });
        }
        for change in repo::audit::about(db, &format!("order/{}", order.public_id), CHANGES).await? {
            lines.push(TimelineEntry { at: change.at, kind: "change".to_owned(), what: change.action });
        }
        lines.sort_by_key(|line| line.at);
        Ok(lines)
    }
}

fn fee_row(fee: payment_fee::Model) -> Result<FeeRow> {
    let booked = (fee.currency != fee.sale_currency).then(|| match Currency::from_code(&fee.currency) {
        Some(currency) => format!("{currency} {}", Money::new(fee.amount_minor, currency).decimal()),
        None => fee.currency,
    });
    Ok(FeeRow { kind: fee.kind, amount: rows::money(fee.sale_minor, &fee.sale_currency)?, booked })
}

/// The filter of a form, made sense of.
pub fn wanted(filter: &OrderFilter) -> Result<Wanted> {
    let (from, until) = filter.days.moments().ok_or(ApiError::BadRequest)?;
    if !filter.state.is_empty() {
        OrderState::from_name(&filter.state).ok_or(ApiError::BadRequest)?;
    }
    Ok(Wanted { search: filter.search.clone(), state: filter.state.clone(), from, until })
}

/// An order for the wire.
pub fn order_row(order: &order::Model) -> Result<OrderRow> {
    Ok(OrderRow {
        public_id: order.public_id.clone(),
        email: order.buyer_email.clone(),
        name: order.buyer_name.clone(),
        total: rows::money(order.amount_minor, &order.currency)?,
        state: rows::order_state(&order.state)?,
        created_at: order.created_at,
    })
}
