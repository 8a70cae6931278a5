//! What the order's page shows of its funnel.

use super::moving::state_of;
use super::pricing::{Priced, priced};
use super::showing;
use crate::core::Core;
use crate::error::Result;
use crate::ports::payment::{Method, ProviderId};
use crate::repo::catalog::OfferWithTiers;
use crate::repo::{self, rows};
use crate::services::payments::is_under_way;
use crate::services::prices;
use app::api::dto::{Bought, FunnelOffer, LineView, OfferPay, OfferStage, TaxNote};
use chrono::TimeDelta;
use domain::funnel::OfferState;
use domain::ids::OfferId;
use domain::money::Money;
use domain::order::OrderState;
use domain::price_history::Comparison;
use entity::{funnel_step, order};

/// A charge that is under way for longer is slow: the page says that we will mail.
const SLOW: TimeDelta = TimeDelta::minutes(2);

/// The offer that is shown now. Its terms are fixed when the buyer sees it; anybody else with the link fixes nothing.
pub async fn offer(core: &Core, main: &order::Model, own: bool) -> Result<Option<FunnelOffer>> {
    if main.kind != "main" || !rows::order_state(&main.state)?.is_fulfilled() {
        return Ok(None);
    }
    let step = if own { showing::refresh(core, main).await? } else { showing::current(core, main).await? };
    let Some(step) = step else { return Ok(None) };
    let Some(offer) = repo::funnel::offer(core.db.read(), step.offer_id).await? else { return Ok(None) };
    let Some(price) = price(core, main, &step).await? else { return Ok(None) };
    let tiers = repo::catalog::tiers(core.db.read(), offer.id).await?;
    let found = OfferWithTiers { offer, tiers };
    let compared = compared(core, main, &found, price).await?;
    let offer = found.offer;
    let priced = priced(core.db.read(), main, &offer, price).await?;
    Ok(Some(FunnelOffer {
        offer: OfferId(offer.id),
        title: offer.title,
        description: offer.description,
        price: priced.total,
        compared,
        tax: tax_note(&priced),
        until: step.expires_at,
        extended: step.extended_at.is_some(),
        pay: pay(core, main, own).await?,
        stage: stage(core, &step).await?,
    }))
}

/// The fixed price; for an offer that its buyer has not seen yet, the one of now, if it is to be had at all.
async fn price(core: &Core, main: &order::Model, step: &funnel_step::Model) -> Result<Option<Money>> {
    match (step.amount_minor, &step.currency) {
        (Some(minor), Some(currency)) => rows::money(minor, currency).map(Some),
        _ => Ok(showing::offered(core, main, step).await?.ok().map(|(_, tier)| tier.price)),
    }
}

/// What a price may be compared with, all of it as this buyer would pay it.
async fn compared(core: &Core, main: &order::Model, found: &OfferWithTiers, price: Money) -> Result<Option<Comparison>> {
    let Some(compared) = prices::compared(&core.reading(), found, price).await? else { return Ok(None) };
    let paid = async |price| priced(core.db.read(), main, &found.offer, price).await.map(|priced| priced.total);
    Ok(Some(Comparison { compare_at: paid(compared.compare_at).await?, lowest_30d: paid(compared.lowest_30d).await? }))
}

/// What the total says of tax.
fn tax_note(priced: &Priced) -> Option<TaxNote> {
    let treatment = &priced.tax.as_ref()?.treatment;
    if treatment.reverse_charge() {
        return Some(TaxNote::ReverseCharge);
    }
    (priced.contained.minor > 0).then(|| TaxNote::Included { name: treatment.name_with_rate(), amount: priced.contained })
}

async fn pay(core: &Core, main: &order::Model, own: bool) -> Result<OfferPay> {
    let consent = repo::consents::of_order(core.db.read(), main.id).await?.filter(|consent| consent.revoked_at.is_none());
    let chargeable = |provider: &str| core.gateways.named(provider).is_ok_and(|gateway| gateway.capabilities().one_click);
    if let Some(consent) = consent.filter(|consent| consent.method_ref.is_some() && consent.provider.as_deref().is_some_and(chargeable)) {
        // Which card it is concerns its holder alone.
        let label = consent.method_label.filter(|_| own).unwrap_or_default();
        return Ok(OfferPay::OneClick { label });
    }
    let provider = repo::payments::leading(core.db.read(), main.id).await?.provider;
    Ok(if provider == ProviderId::Paypal.name() { OfferPay::Paypal } else { OfferPay::Card })
}

async fn stage(core: &Core, step: &funnel_step::Model) -> Result<OfferStage> {
    let state = state_of(step)?;
    let Some(child) = step.child_order_id.filter(|_| state.is_charging()) else {
        return Ok(if state == OfferState::Failed { OfferStage::Failed } else { OfferStage::Open });
    };
    let child = repo::orders::by_id(core.db.read(), child).await?;
    let payment = repo::payments::leading(core.db.read(), child.id).await?;
    let saved = payment.method == Method::Saved.name();
    let slow = core.now() - payment.updated_at.max(child.created_at) > SLOW;
    Ok(match rows::order_state(&child.state)? {
        state if !state.is_payable() || is_under_way(&payment) => OfferStage::Charging { slow },
        OrderState::RequiresAction if saved => OfferStage::Authenticate,
        _ if saved => OfferStage::Charging { slow },
        _ => OfferStage::Unpaid { order: child.public_id },
    })
}

/// The order to ask the provider about when somebody asks for news of `order`: itself while it is open, else the order of the
/// offer that is being paid.
pub async fn to_ask_about(core: &Core, order: &order::Model) -> Result<Option<order::Model>> {
    if rows::order_state(&order.state)?.is_open() {
        return Ok(Some(order.clone()));
    }
    let Some(step) = showing::current(core, order).await? else { return Ok(None) };
    let Some(child) = step.child_order_id.filter(|_| state_of(&step).is_ok_and(OfferState::is_charging)) else { return Ok(None) };
    let child = repo::orders::by_id(core.db.read(), child).await?;
    Ok(rows::order_state(&child.state)?.is_open().then_some(child))
}

/// What was bought after a main order, oldest first.
pub async fn bought_after(core: &Core, main: &order::Model) -> Result<Vec<Bought>> {
    let mut bought = Vec::new();
    for step in repo::funnel::steps(core.db.read(), main.id).await? {
        let Some(child) = step.child_order_id else { continue };
        let child = repo::orders::by_id(core.db.read(), child).await?;
        if rows::order_state(&child.state)?.is_fulfilled() {
            let items = repo::orders::items(core.db.read(), child.id).await?;
            let total = rows::money(child.amount_minor, &child.currency)?;
            let line = |item: entity::order_item::Model| {
                let amount = Money::new(item.amount_minor, total.currency);
                Ok(LineView { kind: rows::line_kind(&item.kind)?, label: item.label, amount })
            };
            let lines = items.into_iter().map(line).collect::<Result<_>>()?;
            bought.push(Bought { public_id: child.public_id, lines, total });
        }
    }
    Ok(bought)
}

/// The public id of the order whose funnel an order belongs to.
pub async fn main_of(core: &Core, order: &order::Model) -> Result<Option<String>> {
    if order.kind == "main" {
        return Ok(None);
    }
    let Some(step) = repo::funnel::step_of_child(core.db.read(), order.id).await? else { return Ok(None) };
    Ok(Some(repo::orders::by_id(core.db.read(), step.order_id).await?.public_id))
}
