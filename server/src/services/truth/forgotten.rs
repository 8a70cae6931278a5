//! Orders that the database has forgotten, because it was put back to an earlier day: they are written again from what their providers
//! keep of them, and then settled like any other.

use super::Forgotten;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::ports::payment::{GatewayError, Method, ProviderId, Recollection};
use crate::repo::catalog::NewQuote;
use crate::repo::funnel::Change;
use crate::repo::identity::NewUser;
use crate::repo::{self, rows};
use crate::security::hash::sha256;
use crate::services::order_words::{self, Kept, KeptLine};
use crate::services::payments::{self, Way};
use crate::services::{audit, checkout, settlement};
use app::api::dto::Role;
use domain::email::EmailAddress;
use domain::funnel::OfferState;
use domain::ids::OfferId;
use domain::money::Money;
use domain::pricing::{Line, LineKind};
use domain::tax::TaxRule;
use entity::{coupon_use, hold, offer, order, payment, user};
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use serde_json::json;
use uuid::Uuid;

/// A forgotten order as its provider remembers it.
struct Remembered {
    id: Uuid,
    provider: ProviderId,
    told: Recollection,
    kept: Kept,
}

/// What it belongs to here.
struct Place {
    main: Option<order::Model>,
    person: user::Model,
    offer: offer::Model,
}

/// Writes orders again, those first that others follow. Gives those that are known now; of one that could not be written again the
/// comparison goes on telling.
pub async fn write_again(core: &Core, forgotten: &[Forgotten], by: Option<Uuid>) -> Vec<Uuid> {
    let mut remembered = Vec::new();
    for one in forgotten {
        match ask(core, one).await {
            Ok(found) => remembered.extend(found),
            Err(error) => tracing::warn!(order.id = %one.order, error = %error, "a provider could not be asked about a forgotten order"),
        }
    }
    remembered.sort_by_key(|order| order.kept.main.is_some());
    let mut known = Vec::new();
    for order in &remembered {
        match again(core, order, by).await {
            Ok(()) => known.push(order.id),
            Err(error) => tracing::warn!(order.id = %order.id, error = %error, "a forgotten order could not be written again"),
        }
    }
    known
}

async fn ask(core: &Core, forgotten: &Forgotten) -> Result<Option<Remembered>> {
    for (provider, reference) in &forgotten.payments {
        let told = match core.gateways.named(provider.name())?.recollect(reference).await {
            Err(GatewayError::NotFound | GatewayError::Unsupported(_)) => continue,
            answer => answer?,
        };
        let Some(told) = told else { continue };
        if let Some(kept) = order_words::read(core, forgotten.order, &told.words) {
            return Ok(Some(Remembered { id: forgotten.order, provider: *provider, told, kept }));
        }
    }
    Ok(None)
}

async fn again(core: &Core, order: &Remembered, by: Option<Uuid>) -> Result<()> {
    let place = place_of(core, order).await?;
    write(core, order, &place, by).await?;
    settlement::settle(core, order.id).await.map(drop)
}

async fn place_of(core: &Core, order: &Remembered) -> Result<Place> {
    let db = core.db.read();
    let sold = order.kept.lines.iter().find(|line| line.kind == LineKind::Main).and_then(|line| line.offer);
    let offer = match sold {
        Some(offer) => repo::funnel::offer(db, offer.into()).await?,
        None => None,
    };
    let offer = offer.ok_or_else(|| Fault::stored("it sells what is not known here"))?;
    let main = match order.kept.main {
        Some(main) => Some(repo::orders::find(db, main).await?.ok_or_else(|| Fault::stored("the order that it follows is not known"))?),
        None => None,
    };
    let person = match &main {
        Some(main) => repo::identity::by_id(db, main.user_id).await?.ok_or_else(|| Fault::stored("a buyer that is gone"))?,
        None => buyer(core, order).await?,
    };
    Ok(Place { main, person, offer })
}

