//! Coupons and their uses.

use super::rows;
use crate::error::{Fault, Result};
use chrono::{DateTime, Utc};
use domain::coupon::{Coupon, CouponCode};
use domain::ids::OfferId;
use domain::pricing::Discount;
use domain::window::Window;
use entity::{coupon, coupon_offer, coupon_use, quote_coupon};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// A coupon with its row's id.
#[derive(Clone, Debug)]
pub struct StoredCoupon {
    /// Its id.
    pub id: Uuid,
    /// Whether one person may use it once only.
    pub once_per_person: bool,
    /// What it says.
    pub coupon: Coupon,
}

/// A coupon by its code.
pub async fn by_code(db: &impl ConnectionTrait, code: &CouponCode) -> Result<Option<StoredCoupon>> {
    let row = coupon::Entity::find().filter(coupon::Column::Code.eq(code.as_str())).one(db).await?;
    whole(db, row).await
}

/// A coupon by its id.
pub async fn by_id(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<StoredCoupon>> {
    let row = coupon::Entity::find_by_id(id).one(db).await?;
    whole(db, row).await
}

/// The coupon that a quote was made with.
pub async fn of_quote(db: &impl ConnectionTrait, quote: Uuid) -> Result<Option<StoredCoupon>> {
    let Some(tie) = quote_coupon::Entity::find_by_id(quote).one(db).await? else { return Ok(None) };
    let row = coupon::Entity::find_by_id(tie.coupon_id).one(db).await?;
    whole(db, row).await
}

async fn whole(db: &impl ConnectionTrait, row: Option<coupon::Model>) -> Result<Option<StoredCoupon>> {
    let Some(row) = row else { return Ok(None) };
    let offers = coupon_offer::Entity::find().filter(coupon_offer::Column::CouponId.eq(row.id)).all(db).await?;
    let offers = offers.into_iter().map(|row| OfferId(row.offer_id)).collect();
    Ok(Some(StoredCoupon { id: row.id, once_per_person: row.once_per_person, coupon: to_domain(&row, offers)? }))
}

/// What a row says, with the offers that it is for.
pub fn to_domain(row: &coupon::Model, offers: Vec<OfferId>) -> Result<Coupon> {
    Ok(Coupon {
        code: CouponCode::parse(&row.code).map_err(|_| Fault::stored("a coupon's code"))?,
        discount: discount(row)?,
        window: Window { from: row.starts_at, until: row.expires_at },
        max_uses: row.max_uses.map(rows::count),
        uses: rows::count(row.uses),
        enabled: row.enabled,
        offers,
    })
}

fn discount(row: &coupon::Model) -> Result<Discount> {
    match (row.basis_points, row.amount_minor, &row.currency) {
        (Some(bps), None, None) => Ok(Discount::BasisPoints(rows::count(bps))),
        (None, Some(minor), Some(currency)) => Ok(Discount::Fixed(rows::money(minor, currency)?)),
        _ => Err(Fault::stored("a coupon that is neither percent nor amount")),
    }
}

/// Ties a quote to its coupon.
pub async fn insert_quote(db: &impl ConnectionTrait, quote: Uuid, coupon: Uuid) -> Result<()> {
    let row = quote_coupon::ActiveModel { quote_id: Set(quote), coupon_id: Set(coupon) };
    quote_coupon::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Counts one use, if the coupon still holds. `false` says that it does not.
pub async fn count_use(db: &impl ConnectionTrait, coupon: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let uses = || Expr::col(coupon::Column::Uses);
    let holds = Condition::all()
        .add(coupon::Column::Id.eq(coupon))
        .add(coupon::Column::Enabled.eq(true))
        .add(coupon::Column::MaxUses.is_null().or(uses().lt(Expr::col(coupon::Column::MaxUses))))
        .add(coupon::Column::StartsAt.is_null().or(coupon::Column::StartsAt.lte(now)))
        .add(coupon::Column::ExpiresAt.is_null().or(coupon::Column::ExpiresAt.gt(now)));
    let update = coupon::Entity::update_many().col_expr(coupon::Column::Uses, uses().add(1)).filter(holds);
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Counts one use again for money that arrived late: deadlines no longer matter, the number does.
pub async fn recount_use(db: &impl ConnectionTrait, coupon: Uuid) -> Result<bool> {
    let uses = || Expr::col(coupon::Column::Uses);
    let free = coupon::Column::MaxUses.is_null().or(uses().lt(Expr::col(coupon::Column::MaxUses)));
    let update =
        coupon::Entity::update_many().col_expr(coupon::Column::Uses, uses().add(1)).filter(coupon::Column::Id.eq(coupon)).filter(free);
    Ok(update.exec(db).await?.rows_affected == 1)
}

/// Takes one use off the count.
pub async fn uncount_use(db: &impl ConnectionTrait, coupon: Uuid) -> Result<()> {
    let less = Expr::col(coupon::Column::Uses).sub(1);
    let update = coupon::Entity::update_many().col_expr(coupon::Column::Uses, less).filter(coupon::Column::Id.eq(coupon));
    match update.exec(db).await?.rows_affected {
        1 => Ok(()),
        _ => Err(Fault::stored("a use of a coupon that is gone")),
    }
}

/// Writes an order's use down. A second live one of a person, of a coupon that holds once, fails on its unique index.
pub async fn insert_use(db: &impl ConnectionTrait, row: coupon_use::ActiveModel) -> Result<()> {
    coupon_use::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The use of an order.
pub async fn use_of_order(db: &impl ConnectionTrait, order: Uuid) -> Result<Option<coupon_use::Model>> {
    Ok(coupon_use::Entity::find_by_id(order).one(db).await?)
}

/// Whether a person's orders have a coupon in one of these states.
pub async fn used_by(db: &impl ConnectionTrait, coupon: Uuid, user: Uuid, states: &[&str]) -> Result<bool> {
    let query = coupon_use::Entity::find()
        .filter(coupon_use::Column::CouponId.eq(coupon))
        .filter(coupon_use::Column::UserId.eq(user))
        .filter(coupon_use::Column::State.is_in(states.iter().copied()));
    Ok(query.count(db).await? > 0)
}

/// Moves an order's use from one of `from` to `state`. `false` says that it was in none of them, or that there is none.
pub async fn move_use(db: &impl ConnectionTrait, order: Uuid, from: &[&str], state: &str, now: DateTime<Utc>) -> Result<bool> {
    let update = coupon_use::Entity::update_many()
        .col_expr(coupon_use::Column::State, Expr::value(state))
        .col_expr(coupon_use::Column::EndedAt, Expr::value(now))
        .filter(coupon_use::Column::OrderId.eq(order))
        .filter(coupon_use::Column::State.is_in(from.iter().copied()));
    Ok(update.exec(db).await?.rows_affected == 1)
}
