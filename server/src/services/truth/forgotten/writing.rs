//! Writes a forgotten order down as it was before it was paid.

use super::Remembered;
use super::place::Place;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::payment::{Method, ProviderId};
use crate::repo::catalog::NewQuote;
use crate::repo::funnel::Change;
use crate::repo::{self, rows};
use crate::security::hash::sha256;
use crate::services::order_words::{Kept, KeptLine};
use crate::services::payments::{self, Way};
use crate::services::{audit, order_rows};
use domain::funnel::OfferState;
use domain::ids::OfferId;
use domain::money::Money;
use domain::pricing::{Line, LineKind};
use domain::tax::TaxRule;
use entity::{coupon_use, order, payment};
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use serde_json::json;
use uuid::Uuid;

/// Writes it with its seat. The money that came for it then counts as it does for every order. Where no seat is left, or its buyer holds
/// another, a person has to decide: nothing is sent back by itself.
pub async fn write(core: &Core, order: &Remembered, place: &Place, by: Option<Uuid>) -> Result<()> {
    let (kept, hold) = (&order.kept, core.new_id());
    let lines = lines(kept, place)?;
    let transaction = core.db.begin().await?;
    if !repo::catalog::retake_seat(&transaction, place.offer.id).await? {
        return Err(Fault::stored("no seat is left for it"));
    }
    let quote = write_quote(core, &transaction, kept, place, &lines).await?;
    repo::holds::insert(&transaction, order_rows::hold(core, hold, place.offer.id, place.person.id, kept.total())).await?;
    let row = order_of(core, order, place, quote, hold);
    let product = |offer| place.sold(OfferId(offer)).map(|offer| offer.product_id);
    repo::orders::insert(&transaction, row.clone().into(), order_rows::items(core, row.id, &lines, product)).await?;
    take_coupon(core, &transaction, place, &row).await?;
    repo::payments::insert(&transaction, payment_of(core, order, &row)).await?;
    tie_to_funnel(core, &transaction, order, place).await?;
    let what = "written again from what the provider keeps of it";
    repo::orders::note(&transaction, core.new_id(), row.id, "order", what, core.now()).await?;
    let subject = format!("order/{}", row.public_id);
    let after = json!({ "provider": order.provider.name(), "reference": order.told.reference });
    audit::record(core, &transaction, by, "order.written_again", &subject, audit::NOTHING, after).await?;
    transaction.commit().await?;
    Ok(())
}

/// The lines with what they say.
fn lines(kept: &Kept, place: &Place) -> Result<Vec<Line>> {
    let line = |line: &KeptLine| {
        let label = match line.kind {
            LineKind::Main | LineKind::Bump => {
                let sold = line.offer.and_then(|offer| place.sold(offer)).ok_or_else(|| Fault::stored("it sells what is not known here"));
                sold?.title.clone()
            }
            LineKind::Tax => kept.tax.as_ref().map(|tax| tax.treatment.name_with_rate()).unwrap_or_default(),
            LineKind::Discount => waived(kept, line).unwrap_or_else(|| reduced(place)),
        };
        Ok(Line { kind: line.kind, offer: line.offer, label, amount: Money::new(line.minor, kept.currency) })
    };
    kept.lines.iter().map(line).collect()
}

/// What the line says that takes the tax off; it is the last, after those of a coupon.
fn waived(kept: &Kept, line: &KeptLine) -> Option<String> {
    let treatment = &kept.tax.as_ref()?.treatment;
    let takes_tax_off = treatment.rule == TaxRule::ReverseCharge && kept.lines.last() == Some(line);
    takes_tax_off.then(|| treatment.waived_label())
}

fn reduced(place: &Place) -> String {
    place.coupon.as_ref().map_or_else(|| "Coupon".to_owned(), |stored| stored.coupon.label())
}

