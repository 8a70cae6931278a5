//! Which lessons students see: those that are published, from their moment on. Every query for students asks this.

use chrono::{DateTime, Utc};
use entity::lesson::Column;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, Condition};

/// A condition on lessons `l` in SQL: those that students see at some moment.
pub const PUBLISHED: &str = "l.state = 'published'";

/// Since when students see lesson `l`, in SQL.
pub const SINCE: &str = "COALESCE(l.published_at, l.created_at)";

/// A condition on lessons `l` in SQL; `moment` is the parameter that holds the time.
pub fn at(moment: &str) -> String {
    format!("{PUBLISHED} AND {SINCE} <= {moment}")
}

/// The same for the query builder.
pub fn condition(now: DateTime<Utc>) -> Condition {
    let since = Func::coalesce([Expr::col(Column::PublishedAt), Expr::col(Column::CreatedAt)]);
    Condition::all().add(Column::State.eq("published")).add(Expr::expr(since).lte(now))
}
