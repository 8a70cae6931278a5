//! What an imagined student would see, by the rules that hold for real ones.
//!
//! Nothing here can write: the service has a [`Reader`] and a clock, and neither a [`Core`] nor a transaction is to be had of them.

mod checkout;
mod offer;
mod student;

pub use student::SAM;

use super::checkout::{stripe_client, ways};
use super::landing;
use super::learning::imagining;
use crate::core::{Core, Reading};
use crate::error::Result;
use crate::ports::clock::Clock;
use crate::repo::catalog::{self, OfferWithTiers};
use crate::repo::db::Reader;
use crate::repo::rows;
use app::api::dto::{
    CheckoutView, Imagined, LandingView, LessonView, OutlineView, PreviewChoices, PreviewExtra, PreviewTier, StripeClient, Ways,
};
use app::api::ports::{AdminActor, Preview};
use app::api::{self, ApiError};
use async_trait::async_trait;
use domain::money::Currency;
use std::sync::Arc;

/// The preview over the database.
pub struct PreviewService {
    db: Reader,
    clock: Arc<dyn Clock>,
    /// The ways to pay in each currency, as they were when the program started.
    ways: Vec<(Currency, Ways)>,
    stripe: StripeClient,
}

impl PreviewService {
    /// Takes from the business's hands what reading needs.
    pub fn over(core: &Core) -> Self {
        Self {
            db: core.db.reader(),
            clock: core.clock.clone(),
            ways: Currency::ALL.map(|currency| (currency, ways(core, currency))).to_vec(),
            stripe: stripe_client(core),
        }
    }

    /// The database at the moment that is imagined.
    fn reading(&self, imagined: &Imagined) -> Reading {
        Reading::at(self.db.clone(), imagined.at.unwrap_or_else(|| self.clock.now()))
    }

    /// The main offer as it is imagined.
    async fn offer(&self, reading: &Reading, imagined: &Imagined) -> Result<OfferWithTiers> {
        let found = catalog::main_offer(reading.db()).await?.ok_or(ApiError::NotFound)?;
        Ok(offer::imagine(found, imagined, reading.now))
    }
}

#[async_trait]
impl Preview for PreviewService {
    async fn choices(&self, _admin: &AdminActor) -> api::Result<PreviewChoices> {
        Ok(self.to_choose().await?)
    }

    async fn landing(&self, _admin: &AdminActor, imagined: &Imagined) -> api::Result<LandingView> {
        let reading = self.reading(imagined);
        let offer = self.offer(&reading, imagined).await?;
        Ok(landing::with_offer(&reading, &offer).await?)
    }

    async fn checkout(&self, _admin: &AdminActor, imagined: &Imagined) -> api::Result<CheckoutView> {
        let reading = self.reading(imagined);
        let offer = self.offer(&reading, imagined).await?;
        Ok(self.checkout_view(&reading, &offer, imagined).await?)
    }

    async fn outline(&self, _admin: &AdminActor, imagined: &Imagined) -> api::Result<OutlineView> {
        let reading = self.reading(imagined);
        let grants = student::grants(imagined, reading.now);
        Ok(imagining::outline(&reading, grants, student::SAM.1).await?)
    }

    async fn lesson(&self, _admin: &AdminActor, course: &OutlineView, slug: &str) -> api::Result<LessonView> {
        Ok(imagining::lesson(&self.reading(&Imagined::default()), course, slug).await?)
    }
}

impl PreviewService {
    async fn to_choose(&self) -> Result<PreviewChoices> {
        let extras = catalog::extras(&self.db).await?;
        let main = catalog::main_offer(&self.db).await?;
        let tiers = main.into_iter().flat_map(|found| found.tiers);
        Ok(PreviewChoices {
            extras: extras.into_iter().map(|offer| PreviewExtra { offer: rows::offer_id(&offer), title: offer.title }).collect(),
            tiers: tiers.map(|tier| PreviewTier { id: tier.id, label: tier.label, price: tier.price }).collect(),
            now: self.clock.now(),
        })
    }
}
