//! What is for sale, for the admin: offers, their prices, and the funnel that they make.

mod adding;
mod changing;
mod funnel;
mod pricing;
pub mod view;

use crate::core::Core;
use crate::error::Result;
use crate::repo;
use app::api::dto::{FunnelView, OfferDetail, OfferForm, OffersView, TierForm};
use app::api::error::Conflict;
use app::api::ports::{AdminActor, NewOffer, OfferDesk};
use app::api::{self, ApiError};
use async_trait::async_trait;
use domain::ids::OfferId;
use domain::offer_kind::OfferKind;
use entity::offer;
use sea_orm::ConnectionTrait;
use std::sync::Arc;
use uuid::Uuid;

/// Offers over the database.
pub struct OfferDeskService(pub Arc<Core>);

#[async_trait]
impl OfferDesk for OfferDeskService {
    async fn list(&self, _admin: &AdminActor) -> api::Result<OffersView> {
        Ok(view::list(&self.0).await?)
    }

    async fn offer(&self, _admin: &AdminActor, offer: OfferId) -> api::Result<OfferDetail> {
        Ok(view::detail(&self.0, offer.into()).await?)
    }

    async fn add(&self, admin: &AdminActor, new: NewOffer) -> api::Result<OfferId> {
        Ok(adding::add(&self.0, admin, &new).await?)
    }

    async fn change(&self, admin: &AdminActor, offer: OfferId, version: i32, form: OfferForm) -> api::Result<()> {
        Ok(changing::change(&self.0, admin, offer.into(), version, &form).await?)
    }

    async fn set_prices(&self, admin: &AdminActor, offer: OfferId, version: i32, currency: &str, tiers: Vec<TierForm>) -> api::Result<()> {
        Ok(pricing::set_prices(&self.0, admin, offer.into(), version, currency, &tiers).await?)
    }

    async fn switch(&self, admin: &AdminActor, offer: OfferId, version: i32, on: bool) -> api::Result<()> {
        Ok(changing::switch(&self.0, admin, offer.into(), version, on).await?)
    }

    async fn funnel(&self, _admin: &AdminActor) -> api::Result<FunnelView> {
        Ok(funnel::view(&self.0).await?)
    }

    async fn move_step(&self, admin: &AdminActor, offer: OfferId, version: i32, up: bool) -> api::Result<()> {
        Ok(funnel::move_step(&self.0, admin, offer.into(), version, up).await?)
    }

    async fn stand_in(&self, admin: &AdminActor, offer: OfferId, version: i32, upsell: Option<OfferId>) -> api::Result<()> {
        Ok(funnel::stand_in(&self.0, admin, offer.into(), version, upsell.map(Into::into)).await?)
    }
}

/// By what entries of the audit log name an offer.
fn subject(offer: Uuid) -> String {
    format!("offer/{offer}")
}

/// An offer that an admin changes, as it is in the transaction of the change.
async fn seen(db: &impl ConnectionTrait, id: Uuid, version: i32) -> Result<offer::Model> {
    let offer = repo::funnel::offer(db, id).await?.ok_or(ApiError::NotFound)?;
    if offer.version == version { Ok(offer) } else { Err(ApiError::Conflict(Conflict::NoLongerSo).into()) }
}

/// A change that touched its row was made; another lost against somebody.
fn made(touched: bool) -> Result<()> {
    if touched { Ok(()) } else { Err(ApiError::Conflict(Conflict::NoLongerSo).into()) }
}

/// What an offer is.
fn kind(offer: &offer::Model) -> Result<OfferKind> {
    repo::rows::offer_kind(&offer.kind)
}