async fn write_quote(core: &Core, transaction: &DatabaseTransaction, kept: &Kept, place: &Place, lines: &[Line]) -> Result<Uuid> {
    let (id, now) = (core.new_id(), core.now());
    let new = NewQuote { id, offer: place.offer.id, tier: place.tier, lines, total: kept.total(), valid_until: now, now };
    repo::catalog::insert_quote(transaction, &new).await?;
    if let Some(tax) = &kept.tax {
        repo::taxes::insert(transaction, id, tax).await?;
    }
    if let Some(stored) = &place.coupon {
        repo::coupons::insert_quote(transaction, id, stored.id).await?;
    }
    Ok(id)
}

/// No browser can show that it began the order, unless it began the one that this follows.
fn order_of(core: &Core, order: &Remembered, place: &Place, quote: Uuid, hold: Uuid) -> order::Model {
    let (now, total) = (core.now(), order.kept.total());
    let browser = place.main.as_ref().map(|main| main.browser_key_hash.clone());
    let typed = order.kept.buyer.clone().unwrap_or_else(|| (place.person.email.clone(), place.person.name.clone()));
    let (buyer_email, buyer_name) = place.main.as_ref().map_or(typed, |main| (main.buyer_email.clone(), main.buyer_name.clone()));
    order::Model {
        id: order.id,
        public_id: order.kept.public_id.clone(),
        user_id: place.person.id,
        product_id: place.offer.product_id,
        quote_id: quote,
        hold_id: hold,
        buyer_email,
        buyer_name,
        browser_key_hash: browser.unwrap_or_else(|| sha256(&core.entropy.secret()).to_vec()),
        amount_minor: total.minor,
        currency: total.currency.code().to_owned(),
        state: "awaiting_payment".to_owned(),
        version: 0,
        created_at: now,
        updated_at: now,
        paid_at: None,
        kind: place.offer.kind.clone(),
    }
}

/// The coupon's use, if it has one left. The price was promised and stays either way.
async fn take_coupon(core: &Core, transaction: &DatabaseTransaction, place: &Place, row: &order::Model) -> Result<()> {
    let Some(stored) = &place.coupon else { return Ok(()) };
    let is_counted = repo::coupons::recount_use(transaction, stored.id).await?;
    let used = coupon_use::ActiveModel {
        order_id: Set(row.id),
        coupon_id: Set(stored.id),
        user_id: Set(row.user_id),
        once: Set(stored.once_per_person),
        state: Set(if is_counted { "taken" } else { "returned" }.to_owned()),
        taken_at: Set(core.now()),
        ended_at: Set((!is_counted).then(|| core.now())),
    };
    repo::coupons::insert_use(transaction, used).await
}

fn payment_of(core: &Core, order: &Remembered, row: &order::Model) -> payment::ActiveModel {
    let method = if order.provider == ProviderId::Paypal { Method::Redirect } else { Method::Element };
    let planned = payments::planned(core, row, Way { provider: order.provider, method }, false);
    payment::ActiveModel {
        id: order.told.payment.map_or(planned.id.clone(), |id| Set(id.into())),
        provider_ref: Set(Some(order.told.reference.clone())),
        customer_ref: Set(order.told.customer.clone()),
        state: Set("open".to_owned()),
        ..planned
    }
}

/// The offer that it accepted waits for its money, wherever it stood; one that is paid for is left.
async fn tie_to_funnel(core: &Core, transaction: &DatabaseTransaction, order: &Remembered, place: &Place) -> Result<()> {
    let Some(main) = &place.main else { return Ok(()) };
    let steps = repo::funnel::steps(transaction, main.id).await?;
    let Some(step) = steps.into_iter().find(|step| step.offer_id == place.offer.id) else { return Ok(()) };
    if rows::offer_state(&step.state)? == OfferState::Accepted {
        return Ok(());
    }
    let price = order.kept.lines.iter().find(|line| line.kind == LineKind::Main).map_or(0, |line| line.minor);
    let terms = step.tier_id.is_none().then(|| (place.tier, Money::new(price, order.kept.currency)));
    let change = Change { child: Some(order.id), terms, ..Change::default() };
    if repo::funnel::set_state(transaction, &step, OfferState::Accepting, change, core.now()).await? {
        return Ok(());
    }
    Err(Fault::stored("an offer that does not stand still"))
}
