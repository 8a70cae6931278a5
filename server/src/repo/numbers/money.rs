//! Sales, what went back of them, and coupons.

use super::{day, day_of, midnight};
use crate::error::Result;
use crate::repo::statements::statement;
use chrono::NaiveDate;
use domain::money::Currency;
use domain::numbers::Span;
use sea_orm::{ConnectionTrait, FromQueryResult};

/// The currencies that prices are in, or were in, by their codes.
pub async fn currencies(db: &impl ConnectionTrait) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Code {
        currency: String,
    }
    let sql = "SELECT currency FROM price_tiers UNION SELECT currency FROM price_history ORDER BY currency";
    let found = Code::find_by_statement(statement(db.get_database_backend(), sql, [])).all(db).await?;
    Ok(found.into_iter().map(|row| row.currency).collect())
}

/// What was sold on a day. Orders count in every currency, amounts in one.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SaleDay {
    day: String,
    /// Main orders that were paid.
    pub paid: i64,
    /// Those of them with the bump.
    pub bump: i64,
    /// Those of them after which an offer was bought.
    pub upsell: i64,
    /// Orders that were paid in the currency, those of later offers too.
    pub sales: i64,
    /// What they brought, in minor units.
    pub gross: i64,
    /// The tax in it, as their invoices say.
    pub tax: i64,
}

impl SaleDay {
    /// The day.
    pub fn day(&self) -> Result<NaiveDate> {
        day(&self.day)
    }
}

/// Sales by day, of the span and the one before it.
pub async fn sales(db: &impl ConnectionTrait, span: Span, currency: Currency) -> Result<Vec<SaleDay>> {
    let backend = db.get_database_backend();
    let count = |condition: &str| format!("CAST(SUM(CASE WHEN {condition} THEN 1 ELSE 0 END) AS bigint)");
    let amount = |minor: &str| format!("CAST(SUM(CASE WHEN o.currency = $3 THEN {minor} ELSE 0 END) AS bigint)");
    let sql = format!(
        "SELECT {day} AS day, {paid} AS paid, {bump} AS bump, {upsell} AS upsell, {sales} AS sales, {gross} AS gross, {tax} AS tax
        FROM orders o LEFT JOIN invoices n ON n.order_id = o.id AND n.kind = 'invoice'
        WHERE o.paid_at >= $1 AND o.paid_at < $2 GROUP BY 1",
        day = day_of(backend, "o.paid_at"),
        paid = count("o.kind = 'main'"),
        bump = count("o.kind = 'main' AND EXISTS (SELECT 1 FROM order_items i WHERE i.order_id = o.id AND i.kind = 'bump')"),
        upsell = count(
            "o.kind = 'main' AND EXISTS (SELECT 1 FROM funnel_steps f JOIN orders c ON c.id = f.child_order_id
                WHERE f.order_id = o.id AND c.paid_at IS NOT NULL)"
        ),
        sales = amount("1"),
        gross = amount("o.amount_minor"),
        tax = amount("COALESCE(n.tax_minor, 0)"),
    );
    let values = [midnight(span.before().from).into(), midnight(span.until).into(), currency.code().into()];
    Ok(SaleDay::find_by_statement(statement(backend, &sql, values)).all(db).await?)
}

/// What went back on a day, in one currency.
#[derive(Clone, Debug, FromQueryResult)]
pub struct BackRow {
    day: String,
    /// `refund`, or `dispute`.
    pub kind: String,
    /// How much, in minor units.
    pub amount: i64,
    /// The tax in it, as the credit notes say.
    pub tax: i64,
}

impl BackRow {
    /// The day.
    pub fn day(&self) -> Result<NaiveDate> {
        day(&self.day)
    }
}

