use super::AdminActor;
use crate::api::Result;
use crate::api::dto::{CouponDetail, CouponForm, CouponsView};
use async_trait::async_trait;

/// Coupons, for the admin. A coupon is named by its code, which stays; who changes one names the version that they saw. What was
/// quoted or ordered with it stays as it was.
#[async_trait]
pub trait CouponDesk: Send + Sync {
    /// All coupons.
    async fn list(&self, admin: &AdminActor) -> Result<CouponsView>;
    /// One coupon.
    async fn coupon(&self, admin: &AdminActor, code: &str) -> Result<CouponDetail>;
    /// Makes a coupon. Answers with its code as it is stored.
    async fn add(&self, admin: &AdminActor, code: &str, form: CouponForm) -> Result<String>;
    /// Changes what a coupon says.
    async fn change(&self, admin: &AdminActor, code: &str, version: i32, form: CouponForm) -> Result<()>;
    /// Pauses a coupon, or resumes it.
    async fn switch(&self, admin: &AdminActor, code: &str, version: i32, on: bool) -> Result<()>;
}