/// The buyer: whose customer it is, else by the address that was typed, else by the one that the provider knows.
async fn buyer(core: &Core, order: &Remembered) -> Result<user::Model> {
    if let Some(customer) = &order.told.customer
        && let Some(known) = repo::payments::person_of(core.db.read(), order.provider.name(), customer).await?
    {
        return Ok(known);
    }
    let known = order.told.buyer.as_ref().map(|buyer| (buyer.email.clone(), buyer.name.clone()));
    let (email, name) = order.kept.buyer.clone().or(known).ok_or_else(|| Fault::stored("its buyer is not known there"))?;
    let email = EmailAddress::parse(&email).map_err(|_| Fault::stored("its buyer has no address"))?;
    let new = NewUser { id: core.new_id(), email: &email, name: &name, role: Role::Student, now: core.now() };
    repo::identity::find_or_insert(core.db.write(), &new).await
}

/// Writes one down as it was before it was paid, with its seat. The money that came for it then counts as it does for every order. Where no
/// seat is left, or its buyer holds another, a person has to decide: nothing is sent back by itself.
async fn write(core: &Core, order: &Remembered, place: &Place, by: Option<Uuid>) -> Result<()> {
    let transaction = core.db.begin().await?;
    if !repo::catalog::retake_seat(&transaction, place.offer.id).await? {
        return Err(Fault::stored("no seat is left for it"));
    }
    let quote = write_quote(core, &transaction, order, place).await?;
    let hold = core.new_id();
    repo::holds::insert(&transaction, hold_of(core, hold, order, place)).await?;
    let row = order_of(core, order, place, quote, hold);
    write_order(core, &transaction, &row).await?;
    take_coupon(core, &transaction, order, &row).await?;
    repo::payments::insert(&transaction, payment_of(core, order, &row)).await?;
    if let Some(main) = &place.main {
        tie_to_funnel(core, &transaction, main, order, place).await?;
    }
    repo::orders::note(&transaction, core.new_id(), row.id, "order", "written again from what the provider keeps of it", core.now())
        .await?;
    let subject = format!("order/{}", row.public_id);
    let after = json!({ "provider": order.provider.name(), "reference": order.told.reference });
    audit::record(core, &transaction, by, "order.written_again", &subject, audit::NOTHING, after).await?;
    transaction.commit().await?;
    Ok(())
}

async fn write_quote(core: &Core, transaction: &DatabaseTransaction, order: &Remembered, place: &Place) -> Result<Uuid> {
    let (kept, now) = (&order.kept, core.now());
    let lines = lines(transaction, kept).await?;
    let (offer, total) = (place.offer.id, kept.total());
    let tier = tier_of(transaction, kept.tier, offer).await?;
    let new = NewQuote { id: core.new_id(), offer, tier, lines: &lines, total, valid_until: now, now };
    repo::catalog::insert_quote(transaction, &new).await?;
    if let Some(tax) = &kept.tax {
        repo::taxes::insert(transaction, new.id, tax).await?;
    }
    if let Some(coupon) = kept.coupon
        && repo::coupons::by_id(transaction, coupon).await?.is_some()
    {
        repo::coupons::insert_quote(transaction, new.id, coupon).await?;
    }
    Ok(new.id)
}

/// The tier that gave the price. One that was written since is not known: the lines say what was paid, and another stands for it.
async fn tier_of(transaction: &DatabaseTransaction, tier: Uuid, offer: Uuid) -> Result<Uuid> {
    if repo::catalog::has_tier(transaction, tier).await? {
        return Ok(tier);
    }
    let others = repo::catalog::tiers(transaction, offer).await?;
    others.first().map(|tier| tier.id.into()).ok_or_else(|| Fault::stored("an offer without a price"))
}

