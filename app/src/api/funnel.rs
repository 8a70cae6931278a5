//! The offers after a purchase.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{Decided, Decision};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use super::{
    ApiError,
    context::{go_on_deciding, is_plain_form_post, services, viewer},
    ports::OfferAnswer,
};

/// Answers an offer of an order's funnel. Without WASM it leads to the page that comes next.
#[server(endpoint = "funnel/decide")]
pub async fn decide(public_id: String, offer: String, decision: Decision) -> Result<Decided> {
    let offer = offer.parse().map_err(|_| ApiError::BadRequest)?;
    let command = OfferAnswer { order: public_id, offer, decision, in_page: !is_plain_form_post() };
    let decided = services().funnel.decide(&viewer(), command).await?;
    go_on_deciding(&decided);
    Ok(decided)
}
