//! Coupons, for the admin.
#![expect(missing_docs, reason = "arguments of server functions become undocumented fields")]

use super::Result;
use super::dto::{CouponDetail, CouponForm, CouponsView};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

#[cfg(feature = "ssr")]
use super::context::{redirect_to, require_admin, services};
#[cfg(feature = "ssr")]
use crate::paths;

/// Leads to a coupon's page, which says what was done.
#[cfg(feature = "ssr")]
fn show(code: &str, done: &str) {
    redirect_to(&paths::admin_with(&paths::admin_coupon(code), &[("done", done)]));
}

/// All coupons.
#[server(endpoint = "admin/coupons", input = GetUrl)]
pub async fn coupons() -> Result<CouponsView> {
    let admin = require_admin()?;
    services().coupon_desk.list(&admin).await
}

/// One coupon, by its code.
#[server(endpoint = "admin/coupon", input = GetUrl)]
pub async fn coupon(code: String) -> Result<CouponDetail> {
    let admin = require_admin()?;
    services().coupon_desk.coupon(&admin, &code).await
}

/// Makes a coupon.
#[server(endpoint = "admin/add_coupon")]
pub async fn add_coupon(#[server(default)] code: String, #[server(default)] form: CouponForm) -> Result<()> {
    let admin = require_admin()?;
    let code = services().coupon_desk.add(&admin, &code, form).await?;
    show(&code, "added");
    Ok(())
}

/// Changes what a coupon says.
#[server(endpoint = "admin/change_coupon")]
pub async fn change_coupon(code: String, version: i32, #[server(default)] form: CouponForm) -> Result<()> {
    let admin = require_admin()?;
    services().coupon_desk.change(&admin, &code, version, form).await?;
    show(&code, "changed");
    Ok(())
}

/// Pauses a coupon, or resumes it.
#[server(endpoint = "admin/switch_coupon")]
pub async fn switch_coupon(code: String, version: i32, on: bool) -> Result<()> {
    let admin = require_admin()?;
    services().coupon_desk.switch(&admin, &code, version, on).await?;
    show(&code, if on { "resumed" } else { "paused" });
    Ok(())
}
