//! Other prices for an offer.

use super::changing::note_price;
use super::{kind, made, seen, subject};
use crate::core::Core;
use crate::error::Result;
use crate::repo::offers::{self, TierRow};
use crate::repo::{catalog, rows};
use crate::services::prices::{self, Extension};
use crate::services::{audit, typed};
use app::api::ApiError;
use app::api::dto::TierForm;
use app::api::error::{Field, Problem};
use app::api::ports::AdminActor;
use chrono::{DateTime, Utc};
use domain::charge::NotChargeable;
use domain::money::Currency;
use domain::offer_kind::OfferKind;
use domain::offer_prices::{LONGEST_LABEL, MOST_TIERS, NewTier, TierFault, check, prolonged};
use domain::pricing::PriceTier;
use serde_json::{Value, json};
use uuid::Uuid;

/// Gives an offer other prices: new rows, so that what was quoted keeps those that gave its price.
pub async fn set_prices(core: &Core, admin: &AdminActor, id: Uuid, version: i32, currency: &str, tiers: &[TierForm]) -> Result<()> {
    let typed = read(typed::currency(currency)?, tiers)?;
    core.db.retrying(|| write(core, admin, id, version, &typed)).await
}

async fn write(core: &Core, admin: &AdminActor, id: Uuid, version: i32, typed: &Typed) -> Result<()> {
    let transaction = core.db.begin().await?;
    let offer = seen(&transaction, id, version).await?;
    typed.fits(kind(&offer)?, offer.seats.map(rows::count))?;
    made(offers::touch(&transaction, id, version).await?)?;
    let before = catalog::tiers(&transaction, id).await?;
    let tiers: Vec<_> = typed.tiers.iter().map(|tier| NewTier { until_at: kept(&before, tier.until_at), ..tier.clone() }).collect();
    let new: Vec<_> = tiers.iter().map(|tier| TierRow { id: core.new_id(), tier }).collect();
    offers::replace_tiers(&transaction, id, &new, core.now()).await?;
    let after = catalog::tiers(&transaction, id).await?;
    if let Some(moved) = prolonged(&before, &after, core.now(), rows::count(offer.taken)) {
        let moved = Extension { offer: id, what: prices::PRICE, before: moved.before, after: moved.after, by: admin.user.into() };
        prices::note_extension(core, &transaction, &moved).await?;
    }
    note_price(core, &transaction, &offer).await?;
    audit::record(core, &transaction, Some(admin.user.into()), "offer.price", &subject(id), state(&before), state(&after)).await?;
    transaction.commit().await?;
    core.wake_jobs.notify_one();
    Ok(())
}

/// An end that one of the prices has already, where nobody typed another.
fn kept(before: &[PriceTier], typed: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    before.iter().map(|tier| typed::kept(tier.until_at, typed)).find(|kept| *kept != typed).unwrap_or(typed)
}

/// Prices as typed, with the rows in which they stand: what is wrong with one is said there.
struct Typed {
    tiers: Vec<NewTier>,
    places: Vec<u8>,
}

/// Makes sense of the rows of a form. Of those that are not filled in nothing is kept.
fn read(currency: Currency, forms: &[TierForm]) -> Result<Typed> {
    let (mut tiers, mut places, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    for (place, form) in (0_u8..).zip(forms).filter(|(_, form)| !is_blank(form)) {
        let label = typed::collect(&mut errors, typed::line(&form.label, LONGEST_LABEL, Field::TierName(place)))?;
        let price = typed::collect(&mut errors, typed::amount(&form.amount, currency, Field::Price(place)))?;
        let until_at = typed::collect(&mut errors, typed::moment(&form.until_at, Field::TierUntil(place)))?;
        let until_taken = typed::collect(&mut errors, seats(&form.until_taken, place))?;
        if let (Some(label), Some(price), Some(until_at), Some(until_taken)) = (label, price, until_at, until_taken) {
            tiers.push(NewTier { label, price, until_at, until_taken });
            places.push(place);
        }
    }
    typed::refuse_all(errors)?;
    match tiers.len() {
        0 => typed::refuse(Field::Price(0), Problem::Missing),
        1..=MOST_TIERS => Ok(Typed { tiers, places }),
        _ => Err(ApiError::BadRequest.into()),
    }
}

fn is_blank(form: &TierForm) -> bool {
    [&form.label, &form.amount, &form.until_at, &form.until_taken].into_iter().all(|typed| typed.trim().is_empty())
}

fn seats(typed: &str, place: u8) -> Result<Option<u32>> {
    match typed::number(typed, Field::TierSeats(place))? {
        Some(0) => typed::refuse(Field::TierSeats(place), Problem::Malformed),
        seats => Ok(seats.map(rows::count)),
    }
}

impl Typed {
    /// Whether the prices make sense for what is sold at them, and for so many seats.
    fn fits(&self, kind: OfferKind, seats: Option<u32>) -> Result<()> {
        let place = |index: usize| self.places.get(index).copied().unwrap_or_default();
        if let Some(index) = self.tiers.iter().position(|tier| !kind.has_seats() && tier.until_taken.is_some()) {
            return typed::refuse(Field::TierSeats(place(index)), Problem::NeverComes);
        }
        check(&self.tiers, seats).or_else(|(index, fault)| typed::refuse(Field::Price(place(index)), problem(fault)))
    }
}

fn problem(fault: TierFault) -> Problem {
    match fault {
        TierFault::NotChargeable(NotChargeable::TooSmall(_)) => Problem::TooSmall,
        TierFault::NotChargeable(NotChargeable::Uneven) => Problem::BetweenSteps,
        TierFault::OtherCurrency => Problem::Malformed,
        TierFault::NeverComes => Problem::NeverComes,
    }
}

/// What of prices is written into the log.
fn state(tiers: &[PriceTier]) -> Value {
    let tier = |tier: &PriceTier| json!({ "label": tier.label, "price": tier.price.in_full(), "until_at": tier.until_at, "until_taken": tier.until_taken });
    json!({ "prices": tiers.iter().map(tier).collect::<Vec<_>>() })
}
