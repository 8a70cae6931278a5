//! Another offer.

use super::changing::LONGEST_TITLE;
use super::subject;
use crate::core::Core;
use crate::error::{Fault, Result};
use crate::repo::offers::{self, TierRow};
use crate::repo::{self, seed as rows};
use crate::services::audit::{self, NOTHING};
use crate::services::typed;
use app::api::ApiError;
use app::api::error::{Conflict, Field, Problem};
use app::api::ports::{AdminActor, NewOffer};
use domain::charge::chargeable;
use domain::ids::{OfferId, ProductId};
use domain::offer_kind::OfferKind;
use domain::offer_prices::NewTier;
use entity::{offer, product};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use serde_json::json;
use uuid::Uuid;

/// What the only price of a new offer is called.
const FIRST_PRICE: &str = "Regular";

/// Makes an offer with one price, paused.
pub async fn add(core: &Core, admin: &AdminActor, new: &NewOffer) -> Result<OfferId> {
    let kind = OfferKind::from_name(&new.kind).ok_or(ApiError::BadRequest)?;
    let mut errors = Vec::new();
    let title = typed::collect(&mut errors, typed::line(&new.title, LONGEST_TITLE, Field::OfferTitle))?;
    let currency = typed::currency(&new.currency)?;
    let price = typed::collect(&mut errors, typed::amount(&new.amount, currency, Field::Price(0)))?;
    typed::refuse_all(errors)?;
    let (Some(title), Some(price)) = (title, price) else { return Err(Fault::stored("a form that was read in part")) };
    if chargeable(price).is_err() {
        return typed::refuse(Field::Price(0), Problem::TooSmall);
    }
    let tier = NewTier { label: FIRST_PRICE.to_owned(), price, until_at: None, until_taken: None };
    match core.db.retrying(|| write(core, admin, kind, &title, &new.product, &tier)).await {
        // There is one course, and it has one offer.
        Err(fault) if fault.is_unique_violation() => Err(ApiError::Conflict(Conflict::NoLongerSo).into()),
        made => made,
    }
}

async fn write(core: &Core, admin: &AdminActor, kind: OfferKind, title: &str, sells: &str, tier: &NewTier) -> Result<OfferId> {
    let transaction = core.db.begin().await?;
    let product = product(core, &transaction, kind, title, sells).await?;
    let id = core.new_id();
    let siblings = repo::prices::offers(&transaction).await?;
    let position = siblings.iter().filter(|other| other.kind == kind.name()).map(|other| other.position + 1).max().unwrap_or(0);
    let row = offer::ActiveModel {
        id: Set(id),
        product_id: Set(product),
        kind: Set(kind.name().to_owned()),
        title: Set(title.to_owned()),
        enabled: Set(false),
        taken: Set(0),
        position: Set(position),
        created_at: Set(core.now()),
        show_compare_at: Set(true),
        ..Default::default()
    };
    rows::insert_offer(&transaction, row).await?;
    offers::replace_tiers(&transaction, id, &[TierRow { id: core.new_id(), tier }], core.now()).await?;
    let after = json!({ "kind": kind, "title": title, "product": product, "price": tier.price.in_full() });
    audit::record(core, &transaction, Some(admin.user.into()), "offer.add", &subject(id), NOTHING, after).await?;
    transaction.commit().await?;
    Ok(OfferId(id))
}

/// What the offer sells: the course where it is the course's, something that is there, or something new of its own name.
async fn product(core: &Core, transaction: &DatabaseTransaction, kind: OfferKind, title: &str, sells: &str) -> Result<Uuid> {
    if kind == OfferKind::Main {
        return Ok(repo::content::course(transaction).await?.ok_or(ApiError::NotFound)?.product_id);
    }
    if !sells.trim().is_empty() {
        let id: Option<ProductId> = sells.trim().parse().ok();
        let known = match id {
            Some(id) => offers::product(transaction, id.into()).await?,
            None => None,
        };
        return known.map_or_else(|| typed::refuse(Field::Product, Problem::Malformed), |product| Ok(product.id));
    }
    let id = core.new_id();
    let row =
        product::ActiveModel { id: Set(id), kind: Set("bonus".to_owned()), title: Set(title.to_owned()), created_at: Set(core.now()) };
    rows::insert_product(transaction, row).await?;
    Ok(id)
}
