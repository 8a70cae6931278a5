//! What the form of a coupon says, made sense of.

use crate::error::Result;
use crate::services::typed;
use app::api::dto::CouponForm;
use app::api::error::{Field, Problem};
use chrono::{DateTime, Utc};
use domain::tax::percent_from_typed;
use entity::coupon;

/// Reads a form into a coupon that keeps its code, its count and whether it runs.
pub fn read(form: &CouponForm, before: coupon::Model) -> Result<coupon::Model> {
    let mut errors = Vec::new();
    let takes = typed::collect(&mut errors, takes(form))?;
    let starts_at = typed::collect(&mut errors, typed::moment(&form.starts_at, Field::Begins))?.flatten();
    let expires_at = typed::collect(&mut errors, ends(&form.expires_at, starts_at))?.flatten();
    let max_uses = typed::collect(&mut errors, typed::number(&form.max_uses, Field::Uses))?.flatten();
    typed::refuse_all(errors)?;
    let (basis_points, amount) = takes.unwrap_or_default();
    Ok(coupon::Model {
        kind: if basis_points.is_some() { "percent" } else { "fixed" }.to_owned(),
        basis_points,
        amount_minor: amount.map(|amount| amount.minor),
        currency: amount.map(|amount| amount.currency.code().to_owned()),
        starts_at: typed::kept(before.starts_at, starts_at),
        expires_at: typed::kept(before.expires_at, expires_at),
        max_uses,
        once_per_person: form.once.is_some(),
        ..before
    })
}

type Takes = (Option<i32>, Option<domain::money::Money>);

fn takes(form: &CouponForm) -> Result<Takes> {
    if form.kind == "amount" {
        let amount = typed::amount(&form.amount, typed::currency(&form.currency)?, Field::Price(0))?;
        return Ok((None, Some(amount)));
    }
    match percent_from_typed(&form.percent).and_then(|basis_points| i32::try_from(basis_points).ok()) {
        Some(basis_points) if basis_points > 0 => Ok((Some(basis_points), None)),
        _ => typed::refuse(Field::Percent, Problem::Malformed),
    }
}

fn ends(text: &str, starts_at: Option<DateTime<Utc>>) -> Result<Option<DateTime<Utc>>> {
    match (typed::moment(text, Field::Ends)?, starts_at) {
        (Some(ends), Some(starts)) if ends <= starts => typed::refuse(Field::Ends, Problem::Backwards),
        (ends, _) => Ok(ends),
    }
}
