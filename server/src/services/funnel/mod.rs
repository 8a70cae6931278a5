//! The offers after a purchase. Which one is shown is a function of the order; an accepted one is an order of its own.

pub mod charging;
mod child;
mod deciding;
pub mod following;
mod moving;
pub mod opening;
mod pricing;
mod showing;
pub mod view;

use crate::core::Core;
use app::api;
use app::api::dto::Decided;
use app::api::ports::{Funnel, OfferAnswer, Viewer};
use async_trait::async_trait;
use std::sync::Arc;

/// The funnel over the database and the providers.
pub struct FunnelService(pub Arc<Core>);

#[async_trait]
impl Funnel for FunnelService {
    async fn decide(&self, viewer: &Viewer, command: OfferAnswer) -> api::Result<Decided> {
        Ok(deciding::decide(&self.0, viewer, &command).await?)
    }
}
