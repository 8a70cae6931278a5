//! Where visitors and buyers came from, and what became of them.

use super::midnight;
use crate::error::Result;
use crate::repo::statements::statement;
use domain::money::Currency;
use domain::numbers::Span;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// What an origin brought: visitors in one row, orders in another. Orders count in every currency, amounts in one.
#[derive(Clone, Debug, FromQueryResult)]
pub struct OriginRow {
    /// `utm_source`, or empty.
    pub source: String,
    /// `utm_medium`, or empty.
    pub medium: String,
    /// `utm_campaign`, or empty.
    pub campaign: String,
    /// The host of the site whose link was followed, or empty.
    pub referrer: String,
    /// Visitors.
    pub visitors: i64,
    /// Main orders that were paid.
    pub sales: i64,
    /// What they and the orders after them brought, in minor units.
    pub revenue: i64,
    /// Those of the sales of which anything was refunded.
    pub refunds: i64,
    /// What was refunded, in minor units.
    pub refunded: i64,
    /// Those of the sales whose buyer has completed the course.
    pub completed: i64,
}

/// A sale is a main order with those that were made after it. At most one payment of an order counts, so that no amount is doubled.
const BY_ORIGIN: &str = "WITH sales AS (
        SELECT o.id, o.user_id FROM orders o WHERE o.kind = 'main' AND o.paid_at >= $1 AND o.paid_at < $2),
    parts AS (
        SELECT s.id AS sale, s.id AS part FROM sales s
        UNION ALL
        SELECT s.id AS sale, f.child_order_id AS part FROM sales s JOIN funnel_steps f ON f.order_id = s.id
        WHERE f.child_order_id IS NOT NULL),
    money AS (
        SELECT parts.sale, SUM(CASE WHEN m.currency = $3 THEN m.amount_minor ELSE 0 END) AS revenue,
            SUM(CASE WHEN m.currency = $3 THEN COALESCE(p.refunded_minor, 0) ELSE 0 END) AS refunded,
            MAX(CASE WHEN p.refunded_minor > 0 THEN 1 ELSE 0 END) AS refunds
        FROM parts
        JOIN orders m ON m.id = parts.part AND m.paid_at IS NOT NULL
        LEFT JOIN payments p ON p.order_id = m.id AND p.state = 'succeeded' AND p.surplus_at IS NULL
        GROUP BY parts.sale)
    SELECT COALESCE(c.utm_source, '') AS source, COALESCE(c.utm_medium, '') AS medium, COALESCE(c.utm_campaign, '') AS campaign,
        COALESCE(c.referrer_host, '') AS referrer, CAST(0 AS bigint) AS visitors, COUNT(*) AS sales,
        CAST(SUM(money.revenue) AS bigint) AS revenue, CAST(SUM(money.refunds) AS bigint) AS refunds,
        CAST(SUM(money.refunded) AS bigint) AS refunded,
        CAST(SUM(CASE WHEN EXISTS (SELECT 1 FROM course_completions d WHERE d.user_id = s.user_id) THEN 1 ELSE 0 END) AS bigint) AS completed
    FROM sales s JOIN money ON money.sale = s.id LEFT JOIN order_sources c ON c.order_id = s.id
    GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT utm_source, utm_medium, utm_campaign, referrer_host, CAST(SUM(visitors) AS bigint), 0, 0, 0, 0, 0
    FROM visits WHERE step = 'visit' AND day >= $4 AND day < $5
    GROUP BY 1, 2, 3, 4";

/// What each origin brought in the span.
pub async fn by_origin(db: &impl ConnectionTrait, span: Span, currency: Currency) -> Result<Vec<OriginRow>> {
    let moments = [midnight(span.from), midnight(span.until)];
    let days = [span.from, span.until].map(|day| day.to_string());
    let [from, until] = moments;
    let [first, end] = days;
    let values = [from.into(), until.into(), currency.code().into(), first.into(), end.into()];
    Ok(OriginRow::find_by_statement(statement(db.get_database_backend(), BY_ORIGIN, values)).all(db).await?)
}
