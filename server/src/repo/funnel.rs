//! The steps of a funnel and the offers they are made of.

use crate::error::Result;
use chrono::{DateTime, Utc};
use domain::funnel::OfferState;
use domain::money::Money;
use entity::{funnel_step, offer};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// The offers that follow a purchase, in order; a downsell is found by the offer it stands in for.
pub async fn offers(db: &impl ConnectionTrait) -> Result<Vec<offer::Model>> {
    let query = offer::Entity::find()
        .filter(offer::Column::Kind.is_in(["upsell", "downsell"]))
        .order_by_asc(offer::Column::Position)
        .order_by_asc(offer::Column::Id);
    Ok(query.all(db).await?)
}

/// Whether anything is offered after a purchase at present.
pub async fn has_offers(db: &impl ConnectionTrait) -> Result<bool> {
    let query = offer::Entity::find().filter(offer::Column::Kind.eq("upsell")).filter(offer::Column::Enabled.eq(true));
    Ok(query.one(db).await?.is_some())
}

/// An offer by its id.
pub async fn offer(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<offer::Model>> {
    Ok(offer::Entity::find_by_id(id).one(db).await?)
}

/// Writes the steps of an order down, unless they are there.
pub async fn insert(db: &impl ConnectionTrait, steps: Vec<funnel_step::ActiveModel>) -> Result<()> {
    if steps.is_empty() {
        return Ok(());
    }
    let known = OnConflict::new().do_nothing().to_owned();
    funnel_step::Entity::insert_many(steps).on_conflict(known).exec_without_returning(db).await?;
    Ok(())
}

/// The steps of an order, in order.
pub async fn steps(db: &impl ConnectionTrait, order: Uuid) -> Result<Vec<funnel_step::Model>> {
    let query = funnel_step::Entity::find().filter(funnel_step::Column::OrderId.eq(order)).order_by_asc(funnel_step::Column::Position);
    Ok(query.all(db).await?)
}

/// The step whose order this is.
pub async fn step_of_child(db: &impl ConnectionTrait, child: Uuid) -> Result<Option<funnel_step::Model>> {
    Ok(funnel_step::Entity::find().filter(funnel_step::Column::ChildOrderId.eq(child)).one(db).await?)
}

/// What a transition of a step writes beside its state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The order that was made for it.
    pub child: Option<Uuid>,
    /// The tier and the price that are fixed.
    pub terms: Option<(Uuid, Money)>,
    /// Until when the price holds.
    pub expires_at: Option<DateTime<Utc>>,
    /// The price was given more time.
    pub extended: bool,
}

/// Makes a transition, if nobody made another since `version` was read.
pub async fn set_state(
    db: &impl ConnectionTrait,
    step: &funnel_step::Model,
    next: OfferState,
    change: Change,
    now: DateTime<Utc>,
) -> Result<bool> {
    use funnel_step::Column;
    let mut update = funnel_step::Entity::update_many()
        .col_expr(Column::State, Expr::value(next.name()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::OrderId.eq(step.order_id))
        .filter(Column::OfferId.eq(step.offer_id))
        .filter(Column::Version.eq(step.version));
    if let Some((tier, price)) = change.terms {
        update = update
            .col_expr(Column::TierId, Expr::value(tier))
            .col_expr(Column::AmountMinor, Expr::value(price.minor))
            .col_expr(Column::Currency, Expr::value(price.currency.code()))
            .col_expr(Column::ShownAt, Expr::value(now));
    }
    if let Some(child) = change.child {
        update = update.col_expr(Column::ChildOrderId, Expr::value(child));
    }
    if let Some(expires_at) = change.expires_at {
        update = update.col_expr(Column::ExpiresAt, Expr::value(expires_at));
    }
    if change.extended {
        update = update.col_expr(Column::ExtendedAt, Expr::value(now));
    }
    if next.is_final() {
        update = update.col_expr(Column::DecidedAt, Expr::value(now));
    }
    Ok(update.exec(db).await?.rows_affected == 1)
}