/// The lines with what they say.
async fn lines(transaction: &DatabaseTransaction, kept: &Kept) -> Result<Vec<Line>> {
    let coupon = match kept.coupon {
        Some(id) => repo::coupons::by_id(transaction, id).await?.map(|stored| stored.coupon.label()),
        None => None,
    };
    let mut lines = Vec::new();
    for line in &kept.lines {
        let label = match line.kind {
            LineKind::Main | LineKind::Bump => title(transaction, line.offer).await?,
            LineKind::Tax => kept.tax.as_ref().map(|tax| tax.treatment.name_with_rate()).unwrap_or_default(),
            LineKind::Discount => waived(kept, line).or_else(|| coupon.clone()).unwrap_or_else(|| "Coupon".to_owned()),
        };
        lines.push(Line { kind: line.kind, offer: line.offer, label, amount: Money::new(line.minor, kept.currency) });
    }
    Ok(lines)
}

async fn title(transaction: &DatabaseTransaction, offer: Option<OfferId>) -> Result<String> {
    let offer = offer.ok_or_else(|| Fault::stored("a line that sells nothing"))?;
    Ok(repo::catalog::offer(transaction, offer.into()).await?.title)
}

/// What the line says that takes the tax off; it is the last, after those of a coupon.
fn waived(kept: &Kept, line: &KeptLine) -> Option<String> {
    let treatment = &kept.tax.as_ref()?.treatment;
    let takes_tax_off = treatment.rule == TaxRule::ReverseCharge && kept.lines.last() == Some(line);
    takes_tax_off.then(|| treatment.waived_label())
}

fn hold_of(core: &Core, id: Uuid, order: &Remembered, place: &Place) -> hold::ActiveModel {
    let (now, total) = (core.now(), order.kept.total());
    hold::ActiveModel {
        id: Set(id),
        offer_id: Set(place.offer.id),
        user_id: Set(place.person.id),
        amount_minor: Set(total.minor),
        currency: Set(total.currency.code().to_owned()),
        state: Set("held".to_owned()),
        expires_at: Set(now + core.settings.pace.hold),
        created_at: Set(now),
        ended_at: Set(None),
    }
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

async fn write_order(core: &Core, transaction: &DatabaseTransaction, row: &order::Model) -> Result<()> {
    let lines = repo::catalog::quote(transaction, row.quote_id).await?.map(|(_, lines)| lines).unwrap_or_default();
    let offers: Vec<Uuid> = lines.iter().filter_map(|line| line.offer_id).collect();
    let products = repo::catalog::products_of(transaction, &offers).await?;
    let items = lines.iter().map(|line| checkout::new_item(core, row.id, line, &products)).collect();
    repo::orders::insert(transaction, row.clone().into(), items).await
}

/// The coupon's use, if it has one left. The price was promised and stays either way.
async fn take_coupon(core: &Core, transaction: &DatabaseTransaction, order: &Remembered, row: &order::Model) -> Result<()> {
    let Some(coupon) = order.kept.coupon else { return Ok(()) };
    let Some(known) = repo::coupons::by_id(transaction, coupon).await? else { return Ok(()) };
    let is_counted = repo::coupons::recount_use(transaction, coupon).await?;
    let used = coupon_use::ActiveModel {
        order_id: Set(row.id),
        coupon_id: Set(coupon),
        user_id: Set(row.user_id),
        once: Set(known.once_per_person),
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
async fn tie_to_funnel(
    core: &Core,
    transaction: &DatabaseTransaction,
    main: &order::Model,
    order: &Remembered,
    place: &Place,
) -> Result<()> {
    let steps = repo::funnel::steps(transaction, main.id).await?;
    let Some(step) = steps.into_iter().find(|step| step.offer_id == place.offer.id) else { return Ok(()) };
    if rows::offer_state(&step.state)? == OfferState::Accepted {
        return Ok(());
    }
    let price = order.kept.lines.iter().find(|line| line.kind == LineKind::Main).map_or(0, |line| line.minor);
    let terms = step.tier_id.is_none().then(|| (order.kept.tier, Money::new(price, order.kept.currency)));
    let change = Change { child: Some(order.id), terms, ..Change::default() };
    if repo::funnel::set_state(transaction, &step, OfferState::Accepting, change, core.now()).await? {
        return Ok(());
    }
    Err(Fault::stored("an offer that does not stand still"))
}
