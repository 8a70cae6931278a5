//! The course as a whole, for a folder that holds it.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{attachment, course, former_slug, landing_picture, lesson, lesson_draft, lesson_image, lesson_rule, module, price_tier};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// Everything that a folder holds of the course, in order.
pub struct Rows {
    /// The modules.
    pub modules: Vec<module::Model>,
    /// The lessons, by their places.
    pub lessons: Vec<lesson::Model>,
    /// What lessons ask for before they open.
    pub rules: Vec<lesson_rule::Model>,
    /// Addresses that lessons had.
    pub former_slugs: Vec<former_slug::Model>,
    /// Files, by their places.
    pub files: Vec<attachment::Model>,
    /// Pictures in texts, by their ids.
    pub pictures: Vec<lesson_image::Model>,
    /// The lessons with words that students do not see.
    pub waiting: Vec<Uuid>,
}

/// Reads it.
pub async fn rows(db: &impl ConnectionTrait) -> Result<Rows> {
    let waiting = lesson_draft::Entity::find().filter(lesson_draft::Column::Source.is_not_null()).all(db).await?;
    Ok(Rows {
        modules: module::Entity::find().order_by_asc(module::Column::Position).order_by_asc(module::Column::Id).all(db).await?,
        lessons: lesson::Entity::find().order_by_asc(lesson::Column::Position).order_by_asc(lesson::Column::Id).all(db).await?,
        rules: lesson_rule::Entity::find().all(db).await?,
        former_slugs: former_slug::Entity::find().order_by_asc(former_slug::Column::Slug).all(db).await?,
        files: attachment::Entity::find().order_by_asc(attachment::Column::Position).order_by_asc(attachment::Column::Id).all(db).await?,
        pictures: lesson_image::Entity::find().order_by_asc(lesson_image::Column::Id).all(db).await?,
        waiting: waiting.into_iter().map(|draft| draft.lesson_id).collect(),
    })
}

/// Pictures of the sales page.
pub async fn landing_pictures(db: &impl ConnectionTrait) -> Result<Vec<landing_picture::Model>> {
    Ok(landing_picture::Entity::find().all(db).await?)
}

/// The price of an offer that holds when no other does.
pub async fn last_tier(db: &impl ConnectionTrait, offer: Uuid) -> Result<Option<price_tier::Model>> {
    let query = price_tier::Entity::find()
        .filter(price_tier::Column::OfferId.eq(offer))
        .filter(price_tier::Column::RetiredAt.is_null())
        .order_by_desc(price_tier::Column::Position);
    Ok(query.one(db).await?)
}

/// Gives the course another title and subtitle.
pub async fn set_course(db: &impl ConnectionTrait, id: Uuid, title: &str, subtitle: &str) -> Result<()> {
    let update = course::Entity::update_many()
        .col_expr(course::Column::Title, Expr::value(title))
        .col_expr(course::Column::Subtitle, Expr::value(subtitle))
        .filter(course::Column::Id.eq(id));
    update.exec(db).await?;
    Ok(())
}

/// Changes a module.
pub async fn change_module(db: &impl ConnectionTrait, row: module::ActiveModel) -> Result<()> {
    module::Entity::update(row).exec(db).await?;
    Ok(())
}

/// Lets an address lead to a lesson that had it.
pub async fn remember(db: &impl ConnectionTrait, slug: &str, lesson: Uuid, now: DateTime<Utc>) -> Result<()> {
    let row = former_slug::ActiveModel { slug: Set(slug.to_owned()), lesson_id: Set(lesson), since: Set(now) };
    let again = OnConflict::column(former_slug::Column::Slug).do_nothing().to_owned();
    former_slug::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}
