//! What is for sale, for the admin.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{FunnelView, OfferDetail, OfferForm, OffersView, TierForm};
use domain::ids::OfferId;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{redirect_to, require_admin, services},
    error::{Field, Problem},
    ports::NewOffer,
};
#[cfg(feature = "ssr")]
use crate::paths;

/// Leads to an offer's page, which says what was done.
#[cfg(feature = "ssr")]
fn show(offer: OfferId, done: &str) {
    redirect_to(&paths::admin_with(&paths::admin_offer(offer), &[("done", done)]));
}

/// Leads to the funnel, which says what was done.
#[cfg(feature = "ssr")]
fn show_funnel(done: &str) {
    redirect_to(&paths::admin_with(&paths::admin_funnel(), &[("done", done)]));
}

/// All offers.
#[server(endpoint = "admin/offers", input = GetUrl)]
pub async fn offers() -> Result<OffersView> {
    let admin = require_admin()?;
    services().offer_desk.list(&admin).await
}

/// One offer.
#[server(endpoint = "admin/offer", input = GetUrl)]
pub async fn offer(id: String) -> Result<OfferDetail> {
    let admin = require_admin()?;
    let id = id.parse().map_err(|_| ApiError::NotFound)?;
    services().offer_desk.offer(&admin, id).await
}

/// Makes an offer, paused. `product` is the id of what it sells, or empty for something new of the same name.
#[server(endpoint = "admin/add_offer")]
pub async fn add_offer(
    #[server(default)] kind: String,
    #[server(default)] title: String,
    #[server(default)] product: String,
    #[server(default)] amount: String,
    #[server(default)] currency: String,
) -> Result<()> {
    let admin = require_admin()?;
    let offer = services().offer_desk.add(&admin, NewOffer { kind, title, product, amount, currency }).await?;
    show(offer, "added");
    Ok(())
}

/// Changes what an offer says besides its prices.
#[server(endpoint = "admin/change_offer")]
pub async fn change_offer(offer: OfferId, version: i32, #[server(default)] form: OfferForm) -> Result<()> {
    let admin = require_admin()?;
    services().offer_desk.change(&admin, offer, version, form).await?;
    show(offer, "changed");
    Ok(())
}

/// Gives an offer other prices, tried in order.
#[server(endpoint = "admin/set_prices")]
pub async fn set_prices(
    offer: OfferId,
    version: i32,
    #[server(default)] currency: String,
    #[server(default)] tiers: Vec<TierForm>,
) -> Result<()> {
    let admin = require_admin()?;
    services().offer_desk.set_prices(&admin, offer, version, &currency, tiers).await?;
    show(offer, "priced");
    Ok(())
}

/// Pauses an offer, or resumes it. Where `back` is `funnel` it leads there, else to the offer.
#[server(endpoint = "admin/switch_offer")]
pub async fn switch_offer(offer: OfferId, version: i32, on: bool, #[server(default)] back: String) -> Result<()> {
    let admin = require_admin()?;
    services().offer_desk.switch(&admin, offer, version, on).await?;
    let done = if on { "resumed" } else { "paused" };
    if back == "funnel" {
        show_funnel(done);
    } else {
        show(offer, done);
    }
    Ok(())
}

/// The funnel with its numbers.
#[server(endpoint = "admin/funnel", input = GetUrl)]
pub async fn funnel() -> Result<FunnelView> {
    let admin = require_admin()?;
    services().offer_desk.funnel(&admin).await
}

/// Lets an offer of the funnel change places with the one before it, or after it.
#[server(endpoint = "admin/move_step")]
pub async fn move_step(offer: OfferId, version: i32, up: bool) -> Result<()> {
    let admin = require_admin()?;
    services().offer_desk.move_step(&admin, offer, version, up).await?;
    show_funnel("moved");
    Ok(())
}

/// Says for which upsell a downsell stands in; empty for none.
#[server(endpoint = "admin/stand_in")]
pub async fn stand_in(offer: OfferId, version: i32, #[server(default)] upsell: String) -> Result<()> {
    let admin = require_admin()?;
    let upsell = if upsell.is_empty() { None } else { Some(upsell.parse()) };
    let upsell = upsell.transpose().map_err(|_| ApiError::invalid(Field::Product, Problem::Malformed))?;
    services().offer_desk.stand_in(&admin, offer, version, upsell).await?;
    show_funnel("tied");
    Ok(())
}
