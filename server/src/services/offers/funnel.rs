//! The funnel as its creator draws it: what is offered in which order, and what became of it. Funnels that are open stay as they are.

use super::view::{currency, row};
use super::{kind, made, seen, subject};
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::catalog::{self, OfferWithTiers};
use crate::repo::funnel_numbers::{self, InState};
use crate::repo::{self, offers, rows};
use crate::services::{audit, typed};
use app::api::ApiError;
use app::api::dto::{BumpNumbers, FunnelStep, FunnelView, OfferRow, StepNumbers};
use app::api::error::{Conflict, Field, Problem};
use app::api::ports::AdminActor;
use domain::funnel::{moved, take_rate};
use domain::money::Currency;
use domain::offer_kind::OfferKind;
use entity::offer;
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// The funnel with its numbers.
pub async fn view(core: &Core) -> Result<FunnelView> {
    let db = core.db.read();
    let course = currency(core).await?;
    let states = funnel_numbers::by_state(db).await?;
    let paid = count(funnel_numbers::paid(db).await?);
    let bumps = bumps(core, course, paid).await?;
    let offers = catalog::with_tiers(db, repo::funnel::offers(db).await?).await?;
    let numbers = offers.iter().map(|found| Ok((&found.offer, numbers_of(core, found, &states, course)?))).collect::<Result<Vec<_>>>()?;
    let downsells_of = |upsell: Option<Uuid>| {
        let stands_in = numbers.iter().filter(|(offer, _)| offer.kind == OfferKind::Downsell.name() && offer.downsell_of == upsell);
        stands_in.map(|(_, numbers)| numbers.clone()).collect::<Vec<_>>()
    };
    let upsells = numbers.iter().filter(|(offer, _)| offer.kind == OfferKind::Upsell.name());
    Ok(FunnelView {
        paid,
        bumps,
        steps: upsells.map(|(offer, upsell)| FunnelStep { upsell: upsell.clone(), downsells: downsells_of(Some(offer.id)) }).collect(),
        loose: downsells_of(None),
    })
}

fn numbers_of(core: &Core, found: &OfferWithTiers, states: &[InState], course: Currency) -> Result<StepNumbers> {
    let offer = &found.offer;
    let mut numbers = StepNumbers {
        version: offer.version,
        enabled: offer.enabled,
        offer: row(found, course, core.now())?,
        shown: 0,
        accepted: 0,
        declined: 0,
        failed: 0,
        expired: 0,
        undecided: 0,
        rate: None,
    };
    for state in states.iter().filter(|state| state.offer_id == offer.id) {
        numbers.shown += count(state.shown);
        numbers.failed += count(state.failed);
        numbers.count(rows::offer_state(&state.state)?, count(state.steps));
    }
    numbers.rate = take_rate(numbers.accepted, numbers.shown);
    Ok(numbers)
}

async fn bumps(core: &Core, course: Currency, paid: u64) -> Result<Vec<BumpNumbers>> {
    let sold = funnel_numbers::bumps(core.db.read()).await?;
    let offers = super::view::all(core, course).await?;
    let numbers = |offer: OfferRow| {
        let taken = sold.iter().find(|sold| sold.offer_id == Uuid::from(offer.id)).map_or(0, |sold| count(sold.orders));
        BumpNumbers { offer, taken, rate: take_rate(taken, paid) }
    };
    Ok(offers.into_iter().filter(|offer| offer.kind == OfferKind::Bump).map(numbers).collect())
}

/// The offers among which one has its place: upsells, or what stands in for the same upsell.
async fn siblings(db: &impl ConnectionTrait, of: &offer::Model) -> Result<Vec<offer::Model>> {
    let offers = repo::funnel::offers(db).await?;
    Ok(offers.into_iter().filter(|other| other.kind == of.kind && other.downsell_of == of.downsell_of).collect())
}

/// Lets an offer change places with the one before it, or after it.
pub async fn move_step(core: &Core, admin: &AdminActor, id: Uuid, version: i32, up: bool) -> Result<()> {
    core.db.retrying(|| write_order(core, admin, id, version, up)).await
}

async fn write_order(core: &Core, admin: &AdminActor, id: Uuid, version: i32, up: bool) -> Result<()> {
    let transaction = core.db.begin().await?;
    let offer = seen(&transaction, id, version).await?;
    let siblings = siblings(&transaction, &offer).await?;
    let before: Vec<Uuid> = siblings.iter().map(|sibling| sibling.id).collect();
    let after = moved(&before, id, up).ok_or(ApiError::Conflict(Conflict::NoLongerSo))?;
    for (position, sibling) in (0..).zip(&after) {
        let known = siblings.iter().find(|known| known.id == *sibling).ok_or_else(|| Fault::stored("an offer that left its siblings"))?;
        if known.position != position || known.id == id {
            made(offers::set_position(&transaction, known.id, known.version, position).await?)?;
        }
    }
    let titles = |order: &[Uuid]| {
        let title = |id: &Uuid| siblings.iter().find(|sibling| sibling.id == *id).map(|sibling| sibling.title.clone());
        json!({ "order": order.iter().filter_map(title).collect::<Vec<_>>() })
    };
    audit::record(core, &transaction, Some(admin.user.into()), "offer.move", &subject(id), titles(&before), titles(&after)).await?;
    Ok(transaction.commit().await?)
}

/// Says for which upsell a downsell stands in.
pub async fn stand_in(core: &Core, admin: &AdminActor, id: Uuid, version: i32, upsell: Option<Uuid>) -> Result<()> {
    core.db.retrying(|| write_tie(core, admin, id, version, upsell)).await
}

async fn write_tie(core: &Core, admin: &AdminActor, id: Uuid, version: i32, upsell: Option<Uuid>) -> Result<()> {
    let transaction = core.db.begin().await?;
    let offer = seen(&transaction, id, version).await?;
    if kind(&offer)? != OfferKind::Downsell {
        return Err(ApiError::BadRequest.into());
    }
    let title = match upsell {
        Some(upsell) => match repo::funnel::offer(&transaction, upsell).await? {
            Some(found) if kind(&found)? == OfferKind::Upsell => Some(found.title),
            _ => return typed::refuse(Field::Product, Problem::Malformed),
        },
        None => None,
    };
    let others = repo::funnel::offers(&transaction).await?;
    let last = others.iter().filter(|other| other.id != id && other.downsell_of == upsell).map(|other| other.position + 1).max();
    made(offers::stand_in(&transaction, id, version, upsell, last.unwrap_or(0)).await?)?;
    let before = match offer.downsell_of {
        Some(before) => repo::funnel::offer(&transaction, before).await?.map(|before| before.title),
        None => None,
    };
    let (was, is) = (json!({ "stands_in_for": before }), json!({ "stands_in_for": title }));
    audit::record(core, &transaction, Some(admin.user.into()), "offer.stand_in", &subject(id), was, is).await?;
    Ok(transaction.commit().await?)
}
