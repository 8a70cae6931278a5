//! Brings a funnel to the step that is shown now: what cannot be offered is left out, what ran out is over, and the terms of
//! an offer are fixed when its buyer first sees it.

use super::moving::{self, state_of};
use super::pricing::priced;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::catalog::OfferWithTiers;
use crate::repo::funnel::Change;
use crate::repo::{self, rows};
use crate::services::quoting;
use chrono::TimeDelta;
use domain::access;
use domain::charge;
use domain::funnel::{Chargeable, Hidden, OfferEvent, OfferState, chargeable, current_step};
use domain::money::Money;
use domain::pricing::{PriceTier, current_tier};
use entity::{funnel_step, offer, order};

/// The step that is shown now, after everything that is due was done. `None` says that the funnel is over, or that there is none.
pub async fn refresh(core: &Core, main: &order::Model) -> Result<Option<funnel_step::Model>> {
    let rounds = repo::funnel::steps(core.db.read(), main.id).await?.len() * 3 + 1;
    for _ in 0..rounds {
        let Some(step) = current(core, main).await? else { return Ok(None) };
        let Some((event, change)) = due(core, main, &step).await? else { return Ok(Some(step)) };
        core.db.retrying(|| apply(core, &step, event, change)).await?;
    }
    current(core, main).await
}

/// The step that is shown now.
pub async fn current(core: &Core, main: &order::Model) -> Result<Option<funnel_step::Model>> {
    let steps = repo::funnel::steps(core.db.read(), main.id).await?;
    let states = steps.iter().map(state_of).collect::<Result<Vec<_>>>()?;
    Ok(current_step(&states).and_then(|index| steps.into_iter().nth(index)))
}

async fn apply(core: &Core, step: &funnel_step::Model, event: OfferEvent, change: Change) -> Result<()> {
    let transaction = core.db.begin().await?;
    if moving::make(core, &transaction, step, event, change).await? {
        transaction.commit().await?;
    }
    Ok(())
}

/// What has to happen to a step because of time or of the offer, if anything.
async fn due(core: &Core, main: &order::Model, step: &funnel_step::Model) -> Result<Option<(OfferEvent, Change)>> {
    let state = state_of(step)?;
    if state.is_charging() || has_open_child(core, step).await? {
        return Ok(None);
    }
    if state.is_open() && step.expires_at.is_some_and(|at| at <= core.now()) {
        return Ok(Some((OfferEvent::RanOut, Change::default())));
    }
    match (offered(core, main, step).await?, state) {
        (Err(_), _) => Ok(Some((OfferEvent::Skip, Change::default()))),
        (Ok((found, tier)), OfferState::Pending) => Ok(Some((OfferEvent::Show, terms(core, &found, &tier)))),
        (Ok(_), _) => Ok(None),
    }
}

fn terms(core: &Core, found: &OfferWithTiers, tier: &PriceTier) -> Change {
    let lasts = found.offer.offered_for_s.map(|seconds| core.now() + TimeDelta::seconds(seconds.into()));
    Change { terms: Some((tier.id.into(), tier.price)), expires_at: lasts, ..Change::default() }
}

async fn has_open_child(core: &Core, step: &funnel_step::Model) -> Result<bool> {
    let Some(child) = step.child_order_id else { return Ok(false) };
    Ok(rows::order_state(&repo::orders::by_id(core.db.read(), child).await?.state)?.is_open())
}

/// Whether an offer at a price can be charged with the method that paid the main order.
async fn is_payable(core: &Core, main: &order::Model, offer: &offer::Model, price: Money) -> Result<bool> {
    let is_same = price.currency.code() == main.currency;
    Ok(is_same && charge::chargeable(priced(core.db.read(), main, offer, price).await?.total).is_ok())
}

/// The offer of a step with the price of now, or why the buyer is not shown it.
pub async fn offered(
    core: &Core,
    main: &order::Model,
    step: &funnel_step::Model,
) -> Result<std::result::Result<(OfferWithTiers, PriceTier), Hidden>> {
    let db = core.db.read();
    let offer = repo::funnel::offer(db, step.offer_id).await?.ok_or_else(|| Fault::stored("a step without an offer"))?;
    let tiers = repo::catalog::tiers(db, offer.id).await?;
    let grants = repo::grants::of(db, main.user_id, offer.product_id).await?;
    let provider = repo::payments::leading(db, main.id).await?.provider;
    let found = OfferWithTiers { offer, tiers };
    let seats = rows::seats(&found.offer);
    let tier = current_tier(&found.tiers, core.now(), seats.taken).ok().cloned();
    let payable = match (&tier, step.amount_minor) {
        (_, Some(_)) => true,
        (Some(tier), None) => is_payable(core, main, &found.offer, tier.price).await?,
        (None, None) => false,
    };
    let facts = Chargeable {
        owned: access::decide(&grants, core.now()).is_ok(),
        on_sale: quoting::on_sale(&found.offer, core.now()),
        seat_left: !seats.sold_out(),
        payable: payable && core.gateways.named(&provider).is_ok(),
    };
    // The price of an offer that was shown is fixed, so that only a new one needs a tier that holds.
    let fallback = || found.tiers.last().cloned();
    match (chargeable(facts), tier.or_else(fallback)) {
        (Ok(()), Some(tier)) => Ok(Ok((found, tier))),
        (Ok(()), None) => Ok(Err(Hidden::CannotBeCharged)),
        (Err(hidden), _) => Ok(Err(hidden)),
    }
}
