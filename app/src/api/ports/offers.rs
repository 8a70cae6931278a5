use super::AdminActor;
use crate::api::Result;
use crate::api::dto::{FunnelView, OfferDetail, OfferForm, OffersView, TierForm};
use async_trait::async_trait;
use domain::ids::OfferId;

/// An offer to make, as typed. It begins paused.
#[derive(Clone, Debug)]
pub struct NewOffer {
    /// What it is: `upsell`.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// The id of what it sells; empty for something new of the same name.
    pub product: String,
    /// What it costs: `49.50`.
    pub amount: String,
    /// In which currency: `EUR`.
    pub currency: String,
}

/// What is for sale, for the admin. Who changes an offer names the version that they saw: if it has changed since, nothing is changed.
/// What was quoted, ordered or shown in a funnel stays as it was.
#[async_trait]
pub trait OfferDesk: Send + Sync {
    /// All offers.
    async fn list(&self, admin: &AdminActor) -> Result<OffersView>;
    /// One offer.
    async fn offer(&self, admin: &AdminActor, offer: OfferId) -> Result<OfferDetail>;
    /// Makes an offer, paused. Answers with which it is.
    async fn add(&self, admin: &AdminActor, new: NewOffer) -> Result<OfferId>;
    /// Changes an offer. A deadline that moves to later is written down, and the page says so; seats that are sold or held stay.
    async fn change(&self, admin: &AdminActor, offer: OfferId, version: i32, form: OfferForm) -> Result<()>;
    /// Gives an offer other prices.
    async fn set_prices(&self, admin: &AdminActor, offer: OfferId, version: i32, currency: &str, tiers: Vec<TierForm>) -> Result<()>;
    /// Pauses an offer, or resumes it.
    async fn switch(&self, admin: &AdminActor, offer: OfferId, version: i32, on: bool) -> Result<()>;
    /// The funnel with its numbers.
    async fn funnel(&self, admin: &AdminActor) -> Result<FunnelView>;
    /// Lets an offer of the funnel change places with the one before it, or after it.
    async fn move_step(&self, admin: &AdminActor, offer: OfferId, version: i32, up: bool) -> Result<()>;
    /// Says for which upsell a downsell stands in; `None` for none.
    async fn stand_in(&self, admin: &AdminActor, offer: OfferId, version: i32, upsell: Option<OfferId>) -> Result<()>;
}
