//! Writes content down: products, the course, offers, the words of the site.

use crate::error::Result;
use crate::security::sealed::Sealed;
use chrono::{DateTime, Utc};
use entity::{authenticator, course, grant, lesson, lesson_rule, module, offer, price_tier, product, site_text};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// A product.
pub async fn insert_product(db: &impl ConnectionTrait, row: product::ActiveModel) -> Result<()> {
    product::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The course.
pub async fn insert_course(db: &impl ConnectionTrait, row: course::ActiveModel) -> Result<()> {
    course::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// A module.
pub async fn insert_module(db: &impl ConnectionTrait, row: module::ActiveModel) -> Result<()> {
    module::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// A lesson.
pub async fn insert_lesson(db: &impl ConnectionTrait, row: lesson::ActiveModel) -> Result<lesson::Model> {
    Ok(lesson::Entity::insert(row).exec_with_returning(db).await?)
}

/// Another text of a lesson.
pub async fn change_lesson(db: &impl ConnectionTrait, row: lesson::ActiveModel) -> Result<lesson::Model> {
    Ok(lesson::Entity::update(row).exec(db).await?)
}

/// An offer.
pub async fn insert_offer(db: &impl ConnectionTrait, row: offer::ActiveModel) -> Result<()> {
    offer::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// A price tier.
pub async fn insert_tier(db: &impl ConnectionTrait, row: price_tier::ActiveModel) -> Result<()> {
    price_tier::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Words of the site.
pub async fn insert_text(db: &impl ConnectionTrait, row: site_text::ActiveModel) -> Result<()> {
    site_text::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// A coupon.
pub async fn insert_coupon(db: &impl ConnectionTrait, row: entity::coupon::ActiveModel) -> Result<()> {
    entity::coupon::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// What a lesson asks for before it opens.
pub async fn insert_rule(db: &impl ConnectionTrait, row: lesson_rule::ActiveModel) -> Result<()> {
    lesson_rule::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// A right to enter.
pub async fn insert_grant(db: &impl ConnectionTrait, row: grant::ActiveModel) -> Result<()> {
    grant::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Says of every lesson when it was published.
pub async fn publish_all_at(db: &impl ConnectionTrait, at: DateTime<Utc>) -> Result<()> {
    lesson::Entity::update_many().col_expr(lesson::Column::PublishedAt, Expr::value(at)).exec(db).await?;
    Ok(())
}

/// Says of a lesson when it was published.
pub async fn publish_at(db: &impl ConnectionTrait, lesson: Uuid, at: DateTime<Utc>) -> Result<()> {
    let update = lesson::Entity::update_many().col_expr(lesson::Column::PublishedAt, Expr::value(at)).filter(lesson::Column::Id.eq(lesson));
    update.exec(db).await?;
    Ok(())
}

/// An authenticator that counts, of which no code was taken yet.
pub async fn insert_authenticator(db: &impl ConnectionTrait, id: Uuid, user: Uuid, sealed: Sealed, now: DateTime<Utc>) -> Result<()> {
    let row = authenticator::ActiveModel {
        id: Set(id),
        user_id: Set(user),
        sealed: Set(sealed.bytes),
        sealed_with: Set(sealed.with),
        created_at: Set(now),
        confirmed_at: Set(Some(now)),
        step: Set(Some(0)),
    };
    authenticator::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
