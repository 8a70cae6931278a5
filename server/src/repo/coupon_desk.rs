//! Coupons as their creator changes them. Every change names the version that it rests on.

use crate::error::Result;
use entity::{coupon, coupon_offer, coupon_use};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, UpdateMany,
};
use uuid::Uuid;

/// All coupons, newest first.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<coupon::Model>> {
    Ok(coupon::Entity::find().order_by_desc(coupon::Column::CreatedAt).order_by_desc(coupon::Column::Id).all(db).await?)
}

/// A coupon by its code as it is stored.
pub async fn by_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<coupon::Model>> {
    Ok(coupon::Entity::find().filter(coupon::Column::Code.eq(code)).one(db).await?)
}

/// The offers that a coupon is for.
pub async fn offers(db: &impl ConnectionTrait, coupon: Uuid) -> Result<Vec<Uuid>> {
    let rows = coupon_offer::Entity::find().filter(coupon_offer::Column::CouponId.eq(coupon)).all(db).await?;
    Ok(rows.into_iter().map(|row| row.offer_id).collect())
}

/// How many orders use a coupon, by the state of the use.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Uses {
    /// The state.
    pub state: String,
    /// The orders.
    pub orders: i64,
}

/// The uses of a coupon.
pub async fn uses(db: &impl ConnectionTrait, coupon: Uuid) -> Result<Vec<Uses>> {
    let query = coupon_use::Entity::find()
        .select_only()
        .column(coupon_use::Column::State)
        .column_as(coupon_use::Column::OrderId.count(), "orders")
        .filter(coupon_use::Column::CouponId.eq(coupon))
        .group_by(coupon_use::Column::State);
    Ok(query.into_model().all(db).await?)
}

fn change(id: Uuid, version: i32) -> UpdateMany<coupon::Entity> {
    coupon::Entity::update_many()
        .col_expr(coupon::Column::Version, Expr::col(coupon::Column::Version).add(1))
        .filter(coupon::Column::Id.eq(id))
        .filter(coupon::Column::Version.eq(version))
}

/// Writes what a coupon says; its code, its count and whether it runs stay. `false` says that it was changed since `version`, or was
/// used more often than it now may be.
pub async fn set_terms(db: &impl ConnectionTrait, id: Uuid, version: i32, terms: &coupon::Model) -> Result<bool> {
    let fits = match terms.max_uses {
        Some(most) => Condition::all().add(coupon::Column::Uses.lte(most)),
        None => Condition::all(),
    };
    let update = change(id, version)
        .col_expr(coupon::Column::Kind, Expr::value(&terms.kind))
        .col_expr(coupon::Column::BasisPoints, Expr::value(terms.basis_points))
        .col_expr(coupon::Column::AmountMinor, Expr::value(terms.amount_minor))
        .col_expr(coupon::Column::Currency, Expr::value(terms.currency.clone()))
        .col_expr(coupon::Column::StartsAt, Expr::value(terms.starts_at))
        .col_expr(coupon::Column::ExpiresAt, Expr::value(terms.expires_at))
        .col_expr(coupon::Column::MaxUses, Expr::value(terms.max_uses))
        .col_expr(coupon::Column::OncePerPerson, Expr::value(terms.once_per_person))
        .filter(fits);
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Pauses or resumes a coupon. `false` says that it was changed since.
pub async fn switch(db: &impl ConnectionTrait, id: Uuid, version: i32, on: bool) -> Result<bool> {
    Ok(change(id, version).col_expr(coupon::Column::Enabled, Expr::value(on)).exec(db).await?.rows_affected == 1)
}

/// Says which offers a coupon is for; none is all.
pub async fn set_offers(db: &impl ConnectionTrait, coupon: Uuid, offers: &[Uuid]) -> Result<()> {
    coupon_offer::Entity::delete_many().filter(coupon_offer::Column::CouponId.eq(coupon)).exec(db).await?;
    if offers.is_empty() {
        return Ok(());
    }
    let rows = offers.iter().map(|offer| coupon_offer::ActiveModel { coupon_id: Set(coupon), offer_id: Set(*offer) });
    coupon_offer::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}
