//! Opens the funnel of an order that was paid, in the transaction that settles it.

use crate::error::Result;
use crate::repo;
use crate::services::consent;
use crate::services::effects::Context;
use domain::funnel::OfferState;
use entity::{funnel_step, offer};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

/// Keeps the method that the buyer consented to and writes a step for each offer. Only a main order has a funnel.
pub async fn open(context: &Context<'_>) -> Result<()> {
    if context.order.kind != "main" {
        return Ok(());
    }
    if let Some(told) = context.told {
        consent::keep_method(context.core, context.transaction, told).await?;
    }
    let offers = repo::funnel::offers(context.transaction).await?;
    let steps = (0..).zip(in_order(&offers)).map(|(position, offer)| pending(context.order.id, offer, position)).collect();
    repo::funnel::insert(context.transaction, steps).await
}

/// Each upsell, followed by the offers that stand in for it.
fn in_order(offers: &[offer::Model]) -> Vec<&offer::Model> {
    let stands_in = |upsell: &offer::Model| {
        let id = upsell.id;
        offers.iter().filter(move |offer| offer.kind == "downsell" && offer.downsell_of == Some(id))
    };
    offers.iter().filter(|offer| offer.kind == "upsell").flat_map(|upsell| std::iter::once(upsell).chain(stands_in(upsell))).collect()
}

fn pending(order: Uuid, offer: &offer::Model, position: i32) -> funnel_step::ActiveModel {
    funnel_step::ActiveModel {
        order_id: Set(order),
        offer_id: Set(offer.id),
        position: Set(position),
        state: Set(OfferState::Pending.name().to_owned()),
        version: Set(0),
        ..Default::default()
    }
}
