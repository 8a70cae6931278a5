//! Coupons, for the admin.

mod changing;
mod form;
mod view;

use crate::core::Core;
use app::api;
use app::api::dto::{CouponDetail, CouponForm, CouponsView};
use app::api::ports::{AdminActor, CouponDesk};
use async_trait::async_trait;
use std::sync::Arc;

/// Coupons over the database.
pub struct CouponDeskService(pub Arc<Core>);

#[async_trait]
impl CouponDesk for CouponDeskService {
    async fn list(&self, _admin: &AdminActor) -> api::Result<CouponsView> {
        Ok(view::list(&self.0).await?)
    }

    async fn coupon(&self, _admin: &AdminActor, code: &str) -> api::Result<CouponDetail> {
        Ok(view::detail(&self.0, code).await?)
    }

    async fn add(&self, admin: &AdminActor, code: &str, form: CouponForm) -> api::Result<String> {
        Ok(changing::add(&self.0, admin, code, &form).await?)
    }

    async fn change(&self, admin: &AdminActor, code: &str, version: i32, form: CouponForm) -> api::Result<()> {
        Ok(changing::change(&self.0, admin, code, version, &form).await?)
    }

    async fn switch(&self, admin: &AdminActor, code: &str, version: i32, on: bool) -> api::Result<()> {
        Ok(changing::switch(&self.0, admin, code, version, on).await?)
    }
}

/// By what entries of the audit log name a coupon.
fn subject(code: &str) -> String {
    format!("coupon/{code}")
}
