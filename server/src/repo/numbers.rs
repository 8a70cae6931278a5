//! What the creator's numbers are counted from. Each question is one statement, however many orders and students there are; sums are
//! made by the database, day by day where a day is needed. Days are UTC.

mod learning;
mod money;
mod origins;

pub use learning::{LessonRow, lessons, watched};
pub use money::{BackRow, CouponRow, FeeDay, SaleDay, coupons, currencies, fees, money_back, sales};
pub use origins::{OriginRow, by_origin};

use super::statements::statement;
use crate::error::{Fault, Result};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::numbers::Span;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult};

/// The moment at which a day begins.
fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// The day of a moment as text: `2026-11-25`.
fn day_of(backend: DbBackend, moment: &str) -> String {
    match backend {
        DbBackend::Postgres => format!("to_char({moment} AT TIME ZONE 'UTC', 'YYYY-MM-DD')"),
        _ => format!("substr({moment}, 1, 10)"),
    }
}

/// A day that a statement gave.
fn day(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| Fault::stored(format!("a day: {text}")))
}

/// The main offer: its seats, and the currency of its price.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OfferNow {
    /// How many seats there are; without limit where it is absent.
    pub seats: Option<i32>,
    /// Seats that are sold or held.
    pub taken: i32,
    /// Seats that are held for somebody who has not paid yet.
    pub held: i64,
    /// The currency of its price.
    pub currency: Option<String>,
}

/// The main offer as it is now.
pub async fn offer_now(db: &impl ConnectionTrait) -> Result<Option<OfferNow>> {
    let sql = "SELECT o.seats, o.taken,
            (SELECT COUNT(*) FROM holds h WHERE h.offer_id = o.id AND h.state = 'held')
                + (SELECT COUNT(*) FROM seat_invites i WHERE i.offer_id = o.id AND i.state = 'offered') AS held,
            (SELECT t.currency FROM price_tiers t WHERE t.offer_id = o.id ORDER BY t.position LIMIT 1) AS currency
        FROM offers o WHERE o.kind = 'main'";
    Ok(OfferNow::find_by_statement(statement(db.get_database_backend(), sql, [])).one(db).await?)
}

/// How many visitors took a step on a day.
#[derive(Clone, Debug, FromQueryResult)]
pub struct VisitDay {
    day: String,
    /// The step's name.
    pub step: String,
    /// How many.
    pub visitors: i64,
}

impl VisitDay {
    /// The day.
    pub fn day(&self) -> Result<NaiveDate> {
        day(&self.day)
    }
}

/// Visitors by day and step, of the span and the one before it.
pub async fn visits(db: &impl ConnectionTrait, span: Span) -> Result<Vec<VisitDay>> {
    let sql = "SELECT day, step, CAST(SUM(visitors) AS bigint) AS visitors FROM visits WHERE day >= $1 AND day < $2 GROUP BY day, step";
    let values = [span.before().from.to_string().into(), span.until.to_string().into()];
    Ok(VisitDay::find_by_statement(statement(db.get_database_backend(), sql, values)).all(db).await?)
}
