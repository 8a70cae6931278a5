//! Coupons as their creator sees them.

use crate::core::Core;
use crate::error::Result;
use crate::repo::{coupon_desk, coupons, rows};
use crate::services::offers::view;
use app::api::ApiError;
use app::api::dto::{CouponDetail, CouponRow, CouponsView, OfferRow, Takes};
use app::paths;
use chrono::{DateTime, Utc};
use domain::ids::OfferId;
use domain::offer_kind::OfferKind;
use domain::pricing::Discount;
use entity::coupon;

/// All coupons, newest first.
pub async fn list(core: &Core) -> Result<CouponsView> {
    let rows = coupon_desk::all(core.db.read()).await?;
    Ok(CouponsView {
        coupons: rows.iter().map(|coupon| row(coupon, core.now())).collect::<Result<_>>()?,
        offers: at_checkout(core).await?,
        currency: view::currency(core).await?,
    })
}

/// What is sold at the checkout, where coupons are taken.
async fn at_checkout(core: &Core) -> Result<Vec<OfferRow>> {
    let offers = view::all(core, view::currency(core).await?).await?;
    Ok(offers.into_iter().filter(|offer| matches!(offer.kind, OfferKind::Main | OfferKind::Bump)).collect())
}

fn row(coupon: &coupon::Model, now: DateTime<Utc>) -> Result<CouponRow> {
    let (max_uses, expires_at, enabled) = (coupon.max_uses.map(rows::count), coupon.expires_at, coupon.enabled);
    let coupon = coupons::to_domain(coupon, Vec::new())?;
    let takes = match coupon.discount {
        Discount::BasisPoints(basis_points) => Takes::Percent(basis_points),
        Discount::Fixed(amount) => Takes::Amount(amount),
    };
    Ok(CouponRow { standing: coupon.holds(now), uses: coupon.uses, code: coupon.code.into(), takes, max_uses, expires_at, enabled })
}

/// One coupon.
pub async fn detail(core: &Core, named: &str) -> Result<CouponDetail> {
    let db = core.db.read();
    let coupon = coupon_desk::by_code(db, named).await?.ok_or(ApiError::NotFound)?;
    let uses = coupon_desk::uses(db, coupon.id).await?;
    let counted =
        |state: &str| uses.iter().find(|uses| uses.state == state).map_or(0, |uses| u64::try_from(uses.orders).unwrap_or_default());
    Ok(CouponDetail {
        version: coupon.version,
        starts_at: coupon.starts_at,
        once_per_person: coupon.once_per_person,
        only: coupon_desk::offers(db, coupon.id).await?.into_iter().map(OfferId).collect(),
        offers: at_checkout(core).await?,
        link: core.settings.absolute(&paths::home_with_coupon(&coupon.code)),
        spent: counted("spent"),
        held: counted("taken"),
        returned: counted("returned"),
        row: row(&coupon, core.now())?,
    })
}
