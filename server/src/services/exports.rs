//! Tables to keep, written row by row so that no length of them needs memory.

use crate::core::Core;
use crate::error::Result;
use crate::repo::keyset::{Key, Place};
use crate::repo::order_list::{self, Wanted};
use crate::repo::{self, people, rows};
use crate::services::people::{course_product, row};
use chrono::{DateTime, SecondsFormat, Utc};
use domain::csv;
use domain::money::Money;
use entity::{order, order_item, payment, payment_fee, user};
use futures::Stream;
use futures::stream::try_unfold;
use std::sync::Arc;
use uuid::Uuid;

/// Rows that are read at once.
const AT_ONCE: u64 = 500;

const ORDERS: [&str; 16] = [
    "order",
    "created",
    "paid",
    "state",
    "kind",
    "name",
    "e-mail",
    "items",
    "currency",
    "total",
    "refunded",
    "provider",
    "payment",
    "method",
    "fees",
    "fees known",
];
const PEOPLE: [&str; 6] = ["name", "e-mail", "since", "verified", "access", "access until"];

/// The orders that are wanted, oldest first, as lines of a table.
pub fn orders(core: Arc<Core>, wanted: Wanted) -> impl Stream<Item = Result<String>> + Send + 'static {
    try_unfold(Some((None::<Place>, true)), move |state| {
        let (core, wanted) = (core.clone(), wanted.clone());
        async move {
            let Some((after, first)) = state else { return Ok(None) };
            let db = core.db.read();
            let some = order_list::following(db, &wanted, after, AT_ONCE).await?;
            let ids: Vec<_> = some.iter().map(|order| order.id).collect();
            let (items, payments) = (order_list::items_of(db, &ids).await?, order_list::payments_of(db, &ids).await?);
            let fees = repo::fees::of_payments(db, &payments.iter().map(|payment| payment.id).collect::<Vec<_>>()).await?;
            let mut text = if first { csv::line(ORDERS) } else { String::new() };
            for order in &some {
                text.push_str(&order_line(order, &items, &payments, &fees)?);
            }
            let next = some.last().map(|order| (Some((order.created_at, Key::Id(order.id))), false));
            let next = next.filter(|_| some.len() as u64 == AT_ONCE);
            Ok(Some((text, next)))
        }
    })
}

fn order_line(
    order: &order::Model,
    items: &[order_item::Model],
    payments: &[payment::Model],
    fees: &[payment_fee::Model],
) -> Result<String> {
    let total = rows::money(order.amount_minor, &order.currency)?;
    let labels = items.iter().filter(|item| item.order_id == order.id && matches!(item.kind.as_str(), "main" | "bump"));
    let labels = labels.map(|item| item.label.as_str()).collect::<Vec<_>>().join(" + ");
    let own: Vec<_> = payments.iter().filter(|payment| payment.order_id == order.id).collect();
    let refunded = Money::new(own.iter().map(|payment| payment.refunded_minor).sum(), total.currency);
    let kept = fees.iter().filter(|fee| own.iter().any(|payment| payment.id == fee.payment_id));
    let kept = Money::new(kept.map(|fee| fee.sale_minor).sum(), total.currency);
    let known = if own.iter().all(|payment| payment.fees_due_at.is_none()) { "yes" } else { "no" };
    let leading = own.iter().find(|payment| payment.state == "succeeded").or(own.last());
    let of_payment = |read: fn(&payment::Model) -> &str| leading.map(|payment| read(payment)).unwrap_or_default();
    Ok(csv::line([
        order.public_id.as_str(),
        &moment(Some(order.created_at)),
        &moment(order.paid_at),
        &order.state,
        &order.kind,
        &order.buyer_name,
        &order.buyer_email,
        &labels,
        &order.currency,
        &total.decimal(),
        &refunded.decimal(),
        of_payment(|payment| &payment.provider),
        of_payment(|payment| payment.provider_ref.as_deref().unwrap_or_default()),
        of_payment(|payment| &payment.method),
        &kept.decimal(),
        known,
    ]))
}

/// The students whom a search finds, as lines of a table.
pub fn people(core: Arc<Core>, search: String) -> impl Stream<Item = Result<String>> + Send + 'static {
    try_unfold(Some((None::<Uuid>, true)), move |state| {
        let (core, search) = (core.clone(), search.clone());
        async move {
            let Some((after, first)) = state else { return Ok(None) };
            let db = core.db.read();
            let some = people::following(db, &search, after, AT_ONCE).await?;
            let ids: Vec<_> = some.iter().map(|person| person.id).collect();
            let grants = people::grants_of(db, &ids, course_product(&core).await?).await?;
            let mut text = if first { csv::line(PEOPLE) } else { String::new() };
            let next = some.last().map(|person| (Some(person.id), false)).filter(|_| some.len() as u64 == AT_ONCE);
            for person in some {
                text.push_str(&person_line(&core, person, &grants)?);
            }
            Ok(Some((text, next)))
        }
    })
}

fn person_line(core: &Core, person: user::Model, grants: &[entity::grant::Model]) -> Result<String> {
    let own = grants.iter().filter(|grant| grant.user_id == person.id && grant.revoked_at.is_none());
    let ends: Option<Vec<_>> = own.map(|grant| grant.ends_at).collect();
    let verified = moment(person.email_verified_at);
    let person = row(person, grants, core.now())?;
    let access = if person.access.is_ok() { "yes" } else { "no" };
    let until = moment(ends.filter(|_| person.access.is_ok()).and_then(|ends| ends.into_iter().max()));
    Ok(csv::line([&person.name, &person.email, &moment(Some(person.created_at)), &verified, access, &until]))
}

fn moment(at: Option<DateTime<Utc>>) -> String {
    at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)).unwrap_or_default()
}
