//! The comparison itself. It reads and asks; it changes nothing.

use super::doors::Doors;
use super::{Difference, Forgotten, Report};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::payment::{GatewayError, PaymentGateway, ProviderId, TakenMoney};
use crate::repo::{self, rows};
use chrono::{DateTime, TimeDelta, Utc};
use domain::money::Money;
use domain::order::OrderState;
use domain::payment::PaymentStatus;
use entity::{order, order_item, payment};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// Clocks of providers may differ from ours by less than this.
const SLACK: TimeDelta = TimeDelta::hours(1);
/// Payments of so much time are looked for even where none is known: the database may have been put back to before the first.
const LOOK_BACK: TimeDelta = TimeDelta::days(90);

/// How many orders are read together.
const AT_ONCE: usize = 200;

/// What the providers hold for one order.
#[derive(Default)]
struct Held {
    kept_minor: i64,
    kept_payments: u32,
    money: Option<Money>,
    payments: Vec<(ProviderId, String)>,
}

impl Held {
    fn names(&self) -> String {
        self.payments.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// Compares all payments that we know and all that the providers know with orders and grants. An error says that a provider could
/// not be asked: then nothing is known.
pub async fn compare(core: &Core) -> Result<Report> {
    let db = core.db.read();
    // Who got in after this had not paid for certain when the providers were asked.
    let entered = repo::truth::orders_with_access(db, core.now()).await?;
    let ours = repo::truth::named_payments(db).await?;
    let gap = repo::restorations::pending(db).await?.map(|restored| restored.taken_at);
    let mut report = Report::default();
    let mut held: BTreeMap<Uuid, Held> = BTreeMap::new();
    for gateway in core.gateways.iter() {
        let mine: Vec<_> = ours.iter().filter(|payment| payment.provider == gateway.id().name()).collect();
        let long_ago = core.now() - LOOK_BACK;
        let since = mine.first().map(|payment| payment.created_at).into_iter().chain(gap).fold(long_ago, DateTime::min) - SLACK;
        let listed = listed(core, gateway, since).await?;
        if listed.is_none() {
            report.unlisted.push(gateway.id());
        }
        for (taken, payment) in taken(gateway, &mine, listed.unwrap_or_default()).await? {
            let Some(order) = payment.map(|payment| payment.order_id).or(taken.order.map(Into::into)) else { continue };
            let received = taken.received.map_or(0, |money| money.minor);
            let kept = (received - taken.refunded_minor).max(0);
            let of_order = held.entry(order).or_default();
            of_order.kept_minor += kept;
            of_order.kept_payments += u32::from(kept > 0);
            of_order.money = taken.received.map(|money| Money::new(of_order.kept_minor, money.currency));
            if kept > 0 {
                of_order.payments.push((gateway.id(), taken.reference.clone()));
            }
            if let Some(payment) = payment {
                report.refunds_differ.extend(refund_difference(core, payment, taken).await?);
            }
        }
    }
    hold_against_access(core, &held, &entered, &mut report).await?;
    Ok(report)
}

/// What a provider sent back and we do not know of, or the reverse. Our row may have moved while the provider was asked.
async fn refund_difference(core: &Core, payment: &payment::Model, taken: TakenMoney) -> Result<Option<Difference>> {
    if payment.refunded_minor == taken.refunded_minor {
        return Ok(None);
    }
    let now = repo::payments::by_id(core.db.read(), payment.id).await?;
    Ok((now.refunded_minor == payment.refunded_minor).then(|| Difference {
        order: Some(payment.order_id),
        name: taken.reference,
        money: taken.received.map(|money| Money::new(taken.refunded_minor, money.currency)),
        what: format!("the provider sent {} back, we know of {}", taken.refunded_minor, payment.refunded_minor),
    }))
}

/// A provider's list of the payments that took money. `None` says that it shows none, or hides it from our key.
async fn listed(core: &Core, gateway: &dyn PaymentGateway, since: DateTime<Utc>) -> Result<Option<Vec<TakenMoney>>> {
    match gateway.list_succeeded(since, core.now()).await {
        Ok(listed) => Ok(Some(listed)),
        Err(GatewayError::Unsupported(_) | GatewayError::Hidden(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Every payment of a provider that took money, with our row of it. What its list does not name is asked for one by one.
async fn taken<'a>(
    gateway: &dyn PaymentGateway,
    ours: &[&'a payment::Model],
    listed: Vec<TakenMoney>,
) -> Result<Vec<(TakenMoney, Option<&'a payment::Model>)>> {
    let names = |payment: &'a payment::Model| [payment.provider_ref.as_deref(), payment.capture_ref.as_deref()].into_iter().flatten();
    let by_name: HashMap<&str, &payment::Model> = ours.iter().flat_map(|payment| names(payment).map(|name| (name, *payment))).collect();
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for money in listed {
        let payment = by_name.get(money.reference.as_str()).copied();
        seen.extend(payment.map(|payment| payment.id));
        all.push((money, payment));
    }
    for payment in ours.iter().filter(|payment| payment.state != "canceled" && !seen.contains(&payment.id)) {
        if let Some(money) = ask(gateway, payment).await? {
            all.push((money, Some(*payment)));
        }
    }
    Ok(all)
}

async fn ask(gateway: &dyn PaymentGateway, payment: &payment::Model) -> Result<Option<TakenMoney>> {
    let facts = match gateway.fetch(payment.provider_ref.as_deref().unwrap_or_default()).await {
        Ok(facts) => facts,
        Err(GatewayError::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let received = facts.amount.map(|amount| Money::new(facts.received_minor, amount.currency));
    let money = TakenMoney { reference: facts.reference, order: facts.order, received, refunded_minor: facts.refunded_minor };
    Ok((facts.status == PaymentStatus::Succeeded).then_some(money))
}

async fn hold_against_access(core: &Core, held: &BTreeMap<Uuid, Held>, entered: &[Uuid], report: &mut Report) -> Result<()> {
    let with_access: HashSet<Uuid> = repo::truth::orders_with_access(core.db.read(), core.now()).await?.into_iter().collect();
    let entered: BTreeSet<Uuid> = entered.iter().copied().filter(|id| with_access.contains(id)).collect();
    let paid: BTreeMap<Uuid, &Held> = held.iter().filter(|(_, held)| held.kept_minor > 0).map(|(id, held)| (*id, held)).collect();
    let all: Vec<Uuid> = entered.iter().chain(paid.keys()).copied().collect::<BTreeSet<_>>().into_iter().collect();
    for some in all.chunks(AT_ONCE) {
        let known = Known::of(core, some).await?;
        for id in some {
            if let Some(held) = paid.get(id) {
                hold_against_money(&known, *id, held, with_access.contains(id), report)?;
            }
            if entered.contains(id) {
                let order = known.orders.get(id).ok_or_else(|| Fault::stored("an order that is gone"))?;
                let money = paid.get(id).and_then(|held| held.money);
                if let Some(what) = given_away(&known, order, money.is_some())? {
                    report.access_without_money.push(Difference { order: Some(*id), name: order.public_id.clone(), money, what });
                }
            }
        }
    }
    Ok(())
}

/// Some orders, with what their doors are judged by.
struct Known {
    orders: HashMap<Uuid, order::Model>,
    doors: Doors,
    now: DateTime<Utc>,
}

impl Known {
    async fn of(core: &Core, ids: &[Uuid]) -> Result<Self> {
        let db = core.db.read();
        let orders = repo::orders::among(db, ids).await?.into_iter().map(|order| (order.id, order)).collect();
        Ok(Self { orders, doors: Doors::of(db, ids).await?, now: core.now() })
    }
}

/// What is wrong about an order whose money is kept.
fn hold_against_money(known: &Known, id: Uuid, held: &Held, has_access: bool, report: &mut Report) -> Result<()> {
    let order = known.orders.get(&id);
    let name = order.map_or_else(|| held.names(), |order| order.public_id.clone());
    let difference = |what: String| Difference { order: order.map(|order| order.id), name: name.clone(), money: held.money, what };
    if held.kept_payments > 1 {
        report.charged_twice.push(difference(format!("{} payments are kept: {}", held.kept_payments, held.names())));
    }
    let missing = match order {
        None => Some("an order that we do not know".to_owned()),
        Some(order) => owed(known, order, has_access)?,
    };
    report.money_without_access.extend(missing.map(difference));
    if order.is_none() {
        report.forgotten.push(Forgotten { order: id, payments: held.payments.clone() });
    }
    Ok(())
}

/// What access is missing of an order whose money is kept. Money that a bank has taken back for now, or for good, opens no door.
fn owed(known: &Known, order: &order::Model, has_access: bool) -> Result<Option<String>> {
    let state = rows::order_state(&order.state)?;
    if state.is_fulfilled() {
        let shut = known.doors.wrong(order, known.now)?.shut;
        return Ok((!shut.is_empty()).then(|| format!("no access to {}", labels(&shut))));
    }
    let owes = !has_access && !matches!(state, OrderState::Disputed | OrderState::Lost);
    Ok(owes.then(|| format!("the order is {}", order.state)))
}

/// What access an order gives that is not paid for.
fn given_away(known: &Known, order: &order::Model, is_paid: bool) -> Result<Option<String>> {
    if !is_paid {
        return Ok(Some("no provider keeps money for it".to_owned()));
    }
    if !rows::order_state(&order.state)?.is_fulfilled() {
        return Ok(Some(format!("the order is {}", order.state)));
    }
    let open = known.doors.wrong(order, known.now)?.open;
    Ok((!open.is_empty()).then(|| format!("sent back and still open: {}", labels(&open))))
}

fn labels(items: &[order_item::Model]) -> String {
    items.iter().map(|item| item.label.as_str()).collect::<Vec<_>>().join(", ")
}