/// Refunds that were sent and disputes that were lost by day, of the span and the one before it. Money that bought nothing (paid
/// twice, or without a seat) was no sale, and that it went back is no refund of one.
pub async fn money_back(db: &impl ConnectionTrait, span: Span, currency: Currency) -> Result<Vec<BackRow>> {
    let backend = db.get_database_backend();
    let sql = format!(
        "SELECT {refunded_on} AS day, 'refund' AS kind, CAST(SUM(r.amount_minor) AS bigint) AS amount,
            CAST(SUM(COALESCE(n.tax_minor, 0)) AS bigint) AS tax
        FROM refunds r
        JOIN payments p ON p.id = r.payment_id AND p.surplus_at IS NULL
        JOIN orders o ON o.id = r.order_id AND o.paid_at IS NOT NULL
        LEFT JOIN invoices n ON n.refund_id = r.id AND n.kind = 'credit_note'
        WHERE r.state = 'succeeded' AND r.finished_at >= $1 AND r.finished_at < $2 AND r.currency = $3 GROUP BY 1
        UNION ALL
        SELECT {lost_on} AS day, 'dispute' AS kind, CAST(SUM(COALESCE(n.total_minor, d.amount_minor)) AS bigint) AS amount,
            CAST(SUM(COALESCE(n.tax_minor, 0)) AS bigint) AS tax
        FROM disputes d
        JOIN payments p ON p.id = d.payment_id AND p.surplus_at IS NULL
        JOIN orders o ON o.id = p.order_id AND o.paid_at IS NOT NULL
        LEFT JOIN invoices n ON n.refund_id = d.id AND n.kind = 'credit_note'
        WHERE d.status = 'lost' AND d.closed_at >= $1 AND d.closed_at < $2 AND d.currency = $3 GROUP BY 1",
        refunded_on = day_of(backend, "r.finished_at"),
        lost_on = day_of(backend, "d.closed_at"),
    );
    let values = [midnight(span.before().from).into(), midnight(span.until).into(), currency.code().into()];
    Ok(BackRow::find_by_statement(statement(backend, &sql, values)).all(db).await?)
}

/// What payment providers kept on a day, in one currency.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FeeDay {
    day: String,
    /// What they booked on it, in minor units.
    pub fees: i64,
    /// Payments of orders that were paid on it, of which not all fees are known.
    pub unknown: i64,
}

impl FeeDay {
    /// The day.
    pub fn day(&self) -> Result<NaiveDate> {
        day(&self.day)
    }
}

/// Fees by day, of the span and the one before it. Money that bought nothing cost its fee too.
pub async fn fees(db: &impl ConnectionTrait, span: Span, currency: Currency) -> Result<Vec<FeeDay>> {
    let backend = db.get_database_backend();
    let sql = format!(
        "SELECT {booked_on} AS day, CAST(SUM(f.sale_minor) AS bigint) AS fees, CAST(0 AS bigint) AS unknown
        FROM payment_fees f WHERE f.booked_at >= $1 AND f.booked_at < $2 AND f.sale_currency = $3 GROUP BY 1
        UNION ALL
        SELECT {paid_on} AS day, CAST(0 AS bigint) AS fees, COUNT(*) AS unknown
        FROM payments p JOIN orders o ON o.id = p.order_id
        WHERE p.fees_due_at IS NOT NULL AND p.currency = $3 AND o.paid_at >= $1 AND o.paid_at < $2 GROUP BY 1",
        booked_on = day_of(backend, "f.booked_at"),
        paid_on = day_of(backend, "o.paid_at"),
    );
    let values = [midnight(span.before().from).into(), midnight(span.until).into(), currency.code().into()];
    Ok(FeeDay::find_by_statement(statement(backend, &sql, values)).all(db).await?)
}

/// What a coupon was used for. Uses count in every currency, amounts in one.
#[derive(Clone, Debug, FromQueryResult)]
pub struct CouponRow {
    /// Its code.
    pub code: String,
    /// Paid orders with it.
    pub uses: i64,
    /// What they brought, in minor units.
    pub revenue: i64,
    /// What of it was refunded, in minor units.
    pub refunded: i64,
}

/// The coupons of orders that were paid in the span, most used first.
pub async fn coupons(db: &impl ConnectionTrait, span: Span, currency: Currency) -> Result<Vec<CouponRow>> {
    let sql = "SELECT c.code, COUNT(*) AS uses,
            CAST(SUM(CASE WHEN o.currency = $3 THEN o.amount_minor ELSE 0 END) AS bigint) AS revenue,
            CAST(SUM(CASE WHEN o.currency = $3 THEN COALESCE(p.refunded_minor, 0) ELSE 0 END) AS bigint) AS refunded
        FROM orders o
        JOIN coupon_uses u ON u.order_id = o.id AND u.state = 'spent'
        JOIN coupons c ON c.id = u.coupon_id
        LEFT JOIN payments p ON p.order_id = o.id AND p.state = 'succeeded' AND p.surplus_at IS NULL
        WHERE o.paid_at >= $1 AND o.paid_at < $2
        GROUP BY c.code ORDER BY uses DESC, c.code";
    let values = [midnight(span.from).into(), midnight(span.until).into(), currency.code().into()];
    Ok(CouponRow::find_by_statement(statement(db.get_database_backend(), sql, values)).all(db).await?)
}
